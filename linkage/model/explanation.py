"""The explanation of a pair: the weight of each comparator beside the sentence of its level.

A pair of people also has a line for what their cases told, a pair of cases for what their people
told. The weight of that line is what the joint probability adds to the comparators.
"""

from collections.abc import Iterable, Mapping
from enum import auto
from typing import NamedTuple

from trama.compare.comparison import Comparison, Explained, explain
from trama.compare.sentences import Language, Level, sentence, title
from trama.linkage.cases.case_comparison import CaseComparison, explain_cases
from trama.linkage.model.odds import log_odds
from trama.linkage.model.weights import Model

_LITTLE = 1.0  # bits under which a line says that it tells little


class SameCaseLevel(Level):
    """Levels of what their cases tell of two people."""

    TELLS_SAME = auto()
    TELLS_LITTLE = auto()
    TELLS_APART = auto()
    NOTHING_TO_COMPARE = auto()


class SharedPeopleLevel(Level):
    """Levels of what their people tell of two cases."""

    TELLS_SAME = auto()
    TELLS_LITTLE = auto()
    TELLS_APART = auto()
    NOTHING_TO_COMPARE = auto()


class WeighedLine(NamedTuple):
    """A line that a person reads: what is compared, its sentence, and its weight in bits.

    Each bit doubles the odds of one person (or case), or of two if it is negative. ``weight`` is
    None for a comparator that does not count, as another told the same.
    """

    line: Explained
    weight: float | None


def explain_pair(
    model: Model,
    comparison: Comparison,
    lang: Language = "es",
    *,
    reveal: bool = False,
    score: float | None = None,
) -> tuple[WeighedLine, ...]:
    """Return a line for each comparator with something to compare, those that weigh most first.

    With ``score``, the joint probability, also a line for what the cases told of the people. The
    values stand in the sentences only if ``reveal`` (see ``compare.comparison``).
    """
    lines = _weighed(explain(comparison, lang, reveal=reveal), model.weights(comparison))
    if score is not None:
        added = log_odds(score) - model.bits(comparison)
        lines.append(_joint_line("same_case", _told(SameCaseLevel, added), added, lang))
    return _sorted(lines)


def explain_case_pair(
    model: Model,
    comparison: CaseComparison,
    lang: Language = "es",
    *,
    reveal: bool = False,
    score: float | None = None,
) -> tuple[WeighedLine, ...]:
    """Return the lines of a pair of cases, as ``explain_pair`` does those of people."""
    weights = model.cases.weights(comparison)
    lines = _weighed(explain_cases(comparison, lang, reveal=reveal), weights)
    if score is not None:
        added = log_odds(score) - model.cases.bits(comparison)
        lines.append(_joint_line("shared_people", _told(SharedPeopleLevel, added), added, lang))
    return _sorted(lines)


def _weighed(lines: Iterable[Explained], weights: Mapping[str, float]) -> list[WeighedLine]:
    return [WeighedLine(line, weights.get(line.comparator)) for line in lines]


def _told(levels: type[Level], bits: float) -> Level:
    if abs(bits) < _LITTLE:
        return levels["TELLS_LITTLE"]
    return levels["TELLS_SAME" if bits > 0 else "TELLS_APART"]


def _joint_line(name: str, level: Level, bits: float, lang: Language) -> WeighedLine:
    told = sentence(level, reveal=False, lang=lang)
    return WeighedLine(Explained(name, title(name, lang), level, told), bits)


def _sorted(lines: Iterable[WeighedLine]) -> tuple[WeighedLine, ...]:
    return tuple(sorted(lines, key=lambda weighed: -abs(weighed.weight or 0.0)))
