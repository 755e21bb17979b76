"""The tables of a release as files: CSV, XLSX and Parquet, and the codebook.

A row is a cell: for each axis its code and its name in Spanish, then ``people``, empty where the
cell is hidden. Every cell has a row, so that a missing row tells nothing.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from trama.bank.cell_files import packed_rows
from trama.bank.publish_tables import TITLES, axis_title, node_name
from trama.disclosure.cubes import Axis, Layout
from trama.disclosure.rules import HIDDEN
from trama.disclosure.safe_tables import Table

COUNT = "people"
"""The column of the published number of people."""

_SHEET = 31  # characters of a sheet's name that XLSX allows
CODEBOOK = ("table", "column", "title_es", "title_en", "code", "within", "name_es", "name_en")
_COUNTED = (
    COUNT,
    "Personas, cada una una vez, en su primer episodio. Vacío: menos de 10, o no se muestra.",
    "People, each one once, in their first episode. Empty: fewer than 10, or not shown.",
)


def columns_of(layout: Layout) -> list[str]:
    """Return the columns of a table's file."""
    return [*(part for axis in layout.axes for part in (axis.name, f"{axis.name}_name")), COUNT]


def rows_of(table: Table) -> Iterator[list[str | int | None]]:
    """Yield the rows of a table's file; a hidden number is None."""
    names = {
        axis.name: {node: node_name(axis.name, node, "es") for node in axis.nodes}
        for axis in table.layout.axes
    }
    for cell, number in zip(table.layout.cells(), table.numbers.tolist(), strict=True):
        told: list[str | int | None] = []
        for axis, node in zip(table.layout.axes, cell, strict=True):
            told += [node, names[axis.name][node]]
        yield [*told, None if number == HIDDEN else number]


def csv_of(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8)."""
    return _csv([columns_of(table.layout), *rows_of(table)])


def parquet_of(table: Table) -> bytes:
    """Return a table as Parquet; pyarrow must be there."""
    return packed_rows(rows_of(table), columns_of(table.layout))


def codebook_of(layouts: Sequence[Layout]) -> list[list[str]]:
    """Return the codebook, its header first: each column of each table, each code and its names."""
    rows = [list(CODEBOOK)]
    for layout in layouts:
        for axis in layout.axes:
            titles = [axis_title(axis.name, "es"), axis_title(axis.name, "en")]
            rows += [
                [layout.name, axis.name, *titles, node, _within(axis, node),
                 node_name(axis.name, node, "es"), node_name(axis.name, node, "en")]
                for node in axis.nodes
            ]  # fmt: skip
        rows.append([layout.name, *_COUNTED, "", "", "", ""])
    return rows


def codebook_csv(layouts: Sequence[Layout]) -> bytes:
    """Return the codebook as CSV."""
    return _csv(codebook_of(layouts))


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Return one workbook with a sheet for each table, and the codebook."""
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"in_memory": True, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        sheets: list[tuple[str, Sequence[Sequence[Any]]]] = [
            (table.layout.name, [columns_of(table.layout), *rows_of(table)]) for table in tables
        ]
        sheets.append(("codebook", codebook_of([table.layout for table in tables])))
        for name, rows in sheets:
            sheet = book.add_worksheet(name[:_SHEET])
            sheet.write_row(0, 0, rows[0], bold)
            for line, row in enumerate(rows[1:], 1):
                sheet.write_row(line, 0, row)
            sheet.set_column(0, len(rows[0]) - 1, 20)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    return stored.getvalue()


def title_of(table: str) -> dict[str, str]:
    """Return the title of a table in both languages."""
    spanish, english = TITLES[table]
    return {"es": f"Víctimas de trata: {_small(spanish)}", "en": f"Victims: {_small(english)}"}


def _small(title: str) -> str:
    return title[0].lower() + title[1:]


def _within(axis: Axis, node: str) -> str:
    return "|".join(axis.groups.get(node, ()))


def _csv(rows: Sequence[Sequence[str | int | None]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
