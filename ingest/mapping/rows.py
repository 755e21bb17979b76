"""The row policy: which rows of a table are data, which are rejected, and what the rest say."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from trama.core.text import fold
from trama.ingest.mapping.cells import Form, Note
from trama.ingest.mapping.header import Header
from trama.ingest.mapping.mapped import MappedObservation, MappedRow
from trama.ingest.mapping.mentions import MentionMaker, RowCells, make_mentions
from trama.ingest.mapping.observations import ObservationMaker
from trama.ingest.mapping.readers import case_number
from trama.ingest.mapping.steps import TYPED, Binder, slipped
from trama.ingest.profile.specs import FieldSpec, Profile, TableSpec
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Outcome

_TOTAL = re.compile(r"(SUB ?)?TOTAL(ES)?\b")
Mapped = MappedRow | MappedObservation


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a row was rejected: the defect, the column it shows in, and what stood there."""

    note: Note


@dataclass(slots=True)
class RowMapper:
    """Maps the rows of one table of one file; made once the header is known."""

    profile: Profile
    spec: TableSpec
    header: Header
    sheet: str
    _width: int = field(init=False)
    _keys: tuple[int, ...] = field(init=False)
    _order: Callable[[Sequence[str]], Any] = field(init=False)
    _makers: tuple[MentionMaker, ...] = field(init=False)
    _observations: ObservationMaker | None = field(init=False)
    _typed: tuple[int, ...] = field(init=False)
    _names: tuple[tuple[str, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        positions = self.header.positions
        binder = Binder(Form.of(self.profile), positions)
        self._width = len(self.header.texts)
        self._keys = tuple(positions[name] for name in self.spec.key if name in positions)
        self._names = tuple(sorted(_column_names(self.header)))
        # A doubled index keeps itemgetter's answer a tuple in a table of one column.
        order = [index for _, index in self._names]
        self._order = itemgetter(*order, order[0])
        self._makers = tuple(MentionMaker.bound(spec, binder) for spec in self.spec.mentions)
        observed = self.spec.observations
        self._observations = ObservationMaker.bound(observed, binder) if observed else None
        self._typed = _typed(self.spec, positions)

    def map(
        self, line: int, raw: Sequence[Cell], set_aside: Mapping[int, str] | None = None
    ) -> tuple[Mapped | Rejected | None, list[Note]]:
        """Returns what a row says, why it is rejected, or None where it is blank; and its notes.

        ``set_aside`` has what stood, by position, in cells that the reader could not use.
        """
        row, width = self._row(raw, set_aside), len(raw)
        if not any(row.written):
            return None, []
        beyond = next((i for i in range(self._width, width) if row.texts[i]), None)
        notes: list[Note] = []
        rejected = self._no_data(row)
        if rejected is None and beyond is not None:
            rejected = _rejected(DefectCode.MORE_CELLS_THAN_COLUMNS, "", row.texts[beyond])
        if rejected is not None:
            return rejected, notes
        mapped = self._mapped(line, row, notes)
        if isinstance(mapped, Rejected) or width == self._width or not notes:
            return mapped, notes
        return (self._slip(row, notes, width) or mapped), notes

    def _row(self, raw: Sequence[Cell], set_aside: Mapping[int, str] | None) -> RowCells:
        missing = self._width - len(raw)
        # The last cell stands for every column that the file lacks (position -1).
        cells = (*raw, *(None,) * missing, None) if missing > 0 else (*raw, None)
        texts = [c.strip() if type(c) is str else text_of(c) for c in cells]
        written = [c if t and type(c) is str else t for c, t in zip(cells, texts, strict=True)]
        for index, value in (set_aside or {}).items():
            written[index] = value
        return RowCells(cells, texts, written)

    def _mapped(self, line: int, row: RowCells, notes: list[Note]) -> Mapped | Rejected:
        digest = self._digest(row)
        if self._observations is not None:
            made = self._observations.make(row, notes)
            if isinstance(made, Note):
                return Rejected(made)
            key, fields = made
            return MappedObservation(self.sheet, line, digest, key, fields)
        case_key = self._case_key(line, row)
        if isinstance(case_key, Rejected):
            return case_key
        mentions = make_mentions(self._makers, case_key, row, self._names, notes)
        return MappedRow(self.sheet, line, digest, case_key, self.spec.is_parent, mentions)

    def _digest(self, row: RowCells) -> str:
        said = "\x1f".join(self._order(row.texts))
        return hashlib.blake2b(f"{self.spec.name}\x1e{said}".encode(), digest_size=16).hexdigest()

    def _case_key(self, line: int, row: RowCells) -> str | Rejected:
        if self.spec.by_line:
            return f"{self.sheet}:{line}" if self.sheet else str(line)
        parts = [case_number(row.texts[index]) for index in self._keys]
        if len(parts) == len(self.spec.key) and all(
            part and fold(part) not in self.profile.unknown for part in parts
        ):
            return "-".join(parts)
        return _rejected(DefectCode.NO_CASE_KEY, self.spec.key[0], "")

    def _no_data(self, row: RowCells) -> Rejected | None:
        """Returns the reason where a row stands in the data but is none: a header, a total."""
        texts, header = row.texts, self.header.texts
        if self._is_header(texts):
            return _rejected(DefectCode.REPEATED_HEADER, "", "")
        keys = [texts[index] for index in self._keys]
        if self._observations is None and keys and all(keys) and keys[0][:3].upper() not in _SUM:
            return None
        first = next((text for text in texts if text), "")
        if first[:3].upper() in _SUM and _TOTAL.match(fold(first)):
            return _rejected(DefectCode.TOTAL_ROW, next(iter(header), ""), first)
        return None

    def _is_header(self, texts: Sequence[str]) -> bool:
        header = self.header.texts
        first = next(iter(self.header.positions.values()))
        if texts[first].casefold() != header[first].casefold():
            return False
        written = [i for i in range(self._width) if texts[i]]
        same = sum(texts[i].casefold() == header[i].casefold() for i in written)
        return same >= 2 and same * 5 >= len(written) * 3

    def _slip(self, row: RowCells, notes: list[Note], width: int) -> Rejected | None:
        typed = sum(bool(row.texts[index]) for index in self._typed)
        far_fewer = width * 2 < self._width
        if len(self._typed) >= 3 and slipped(notes, typed, far_fewer=far_fewer):
            notes.clear()
            return _rejected(DefectCode.CELLS_SLIPPED, "", "")
        return None


_SUM = frozenset({"TOT", "SUB"})


def _rejected(code: DefectCode, column: str, value: str) -> Rejected:
    return Rejected(Note(column, Defect(code, Outcome.REJECTED), value))


def _column_names(header: Header) -> Iterator[tuple[str, int]]:
    """Yields every column's name (the profile's, else its heading, else its number) and place."""
    yield from header.positions.items()
    taken = set(header.positions.values())
    named = dict(header.positions)
    for index, text in enumerate(header.texts):
        if index in taken:
            continue
        name = text or f"columna {index + 1}"
        while name in named:
            name += "'"
        named[name] = index
        yield name, index


def _typed(spec: TableSpec, positions: Mapping[str, int]) -> tuple[int, ...]:
    fields: list[FieldSpec] = [f for mention in spec.mentions for f in mention.fields]
    if spec.observations:
        fields.extend(spec.observations.fields)
    names = {name for f in fields if f.reading in TYPED for name in f.all_columns()}
    return tuple(sorted(positions[name] for name in names if name in positions))
