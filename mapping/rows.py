"""The row policy: a row of a table is data, or it is rejected, or it is blank."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any

from trama.core.text import fold
from trama.graph.records import Kind
from trama.mapping.binding import Binder
from trama.mapping.field_reading import Form, Note, declared_reason, notes_of, remember
from trama.mapping.group_rows import GroupRows
from trama.mapping.header import Header, column_names
from trama.mapping.mapped import MappedObservation, MappedRow
from trama.mapping.mentions import MentionMaker, make_mentions
from trama.mapping.numbered_keys import is_remark_among_numbers
from trama.mapping.observations import ObservationMaker
from trama.mapping.slipped_rows import slipped, typed_positions
from trama.mapping.text_readers import case_number
from trama.mapping.totals import SUMS, is_sum_of_numbers, is_total
from trama.profiles.date_order import ColumnOrder
from trama.profiles.fill_down import Filling, filling
from trama.profiles.row_cells import RowCells
from trama.profiles.specs import Profile, TableSpec
from trama.values.cell_damage import clean
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.identifiers import (
    bounded,
    holds_cells,
    identifier,
    is_missing_key,
    writes_day_or_time,
)

Mapped = MappedRow | MappedObservation

# Words that begin a footer; a key with digits and no such word is a case of which nothing is said.
_REMARK = re.compile(
    r"(?:FUENTES?|NOTAS?|ELABORA\w+|LEYENDA|OBSERVACION\w*|ACTUALIZA\w+|CORTE|FECHA|CASOS|PERIODO|MES"
    r"|ANO|PAGINA|REPORTE|GENERADO|IMPRESO|SOURCE|NOTES?|UPDATED|PAGE)\b(?! N\b)"
)


@dataclass(frozen=True, slots=True)
class Rejection:
    """The rejection of a row: the defect, the column it shows in, and the cell's text.

    ``case_key`` is the key of the case that a rejected row of a case seems to have, else ''.
    """

    note: Note
    case_key: str = ""


@dataclass(slots=True)
class RowMapper:
    """The mapper of the rows of one table of one file, made once the header is known.

    ``numbered`` are the positions (from 0) of the key's columns whose cells are numbers.
    """

    profile: Profile
    spec: TableSpec
    header: Header
    sheet: str
    orders: Mapping[str, ColumnOrder] = field(default_factory=dict)
    numbered: frozenset[int] = frozenset()
    _width: int = field(init=False)
    _key_names: tuple[str, ...] = field(init=False)
    _keys: tuple[int, ...] = field(init=False)
    _order: Callable[[Sequence[str]], Any] = field(init=False)
    _makers: tuple[MentionMaker, ...] = field(init=False)
    _observations: ObservationMaker | None = field(init=False)
    _typed: tuple[int, ...] = field(init=False)
    _names: tuple[tuple[str, int], ...] = field(init=False)
    _fill_down: Filling | None = field(init=False)
    _groups: GroupRows = field(init=False)
    _unnamed: frozenset[int] = field(init=False)
    _columns: Mapping[int, str] = field(init=False)
    _unknown: Mapping[str, str] = field(init=False)
    _parts: dict[tuple[type, Cell], Normalised[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Bind the profile's fields, and store the positions that every row needs."""
        positions = self.header.positions
        form = Form.of(self.profile, self.orders)
        binder = Binder(form, positions)
        self._unknown = form.unknown
        self._columns = {index: name for name, index in positions.items()}
        self._width = len(self.header.texts)
        self._unnamed = frozenset(i for i, text in enumerate(self.header.texts) if not text)
        self._key_names = tuple(name for name in self.spec.key if name in positions)
        self._keys = tuple(positions[name] for name in self._key_names)
        self._names = tuple(sorted(column_names(self.header)))
        # A doubled index keeps itemgetter's answer a tuple in a table of one column.
        order = [index for _, index in self._names]
        self._order = itemgetter(*order, order[0])
        self._makers = tuple(
            MentionMaker.bound(spec, binder, self.spec.key) for spec in self.spec.mentions
        )
        observed = self.spec.observations
        self._observations = ObservationMaker.bound(observed, binder) if observed else None
        self._typed = typed_positions(self.spec, positions)
        self._fill_down = filling(self.spec, positions)
        self._groups = GroupRows.of(self.spec, positions)

    def map(
        self,
        line: int,
        raw: Sequence[Cell],
        set_aside: Mapping[int, str] | None = None,
        merged: frozenset[int] = frozenset(),
    ) -> tuple[Mapped | Rejection | None, list[Note]]:
        """Return the mapped row, its rejection, or None for a blank row; and the row's notes.

        1. Pad the row to the header. Return None if nothing is written in it.
        2. Reject a repeated header, a total, and a row with text beyond the last column. Fill the
           blank cells of another row from the rows above, if the profile asks for it.
        3. Reject a row without the key of its case, or without its indicator and period.
        4. Otherwise map the row to its mentions or its observation.
        5. If the row's width differs from the header's, and its notes show that its cells slipped
           under wrong headings, reject it and drop its notes.

        ``line`` is the row's line in the file. ``set_aside`` holds the texts of cells that the
        reader could not use, by position (from 0). ``merged`` are the positions of the cells that
        are merged with the cell above.

        Under the header ``NRO_REGISTRO;SEXO_VICT`` the row ``SINT-2017-000001;F`` gives a
        MappedRow, ``TOTAL GENERAL;2`` the rejection total_row, and ``;F`` the rejection
        no_case_key.
        """
        mapped, notes = self._map(line, raw, set_aside, merged)
        if self._fill_down and not isinstance(mapped, MappedRow):
            self._fill_down.stop()
        return mapped, notes

    def _map(
        self,
        line: int,
        raw: Sequence[Cell],
        set_aside: Mapping[int, str] | None,
        merged: frozenset[int],
    ) -> tuple[Mapped | Rejection | None, list[Note]]:
        notes: list[Note] = []
        row, width = self._row(raw, set_aside, notes), len(raw)
        if not any(row.written) or (self._unnamed and self._is_numbered_only(row)):
            return None, []
        beyond = next((i for i in range(self._width, width) if row.texts[i]), None)
        rejection = self._no_data(row)
        if rejection is None and beyond is not None:
            rejection = self._of_case(
                line, row, _rejection(DefectCode.MORE_CELLS_THAN_COLUMNS, "", row.texts[beyond])
            )
        rejection = rejection or self._hidden_cells(row, width)
        if rejection is not None:
            return rejection, notes
        below = self._groups.is_below(row, merged)
        if self._fill_down:
            row = self._fill_down.filled(line, row, merged)
        mapped = self._mapped(line, row, notes, below=below)
        if isinstance(mapped, Rejection) or width == self._width or not notes:
            return mapped, notes
        slip = self._slip(row, notes, width)
        return (self._of_case(line, row, slip) if slip else mapped), notes

    def _of_case(self, line: int, row: RowCells, rejection: Rejection) -> Rejection:
        """Return the rejection with the key of the case, if the row is one of a case."""
        if not self.spec.is_parent or self._observations is not None:
            return rejection
        key = self._case_key(line, row, [])
        return rejection if isinstance(key, Rejection) else replace(rejection, case_key=key)

    def _row(
        self, raw: Sequence[Cell], set_aside: Mapping[int, str] | None, notes: list[Note]
    ) -> RowCells:
        """Return the row's cells padded to the header, with the cells set aside as written.

        All cells pass here: each text is cleaned once (``values.cell_damage``). Damage in a column
        that the profile knows is noted.
        """
        missing = self._width - len(raw)
        # The last cell stands for every column that the file lacks (position -1).
        padded = (*raw, *(None,) * missing, None) if missing > 0 else (*raw, None)
        cells: list[Cell] = list(padded)
        kept: dict[int, str] = {}
        for index, cell in enumerate(padded):
            if type(cell) is str and (cleaned := clean(cell)) != (cell, cell, None):
                cells[index], kept[index] = cleaned.text, cleaned.kept
                if cleaned.defect and (column := self._columns.get(index)):
                    notes.append(Note(column, cleaned.defect, cleaned.kept))
        texts = [c.strip() if type(c) is str else "" if c is None else text_of(c) for c in cells]
        written = [c if t and type(c) is str else t for c, t in zip(cells, texts, strict=True)]
        for index, text in kept.items():
            written[index] = text
        for index, value in (set_aside or {}).items():
            written[index] = value
        return RowCells(cells, texts, written)

    def _mapped(
        self, line: int, row: RowCells, notes: list[Note], *, below: bool
    ) -> Mapped | Rejection:
        """Return the row as an observation or with its mentions, or its rejection."""
        digest = self._digest(row)
        if self._observations is not None:
            made = self._observations.make(row, notes)
            if isinstance(made, Note):
                return Rejection(made)
            key, written_key, fields = made
            return MappedObservation(self.sheet, line, digest, key, fields, written_key)
        case_key = self._case_key(line, row, notes)
        if isinstance(case_key, Rejection):
            return case_key
        makers = self._makers
        if below:
            nobody = self._groups.nobody(row)
            makers = tuple(
                m for m in makers if m.spec.kind is not Kind.VICTIM or m.spec.called not in nobody
            )
            notes.extend(self._groups.told(row, self._columns))
        mentions = make_mentions(makers, case_key, row, self._names, notes)
        if not mentions:
            notes.append(Note("", Defect(DefectCode.NOTHING_TOLD, Outcome.SET_ASIDE), ""))
        return MappedRow(self.sheet, line, digest, case_key, self.spec.is_parent, mentions)

    def _digest(self, row: RowCells) -> str:
        """Return the digest of the row's texts, in the order of the columns' names."""
        texts = "\x1f".join(self._order(row.texts))
        return hashlib.blake2b(f"{self.spec.name}\x1e{texts}".encode(), digest_size=16).hexdigest()

    def _case_key(self, line: int, row: RowCells, notes: list[Note]) -> str | Rejection:
        """Return the key of the row's case, or the rejection of a row that lacks part of it."""
        if self.spec.by_line:
            sheet = bounded(self.sheet)  # ODS and archives bound no name; engines do
            return f"{sheet}:{line}" if sheet else str(line)
        parts: list[str] = []
        for name, index in zip(self._key_names, self._keys, strict=True):
            cell = row.cells[index]
            key = (type(cell), cell)
            part = self._parts.get(key) or remember(self._parts, key, self._key_part(cell))
            if index in self.numbered and is_remark_among_numbers(row.texts[index]):
                part = Normalised(None)
            if part.value is None:
                code = part.defects[0].code if part.defects else DefectCode.NO_CASE_KEY
                return _rejection(code, name, row.written[index])
            notes.extend(notes_of(part.defects, name, cell))
            parts.append(case_number(part.value))
        if parts and len(parts) == len(self.spec.key):
            return "-".join(parts)
        return _rejection(DefectCode.NO_CASE_KEY, self.spec.key[0], "")

    def _key_part(self, cell: Cell) -> Normalised[str]:
        """Return the text of a cell of the key. Return None if it numbers no case.

        A word for unknown («S/D», «N.N.») or a filler numbers none, and neither does a number that
        lost digits. A day is a part of a key of several columns, but no key alone.
        """
        if isinstance(cell, date) and len(self.spec.key) > 1:
            return Normalised(text_of(cell))
        text = text_of(cell)
        if declared_reason(self._unknown, text) or is_missing_key(text):
            return Normalised(None)
        part = identifier(cell)
        if len(self.spec.key) > 1 and writes_day_or_time(text):
            return Normalised(text)
        return part

    def _no_data(self, row: RowCells) -> Rejection | None:
        """Return the rejection of a repeated header or a total. Return None for a row of data."""
        texts, header = row.texts, self.header.texts
        if self._is_header(texts):
            return _rejection(DefectCode.REPEATED_HEADER, "", "")
        keys = [texts[index] for index in self._keys]
        whole = self._observations is None and keys and all(keys)
        first = next((text for text in texts if text), "")
        sums = keys and keys[0][:3].upper() in SUMS
        sums = sums or (first[:3].upper() in SUMS and is_sum_of_numbers(texts))
        if whole and not sums and not self._is_remark(row):
            return None
        if self._is_remark(row):
            return _rejection(DefectCode.REMARK_ROW, self._columns[self._keys[0]], first)
        if is_total(texts):
            return _rejection(DefectCode.TOTAL_ROW, next(iter(header), ""), first)
        return None

    def _is_remark(self, row: RowCells) -> bool:
        """Return whether a row is a title or a footer: words alone in the key, and nothing else."""
        if self._observations is not None or len(self._keys) != 1 or self._width < 2:
            return False
        key = row.texts[self._keys[0]]
        if not key or sum(map(bool, row.written)) > 1:
            return False
        return not any(map(str.isdigit, key)) or _REMARK.match(fold(key)) is not None

    def _hidden_cells(self, row: RowCells, width: int) -> Rejection | None:
        """Return the rejection of a row whose key holds further cells, which name people."""
        for index in self._keys:
            comma = width < self._width and "," in row.texts[index]
            if comma or holds_cells(row.cells[index]):
                name = self._columns[index]
                return _rejection(DefectCode.ROW_NOT_SPLIT, name, row.written[index])
        return None

    def _is_numbered_only(self, row: RowCells) -> bool:
        """Return whether a row has nothing but its number, in a column without a heading."""
        written = [i for i, text in enumerate(row.written) if text]
        return all(i in self._unnamed and row.written[i].isdecimal() for i in written)

    def _is_header(self, texts: Sequence[str]) -> bool:
        """Return whether at least two cells, and three fifths of those written, are headings."""
        header = self.header.texts
        first = next(iter(self.header.positions.values()))
        if texts[first].casefold() != header[first].casefold():
            return False
        written = [i for i in range(self._width) if texts[i]]
        same = sum(texts[i].casefold() == header[i].casefold() for i in written)
        return same >= 2 and same * 5 >= len(written) * 3

    def _slip(self, row: RowCells, notes: list[Note], width: int) -> Rejection | None:
        """Return the rejection of a row whose cells slipped. Return None for another row.

        A table with fewer than three typed columns shows no slip. Cells of other columns show none
        either: a label in the place of a name is wrong under its own heading.
        """
        typed = sum(bool(row.texts[index]) for index in self._typed)
        columns = {self._columns[index] for index in self._typed}
        of_typed = [note for note in notes if note.column in columns]
        far_fewer = width * 2 < self._width
        if len(self._typed) >= 3 and slipped(of_typed, typed, far_fewer=far_fewer):
            notes.clear()
            return _rejection(DefectCode.CELLS_SLIPPED, "", "")
        return None


def _rejection(code: DefectCode, column: str, value: str) -> Rejection:
    return Rejection(Note(column, Defect(code, Outcome.REJECTED), value))
