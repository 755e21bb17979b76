"""The mapping of a file with its profile to mentions and observations: one pass, row by row.

The loader uses it like this::

    profile = load_profile("reta_cases")            # trama.profiles.library
    with map_file(path, profile, sink) as tables:
        for table in tables:                        # sheets that hold cases come first
            for mapped in table.rows:               # MappedRow or MappedObservation
                ...
            table.count.rows, table.count.rejected  # final once ``rows`` is exhausted

No row is kept in memory. The issues of a row go to ``sink`` before the row is yielded. A rejected
row is not yielded at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from pathlib import Path

from trama.core.errors import InputError
from trama.core.time_spent import Part, spending
from trama.mapping.date_orders import DateOrders, ShownOrders
from trama.mapping.field_reading import Note
from trama.mapping.mapped import MappedObservation, MappedRow
from trama.mapping.numbered_keys import NumberedKeys
from trama.mapping.option_hints import option_hints
from trama.mapping.plan import (
    MatchedTable,
    OpenFile,
    OpenTable,
    UnreadableTable,
    opened_file,
    plan_tables,
)
from trama.mapping.proven_options import ProvenOptions
from trama.mapping.rows import Rejection, RowMapper
from trama.mapping.whole_tables import read_whole
from trama.profiles.date_order import ColumnOrder
from trama.profiles.specs import Profile
from trama.readers import ReaderDefect, Row
from trama.values.defects import Defect, DefectCode, Issue, Outcome

Sink = Callable[[Issue], None]


@dataclass(slots=True)
class TableCount:
    """The number of data rows of a table so far, and of those that mapping rejected.

    Blank rows and the header are no data rows. A header repeated in the middle and a TOTAL row
    are data rows, and are rejected: ``rows == yielded + rejected``. The loader counts the yielded
    rows as loaded, unchanged, merged, or rejected because nobody knows their case.
    ``rejected_cases`` has the line of each rejected row of a case, by the key of the case.
    """

    rows: int = 0
    rejected: int = 0
    rejected_cases: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One sheet, or one CSV, of a file.

    ``file`` is the path inside an archive (``a.zip!b.csv``) and ``sheet`` the sheet's name, both
    as in the issues. ``rows`` can be iterated once. Its items are all MappedRow in a profile of
    cases, and all MappedObservation in a profile of statistics (``profile.holds_observations``).
    ``by_line``: the number of a row's line is the key of its case.
    """

    file: str
    sheet: str
    rows: Iterator[MappedRow | MappedObservation]
    count: TableCount = field(default_factory=TableCount)
    by_line: bool = False


@contextmanager
def map_file(path: Path, profile: Profile, sink: Sink) -> Iterator[tuple[MappedTable, ...]]:
    """Return the tables of a file that the profile knows, ready to be streamed.

    ``MappedRow.mentions`` come in the order of the profile: case, victims, suspects, stages. A row
    of a parent sheet has ``parent=True`` and the case's mention. A row of another sheet has
    ``parent=False`` and no mention of the case. The loader rejects it if nobody knows its case
    (issue code ``unknown_case``).

    Stages name people by ``entity_key``; the person may stand in another sheet of the same case. A
    victim or suspect in several rows of a case is given each time, with the same ``entity_key``.
    A stage whose phase cannot be read has no ``phase`` among its fields. It is kept as a record,
    and no trajectory uses it.

    ``MappedObservation.fields`` has no uid; ``fields["indicator"]`` is the uid of one of
    ``profile.indicators`` (Indicator nodes to be written with it).

    Unknown sheets and columns are reported once (outcome set_aside, the line of the header). The
    cells of such a column stay in ``originals``. An unreadable sheet comes after the others, and
    its ``rows`` raise InputError. So do the ``rows`` of a sheet that breaks off in the middle.

    Raises:
        InputError: the file cannot be read, or no sheet of it has the columns the profile asks for.
    """
    with opened_file(path, profile.header_within) as file:
        yield map_tables(file, profile, sink)


def map_tables(
    file: OpenFile, profile: Profile, sink: Sink, shown: ShownOrders | None = None
) -> tuple[MappedTable, ...]:
    """Return the mapped tables of a file that is open already, as :func:`map_file` does.

    ``shown`` has the orders of dates that earlier files show; those of this file are added.

    Raises:
        InputError: no sheet of the file has the columns the profile asks for.
    """
    plan = plan_tables(file.tables, profile)
    if not plan.matched:
        raise file.unreadable[0].error if file.unreadable else _nothing_known(file.path, profile)
    if plan.missing:
        names = ", ".join(plan.missing)
        raise InputError(
            file=file.path.name,
            why_es=f"faltan columnas que el perfil {profile.name} necesita: {names}",
            why_en=f"columns that profile {profile.name} needs are missing: {names}",
        )
    for strange in plan.strange:
        _report_sheet(strange, sink)
    dates = DateOrders(plan.matched, profile)
    options = [ProvenOptions(match, profile) for match in plan.matched]
    keys = [NumberedKeys(match.spec, match.header) for match in plan.matched]
    takers = [
        [*dates.takers(number), *option.takers(), *key.takers()]
        for number, (option, key) in enumerate(zip(options, keys, strict=True))
    ]
    matched = read_whole(plan.matched, takers, file.until_closed)
    orders = dates.judged({} if shown is None else shown)
    mapped = (
        _mapped_table(match, profile, column_orders, option, key.positions(), sink)
        for match, column_orders, option, key in zip(matched, orders, options, keys, strict=True)
    )
    unreadable = (
        MappedTable(table.raw.file, table.raw.sheet, _raise_error(table))
        for table in file.unreadable
    )
    return (*mapped, *unreadable)


def _raise_error(table: UnreadableTable) -> Iterator[MappedRow]:
    """Raise the error of an unreadable table when its first row is asked for."""
    yield from ()
    raise table.error


def _nothing_known(path: Path, profile: Profile) -> InputError:
    needed = (column.name for spec in profile.tables for column in spec.columns if column.needed)
    names = ", ".join(dict.fromkeys(needed))
    return InputError(
        file=path.name,
        why_es=f"ninguna hoja tiene las columnas del perfil {profile.name} ({names}); "
        f"trama profile guess {path.name} propone otro",
        why_en=f"no sheet has the columns of profile {profile.name} ({names}); "
        f"trama profile guess {path.name} proposes another",
    )


def _report_sheet(strange: OpenTable, sink: Sink) -> None:
    """Report a sheet that the profile does not know."""
    table = strange.raw
    defect = Defect(DefectCode.UNKNOWN_SHEET, Outcome.SET_ASIDE)
    sink(Issue(table.file, table.sheet, strange.first[0].line, "", defect))


def _mapped_table(
    match: MatchedTable,
    profile: Profile,
    orders: Mapping[str, ColumnOrder],
    options: ProvenOptions,
    numbered: frozenset[int],
    sink: Sink,
) -> MappedTable:
    """Return a table ready to be streamed. Report what concerns a whole column, once."""
    spec, taken_on = options.taken_on()
    match = replace(match, spec=spec)
    table, header = match.table.raw, match.header
    line = match.table.first[header.index].line
    for heading, _ in header.left_over:
        defect = Defect(DefectCode.UNKNOWN_COLUMN, Outcome.SET_ASIDE)
        sink(Issue(table.file, table.sheet, line, heading, defect))
    for heading, _ in header.repeated:
        defect = Defect(DefectCode.REPEATED_COLUMN, Outcome.SET_ASIDE)
        sink(Issue(table.file, table.sheet, line, heading, defect))
    for column, order in orders.items():
        if order.told:
            heading = header.heading(column)
            sink(Issue(table.file, table.sheet, line, heading, order.told, order.example))
    for column, hint in (*taken_on, *option_hints(match, profile)):
        sink(Issue(table.file, table.sheet, line, header.heading(column), hint))
    # A date in a cell of general format is a number, counted from the day 0 of its workbook.
    profile = replace(profile, dates=replace(profile.dates, day_zero=table.day_zero))
    mapper = RowMapper(profile, match.spec, header, table.sheet, orders, numbered)
    stream = _Stream(match, mapper, sink)
    return MappedTable(
        table.file, table.sheet, stream.rows(), stream.count, by_line=match.spec.by_line
    )


@dataclass(slots=True)
class _Stream:
    """The stream of the mapped rows of one table; the issues of a row go before it.

    ``_set_aside`` holds the texts of cells that the reader could not use: by line, then by
    position.
    """

    match: MatchedTable
    mapper: RowMapper
    sink: Sink
    count: TableCount = field(default_factory=TableCount)
    _set_aside: dict[int, dict[int, str]] = field(default_factory=dict)

    def rows(self) -> Iterator[MappedRow | MappedObservation]:
        """Yield the rows that are not rejected.

        1. Report the reader's defects up to the row.
        2. Map the row, and count it unless it is blank.
        3. Report the notes of the row.
        4. Report and count its rejection, or yield it.
        5. After the last row, report the reader's remaining defects.

        A table with a data row, a blank row and a TOTAL row yields one row. Its count is then
        ``TableCount(rows=2, rejected=1)``.
        """
        defects = self.match.table.raw.defects
        for row in self._data_rows():
            if defects:
                self._report_reader(defects)
            set_aside = self._set_aside.pop(row.line, None) if self._set_aside else None
            with spending(Part.MAPPING):
                mapped, notes = self.mapper.map(row.line, row.cells, set_aside, row.merged)
            if mapped is None:
                continue
            self.count.rows += 1
            if notes:
                self._report(row.line, notes)
            if isinstance(mapped, Rejection):
                self.count.rejected += 1
                if mapped.case_key:
                    self.count.rejected_cases[mapped.case_key] = row.line
                self._report(row.line, (mapped.note,))
            else:
                yield mapped
        self._report_reader(defects)

    def _data_rows(self) -> Iterator[Row]:
        """Return the rows below the header."""
        table = self.match.table
        header_line = table.first[self.match.header.index].line
        return dropwhile(lambda row: row.line <= header_line, table.rows)

    def _report_reader(self, defects: list[ReaderDefect]) -> None:
        """Report the reader's defects, count the rows that it rejected, and empty the list."""
        header_line = self.match.table.first[self.match.header.index].line
        for defect in defects:
            if defect.defect.code is DefectCode.MERGED_CELL_FILLED and defect.line <= header_line:
                continue  # a heading of two rows is merged as a rule
            column = "" if defect.column is None else self.match.header.name(defect.column)
            self._report(defect.line, (Note(column, defect.defect, defect.value),))
            if defect.defect.outcome is Outcome.REJECTED:
                self.count.rows += 1
                self.count.rejected += 1
            elif defect.defect.outcome is Outcome.SET_ASIDE and defect.column is not None:
                self._set_aside.setdefault(defect.line, {})[defect.column] = defect.value
        defects.clear()

    def _report(self, line: int, notes: Iterable[Note]) -> None:
        """Report the notes of a row to the sink, and equal notes once."""
        table, header = self.match.table.raw, self.match.header
        for note in dict.fromkeys(notes):
            column = header.heading(note.column)
            self.sink(Issue(table.file, table.sheet, line, column, note.defect, note.value))
