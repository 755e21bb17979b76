"""The rows of one sheet of statistics, kept on disk until the sheet is read to its end.

Only the whole sheet says which years stand in their first month, how far its data reach, and which
units bear one name.
"""

import marshal
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from trama.mapping.mapped import MappedObservation
from trama.places.nesting import at_level
from trama.values.year_blocks import years_in_first_month

_TABLE = """
CREATE TABLE series (id INTEGER PRIMARY KEY, key TEXT, written TEXT, block TEXT, row BLOB)
"""
_INDEX = "CREATE INDEX series_by_key ON series (key, written)"
_ADD = "INSERT INTO series (key, written, block, row) VALUES (?, ?, ?, ?)"
_ROWS = """
SELECT row, block, EXISTS (SELECT 1 FROM series AS other
    WHERE other.key = series.key AND other.written <> series.written)
FROM series ORDER BY id
"""
_EMPTY = "DELETE FROM series"


class SeriesRow(NamedTuple):
    """A row of a statistic, and the block of its figure: source, department and year."""

    row: MappedObservation
    block: str


class Series:
    """Rows in, rows out: first :meth:`add` every row of a sheet, then :meth:`rows`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute(_TABLE)
        self._database.execute(_INDEX)
        self._months: dict[tuple[str, int], set[str]] = {}
        self._first_lines: dict[int, int] = {}
        self.reaches = ""

    def clear(self) -> None:
        """Forget all rows, for the next sheet."""
        self._database.execute(_EMPTY)
        self._months.clear()
        self._first_lines.clear()
        self.reaches = ""

    def add(self, row: MappedObservation) -> None:
        """Store a row."""
        period, year = str(row.fields["period"]), int(str(row.fields["year"]))
        self.reaches = max(self.reaches, period)
        self._months.setdefault((_source(row), year), set()).add(period)
        self._first_lines.setdefault(year, row.line)
        packed = marshal.dumps((*row[:4], dict(row.fields), row.written_key))
        self._database.execute(_ADD, (row.key, row.written_key, block_of(row.fields), packed))

    def years_in_first_month(self) -> dict[tuple[str, int], int]:
        """Return the years that stand wholly in January, with their first lines.

        Example: {(source, 2023): the first line of 2023}.
        """
        found: dict[tuple[str, int], int] = {}
        for source in {source for source, _ in self._months}:
            years = {year: months for (of, year), months in self._months.items() if of == source}
            first = sorted(years_in_first_month(years))
            found |= {(source, year): self._first_lines[year] for year in first}
        return found

    def years(self) -> list[int]:
        """Return the years of the rows."""
        return sorted(self._first_lines)

    def rows(self) -> Iterator[SeriesRow]:
        """Yield the rows in their order, each with its true period and its key.

        Two rows of one sheet about one unit and month in two districts are two units of one name:
        there the whole key decides.
        """
        yearly = self.years_in_first_month()
        for packed, block, shared in self._database.execute(_ROWS):
            sheet, line, digest, key, fields, written = marshal.loads(packed)  # noqa: S302 - ours
            row = MappedObservation(sheet, line, digest, key, fields, written)
            if shared:
                row = row._replace(key=f"{row.key}\x1f{row.written_key.upper()}")
            if (_source(row), fields["year"]) in yearly:
                row = row._replace(fields={**fields, "period": str(fields["year"])})
            yield SeriesRow(row, block)


def block_of(fields: Mapping[str, object]) -> str:
    """Return the block of a figure: its source, its department as far as known, its year."""
    place = str(fields.get("place") or "")
    department = at_level(place, "DEPARTAMENTO") or place
    return "\x1f".join((str(fields.get("source") or ""), department, str(fields.get("year") or "")))


def _source(row: MappedObservation) -> str:
    return str(row.fields.get("source") or "")
