"""The explanation of a pair: the weight of each comparator beside the sentence of its level."""

from typing import NamedTuple

from trama.linkage.compare.comparison import Comparison, Explained, explain
from trama.linkage.compare.sentences import Language
from trama.linkage.model.weights import Model


class WeighedLine(NamedTuple):
    """A line that a person reads: what is compared, its sentence, and its weight in bits.

    Each bit doubles the odds of one person, or of two if it is negative. ``weight`` is None for a
    comparator that does not count, as another told the same.
    """

    line: Explained
    weight: float | None


def explain_pair(
    model: Model, comparison: Comparison, lang: Language = "es", *, reveal: bool = False
) -> tuple[WeighedLine, ...]:
    """Return a line for each comparator with something to compare, those that weigh most first.

    The values stand in the sentences only if ``reveal`` (see ``linkage.compare.comparison``).
    """
    weights = model.weights(comparison)
    lines = [
        WeighedLine(line, weights.get(line.comparator))
        for line in explain(comparison, lang, reveal=reveal)
    ]
    return tuple(sorted(lines, key=lambda weighed: -abs(weighed.weight or 0.0)))
