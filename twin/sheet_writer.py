"""The sheets of an export with the junk of real files: junk rows, shuffled columns, TOTAL rows.

Junk rows repeat a row, repeat the header, are blank, lack the case key, have too many cells or name
an unknown carpeta. The CSV file of RETA counts as one sheet with the name ''.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from operator import itemgetter

from trama.twin.hand import Cell, Hand
from trama.twin.note import Note
from trama.twin.sampling import Weighted, choose

FIRST_JUNK_EVERY = 8
"""Rows between the first junk rows of a sheet: a sheet of 50 rows has every kind."""


@dataclass(slots=True)
class SheetCounts:
    """The counts that a load must find in a sheet: ``rows = loaded + merged + rejected``.

    ``rows`` counts neither the header nor blank rows. ``rejects`` has a note for each rejected row:
    file, sheet, line and code.
    """

    file: str
    sheet: str
    rows: int = 0
    merged: int = 0
    rejected: int = 0
    blank: int = 0
    rejects: list[Note] = field(default_factory=list)

    def reject(self, line: int, code: str) -> None:
        """Count a row that a load must reject, on ``line``, with the defect ``code``."""
        self.rows += 1
        self.rejected += 1
        self.rejects.append({"file": self.file, "sheet": self.sheet, "line": line, "code": code})

    def as_note(self) -> Note:
        """Return the counts for truth.json."""
        loaded = self.rows - self.merged - self.rejected
        counts: Note = {"rows": self.rows, "loaded": loaded, "merged": self.merged}
        return counts | {"rejected": self.rejected, "blank": self.blank}


@dataclass(slots=True)
class SheetWriter:
    """A writer of one sheet's rows, with a junk row after some of them.

    ``put`` writes one row (None: a blank row) and returns its line. ``key`` is the position of the
    case key in ``header``. ``orphan`` returns a carpeta number that no case has. A junk row is
    blank or copies another row, so junk never replaces data.

    When a junk row follows:

    1. Until every kind of the sheet has come once: after every 8th row. So a small twin shows every
       kind too.
    2. From then on: after a number of rows drawn from the geometric distribution whose rate is the
       sum of the kinds' rates. The kind is drawn by its own rate.

    Example: a RETA sheet has five kinds. Its junk rows follow rows 8, 16, 24, 32 and 40. The rates
    then add up to 0.0196, so about 51 rows pass between two junk rows.
    """

    hand: Hand
    header: Sequence[str]
    key: int
    put: Callable[[Sequence[Cell] | None], int]
    counts: SheetCounts
    orphan: Callable[[], str] | None = None
    ragged: bool = False
    _kinds: Weighted[str] = field(init=False)
    _rate: float = field(init=False)
    _due: list[str] = field(init=False)
    _next: int = field(init=False)

    def __post_init__(self) -> None:
        kinds = ["repeated_row", "header_repeated", "blank_row", "keyless_row"]
        kinds += ["ragged_row"] if self.ragged else []
        kinds += ["orphan_row"] if self.orphan is not None else []
        self._kinds = Weighted({kind: float(getattr(self.hand.rates, kind)) for kind in kinds})
        self._rate = min(self._kinds.total, 0.999)
        self._due = list(self._kinds.items)
        self._next = FIRST_JUNK_EVERY if self._due else sys.maxsize

    def start(self) -> None:
        """Write the header."""
        self.put(self.header)

    def write(self, row: Sequence[Cell]) -> int:
        """Write a row, perhaps with a junk row after it; return the line of the row."""
        line = self.put(row)
        self.counts.rows += 1
        self._next -= 1
        if not self._next:
            kind = self._due.pop() if self._due else self._kinds.pick(self.hand.random)
            self._write_junk(kind, row)
            self._next = FIRST_JUNK_EVERY if self._due else self._rows_to_next()
        return line

    def _rows_to_next(self) -> int:
        """Return the rows to the next junk row: a draw for each row would take longer."""
        return 1 + int(log(1 - self.hand.random.random()) / log(1 - self._rate))

    def _write_junk(self, kind: str, row: Sequence[Cell]) -> None:
        if kind == "repeated_row":
            self.put(row)
            self.counts.rows += 1
            self.counts.merged += 1
        elif kind == "blank_row":
            self.put(None)
            self.counts.blank += 1
        elif kind == "header_repeated":
            self._reject(self.header, "repeated_header")
        elif kind == "keyless_row":
            self._reject(self._with_key(row, ""), "no_case_key")
        elif kind == "ragged_row":
            self._reject([*row, "SOBRA", "SOBRA"], "more_cells_than_columns")
        elif self.orphan is not None:
            self._reject(self._with_key(row, self.orphan()), "unknown_case")

    def end(self) -> None:
        """Write the TOTAL row, unless the export is clean."""
        if self.hand.rates.layout:
            total: list[Cell] = [""] * len(self.header)
            total[self.key] = "TOTAL"
            total[self.key + 1] = self.counts.rows
            self._reject(total, "total_row")

    def _with_key(self, row: Sequence[Cell], key: str) -> list[Cell]:
        return [*row[: self.key], key, *row[self.key + 1 :]]

    def _reject(self, row: Sequence[Cell], code: str) -> None:
        self.counts.reject(self.put(row), code)


@dataclass(slots=True)
class Layout:
    """The header of a sheet, and the order of a row's cells under it.

    ``order`` has, for each column of the header, the position of its cell in the documented row.
    """

    header: tuple[str, ...]
    order: tuple[int, ...]
    _pick: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._pick = itemgetter(*self.order)

    @classmethod
    def of(cls, columns: Sequence[str], hand: Hand, extra: str) -> "Layout":
        """Return the documented layout or, with ``layout`` dirt, a changed one.

        The changed layout swaps two columns, may write the header in lower or upper case, and adds
        the column ``extra``, which holds nothing of interest.
        """
        if not hand.rates.layout:
            return cls(tuple(columns), tuple(range(len(columns))))
        order = list(range(len(columns)))
        # The case key stays the first column, as in every real file.
        left, right = hand.random.sample(range(1, len(columns)), 2)
        order[left], order[right] = order[right], order[left]
        names = [columns[position] for position in order]
        styles: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper)
        style = choose(hand.random, styles)
        return cls((*[style(name) for name in names], extra), (*order, len(columns)))

    def arranged(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Return the cells of a documented row in the order of the header."""
        return self._pick((*row, "digitador1"))


def unknown_carpetas(prefix: str) -> Iterator[str]:
    """Yield carpeta numbers that no case of a twin has: ``PREFIX-1-9``, ``PREFIX-2-9`` etc."""
    serial = 0
    while True:
        serial += 1
        yield f"{prefix}-{serial}-9"
