"""What stands in real exports beside the data: headers again, totals, blanks, rows of nobody."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from trama.ingest.twin.hand import Cell, Hand
from trama.ingest.twin.sampling import Weighted, choose

EVERY = 8
"""How many rows lie between the first pieces of litter of a sheet, one of each kind."""

Note = dict[str, object]


@dataclass(slots=True)
class Account:
    """What a load must find in a sheet: ``rows = loaded + merged + rejected``, blank rows aside."""

    rows: int = 0
    merged: int = 0
    rejected: int = 0
    blank: int = 0

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
    file: str
    sheet: str
    orphan: Callable[[], str] | None = None
    ragged: bool = False
    account: Account = field(default_factory=Account)
    rejects: list[Note] = field(default_factory=list)
    _rate: float = field(init=False)
    _litter: Weighted[str] = field(init=False)
    _due: list[str] = field(init=False)
    _next_due: int = EVERY

    def __post_init__(self) -> None:
        kinds = ["repeated_row", "header_repeated", "blank_row", "keyless_row"]
        kinds += ["ragged_row"] if self.ragged else []
        kinds += ["orphan_row"] if self.orphan is not None else []
        rates = {kind: float(getattr(self.hand.rates, kind)) for kind in kinds}
        self._rate = sum(rates.values())
        # A small twin must show every kind too: each comes once before chance decides.
        self._due = [kind for kind, rate in rates.items() if rate > 0]
        # One draw a row: at most one kind of litter follows it.
        self._litter = Weighted({"": max(0.0, 1 - self._rate), **rates})

    def start(self) -> None:
        """Writes the header."""
        self.put(self.header)

    def write(self, row: Sequence[Cell]) -> int:
        """Writes a row and perhaps some litter after it; returns the line of the row."""
        line = self.put(row)
        self.account.rows += 1
        if self._due and self.account.rows >= self._next_due:
            kind = self._due.pop()
            self._next_due = self.account.rows + EVERY
        else:
            kind = self._litter.pick(self.hand.random) if self._rate else ""
        if kind:
            self._drop(kind, row)
        return line

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
        line = self.put(row)
        self.account.rows += 1
        self.account.rejected += 1
        self.rejects.append({"file": self.file, "sheet": self.sheet, "line": line, "code": code})


@dataclass(frozen=True, slots=True)
class Layout:
    """In which order and case the columns stand; ``extra`` columns hold nothing of interest."""

    header: tuple[str, ...]
    order: tuple[int, ...]

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

    def arranged(self, row: Sequence[Cell]) -> list[Cell]:
        """Returns the cells in the order of the header."""
        cells = [*row, "digitador1"]
        return [cells[position] for position in self.order]


def numbered(prefix: str) -> Iterator[str]:
    """Yields carpeta numbers that no case of a twin has."""
    serial = 0
    while True:
        serial += 1
        yield f"{prefix}-{serial}-9"
