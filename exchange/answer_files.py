"""The files of an answer for other programs: CSV (RFC 4180), CSV for a Spanish Excel, and XLSX.

Each column of people or nodes has a column of keys, beside it in XLSX and at the end of the row in
CSV. The key of a person is their pseudonym, which tells namesakes apart and serves as a parameter
of every query. For a spreadsheet cases stand by their numbers, as people know them, with uids as
keys.
"""

import csv
import io
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from trama.core.errors import Language
from trama.core.safe_cells import spreadsheet_text, visible
from trama.cypher.header import Column, ColumnType
from trama.exchange.answer_table import by_number
from trama.exchange.understood import asked_in_words
from trama.queries.catalog import SavedQuery
from trama.queries.redact import person_text
from trama.queries.run import QueryAnswer
from trama.visualizations.cell_words import in_words
from trama.visualizations.tables import notes

JOINT = "; "  # between the items of a list in one cell
_PERSONAL = frozenset({ColumnType.PERSON, ColumnType.PEOPLE, ColumnType.NODE})
_CASES = frozenset({ColumnType.CASE, ColumnType.CASES})
_COUNTED = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.COUNT})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)  # before, its calendar has a day that never was
_WIDEST = 60  # characters: a wider column hides the others
_LONGEST_CELL = 32_767  # characters that XLSX allows in a cell
_CUT = " […]"  # ends a cell of which XLSX cannot hold the rest
_KEY = {"es": "clave", "en": "key"}

Cell = str | int | float | bool | None


def headings(query: SavedQuery) -> list[str]:
    """Return the names of the cells of a row: the query's columns, then a key for each of people.

    The keys come last, so that the position of a declared column never depends on its type.
    """
    return [*query.columns, *(f"{name}_key" for name in _of_types(query, _PERSONAL))]


def cells(query: SavedQuery, row: Mapping[str, Any]) -> list[Cell]:
    """Return a row as cells under :func:`headings`: people by name, lists joined with semicolons.

    Numbers, truths and unknown values stay what they are; codes, uids and dates are not put into
    words, since another program reads them.
    """
    keys = [_joined(row[name], key=True) for name in _of_types(query, _PERSONAL)]
    return [*(_joined(row[name]) for name in query.columns), *keys]


def csv_text(query: SavedQuery, answer: QueryAnswer) -> str:
    """Return the answer as CSV (RFC 4180: commas, UTF-8 without a mark) of which no cell runs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings(query))
    for row in answer.rows:
        writer.writerow([_csv_cell(value) for value in cells(query, row)])
    return text.getvalue()


def excel_csv_text(query: SavedQuery, answer: QueryAnswer, numbers: Mapping[str, str]) -> str:
    """Return the answer as CSV that an Excel with decimal commas opens well, with case numbers.

    It begins with a mark of UTF-8, and has semicolons and decimal commas. ``numbers`` maps the uid
    of a case to the numbers by which people know it; the uids are the keys at the end of the row.
    """
    cases = [] if "case_numbers" in query.columns else _of_types(query, _CASES)
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([*headings(query), *(f"{name}_key" for name in cases)])
    for row in answer.rows:
        known = row | {name: by_number(row[name], numbers) for name in cases}
        line = [*cells(query, known), *(_joined(row[name]) for name in cases)]
        writer.writerow([_with_comma(_csv_cell(value)) for value in line])
    return text.getvalue()


def xlsx_bytes(
    query: SavedQuery, answer: QueryAnswer, language: Language, numbers: Mapping[str, str]
) -> bytes:
    """Return the answer as a workbook for people: titles, places, codes and cases in words.

    The first sheet has the rows, with real numbers and days; the second has what was asked, and
    the query's notes. Every text is a text, so nothing runs. ``numbers`` maps the uid of a case to
    the numbers by which people know it.
    """
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"in_memory": True, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy" if language == "es" else "yyyy-mm-dd"})
        share = book.add_format({"num_format": "0 %" if language == "es" else "0%"})
        rows = book.add_worksheet({"es": "Respuesta", "en": "Answer"}[language])
        about = book.add_worksheet({"es": "Consulta", "en": "Query"}[language])
        _write_rows(rows, query, answer, language, numbers, (bold, day, share))
        _write_about(about, query, answer, language, numbers, bold)
    return stored.getvalue()


def _write_rows(
    sheet: Worksheet,
    query: SavedQuery,
    answer: QueryAnswer,
    language: Language,
    numbers: Mapping[str, str],
    formats: tuple[Format, Format, Format],
) -> None:
    bold, day, share = formats
    columns = [*_columns(query)]
    for number, (column, keyed) in enumerate(columns):
        title = column.title(language)
        heading = f"{title.partition(' (')[0]} ({_KEY[language]})" if keyed else title
        sheet.write_string(0, number, visible(heading), bold)
        widest = len(heading)
        for line, row in enumerate(answer.rows, 1):
            value = row[column.name]
            if isinstance(value, bool) or column.type not in _COUNTED:
                text = _text(column, row, language, {} if keyed else numbers, keyed=keyed)
                widest = max(widest, len(text))
                _write_text(sheet, (line, number), text, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(line, number, value, share if column.share else None)
        sheet.set_column(number, number, min(_WIDEST, widest + 2))
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(columns) - 1)


def _columns(query: SavedQuery) -> Iterator[tuple[Column, bool]]:
    """Yield the columns of a workbook, each with whether it holds keys.

    The name of a place is what its own column says already, and so are the numbers of a case if the
    query has them.
    """
    numbered = "case_numbers" in query.columns
    for column in query.columns.values():
        if column.of == "Location.name":
            continue
        if not (numbered and column.type in _CASES):
            yield column, False
        if column.type in _PERSONAL | _CASES:
            yield column, True


def _write_text(
    sheet: Worksheet, place: tuple[int, int], text: str, value: object, day: Format
) -> None:
    """Write a text, or a day as a day, so that a spreadsheet can sort and filter it."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        written = date.fromisoformat(value)
        if written >= _FIRST_DAY_OF_EXCEL:
            sheet.write_datetime(*place, datetime.combine(written, datetime.min.time()), day)
            return
    if text:
        sheet.write_string(*place, _fitting(text))


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT


def _text(
    column: Column,
    row: Mapping[str, Any],
    language: Language,
    numbers: Mapping[str, str],
    *,
    keyed: bool,
) -> str:
    value = row[column.name]
    if keyed:
        return visible(str(_joined(value, key=True) or ""))
    field = row[column.field] if column.field else None
    items = value if isinstance(value, list | tuple) else [value]
    known = (by_number(item, numbers) for item in items)
    return JOINT.join(visible(in_words(column, item, language, field)) for item in known)


def _write_about(
    sheet: Worksheet,
    query: SavedQuery,
    answer: QueryAnswer,
    language: Language,
    numbers: Mapping[str, str],
    bold: Format,
) -> None:
    """Write what was asked: in words, and in a third column as the command takes it."""
    told: Sequence[tuple[str, str, str]] = [
        (query.header.titles[language], query.header.questions[language], query.name),
        *(
            (title, words, f"{name}={_joined(answer.parameters[name])}")
            for name, title, words in asked_in_words(query, answer, language, numbers)
        ),
        *(("", note, "") for note in notes(query, answer, (), language)),
    ]
    for line, (title, text, typed) in enumerate(told):
        sheet.write_string(line, 0, visible(title), bold)
        sheet.write_string(line, 1, _fitting(visible(text)))
        sheet.write_string(line, 2, _fitting(visible(typed)))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 2 * _WIDEST)
    sheet.set_column(2, 2, 32)


def _joined(value: object, *, key: bool = False) -> Cell:
    if isinstance(value, list | tuple):
        return JOINT.join(str(_joined(item, key=key)) for item in value)
    if isinstance(value, Mapping):
        if key:
            return str(value.get("key") or value["pseudonym"])
        known = person_text(value)
        return known or JOINT.join(f"{name}={_joined(one)}" for name, one in value.items())
    return value if isinstance(value, str | int | float | bool) else None


def _of_types(query: SavedQuery, types: Container[ColumnType]) -> list[str]:
    return [column.name for column in query.columns.values() if column.type in types]


def _csv_cell(value: Cell) -> Cell:
    return spreadsheet_text(value) if isinstance(value, str) else value


def _with_comma(value: Cell) -> Cell:
    return repr(value).replace(".", ",") if isinstance(value, float) else value
