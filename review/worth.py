"""The worth of asking a person about a pair: how much doubt in the overlap an answer takes away.

The main value is an `OpenPair`: a pair that a model leaves open, with its ends. Worth has the unit
of a variance, counts squared.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trama.graph.records import CaseKey, Kind
from trama.linkage.judgements import Subject

UNKNOWN = 0.5
"""Probability of a pair that a guard stopped: guard and model contradict each other."""

HANGS = 0.5
"""Share of the doubt about the people of two cases that an answer about the cases takes away, and
the reverse. It is a guess: no reviewed sample has told it yet."""

MOST_LEANING = 200
"""Pairs that are read anew after an answer.

In 24,000 open pairs a way of pairs may lead from each to thousands of others, which no answer
reaches. A pair is read anew anyway when its turn comes.
"""

PairKey = tuple[str, str]


class End(NamedTuple):
    """An end of a pair: its key, its kind, its case, and the person or case that it is part of.

    ``now`` is the uid of that person or case, ``registries`` are those that know it.
    """

    key: str
    kind: Kind
    case: CaseKey
    now: str
    registries: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair that a model leaves open. ``score`` is the model's probability that both are one.

    ``reason`` is the code of the guard that stopped the pair, or ''. ``model`` names the model.
    """

    subject: Subject
    one: End
    other: End
    score: float
    reason: str = ""
    model: str = ""

    @property
    def key(self) -> PairKey:
        """The keys of both ends, as judgements order them."""
        return self.one.key, self.other.key

    @property
    def cases(self) -> frozenset[CaseKey]:
        """The cases of both ends."""
        return frozenset((self.one.case, self.other.case))

    @property
    def probability(self) -> float:
        """The probability that both ends are one, given that no person said so."""
        return UNKNOWN if self.reason else self.score

    @property
    def figures(self) -> int:
        """The counts that change if both ends are one: only RETA, only SISTRA, both.

        Example: one only in RETA and one only in SISTRA change three counts. One in both and one
        only in RETA change the count of only RETA.
        """
        apart = self.one.registries, self.other.registries
        return 1 if apart[0] | apart[1] in apart else 3

    @property
    def doubt(self) -> float:
        """The variance that the pair alone gives the counts: p(1 - p) for each count."""
        return self.probability * (1 - self.probability) * self.figures


class OpenPairs:
    """Open pairs, with the worth of each. Pairs may be replaced; only their neighbours change."""

    def __init__(self, pairs: Iterable[OpenPair]) -> None:
        self._pairs: dict[PairKey, OpenPair] = {}
        self._doubts: dict[PairKey, float] = {}
        self._worth: dict[PairKey, float] = {}
        self._of_now: dict[str, set[PairKey]] = defaultdict(set)
        self._of_cases: dict[frozenset[CaseKey], set[PairKey]] = defaultdict(set)
        self.replace((), pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[OpenPair]:
        return iter(self._pairs.values())

    def worth(self, key: PairKey) -> float:
        """Return the variance of the counts that an answer about a pair is expected to take away.

        1. The pair's own doubt goes with any answer.
        2. Its rivals are open pairs that share one end with it and have another person of the same
           case at the other: a case has nobody twice. If the pair is one, which has the pair's
           probability, the doubt of its rivals goes too.
        3. An open pair of cases, and the open pairs of people of these two cases, lean on each
           other. An answer about either takes ``HANGS`` of the others' doubt.

        Example: A of RETA fits B and C of one carpeta, each with 0.5. Each pair has the doubt
        0.5 · 0.5 · 3 counts = 0.75, and the worth 0.75 + 0.5 · 0.75 = 1.125.
        """
        return self._worth[key]

    def ordered(self, wanted: Callable[[OpenPair], bool] | None = None) -> list[OpenPair]:
        """Return the pairs that are ``wanted``, the most worth first, then by their keys."""
        found = [pair for pair in self._pairs.values() if wanted is None or wanted(pair)]
        return sorted(found, key=lambda pair: (-self._worth[pair.key], pair.key))

    def component(self, key: PairKey, most: int = MOST_LEANING) -> set[PairKey]:
        """Return the open pairs that lean on a pair, directly or through other pairs, and itself.

        Pairs lean on each other if an end of each is part of one person or case, or if they are of
        the same two cases. Those that lean directly come first; after ``most`` no more are sought.
        """
        found, ring = {key}, [key]
        while ring and len(found) < most:
            fresh = sorted({beside for pair in ring for beside in self._beside(pair)} - found)
            ring = fresh if ring == [key] else fresh[: most - len(found)]
            found.update(ring)
        return found & self._pairs.keys()

    def replace(self, gone: Collection[PairKey], come: Iterable[OpenPair]) -> None:
        """Remove pairs, add others, and count the worth of these and of their neighbours anew."""
        stale = {neighbour for key in gone for neighbour in self._beside(key)}
        for key in gone:
            self._remove(key)
        for pair in come:
            self._remove(pair.key)
            self._pairs[pair.key], self._doubts[pair.key] = pair, pair.doubt
            for keys in self._indexes(pair):
                keys.add(pair.key)
            stale.add(pair.key)
        stale |= {neighbour for key in stale for neighbour in self._beside(key)}
        for key in stale & self._pairs.keys():
            self._worth[key] = self._counted(self._pairs[key])

    def _remove(self, key: PairKey) -> None:
        pair = self._pairs.pop(key, None)
        if pair is not None:
            del self._worth[key], self._doubts[key]
            for keys in self._indexes(pair):
                keys.discard(key)

    def _indexes(self, pair: OpenPair) -> tuple[set[PairKey], ...]:
        of_nows = (self._of_now[end.now] for end in (pair.one, pair.other))
        return (*of_nows, self._of_cases[pair.cases])

    def _beside(self, key: PairKey) -> set[PairKey]:
        pair = self._pairs.get(key)
        return set() if pair is None else set().union(*self._indexes(pair)) - {key}

    def _counted(self, pair: OpenPair) -> float:
        worth, doubts = self._doubts[pair.key], self._doubts
        for key in self._beside(pair.key):
            other = self._pairs[key]
            if other.subject is not pair.subject:
                if other.cases == pair.cases:
                    worth += HANGS * doubts[key]
            elif pair.subject is Subject.PERSON and _are_rivals(pair, other):
                worth += pair.probability * doubts[key]
        return worth


def _are_rivals(pair: OpenPair, other: OpenPair) -> bool:
    """Return whether two pairs share one end, and have two people of one case at the other."""
    for own, mine in ((pair.one, pair.other), (pair.other, pair.one)):
        for their, theirs in ((other.one, other.other), (other.other, other.one)):
            if own.now == their.now:
                apart = mine.now != theirs.now
                return apart and mine.kind is theirs.kind and mine.case == theirs.case
    return False
