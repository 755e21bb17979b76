"""Which sheet of a file is which table of a profile, found by its name or by its columns."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from trama.core.errors import InputError
from trama.core.text import fold
from trama.ingest.mapping.header import Header, find_header
from trama.ingest.profile.specs import Profile, TableSpec
from trama.ingest.readers import Row, Table, open_tables


@dataclass(frozen=True, slots=True)
class Opened:
    """A table whose first rows were looked at; ``rows`` has all of them again."""

    table: Table
    first: tuple[Row, ...]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class Broken:
    """A table whose first rows cannot be read, and why."""

    table: Table
    error: InputError


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The tables of a file, as long as the context of :func:`opened_file` lasts."""

    path: Path
    opened: Sequence[Opened]
    broken: Sequence[Broken]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet that is a table of the profile, and where its header stands."""

    opened: Opened
    spec: TableSpec
    header: Header


@dataclass(frozen=True, slots=True)
class Plan:
    """What a profile makes of a file: the sheets that it knows, parents first, and the others."""

    placed: tuple[Placed, ...]
    strange: tuple[Opened, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed columns that sheets it knows do not have, as ``SHEET.COLUMN``."""
        return tuple(
            column_name(one.opened.table.sheet, name)
            for one in self.placed
            for name in one.header.missing
        )


@contextmanager
def opened_file(path: Path, within: int) -> Iterator[OpenFile]:
    """Returns a file with the first ``within`` rows of each table read, and none of them lost.

    Opened once for both who asks which profile fits and who maps the rows: to open a workbook is
    to parse it, and of a text every byte is read to know its encoding.

    Raises:
        InputError: the file, or every table of it, cannot be read.
    """
    with open_tables(path) as tables:
        opened, broken = open_all(tables, within)
        yield OpenFile(path, opened, broken)


def open_all(tables: Iterable[Table], within: int) -> tuple[list[Opened], list[Broken]]:
    """Returns the tables with their first ``within`` rows read, and those that cannot be read.

    Raises:
        InputError: none can be read.
    """
    opened: list[Opened] = []
    broken: list[Broken] = []
    for table in tables:
        rows = iter(table.rows)
        try:
            first = tuple(islice(rows, within))
        except InputError as error:
            broken.append(Broken(table, error))
        else:
            opened.append(Opened(table, first, chain(first, rows)))
    if broken and not opened:
        raise broken[0].error
    return opened, broken


def plan(opened: Sequence[Opened], profile: Profile) -> Plan:
    """Returns which table of the profile each sheet is.

    A sheet's name decides where the profile knows it; of other sheets the columns decide, and all
    the needed ones must be there. An empty sheet is none.
    """
    placed: list[Placed] = []
    strange: list[Opened] = []
    for one in opened:
        found = _placed(one, profile)
        if found is not None:
            placed.append(found)
        elif any(any(cell not in (None, "") for cell in row.cells) for row in one.first):
            strange.append(one)
    order = {spec.name: number for number, spec in enumerate(profile.tables)}
    placed.sort(key=lambda item: order[item.spec.name])
    return Plan(tuple(placed), tuple(strange))


def column_name(sheet: str, column: str) -> str:
    """Returns how a column is called where a file may have several sheets."""
    return f"{sheet}.{column}" if sheet else column


def _placed(opened: Opened, profile: Profile) -> Placed | None:
    name = fold(opened.table.sheet)
    rows = [row.cells for row in opened.first[: profile.header_within]]
    named = [spec for spec in profile.tables if name in spec.sheets]
    best: Placed | None = None
    for spec in named or profile.tables:
        header = find_header(rows, spec)
        if header is None or (header.missing and not named):
            continue
        if best is None or header.fit > best.header.fit:
            best = Placed(opened, spec, header)
    return best
