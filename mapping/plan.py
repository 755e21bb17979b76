"""The plan of a file: which of its tables is which table of a profile, by name or by columns."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from trama.core.errors import InputError
from trama.core.text import fold
from trama.mapping.header import Header, find_header
from trama.profiles.specs import Profile, TableSpec
from trama.readers import Row, Table, open_tables


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table with its first rows read; ``rows`` yields all rows, the first ones again.

    ``whole`` tells that the first rows are all of its rows.
    """

    raw: Table
    first: tuple[Row, ...]
    rows: Iterator[Row]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableTable:
    """A table whose first rows cannot be read, with the error."""

    raw: Table
    error: InputError


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The tables of a file, for as long as the context of :func:`opened_file` lasts.

    The end of ``until_closed`` is the end of that context.
    """

    path: Path
    tables: Sequence[OpenTable]
    unreadable: Sequence[UnreadableTable]
    until_closed: ExitStack


@dataclass(frozen=True, slots=True)
class MatchedTable:
    """A table of a file that is a table of the profile, with its header."""

    table: OpenTable
    spec: TableSpec
    header: Header


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The tables of a file that a profile knows, parents first, and those that it does not know."""

    matched: tuple[MatchedTable, ...]
    strange: tuple[OpenTable, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed columns that known tables lack, as ``SHEET.COLUMN``."""
        return tuple(
            column_name(match.table.raw.sheet, name)
            for match in self.matched
            for name in match.header.missing
        )


@contextmanager
def opened_file(path: Path, within: int) -> Iterator[OpenFile]:
    """Return a file with the first ``within`` rows of each table read, and no row lost.

    The choice of a profile and the mapping share one opening, because opening is dear: a workbook
    is parsed, and every byte of a text is read to know its encoding.

    Raises:
        InputError: the file, or every table of it, cannot be read.
    """
    with ExitStack() as stack:
        readable, unreadable = open_all(stack.enter_context(open_tables(path)), within)
        yield OpenFile(path, readable, unreadable, stack)


def open_all(tables: Iterable[Table], within: int) -> tuple[list[OpenTable], list[UnreadableTable]]:
    """Return the tables with their first ``within`` rows read, and the unreadable tables.

    Raises:
        InputError: no table can be read.
    """
    readable: list[OpenTable] = []
    unreadable: list[UnreadableTable] = []
    for table in tables:
        rows = iter(table.rows)
        try:
            first = tuple(islice(rows, within))
        except InputError as error:
            unreadable.append(UnreadableTable(table, error))
        else:
            readable.append(OpenTable(table, first, chain(first, rows), len(first) < within))
    if unreadable and not readable:
        raise unreadable[0].error
    return readable, unreadable


def plan_tables(tables: Sequence[OpenTable], profile: Profile) -> TablePlan:
    """Return which table of the profile each table of a file is.

    A sheet whose name the profile knows is the table of that name. The columns decide about other
    sheets, and every needed column must be there. An empty sheet is left out.
    """
    matched: list[MatchedTable] = []
    strange: list[OpenTable] = []
    for table in tables:
        match = _match(table, profile)
        if match is not None:
            matched.append(match)
        elif any(any(cell not in (None, "") for cell in row.cells) for row in table.first):
            strange.append(table)
    order = {spec.name: number for number, spec in enumerate(profile.tables)}
    matched.sort(key=lambda match: order[match.spec.name])
    return TablePlan(tuple(matched), tuple(strange))


def column_name(sheet: str, column: str) -> str:
    """Return the name of a column in a file that may have several sheets: ``SHEET.COLUMN``."""
    return f"{sheet}.{column}" if sheet else column


def _match(table: OpenTable, profile: Profile) -> MatchedTable | None:
    """Return the profile's table whose header fits best. Return None if there is no header.

    Among tables with as many of their columns there, the table with fewer columns is meant.
    """
    name = fold(table.raw.sheet)
    rows = [row.cells for row in table.first[: profile.header_within]]
    named = [spec for spec in profile.tables if name in spec.sheets]
    best: MatchedTable | None = None
    for spec in named or profile.tables:
        header = find_header(rows, spec)
        if header is None or (header.missing and not named):
            continue
        fit = (*header.fit, -len(spec.columns))
        if best is None or fit > (*best.header.fit, -len(best.spec.columns)):
            best = MatchedTable(table, spec, header)
    return best
