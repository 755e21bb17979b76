"""Cases that may be one: filed twice, about the same suspects at the same time.

Until a linkage or a person has joined them, such a case would count twice, and its suspects would
seem to recur. So cases that share two suspects count as one if their facts may be as near as two
registries, or two files of one registry, write the fact of one case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.cluster.hierarchy import DisjointSet

from trama.networks.incidence import SEVERAL, Accusation, Incidence, shared_cases

# Assumptions: no registry publishes how far its files of one case are apart.
_TWO_REGISTRIES = timedelta(days=90)
_ONE_REGISTRY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case: the registries that have it, and the first and last day of the fact, ISO or None."""

    registries: frozenset[str]
    since: str | None
    until: str | None


def repeats(accusations: Iterable[Accusation], known: Mapping[str, KnownCase]) -> dict[str, str]:
    """Return, for each case that may be another one, the first uid of all that may be one.

    Example: RETA has C-1 of March 2017 with the suspects A and B, SISTRA has C-2 of April 2017 with
    A, B and D. ``{"C-2": "C-1"}`` is returned.
    """
    # Cases take the part of suspects: which of them have two suspects in common?
    turned = Incidence.of(Accusation(case, suspect, "") for suspect, case, _ in accusations)
    pairs = shared_cases(turned.table(), least=SEVERAL)
    joined: DisjointSet = DisjointSet()
    for one, other in zip(pairs.one, pairs.other, strict=True):
        ends = turned.suspects[one], turned.suspects[other]
        if _may_be_one(*(known[end] for end in ends)):
            for end in ends:
                joined.add(end)
            joined.merge(*ends)
    return {uid: min(some) for some in joined.subsets() for uid in some if uid != min(some)}


def _may_be_one(one: KnownCase, other: KnownCase) -> bool:
    apart = _ONE_REGISTRY if one.registries & other.registries else _TWO_REGISTRIES
    return _near(one.since, other.until, apart) and _near(other.since, one.until, apart)


def _near(day: str | None, other: str | None, apart: timedelta) -> bool:
    """Return whether a day is at most so long after another; an unknown day may be any."""
    if day is None or other is None:
        return True
    return date.fromisoformat(day) <= date.fromisoformat(other) + apart
