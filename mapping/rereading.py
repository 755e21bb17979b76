"""The defects of a record, found again in the cells as written: nothing of a load is needed.

A record keeps its cells. Read with the profile of its file they show the defects that the load met,
and those of a rule that came later.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trama.core.errors import DeclarationError, UnknownName
from trama.graph.records import Kind
from trama.mapping.date_orders import ShownOrders, add_texts
from trama.mapping.field_reading import Note
from trama.mapping.header import Header
from trama.mapping.rows import Mapped, Rejection, RowMapper
from trama.profiles.date_order import ColumnOrder
from trama.profiles.library import load_profile
from trama.profiles.specs import FieldSpec, Profile, TableSpec
from trama.values.defects import DefectCode

LEFT_BLANK = "left_blank"
"""The code of a field that the form asks for, left blank without a reason; no load reports it."""

_UNKNOWN_PERSON = DefectCode.UNKNOWN_PERSON.value

# Fields that the form asks for and the work needs; of suspects all may be unknown.
_NEEDED = {
    Kind.CASE: ("registered_on", "fact_date", "place", "provision"),
    Kind.VICTIM: ("sex", "age", "nationality", "birthplace", "residence"),
    Kind.STAGE: ("date", "place"),
}
_OF_PERU = {"birthplace", "residence"}  # the form has a UBIGEO for them, and none abroad
# Of several rows or of the whole file: the cells of one record do not show these.
_NOT_OF_A_RECORD = {
    DefectCode.PERSON_CODE_CONTRADICTS,
    DefectCode.ONE_CODE_TWO_PEOPLE,
    DefectCode.NOTHING_TOLD,
    DefectCode.SEVERAL_PEOPLE,
}


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A kind of finding: its code, and the sheet and the column of the registry's own form.

    ``sheet`` is '' if the form has one sheet only.
    """

    code: str
    sheet: str
    column: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of a case's records of a kind that other records contradict, and the code of that."""

    kind: Kind
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A record as the graph keeps it: its kind, its cells as written, and its known properties.

    ``files`` are the uids of its files, the latest first. A ``foreign`` person may have no place of
    birth or residence that the form can hold. ``person`` is the key of a person; a stage names
    ``victims`` and ``suspects``.
    """

    kind: Kind
    cells: Mapping[str, str]
    known: frozenset[str]
    unknown: tuple[str, ...]
    files: tuple[str, ...]
    foreign: bool = False
    person: str = ""
    victims: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()


class Rereader:
    """A reader of the cells of records, with the profiles of their files.

    ``files`` has the profile and the shown orders of dates of each file, by its uid.
    """

    def __init__(
        self,
        files: Mapping[str, tuple[str, Sequence[str]]],
        own: Path | None = None,
    ) -> None:
        self._files = files
        self._own = own
        self._profiles: dict[str, Profile | None] = {}
        self._mappers: dict[tuple[str, str, Kind], RowMapper] = {}
        self._shown: ShownOrders = {}
        for name, orders in files.values():
            add_texts(self._shown, name, orders)

    def flaws(self, rows: Iterable[SourceRow], doubts: Collection[Doubt] = ()) -> set[Flaw] | None:
        """Return the flaws in the records of one case of one registry.

        1. Read the case's record, then each other record beside the cells of the case: a row of
           RETA has both, and an age is compared with the date of the fact.
        2. Take the notes of the record's own columns, and the needed fields that it leaves blank.
        3. Add the people whom a stage names and no record is of, and the ``doubts`` of others.

        A flaw that several records of the case share counts once. Return None if no record has a
        profile that is still known.

        Example: a case with the fact 31/02/2020 and a victim without an age has the flaws
        impossible_date of FECHA_HECHO and left_blank of EDAD_VICT.
        """
        ordered = sorted(rows, key=lambda row: row.kind is not Kind.CASE)
        people = {(row.kind, row.person) for row in ordered}
        case: dict[str, str] = {}
        found: set[Flaw] = set()
        read = False
        for row in ordered:
            placed = self._place(row)
            if placed is None:
                continue
            read = True
            profile, table = placed
            sheet = table.name if len(profile.tables) > 1 else ""
            if row.kind is Kind.CASE:
                case = {**row.cells, **case}
            cells = {**_of(table, case), **row.cells}
            for note in self._notes(profile, table, row.kind, cells):
                column = _shown_column(table, note)
                mine = column in row.cells or note.column in row.cells
                if mine and note.defect.code not in _NOT_OF_A_RECORD:
                    found.add(Flaw(note.defect.code.value, sheet, column))
            found |= {Flaw(LEFT_BLANK, sheet, column) for column in _blank(row, table)}
            found |= {Flaw(_UNKNOWN_PERSON, sheet, name) for name in _unknown(row, table, people)}
            for doubt in doubts:
                if doubt.kind is row.kind:
                    columns = _columns(table, row.kind, (doubt.field,))
                    found |= {Flaw(doubt.code, sheet, names[0]) for names in columns}
        return found if read else None

    def _place(self, row: SourceRow) -> tuple[Profile, TableSpec] | None:
        """Return the profile of a record, and the table that knows most of its columns."""
        for uid in row.files:
            profile = self._profile(self._files[uid][0]) if uid in self._files else None
            tables = [
                table
                for table in (profile.tables if profile else ())
                if any(spec.kind is row.kind for spec in table.mentions)
            ]
            if profile is not None and tables:
                return profile, max(tables, key=lambda table: len(_of(table, row.cells)))
        return None

    def _profile(self, name: str) -> Profile | None:
        if name not in self._profiles:
            try:
                self._profiles[name] = load_profile(name, self._own)
            except (UnknownName, DeclarationError):
                self._profiles[name] = None
        return self._profiles[name]

    def _notes(
        self, profile: Profile, table: TableSpec, kind: Kind, cells: Mapping[str, str]
    ) -> Sequence[Note]:
        """Return the notes of the fields of a kind and of its case: the cells have no others."""
        mapper = self._mappers.get((profile.name, table.name, kind))
        if mapper is None:
            mentions = tuple(m for m in table.mentions if m.kind in (Kind.CASE, kind))
            part = replace(table, mentions=mentions)
            mapper = _mapper(profile, part, self._orders(profile, table))
            self._mappers[profile.name, table.name, kind] = mapper
        return mapper.map(1, _row(table, cells))[1]

    def _orders(self, profile: Profile, table: TableSpec) -> dict[str, ColumnOrder]:
        """Return the orders of dates that the files of the profile show."""
        fields: list[FieldSpec] = [f for spec in table.mentions for f in spec.fields]
        orders = {}
        for each in fields:
            for column in each.all_columns():
                shown = self._shown.get((profile.name, table.name, column))
                if shown:
                    declared = each.date_order or profile.dates.order
                    order = declared if declared in shown else min(shown)
                    rivals = tuple(sorted(shown)) if len(shown) > 1 else ()
                    orders[column] = ColumnOrder(order, rivals)
        return orders


def read_cells(
    profile: Profile, table: TableSpec, cells: Mapping[str, str]
) -> tuple[Mapped | Rejection | None, Sequence[Note]]:
    """Return what one row says, and its notes. ``cells`` are its texts by the profile's columns."""
    return _mapper(profile, table, {}).map(1, _row(table, cells))


def _mapper(profile: Profile, table: TableSpec, orders: Mapping[str, ColumnOrder]) -> RowMapper:
    """Return a mapper of single rows: none continues the row before it."""
    alone = replace(
        table,
        fill_down=False,
        sure_filling=False,
        mentions=tuple(replace(each, fill_down=False) for each in table.mentions),
    )
    names = tuple(column.name for column in table.columns)
    header = Header(0, names, {name: at for at, name in enumerate(names)}, (), (), ())
    return RowMapper(profile, alone, header, table.name, orders)


def _row(table: TableSpec, cells: Mapping[str, str]) -> Sequence[str]:
    return [cells.get(column.name, "") for column in table.columns]


def _of(table: TableSpec, cells: Mapping[str, str]) -> dict[str, str]:
    return {c.name: cells[c.name] for c in table.columns if c.name in cells}


def _shown_column(table: TableSpec, note: Note) -> str:
    """Return the column to mend: that of the names if a place was guessed beside its code."""
    if note.defect.code.value.startswith("place_"):
        for each in (each for spec in table.mentions for each in spec.fields):
            if note.column in each.of("code"):
                return next(iter((*each.of("district"), *each.of("text"))), note.column)
    return note.column


def _blank(row: SourceRow, table: TableSpec) -> Iterator[str]:
    """Yield the first column of each needed field that the record leaves blank without a reason."""
    told = {entry.partition(":")[0] for entry in row.unknown} | row.known
    told |= _OF_PERU if row.foreign else set()
    needed = [name for name in _NEEDED.get(row.kind, ()) if name not in told]
    for columns in _columns(table, row.kind, needed):
        if not any(name in row.cells for name in columns):
            yield columns[0]


def _unknown(
    row: SourceRow, table: TableSpec, people: Collection[tuple[Kind, str]]
) -> Iterator[str]:
    """Yield the columns in which a stage names somebody whom no record of its case is of."""
    for spec in (spec for spec in table.mentions if spec.kind is row.kind):
        named = (
            (Kind.VICTIM, spec.victims, row.victims),
            (Kind.SUSPECT, spec.suspects, row.suspects),
        )
        for kind, group, keys in named:
            if group and group.column and any((kind, key) not in people for key in keys):
                yield group.column


def _columns(table: TableSpec, kind: Kind, targets: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield the columns of each of the fields that a table has for records of a kind.

    A row of RETA tells of several stages, each of other columns: their records do not say which.
    """
    specs = [spec for spec in table.mentions if spec.kind is kind]
    for each in specs[0].fields if len(specs) == 1 else ():
        if each.target in targets and (columns := each.all_columns()):
            yield columns
