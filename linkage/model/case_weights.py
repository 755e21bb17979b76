"""The weights of case pairs, and what one case tells of its people: a part of the model."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.graph.records import Kind


class LevelWeight(NamedTuple):
    """The chances of a level in pairs of one person (m) and of two (u), and its weight in bits.

    For cases: in pairs of one case and of two.
    """

    m: float
    u: float
    bits: float


@dataclass(frozen=True, slots=True)
class SharedPeople:
    """What it tells of people that their cases are one case or two.

    ``share``: of the people of the smaller of two records of one case, the share that the other
    record has too. ``elsewhere``: the odds that a candidate pair of two other cases is one person
    who came back.
    """

    share: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class CaseWeights:
    """The weights of the levels of a case pair, and its priors.

    ``across`` and ``within`` are the shares of candidate pairs that are one case: of two
    registries, and of one registry that registered it twice.
    """

    levels: Mapping[str, Mapping[str, LevelWeight]] = field(default_factory=dict)
    across: float = 0.2
    within: float = 0.02
    people: Mapping[str, SharedPeople] = field(
        default_factory=lambda: {
            Kind.VICTIM.value: SharedPeople(0.9, 1 / 64),
            Kind.SUSPECT.value: SharedPeople(0.9, 1 / 8),
        }
    )

    def start(self, *, same_registry: bool) -> float:
        """Return the log2 odds of a candidate pair of cases before any comparator counts."""
        prior = self.within if same_registry else self.across
        return math.log2(prior / (1 - prior))
