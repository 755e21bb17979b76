"""The weights of case pairs, and what one case tells of its people: a part of the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trama.graph.records import Kind
from trama.linkage.cases.case_comparison import CASE_LEVELS, CaseComparison
from trama.linkage.model.beliefs import case_beliefs
from trama.linkage.model.odds import bits_of


class LevelWeight(NamedTuple):
    """The chances of a level in pairs of one person (m) and of two (u), and its weight in bits.

    For cases: in pairs of one case and of two.
    """

    m: float
    u: float
    bits: float


class SharedPeople(NamedTuple):
    """The weights that one case, or two, give to the people of both.

    ``share``: of the people of the smaller of two records of one case, the share that the other
    record has too. ``elsewhere``: the odds that a candidate pair of two other cases is one person
    who came back. ``alike`` and ``alike_elsewhere``: of the pairs of two people of one case, and of
    two, the share that are candidates. Candidates agree in something, so the comparators tell less
    of them than of any pair.
    """

    share: float
    elsewhere: float
    alike: float
    alike_elsewhere: float


def _believed_levels() -> dict[str, dict[str, LevelWeight]]:
    return {
        name: {
            level: LevelWeight(0.5, 0.5, float(case_beliefs()[name].get(level, 0.0)))
            for level in levels
        }
        for name, levels in CASE_LEVELS.items()
    }


def _believed_people() -> dict[str, SharedPeople]:
    return {
        Kind.VICTIM.value: SharedPeople(0.85, 1 / 64, 0.3, 0.2),
        Kind.SUSPECT.value: SharedPeople(0.85, 1 / 2, 0.2, 0.1),
    }


@dataclass(frozen=True, slots=True)
class CaseWeights:
    """The weights of the levels of a case pair, its priors, and its people by kind.

    ``across`` and ``within`` are the shares of candidate pairs that are one case: of two
    registries, and of one registry that registered it twice. Without training all is as believed
    (case_beliefs.yaml); a victim comes back less often than a suspect.
    """

    levels: Mapping[str, Mapping[str, LevelWeight]] = field(default_factory=_believed_levels)
    across: float = 0.2
    within: float = 0.01
    people: Mapping[str, SharedPeople] = field(default_factory=_believed_people)

    def start(self, *, same_registry: bool) -> float:
        """Return the log2 odds of a candidate pair of cases before any comparator counts."""
        prior = self.within if same_registry else self.across
        return bits_of(prior)

    def weights(self, comparison: CaseComparison) -> dict[str, float]:
        """Return the weight in bits of each level of a pair that counts, by comparator."""
        counted = comparison.weighed_levels()
        return {
            name: known.bits if (known := self.levels.get(name, {}).get(level.name)) else 0.0
            for name, level in counted.items()
        }

    def bits(self, comparison: CaseComparison) -> float:
        """Return the log2 odds that a candidate pair is one case, without its people."""
        start = self.start(same_registry=comparison.same_registry)
        return start + sum(self.weights(comparison).values())

    def content(self) -> dict[str, Any]:
        """Return the content as the model's file keeps it."""
        return {
            "levels": {
                name: {level: list(weight) for level, weight in levels.items()}
                for name, levels in self.levels.items()
            },
            "across": self.across,
            "within": self.within,
            "people": {kind: list(of) for kind, of in self.people.items()},
        }
