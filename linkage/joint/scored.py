"""Pairs of people and of cases: as the comparators score them, and as they are decided together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from trama.graph.records import CaseKey
from trama.linkage.identity import Cluster, LocalPerson
from trama.linkage.judgements import Verdict
from trama.linkage.model.odds import bits_of

KEEP_AT = 0.02
"""Probability under which a pair is not kept: of such pairs one in fifty is a link, at most."""

KEEP_BITS = bits_of(KEEP_AT)
"""Log2 odds of ``KEEP_AT``: -5.6 bits."""


class Guard(StrEnum):
    """The guard that stopped a likely link; a judgement of the model keeps it as its reason.

    ONE_TO_ONE: a registry tells the two apart, as it has both in one case.
    BRIDGE: the only link between two groups of records whose other pairs do not agree.
    SIZE: the group would be large, and too few of its pairs agree.
    CONTRADICTION: a person judged two of the group different, or two records tell of two people.
    VETO: documents, births or sex of two of the group differ.
    WEAK: the two could agree in nothing but an alias, initials or one name.
    """

    ONE_TO_ONE = "ONE_TO_ONE"
    BRIDGE = "BRIDGE"
    SIZE = "SIZE"
    CONTRADICTION = "CONTRADICTION"
    VETO = "VETO"
    WEAK = "WEAK"


class ScoredPair(NamedTuple):
    """Two local people, by their uids, and the log2 odds that they are one person.

    The odds are ``Model.bits`` of the comparison: what the records tell without their cases.
    """

    one: str
    other: str
    bits: float


class ScoredCasePair(NamedTuple):
    """Two cases, and the log2 odds that they are one case, told without their people."""

    one: CaseKey
    other: CaseKey
    bits: float


@dataclass(frozen=True, slots=True)
class Scored:
    """All that is decided at once: people, cases, and their scored pairs. Their order is free.

    ``people`` are all local people of ``cases``. ``pairs`` are of people of one kind and two cases;
    a pair of two compared cases that is missing counts as two people whose records disagree.
    ``stated`` are pairs of cases of which one names the other (``case_identity.case_links``).
    """

    people: Sequence[LocalPerson]
    pairs: Sequence[ScoredPair]
    cases: Sequence[CaseKey]
    case_pairs: Sequence[ScoredCasePair]
    stated: Iterable[tuple[CaseKey, CaseKey]] = field(default=())


@dataclass(frozen=True, slots=True, order=True)
class DecidedPair:
    """A pair as a judgement of the model stores it, with its ends in order.

    The ends are uids of local people, or cases as ``REGISTRY:number``. ``score`` is the joint
    probability, to four digits. ``reason`` is the guard that stopped a likely link, else ''.
    ``bits_alone`` are the log2 odds before people and cases were put together, ``bits_joint`` what
    the cases told of the people, the people of the cases, and rivals or accomplices of either.
    """

    one: str
    other: str
    score: float
    verdict: Verdict
    reason: str
    bits_alone: float
    bits_joint: float


@dataclass(frozen=True, slots=True)
class Decided:
    """All decided pairs, sorted by their ends, and the clusters that follow from them.

    A pair that a shared key joins, or that a person judged, is not among the pairs: it needs no
    opinion of a model. ``persons`` and ``case_groups`` are those that ``joined_people`` and
    ``case_clusters`` give once the pairs with the verdict SAME stand as judgements.
    """

    people: tuple[DecidedPair, ...]
    cases: tuple[DecidedPair, ...]
    persons: tuple[Cluster, ...]
    case_groups: tuple[tuple[CaseKey, ...], ...]
