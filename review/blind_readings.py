"""Blind second readings: the sample that is read again, and how well two readers agree.

A second reading is a judgement with ``blind``: its judge was not shown what another said. It
decides nothing. If it differs from the first, the first stands and the pair waits for a supervisor.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trama.graph.records import digest
from trama.linkage.judgements import Verdict, standing
from trama.ontology.internal_layer import Judgement

USUAL_SHARE = 0.1
"""Share of the judged pairs that are read again: some hundred pairs of a thousand."""

_DIGESTS = 16**24  # values of a digest of 24 hexadecimal digits


@dataclass(frozen=True, slots=True)
class Reading:
    """Two readings of one pair: the first, the blind second, and what decided between them.

    ``decided`` is the latest judgement after the second reading, None if there is none.
    """

    first: Judgement
    second: Judgement
    decided: Judgement | None

    @property
    def agrees(self) -> bool:
        """Return whether both readers gave the same verdict."""
        return self.first.verdict == self.second.verdict

    @property
    def waits(self) -> bool:
        """Return whether the readers disagree and nobody has decided since."""
        return not self.agrees and self.decided is None


def readings(rows: Iterable[Judgement]) -> list[Reading]:
    """Return the second readings among rows of people, each with the first, by pair.

    1. The second reading is the last blind row of its judge on the pair, if it is not withdrawn.
    2. The first is the last row before it that is not blind, if it is not withdrawn.
    3. Any later row that is not blind decides between them.

    Example: R-1 and R-2 are same by ANA (number 1), different by EVA, blind (2), and different by a
    supervisor (3). One reading: first 1, second 2, decided 3. The readers disagree.
    """
    of_pair: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for row in rows:
        if not row.model:
            of_pair[row.one, row.other].append(row)
    found = []
    for pair in sorted(of_pair):
        ordered = sorted(of_pair[pair], key=lambda row: row.number)
        open_rows = [row for row in ordered if not row.blind]
        last_of = {row.by: row for row in ordered if row.blind}
        for second in sorted(last_of.values(), key=lambda row: row.number):
            before = [row for row in open_rows if row.number < second.number]
            after = [row for row in open_rows if row.number > second.number]
            first = before[-1] if before else None
            known = first is not None and first.verdict != Verdict.WITHDRAWN
            if first is not None and known and second.verdict != Verdict.WITHDRAWN:
                found.append(Reading(first, second, after[-1] if after else None))
    return found


def to_read_again(
    rows: Sequence[Judgement], by: str, share: float = USUAL_SHARE
) -> list[tuple[str, str]]:
    """Return the pairs of the sample that somebody else judged and nobody read again yet.

    The digest of a pair decides whether and when it comes: so nobody chooses the sample, and every
    machine draws the same.
    """
    people = [row for row in rows if not row.model]
    read = {(reading.first.one, reading.first.other) for reading in readings(people)}
    drawn = {
        (row.one, row.other): _place(row.one, row.other)
        for row in standing(people)
        if row.by != by and (row.one, row.other) not in read
    }
    return sorted(
        (pair for pair, place in drawn.items() if place < share), key=lambda pair: drawn[pair]
    )


def _place(one: str, other: str) -> float:
    """Return where the digest of a pair lies, from 0 to 1."""
    return int(digest("read again", one, other), 16) / _DIGESTS
