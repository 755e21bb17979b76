"""The queue of a review: the pairs that a model leaves to people and nobody judged, by worth."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from trama.graph.records import Kind, is_record_uid
from trama.graph.store.judgement_rows import (
    judgements_by_people,
    judgements_of_pairs,
    unsure_pairs,
)
from trama.linkage.judgements import Subject, Verdict, standing
from trama.ontology.internal_layer import Judgement
from trama.queries.lookups.lookup import Lookup
from trama.review.blind_readings import USUAL_SHARE, to_read_again
from trama.review.parts import Part, parts_of
from trama.review.queued import QueuedPair, blind_page, open_page
from trama.review.worth import End, OpenPair, OpenPairs, PairKey


@dataclass(frozen=True, slots=True)
class Wanted:
    """The pairs that a reviewer asks for. An empty set of kinds or registries wants all.

    Both ends are of one of ``kinds`` and of one of ``registries``. The model's score is from
    ``least`` to ``most``, both included.
    """

    kinds: frozenset[Kind] = frozenset()
    registries: frozenset[str] = frozenset()
    least: float = 0.0
    most: float = 1.0

    def fits(self, pair: OpenPair) -> bool:
        """Return whether the pair is asked for."""
        return self.least <= pair.score <= self.most and self.fits_ends((pair.one, pair.other))

    def fits_ends(self, ends: Collection[End | Part]) -> bool:
        """Return whether the kinds and registries of both ends are asked for."""
        kinds, registries = self.kinds, self.registries
        return (not kinds or all(end.kind in kinds for end in ends)) and (
            not registries or all(end.case.registry in registries for end in ends)
        )


class Ranking:
    """The open pairs of a graph with the worth of each, ranked once for each state of the graph.

    Only the last state is kept. Any number of threads may ask: one of them reads, the others wait.
    Callers must not replace any of the pairs.
    """

    def __init__(self, ask_at: float) -> None:
        self.ask_at = ask_at
        self._lock = Lock()
        self._state: str | None = None
        self._open = OpenPairs(())

    def open_pairs(self, lookup: Lookup, state: str) -> OpenPairs:
        """Return the open pairs of a state of the graph and its judgements.

        Raises:
            EngineError: reading failed; then nothing is kept.
        """
        with self._lock:
            if state != self._state:
                found = open_among(lookup, unsure_pairs(lookup.graph, self.ask_at), self.ask_at)
                self._open, self._state = OpenPairs(found), state
            return self._open


class ReviewQueue:
    """The open pairs of a graph for one reviewer, the most worth first, skipped pairs last.

    The pairs are read once, unless ``opened`` has them. After a judgement only those that lean on
    the pair are read anew.
    """

    def __init__(
        self,
        lookup: Lookup,
        ask_at: float,
        wanted: Wanted | None = None,
        opened: OpenPairs | None = None,
    ) -> None:
        self._lookup = lookup
        self._ask_at = ask_at
        self._wanted = wanted or Wanted()
        self._skipped: dict[PairKey, None] = {}
        self._left: set[PairKey] = set()  # pairs that left the queue since it was read
        self._open = opened if opened is not None else Ranking(ask_at).open_pairs(lookup, "")

    def ordered(self) -> list[OpenPair]:
        """Return the pairs in the order in which they are asked, skipped pairs last."""
        pairs = self._open.ordered(self._wanted.fits)
        waiting = [pair for pair in pairs if pair.key not in self._skipped]
        skipped = {pair.key: pair for pair in pairs if pair.key in self._skipped}
        return waiting + [skipped[key] for key in self._skipped if key in skipped]

    def __len__(self) -> int:
        return sum(map(self._wanted.fits, self._open))

    def next(self) -> PairKey | None:
        """Return the next pair that is still open in the graph. Return None after the last."""
        while ordered := self.ordered():
            first = ordered[0].key
            if open_among(self._lookup, [first], self._ask_at):
                return first
            self.refresh(first)  # somebody else judged the pair, or a load removed it
        return None

    def page(self, skip: int, most: int, key: bytes) -> list[QueuedPair]:
        """Return at most ``most`` pairs after the first ``skip``, as the viewer may see them.

        ``key`` makes their handles.
        """
        pairs = self.ordered()[skip : skip + most]
        ends = ((pair.subject, end.key) for pair in pairs for end in (pair.one, pair.other))
        parts = parts_of(self._lookup, ends)
        of_worth = [(pair, self._open.worth(pair.key)) for pair in pairs]
        return open_page(of_worth, parts, self._lookup, key)

    def skip(self, key: PairKey) -> None:
        """Ask about a pair after all others."""
        self._skipped.pop(key, None)
        self._skipped[key] = None

    def refresh(self, key: PairKey) -> None:
        """Read a pair anew, and all pairs that lean on it: it was judged, undone or changed."""
        came_back = open_among(self._lookup, [key], self._ask_at)
        self._open.replace((), came_back)
        keys = self._open.component(key) | {key}
        if came_back:  # an undoing opens pairs too that its judgement had answered through others
            keys |= self._left
        found = open_among(self._lookup, keys, self._ask_at)
        self._open.replace(keys, found)
        self._left |= keys
        self._left -= {pair.key for pair in found}


class SecondReadings:
    """The pairs that a reviewer is to read again without the first answer, in their drawn order."""

    def __init__(
        self, lookup: Lookup, by: str, share: float = USUAL_SHARE, wanted: Wanted | None = None
    ) -> None:
        self._lookup = lookup
        self._by = by
        self._share = share
        self._wanted = wanted or Wanted()
        self._pairs: dict[PairKey, None] = dict.fromkeys(
            self._among(judgements_by_people(lookup.graph))
        )

    def __len__(self) -> int:
        return len(self._pairs)

    def next(self) -> PairKey | None:
        """Return the next pair. Return None after the last."""
        return next(iter(self._pairs), None)

    def skip(self, key: PairKey) -> None:
        """Ask about a pair after all others."""
        if key in self._pairs:
            del self._pairs[key]
            self._pairs[key] = None

    def page(self, skip: int, most: int, key: bytes) -> list[QueuedPair]:
        """Return at most ``most`` pairs after the first ``skip``, as the viewer may see them.

        ``key`` makes their handles.
        """
        pairs = list(self._pairs)[skip : skip + most]
        ends = [(_subject(end), end) for pair in pairs for end in pair]
        return blind_page(pairs, parts_of(self._lookup, ends), self._lookup, key)

    def refresh(self, key: PairKey) -> None:
        """Read anew whether a pair is to be read again."""
        if key in self._among(judgements_of_pairs(self._lookup.graph, [key])):
            self._pairs.setdefault(key, None)
        else:
            self._pairs.pop(key, None)

    def _among(self, rows: Sequence[Judgement]) -> list[PairKey]:
        """Return the pairs of these rows that are to be read again and are in the graph."""
        pairs = to_read_again(rows, self._by, self._share)
        drawn = set(pairs)
        first = [row for row in rows if (row.one, row.other) in drawn]
        ends = ((Subject(row.subject), key) for row in first for key in (row.one, row.other))
        parts = parts_of(self._lookup, ends)
        return [pair for pair in pairs if self._fits(pair, parts)]

    def _fits(self, pair: PairKey, parts: Mapping[str, Part]) -> bool:
        ends = [parts[key] for key in pair if key in parts]
        return len(ends) == len(pair) and self._wanted.fits_ends(ends)


def _subject(key: str) -> Subject:
    return Subject.PERSON if is_record_uid(key) else Subject.CASE


def open_among(lookup: Lookup, pairs: Collection[PairKey], ask_at: float) -> list[OpenPair]:
    """Return those of the pairs that are open now.

    1. The row that stands is a model's, says unsure, and has a score of ``ask_at`` or more.
    2. Both ends are in the graph, and are not part of one person or case already.
    """
    rows = [
        row
        for row in standing(judgements_of_pairs(lookup.graph, pairs))
        if row.model and row.verdict == Verdict.UNSURE and (row.score or 0.0) >= ask_at
    ]
    ends = ((Subject(row.subject), key) for row in rows for key in (row.one, row.other))
    parts = parts_of(lookup, ends)
    return [
        _open_pair(row, parts[row.one], parts[row.other])
        for row in rows
        if row.one in parts and row.other in parts and parts[row.one].uid != parts[row.other].uid
    ]


def _open_pair(row: Judgement, one: Part, other: Part) -> OpenPair:
    subject = Subject(row.subject)
    return OpenPair(subject, _end(one), _end(other), row.score or 0.0, row.reason, row.model)


def _end(part: Part) -> End:
    return End(part.key, part.kind, part.case, part.uid, part.registries)
