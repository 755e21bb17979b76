"""From a file and its profile to typed accounts and observations: one pass, row by row.

How the loader uses it::

    profile = load_profile("reta_cases")            # trama.ingest.profile.profiles
    with map_file(path, profile, sink) as tables:
        for table in tables:                        # sheets that hold cases come first
            for mapped in table.rows:               # MappedRow or MappedObservation
                ...
            table.count.rows, table.count.rejected  # final once ``rows`` is exhausted

Nothing is kept in memory: a row's issues go to ``sink`` before the row itself is yielded, and a
rejected row is not yielded at all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import dropwhile
from pathlib import Path

from trama.core.errors import InputError
from trama.ingest.mapping.field_reading import Note
from trama.ingest.mapping.mapped import MappedObservation, MappedRow
from trama.ingest.mapping.plan import Broken, Opened, OpenFile, Placed, opened_file, plan
from trama.ingest.mapping.rows import Rejection, RowMapper
from trama.ingest.profile.specs import Profile
from trama.ingest.readers import ReaderDefect, Row
from trama.values.defects import Defect, DefectCode, Issue, Outcome

Sink = Callable[[Issue], None]


@dataclass(slots=True)
class TableCount:
    """How many data rows a table held so far, and how many of them mapping rejected.

    Blank rows and the header are no data rows; a header repeated in the middle and a TOTAL row
    are, and are rejected. So ``rows == yielded + rejected``: of what was yielded the loader says
    loaded, unchanged, merged, or rejected where nobody knows the case.
    """

    rows: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One sheet, or one CSV, of a file.

    ``file`` is the path inside an archive (``a.zip!b.csv``) and ``sheet`` its name, both as the
    issues write them. ``rows`` can be iterated once; all its items are MappedRow where the profile
    holds cases and MappedObservation where it holds statistics (``profile.holds_observations``).
    """

    file: str
    sheet: str
    rows: Iterator[MappedRow | MappedObservation]
    count: TableCount = field(default_factory=TableCount)


@contextmanager
def map_file(path: Path, profile: Profile, sink: Sink) -> Iterator[tuple[MappedTable, ...]]:
    """Returns the tables of a file that the profile knows, ready to be streamed.

    ``MappedRow.mentions`` come in the order of the profile: case, victims, suspects, stages. The
    rows of a parent sheet have ``parent=True`` and hold the case's mention; the rows of the other
    sheets have ``parent=False`` and hold no mention of the case: whether their case is known is the
    loader's to say (issue code ``unknown_case``, rejected). Stages name people by ``entity_key``,
    which may stand in another sheet of the same case. A victim or suspect that stands in several
    rows of a case is given each time, with the same ``entity_key``.

    A stage whose phase cannot be read has no ``phase`` among its fields: it is kept as a record and
    tells nothing more.

    ``MappedObservation.fields`` has no uid; ``fields["indicator"]`` is the uid of one of
    ``profile.indicators`` (Indicator nodes to be written with it).

    Sheets that the profile does not know, and columns that it does not know, are reported once
    each (outcome set_aside, the line of the header); the columns' cells stay in ``originals``.

    A sheet that cannot be read is handed over like the others, after them: its ``rows`` raise
    InputError, as do those of a sheet that breaks off in the middle.

    Raises:
        InputError: the file cannot be read, or no sheet of it has the columns the profile asks for.
    """
    with opened_file(path, profile.header_within) as file:
        yield map_tables(file, profile, sink)


def map_tables(file: OpenFile, profile: Profile, sink: Sink) -> tuple[MappedTable, ...]:
    """Returns the tables of a file that is open already; all else as :func:`map_file` says.

    Raises:
        InputError: no sheet of the file has the columns the profile asks for.
    """
    found = plan(file.opened, profile)
    if not found.placed:
        raise file.broken[0].error if file.broken else _nothing_known(file.path, profile)
    if found.missing:
        names = ", ".join(found.missing)
        raise InputError(
            file=file.path.name,
            why_es=f"faltan columnas que el perfil {profile.name} necesita: {names}",
            why_en=f"columns that profile {profile.name} needs are missing: {names}",
        )
    for strange in found.strange:
        _report_sheet(strange, sink)
    return (
        *(_mapped_table(placed, profile, sink) for placed in found.placed),
        *(MappedTable(one.table.file, one.table.sheet, _unreadable(one)) for one in file.broken),
    )


def _unreadable(broken: Broken) -> Iterator[MappedRow]:
    yield from ()
    raise broken.error


def _nothing_known(path: Path, profile: Profile) -> InputError:
    needed = (column.name for spec in profile.tables for column in spec.columns if column.needed)
    names = ", ".join(dict.fromkeys(needed))
    return InputError(
        file=path.name,
        why_es=f"ninguna hoja tiene las columnas del perfil {profile.name} ({names})",
        why_en=f"no sheet has the columns of profile {profile.name} ({names})",
    )


def _report_sheet(opened: Opened, sink: Sink) -> None:
    table = opened.table
    defect = Defect(DefectCode.UNKNOWN_SHEET, Outcome.SET_ASIDE)
    sink(Issue(table.file, table.sheet, opened.first[0].line, "", defect))


def _mapped_table(placed: Placed, profile: Profile, sink: Sink) -> MappedTable:
    table, header = placed.opened.table, placed.header
    line = placed.opened.first[header.index].line
    for heading, _ in header.left_over:
        defect = Defect(DefectCode.UNKNOWN_COLUMN, Outcome.SET_ASIDE)
        sink(Issue(table.file, table.sheet, line, heading, defect))
    for heading, _ in header.repeated:
        defect = Defect(DefectCode.REPEATED_COLUMN, Outcome.SET_ASIDE)
        sink(Issue(table.file, table.sheet, line, heading, defect))
    stream = _Stream(placed, RowMapper(profile, placed.spec, header, table.sheet), sink)
    return MappedTable(table.file, table.sheet, stream.rows(), stream.count)


@dataclass(slots=True)
class _Stream:
    """Maps the rows of one table, and hands on what was noted about each before it."""

    placed: Placed
    mapper: RowMapper
    sink: Sink
    count: TableCount = field(default_factory=TableCount)
    _set_aside: dict[int, dict[int, str]] = field(default_factory=dict)

    def rows(self) -> Iterator[MappedRow | MappedObservation]:
        """Yields the rows that are not rejected."""
        defects = self.placed.opened.table.defects
        for row in self._data_rows():
            if defects:
                self._hand_on(defects)
            set_aside = self._set_aside.pop(row.line, None) if self._set_aside else None
            mapped, notes = self.mapper.map(row.line, row.cells, set_aside)
            if mapped is None:
                continue
            self.count.rows += 1
            if notes:
                self._report(row.line, notes)
            if isinstance(mapped, Rejection):
                self.count.rejected += 1
                self._report(row.line, (mapped.note,))
            else:
                yield mapped
        self._hand_on(defects)

    def _data_rows(self) -> Iterator[Row]:
        opened = self.placed.opened
        header_line = opened.first[self.placed.header.index].line
        return dropwhile(lambda row: row.line <= header_line, opened.rows)

    def _hand_on(self, defects: list[ReaderDefect]) -> None:
        """Turns what the reader found into issues; a row that it rejected is a row rejected."""
        for found in defects:
            column = "" if found.column is None else self.placed.header.name(found.column)
            self._report(found.line, (Note(column, found.defect, found.value),))
            if found.defect.outcome is Outcome.REJECTED:
                self.count.rows += 1
                self.count.rejected += 1
            elif found.defect.outcome is Outcome.SET_ASIDE and found.column is not None:
                self._set_aside.setdefault(found.line, {})[found.column] = found.value
        defects.clear()

    def _report(self, line: int, notes: Iterable[Note]) -> None:
        """Gives the notes of a row to the sink: the same defect in the same column once."""
        table, header = self.placed.opened.table, self.placed.header
        for note in dict.fromkeys(notes):
            column = header.heading(note.column)
            self.sink(Issue(table.file, table.sheet, line, column, note.defect, note.value))
