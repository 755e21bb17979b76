"""Where the header of a table stands, and which columns of the profile it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.core.text import fold
from trama.ingest.profile.specs import TableSpec
from trama.values.cells import Cell, text_of

FEWEST_KNOWN = 2  # a single known word may stand in a title too


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one table of a file.

    ``index`` is its place among the first rows. ``positions`` says where the profile's columns
    stand, ``left_over`` the headings it does not know (heading, position), ``repeated`` headings
    that mean a column that stands further left, ``missing`` needed columns that are not there.
    """

    index: int
    texts: tuple[str, ...]
    positions: Mapping[str, int]
    left_over: tuple[tuple[str, int], ...]
    repeated: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]

    def name(self, position: int) -> str:
        """Returns the column at a position: the profile's name for it, else its heading."""
        for name, at in self.positions.items():
            if at == position:
                return name
        return self.texts[position] if position < len(self.texts) else ""

    def heading(self, column: str) -> str:
        """Returns how the file itself calls a column of the profile; another name as it is."""
        position = self.positions.get(column)
        return column if position is None else self.texts[position]

    @property
    def fit(self) -> tuple[int, int]:
        """How well the spec fits: needed columns that are missing (negative), columns known."""
        return -len(self.missing), len(self.positions)


def find_header(rows: Sequence[Sequence[Cell]], spec: TableSpec) -> Header | None:
    """Returns the header among the first rows of a table, None where no row is one.

    It is the row that holds most of the columns that the spec knows; of two alike, the first.
    """
    best: Header | None = None
    for index, cells in enumerate(rows):
        header = _header(index, cells, spec)
        if best is None or header.fit[1] > best.fit[1]:
            best = header
    fewest = min(FEWEST_KNOWN, len(spec.columns))
    return best if best is not None and len(best.positions) >= fewest else None


def _header(index: int, cells: Sequence[Cell], spec: TableSpec) -> Header:
    by_alias = {alias: column.name for column in spec.columns for alias in column.aliases}
    positions: dict[str, int] = {}
    left_over: list[tuple[str, int]] = []
    repeated: list[tuple[str, int]] = []
    texts = tuple(text_of(cell) for cell in cells)
    for position, text in enumerate(texts):
        name = by_alias.get(fold(text)) if text else None
        if name is not None and name not in positions:
            positions[name] = position
        elif name is not None:
            repeated.append((text, position))
        elif text:
            left_over.append((text, position))
    missing = tuple(
        column.name for column in spec.columns if column.needed and column.name not in positions
    )
    return Header(index, texts, positions, tuple(left_over), tuple(repeated), missing)
