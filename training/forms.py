"""Forms of the synthetic twin: rows of its exports without defects, as the registries have them."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from trama.mapping.header import Header, find_header
from trama.profiles.library import load_profile
from trama.profiles.specs import Profile, TableSpec
from trama.readers import open_tables
from trama.twin import DirtRates, TwinOptions, write_twin
from trama.values.cells import Cell, text_of

PROFILES = {"RETA": "reta_cases", "SISTRA": "sistra_cases"}
TWIN = TwinOptions(cases=60, seed=5, dirt=DirtRates.none())
"""The twin of all forms: it takes a tenth of a second, and is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Form:
    """A row of the twin: its registry, its sheet or '', and its cells by the profile's columns."""

    registry: str
    sheet: str
    cells: Mapping[str, str]

    @property
    def profile(self) -> Profile:
        """Return the profile that reads the form."""
        return load_profile(PROFILES[self.registry])

    @property
    def table(self) -> TableSpec:
        """Return what the profile says of the form's sheet."""
        return table_of(self.registry, self.sheet)


def table_of(registry: str, sheet: str | None) -> TableSpec:
    """Return what the shipped profile says of a sheet; the first one if ``sheet`` is not given.

    Raises:
        KeyError: the registry has no such sheet.
    """
    tables = {table.name: table for table in load_profile(PROFILES[registry]).tables}
    return tables[sheet or next(iter(tables))]


def column_names(registry: str, sheet: str | None) -> tuple[str, ...] | None:
    """Return the columns of a form. Return None if the registry has no such sheet."""
    try:
        return tuple(column.name for column in table_of(registry, sheet).columns)
    except KeyError:
        return None


def form_of(registry: str, sheet: str | None, where: Mapping[str, str]) -> Form | None:
    """Return the first row of the twin with the cells ``where``. Return None if there is none.

    Raises:
        KeyError: the registry has no such sheet.
    """
    name = table_of(registry, sheet).name
    for cells in _rows()[registry, name]:
        if all(cells.get(column, "") == text for column, text in where.items()):
            return Form(registry, sheet or "", cells)
    return None


def texts_of(registry: str, sheet: str | None, column: str) -> frozenset[str]:
    """Return the texts that the rows of the twin have in a column.

    Raises:
        KeyError: the registry has no such sheet.
    """
    name = table_of(registry, sheet).name
    return frozenset(cells[column] for cells in _rows()[registry, name] if cells.get(column))


@cache
def _rows() -> Mapping[tuple[str, str], list[dict[str, str]]]:
    """Return the rows of the twin's exports by registry and sheet."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        written = write_twin(Path(folder), TWIN, lambda _, __: None)
        for registry, paths in (("RETA", (written.reta,)), ("SISTRA", written.sistra)):
            for path in paths:
                _add(rows, registry, path)
    return rows


def _add(rows: dict[tuple[str, str], list[dict[str, str]]], registry: str, path: Path) -> None:
    with open_tables(path) as tables:
        sheets = {table.sheet: [row.cells for row in table.rows] for table in tables}
    specs = load_profile(PROFILES[registry]).tables
    for spec in specs:
        lines = sheets[spec.name if len(specs) > 1 else ""]
        header = find_header(lines[:1], spec)
        if header is not None:
            rows[registry, spec.name] = [_cells(header, line) for line in lines[1:]]


def _cells(header: Header, line: Sequence[Cell]) -> dict[str, str]:
    placed = {name: at for name, at in header.positions.items() if at < len(line)}
    return {name: _typed(line[at]) for name, at in placed.items()}


def _typed(cell: Cell) -> str:
    """Return a cell as somebody types it into a form: a day is 05/03/2017."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else text_of(cell).strip()
