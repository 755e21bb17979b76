"""What every reader hands over: tables of raw rows, and what was found wrong while reading them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from trama.values.defects import Defect

Cell = str | int | float | bool | date | datetime | None


class Row(NamedTuple):
    """One row as it stands in the file.

    ``line`` is the line (from 1) that an editor shows where the row begins, or the spreadsheet's
    row number; the header that JSON Lines only imply has line 0. Nothing is trimmed and a row may
    have more or fewer cells than the header. A named tuple, because a load makes one for each row
    and a frozen dataclass costs four times as much to make.
    """

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ReaderDefect:
    """A defect and where it stands: the line of its row and the index of the cell (from 0).

    ``column`` is None where the row or the file as a whole is meant. ``value`` is what was written.
    """

    line: int
    column: int | None
    defect: Defect
    value: str = ""


@dataclass(slots=True)
class Table:
    """A sheet of a workbook, or a CSV or JSON Lines file whole.

    ``file`` is the file's name, followed by ``!`` and the member's path when it stands in an
    archive; ``sheet`` is '' where the format has no sheets. ``rows`` can be read once and only
    while the file is open; the header and title lines are among them, blank lines are not (rows of
    empty cells can be). An empty cell is '' in text files and None elsewhere.

    ``defects`` fills while ``rows`` is read: those of a row are there before the row is, so a
    caller may empty the list after each row. An outcome says what became of it:

    - CORRECTED: the cell holds the corrected value (``value`` of the defect: what was written);
    - SET_ASIDE: the cell is None and ``value`` is the original;
    - REJECTED: the row is *not* among ``rows``, and counts as one rejected row.

    Reading ``rows`` raises InputError where the file is cut or damaged, after every whole row
    before that place.
    """

    file: str
    sheet: str
    hidden: bool
    rows: Iterator[Row]
    defects: list[ReaderDefect] = field(default_factory=list)
