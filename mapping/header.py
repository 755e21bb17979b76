"""The header of a table: the row where it stands, and the profile's columns that it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trama.core.text import fold, heading_form
from trama.mapping.grouped_headings import grouped_headings
from trama.profiles.specs import TableSpec
from trama.values.cell_damage import clean
from trama.values.cells import Cell, text_of

FEWEST_KNOWN = 2  # columns in a header: a single known word may stand in a title too


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one table of a file.

    ``index`` is its place among the first rows, from 0. ``positions`` maps the profile's columns
    to their place in a row, from 0. ``left_over`` holds the headings that the profile does not
    know (heading, position). ``repeated`` holds headings of a column that stands further left.
    ``missing`` holds the needed columns that the file lacks.
    """

    index: int
    texts: tuple[str, ...]
    positions: Mapping[str, int]
    left_over: tuple[tuple[str, int], ...]
    repeated: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]

    def name(self, position: int) -> str:
        """Return the name of the column at a position: the profile's, else its heading."""
        for name, at in self.positions.items():
            if at == position:
                return name
        return self.texts[position] if position < len(self.texts) else ""

    def heading(self, column: str) -> str:
        """Return the file's heading of a column of the profile. Return another name as it is."""
        position = self.positions.get(column)
        return column if position is None else self.texts[position]

    @property
    def fit(self) -> tuple[int, int]:
        """The fit of the spec: its missing columns (negative), and its columns in the file."""
        return -len(self.missing), len(self.positions)


def find_header(rows: Sequence[Sequence[Cell]], spec: TableSpec) -> Header | None:
    """Return the header among the first rows of a table. Return None if no row is a header.

    The header is the row that holds most columns of ``spec``; among equal rows, the first. A row
    under a row of groups is tried with its groups too: ``Víctima / Edad``.
    """
    best: Header | None = None
    above: tuple[str, ...] = ()
    for index, cells in enumerate(rows):
        texts = tuple(clean(text_of(cell)).kept for cell in cells)
        grouped = grouped_headings(above, texts)
        for headings in (texts, grouped) if grouped else (texts,):
            header = _header(index, headings, spec)
            if best is None or header.fit[1] > best.fit[1]:
                best = header
        above = texts
    fewest = min(FEWEST_KNOWN, len(spec.columns))
    return best if best is not None and len(best.positions) >= fewest else None


def _header(index: int, texts: tuple[str, ...], spec: TableSpec) -> Header:
    """Return texts as a header: each is a known column, a repeated or an unknown heading.

    For the columns FECHA and SEXO the row ``SEXO, Otra, FECHA, fecha`` gives the positions
    ``{"SEXO": 0, "FECHA": 2}``. «Otra» is left over and «fecha» is repeated. A heading that has the
    column's name with other signs is left over beside the column itself.
    """
    by_alias = {alias: column.name for column in spec.columns for alias in column.aliases}
    by_heading = {each: column.name for column in spec.columns for each in column.headings}
    positions: dict[str, int] = {}
    left_over: list[tuple[str, int]] = []
    repeated: list[tuple[str, int]] = []
    same = [by_heading.get(heading_form(text)) for text in texts]
    taken = set(filter(None, same))
    for position, text in enumerate(texts):
        name = same[position] or (by_alias.get(fold(text)) if text else None)
        if name in taken and not same[position]:
            left_over.append((text, position))
        elif name is not None and name not in positions:
            positions[name] = position
        elif name is not None:
            repeated.append((text, position))
        elif text:
            left_over.append((text, position))
    missing = tuple(
        column.name for column in spec.columns if column.needed and column.name not in positions
    )
    return Header(index, texts, positions, tuple(left_over), tuple(repeated), missing)


def column_names(header: Header) -> Iterator[tuple[str, int]]:
    """Yield the name and position of every column of the file.

    The name is the profile's, else the heading, else the number. A prime (') keeps two columns
    apart that would have the same name.
    """
    yield from header.positions.items()
    taken = set(header.positions.values())
    named = dict(header.positions)
    for index, text in enumerate(header.texts):
        if index in taken:
            continue
        name = text or f"columna {index + 1}"
        while name in named:
            name += "'"
        named[name] = index
        yield name, index
