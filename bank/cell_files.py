"""The cells of the databank as files: CSV, Parquet and XLSX, each with its codebook.

The codebook is generated from the dimensions and the closed lists: each column, its unit, each code
with its names, and how a value that nobody knows is written. It is a sheet of the workbook, and
stands beside the other files as ``NAME.csv.codebook.csv``.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from trama.bank.dimensions import DIMENSIONS, UNKNOWN_NAME, known_codes
from trama.bank.publish_tables import node_name
from trama.core.errors import Language
from trama.core.extras import require_libraries
from trama.core.safe_cells import spreadsheet_text, visible

Document = Mapping[str, Any]
CODEBOOK = ("column", "title_es", "title_en", "unit_or_level", "code", "name_es", "name_en")
"""The columns of a codebook; a row for each code, and one for a column without codes."""

_SHEETS = {
    "es": ("Celdas", "Libro de códigos", "Pregunta"),
    "en": ("Cells", "Codebook", "Question"),
}
_COUNT = ("Cuántos", "Count")
_MISSING = {"es": "celda vacía", "en": "empty cell"}
_WIDEST = 50  # characters of a column


def columns_of(document: Document) -> list[str]:
    """Return the columns of the file: code and name of each dimension, then the count."""
    return [
        *(part for name in document["question"]["by"] for part in (name, f"{name}_name")),
        "count",
    ]


def csv_text(document: Document) -> str:
    """Return the cells as CSV (RFC 4180, UTF-8); a code that is not known is empty."""
    return _csv([columns_of(document), *_rows(document)])


def parquet_bytes(document: Document) -> bytes:
    """Return the cells as Parquet: texts and whole numbers; what is not known is null.

    Raises:
        MissingPart: pyarrow is absent; it comes with the extra ``link``.
    """
    require_libraries(("pyarrow",), "link", "escribe Parquet", "writes Parquet")
    return packed_rows(_rows(document), columns_of(document))


def packed_rows(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> bytes:
    """Return rows as Parquet, of texts and a last column of whole numbers; needs pyarrow."""
    frame = pd.DataFrame(rows, columns=list(columns))
    types = dict.fromkeys(columns, "string") | {columns[-1]: "Int64"}
    stored = io.BytesIO()
    frame.astype(types).to_parquet(stored, engine="pyarrow", index=False)
    return stored.getvalue()


def xlsx_bytes(document: Document, language: Language) -> bytes:
    """Return a workbook: the cells, the codebook, and what was asked."""
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"in_memory": True, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = [
            [columns_of(document), *_rows(document)],
            codebook(document),
            _question(document),
        ]
        for name, rows in zip(_SHEETS[language], sheets, strict=True):
            _write_sheet(book.add_worksheet(name), rows, bold)
    return stored.getvalue()


def codebook(document: Document) -> list[list[str]]:
    """Return the rows of the codebook, its header first."""
    question = document["question"]
    rows = [list(CODEBOOK)]
    for name in question["by"]:
        dimension = DIMENSIONS[name]
        level = question["level"] if dimension.place else ""
        first = [name, *dimension.title, level]
        codes: list[tuple[str, tuple[str, str]]] = known_codes(dimension)
        held = {row[name] for row in document["rows"] if row[name]} - {code for code, _ in codes}
        named = [(code, (node_name(name, code, "es"), node_name(name, code, "en")))
                 for code in sorted(held)]  # fmt: skip
        codes += [one for one in named if one[1] != (one[0], one[0])]  # a year is its own name
        rows += [[*first, code, *names] for code, names in codes]
        missing = [f"{UNKNOWN_NAME[own]} ({_MISSING[own]})" for own in ("es", "en")]
        rows.append([*first, "", *missing])
    rows.append(["count", *_COUNT, question["unit"], "", question["unit_name"], question["unit"]])
    return rows


def codebook_text(document: Document) -> str:
    """Return the codebook as CSV."""
    return _csv(codebook(document))


def _rows(document: Document) -> list[list[Any]]:
    names = columns_of(document)
    return [[row[name] for name in names] for row in document["rows"]]


def _question(document: Document) -> list[list[Any]]:
    question = document["question"]
    asked = [f"{one['dimension']}={one['code'] or '?'}" for one in question["where"]]
    told = {
        "by": ",".join(question["by"]),
        "level": question["level"],
        "unit": question["unit_name"],
        "where": " ".join(asked),
        "as-of": question["as_of"] or "",
        "total": document["total"],
    }
    return [*([name, value] for name, value in told.items()), *(["", n] for n in document["notes"])]


def _csv(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([spreadsheet_text(one) if isinstance(one, str) else one for one in row])
    return text.getvalue()


def _write_sheet(sheet: Any, rows: Sequence[Sequence[Any]], bold: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    widths: dict[int, int] = {}
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value)
            elif value is not None:
                sheet.write_string(line, column, visible(str(value)), *([] if line else [bold]))
            widths[column] = max(widths.get(column, 0), len(str(value or "")))
    for column, width in widths.items():
        sheet.set_column(column, column, min(_WIDEST, width + 2))
    sheet.freeze_panes(1, 0)
