"""What stands in real exports beside the data: headers again, totals, blanks, rows of nobody."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from operator import itemgetter

from trama.twin.hand import Cell, Hand
from trama.twin.note import Note
from trama.twin.sampling import Weighted, choose

EVERY = 8
"""How many rows lie between the first pieces of litter of a sheet, one of each kind."""


@dataclass(slots=True)
class SheetCounts:
    """What a load must find in a sheet: ``rows = loaded + merged + rejected``, blank rows aside.

    ``rejects`` has a note for each rejected row: file, sheet, line and code.
    """

    file: str
    sheet: str
    rows: int = 0
    merged: int = 0
    rejected: int = 0
    blank: int = 0
    rejects: list[Note] = field(default_factory=list)

    def reject(self, line: int, code: str) -> None:
        """Counts a row that a load must reject."""
        self.rows += 1
        self.rejected += 1
        self.rejects.append({"file": self.file, "sheet": self.sheet, "line": line, "code": code})

    def told(self) -> Note:
        """Returns the counts for the truth."""
        loaded = self.rows - self.merged - self.rejected
        counts: Note = {"rows": self.rows, "loaded": loaded, "merged": self.merged}
        return counts | {"rejected": self.rejected, "blank": self.blank}


@dataclass(slots=True)
class Littered:
    """Writes the rows of one sheet, and now and then what does not belong there.

    ``put`` writes one row (None: a blank one) and returns the line it stands on. ``key`` is the
    position of the case key in ``header``. A row is repeated, or copied with a defect; no row that
    says something new is ever lost.
    """

    hand: Hand
    header: Sequence[str]
    key: int
    put: Callable[[Sequence[Cell] | None], int]
    account: SheetCounts
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
        # A small twin must show every kind too: each comes once before chance decides.
        self._due = list(self._kinds.items)
        self._next = EVERY if self._due else sys.maxsize

    def start(self) -> None:
        """Writes the header."""
        self.put(self.header)

    def write(self, row: Sequence[Cell]) -> int:
        """Writes a row and perhaps some litter after it; returns the line of the row."""
        line = self.put(row)
        self.account.rows += 1
        self._next -= 1
        if not self._next:
            self._drop(self._due.pop() if self._due else self._kinds.pick(self.hand.random), row)
            self._next = EVERY if self._due else self._pause()
        return line

    def _pause(self) -> int:
        """Returns after how many rows litter follows again: one draw a piece, not one a row."""
        return 1 + int(log(1 - self.hand.random.random()) / log(1 - self._rate))

    def _drop(self, kind: str, row: Sequence[Cell]) -> None:
        if kind == "repeated_row":
            self.put(row)
            self.account.rows += 1
            self.account.merged += 1
        elif kind == "blank_row":
            self.put(None)
            self.account.blank += 1
        elif kind == "header_repeated":
            self._reject(self.header, "repeated_header")
        elif kind == "keyless_row":
            self._reject(self._with_key(row, ""), "no_case_key")
        elif kind == "ragged_row":
            self._reject([*row, "SOBRA", "SOBRA"], "more_cells_than_columns")
        elif self.orphan is not None:
            self._reject(self._with_key(row, self.orphan()), "unknown_case")

    def end(self) -> None:
        """Writes the row of totals, where the layout has one."""
        if self.hand.rates.layout:
            total: list[Cell] = [""] * len(self.header)
            total[self.key] = "TOTAL"
            total[self.key + 1] = self.account.rows
            self._reject(total, "total_row")

    def _with_key(self, row: Sequence[Cell], key: str) -> list[Cell]:
        return [*row[: self.key], key, *row[self.key + 1 :]]

    def _reject(self, row: Sequence[Cell], code: str) -> None:
        self.account.reject(self.put(row), code)


@dataclass(slots=True)
class Layout:
    """In which order and case the columns stand; ``extra`` columns hold nothing of interest."""

    header: tuple[str, ...]
    order: tuple[int, ...]
    _pick: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._pick = itemgetter(*self.order)

    @classmethod
    def of(cls, columns: Sequence[str], hand: Hand, extra: str) -> "Layout":
        """Returns the layout as documented, or with ``layout`` dirt another of the same columns."""
        if not hand.rates.layout:
            return cls(tuple(columns), tuple(range(len(columns))))
        order = list(range(len(columns)))
        # The key stays first: what comes before it is guesswork in no real file.
        one, other = hand.random.sample(range(1, len(columns)), 2)
        order[one], order[other] = order[other], order[one]
        names = [columns[position] for position in order]
        styles: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper)
        style = choose(hand.random, styles)
        return cls((*[style(name) for name in names], extra), (*order, len(columns)))

    def arranged(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Returns the cells in the order of the header."""
        return self._pick((*row, "digitador1"))


def numbered(prefix: str) -> Iterator[str]:
    """Yields carpeta numbers that no case of a twin has."""
    serial = 0
    while True:
        serial += 1
        yield f"{prefix}-{serial}-9"
