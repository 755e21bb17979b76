"""Tables of raw rows, as every reader returns them, and the defects met while reading."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from trama.values.cells import DAY_ZERO
from trama.values.defects import Defect

Cell = str | int | float | bool | date | datetime | None


class Row(NamedTuple):
    """One row as written in the file.

    ``line`` is the line (from 1) on which the row begins in an editor, or the spreadsheet's row
    number; the implied header of JSON Lines has line 0. No cell is trimmed, and a row may have more
    or fewer cells than the header. ``merged`` has the positions (from 0) of the cells that are
    merged with the cell above, whose value they have. This is a named tuple because a load makes a
    Row for each row of a file: a frozen dataclass costs four times as much to make.
    """

    line: int
    cells: tuple[Cell, ...]
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReaderDefect:
    """A defect and its place: the line of its row and the index of the cell (from 0).

    ``column`` is None if the defect is of the whole row or file. ``value`` is the original text.
    """

    line: int
    column: int | None
    defect: Defect
    value: str = ""


@dataclass(slots=True)
class Table:
    """A sheet of a workbook, or a whole CSV or JSON Lines file.

    ``file`` is the file's name; ``!`` and the path of a member of an archive follow it. ``sheet``
    is '' if the format has no sheets. ``rows`` can be read once, while the file is open. It
    contains the header and title lines, and may contain rows of empty cells, but no blank lines.
    An empty cell is '' in text files and None elsewhere.

    ``defects`` fills while ``rows`` is read. A row's defects are listed before the row is yielded:
    a caller may empty the list after each row. Each defect has an outcome:

    - CORRECTED: the cell holds the corrected value, and ``value`` is the original text;
    - SET_ASIDE: the cell is None, and ``value`` is the original;
    - REJECTED: the row is *not* among ``rows``, and counts as one rejected row.

    ``day_zero`` is the day from which a workbook counts: a number in a cell of general format may
    be a date.

    Reading ``rows`` yields every whole row before a cut or damage, and then raises InputError.
    """

    file: str
    sheet: str
    hidden: bool
    rows: Iterator[Row]
    defects: list[ReaderDefect] = field(default_factory=list)
    day_zero: date = DAY_ZERO
