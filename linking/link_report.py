"""The report of a linking: pairs compared, links that blocking loses, verdicts, guards, time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trama.canonical.judging import Opinion
from trama.linkage.joint.scored import Decided, DecidedPair
from trama.linkage.judgements import Verdict
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import FINDERS
from trama.linkage.pairs.lost import lost_links


@dataclass(frozen=True, slots=True)
class RuleCost:
    """A rule of blocking: the pairs that it finds, and those that no rule before it finds."""

    name: str
    es: str
    en: str
    found: int
    added: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The decided pairs of people, or of cases, by verdict.

    ``ask`` are those that go to a person. ``unlikely`` are kept for the intervals of the overlap
    alone. ``guards`` counts the likely links that a guard stopped, which go to a person too.
    """

    same: int
    ask: int
    unlikely: int
    guards: Mapping[str, int]

    @classmethod
    def of(cls, pairs: Sequence[DecidedPair], model: Model) -> "Verdicts":
        """Return the counts of decided pairs."""
        same = sum(pair.verdict is Verdict.SAME for pair in pairs)
        ask = sum(pair.verdict is Verdict.UNSURE and pair.score >= model.ask_at for pair in pairs)
        guards = Counter(pair.reason for pair in pairs if pair.reason)
        return cls(same, ask, len(pairs) - same - ask, dict(sorted(guards.items())))


@dataclass(frozen=True, slots=True)
class Blocking:
    """The cost of blocking in pairs, and the links that it loses.

    ``links`` is the expected number of links among the pairs, ``lost_at_least`` that of the links
    that no rule finds, a lower bound. ``recall_at_most`` is None without links.
    """

    pairs: int
    rules: tuple[RuleCost, ...]
    links: float
    lost_at_least: float
    recall_at_most: float | None

    @classmethod
    def of(cls, found_by: NDArray[np.int32], chances: NDArray[np.float64]) -> "Blocking":
        """Return the cost of the pairs of all people, and what is lost.

        ``found_by`` has the finders of each pair, a bit for each of `FINDERS`, and ``chances`` the
        probability of each pair. Pairs with the same finders are counted together: there are far
        fewer kinds of them than pairs.
        """
        kinds = np.arange(1 << len(FINDERS))
        finds = ((kinds[:, None] >> np.arange(len(FINDERS))) & 1).astype(np.bool_)
        pairs = np.bincount(found_by, minlength=len(kinds))
        expected = np.bincount(found_by, weights=chances, minlength=len(kinds))
        lost = lost_links(finds, expected.astype(np.float64))
        found = (pairs @ finds).tolist()
        added = np.bincount(finds.argmax(axis=1), pairs, minlength=len(FINDERS)).astype(int)
        rules = tuple(
            RuleCost(rule.name, rule.es, rule.en, *costs)
            for rule, *costs in zip(FINDERS, found, added.tolist(), strict=True)
        )
        recall = lost.recall_at_most
        return cls(
            len(found_by),
            rules,
            round(lost.found, 1),
            round(lost.lost_at_least, 1),
            None if recall is None else int(recall * 10_000) / 10_000,  # never up to 1
        )


@dataclass(slots=True)
class LinkReport:
    """The result of a linking.

    ``cases`` and ``people`` are those of the graph, by registry. ``changed`` counts the cases that
    are new, other or gone since the last linking, ``compared`` the pairs of people that were
    compared, ``decided`` the cases that were decided, with ``verdicts`` and ``case_verdicts``.
    ``stored`` counts the judgements that were stored, by subject and verdict: those that a dry run
    would store. ``rebuilt`` are the cases that were derived anew. ``seconds`` are by step.
    """

    model: str
    same_at: float
    ask_at: float
    dry_run: bool
    cases: Mapping[str, int]
    people: int
    changed: int = 0
    compared: int = 0
    decided: int = 0
    blocking: Blocking | None = None
    verdicts: Verdicts = field(default_factory=lambda: Verdicts(0, 0, 0, {}))
    case_verdicts: Verdicts = field(default_factory=lambda: Verdicts(0, 0, 0, {}))
    stored: Mapping[str, int] = field(default_factory=dict)
    rebuilt: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def tell_decided(self, decided: Decided, model: Model) -> None:
        """Store the counts of decided pairs."""
        self.verdicts = Verdicts.of(decided.people, model)
        self.case_verdicts = Verdicts.of(decided.cases, model)

    def tell_stored(self, opinions: Sequence[Opinion]) -> None:
        """Store the counts of judgements."""
        counts = Counter(f"{one.subject.value}_{one.verdict.value}" for one in opinions)
        self.stored = dict(sorted(counts.items()))

    def document(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        return asdict(self)
