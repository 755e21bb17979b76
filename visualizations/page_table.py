"""The table of a page: cells with links to other pages, and what stands above the picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.core.errors import Language
from trama.cypher.header import Column, ColumnType
from trama.queries.run import QueryAnswer
from trama.visualizations.cell_words import in_words
from trama.visualizations.shell import Cell, Heading, Part
from trama.visualizations.signs import keyed_text

_NUMBERS = frozenset({ColumnType.COUNT, ColumnType.INTEGER, ColumnType.NUMBER})
# Signs of a cell that a wide window never breaks over lines: a date, a pseudonym.
SHORT = 14
# Signs of a word that may break anywhere: longer words than a case number has.
LONG = 30
# Items of a list that a row shows whole: about six lines of case numbers.
MANY = 8


def headings(columns: Sequence[Column], language: Language) -> list[Heading]:
    """Return the headings of the columns."""
    return [Heading(column.title(language), column.type in _NUMBERS) for column in columns]


def cells(
    columns: Sequence[Column],
    answer: QueryAnswer,
    language: Language,
    links: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[list[Cell]]:
    """Return the answer's rows as cells: places and codes by name.

    ``links`` are the addresses of other pages, by uid of a case or place and by pseudonym;
    ``names`` are the numbers of cases by uid.
    """
    return [
        [
            _cell(
                column, row[column.name], language, _of_row(column, row, links or {}), names or {}
            )
            for column in columns
        ]
        for row in answer.rows
    ]


def _of_row(column: Column, row: Mapping[str, Any], links: Mapping[str, str]) -> Mapping[str, str]:
    """Return the addresses for a cell: the numbers of the row's case lead to the case's page."""
    to = links.get(str(row.get("case") or ""))
    if column.name != "case_numbers" or not to:
        return links
    return dict.fromkeys(row["case_numbers"], to)


def _cell(
    column: Column,
    value: object,
    language: Language,
    links: Mapping[str, str],
    names: Mapping[str, str],
) -> Cell:
    items = value if isinstance(value, list | tuple) else [value]
    # In a list of roles an unknown role keeps its place.
    nothing = "—" if len(items) > 1 else ""
    parts = [
        Part(
            names.get(_key(item)) or _text(column, item, language) or nothing,
            links.get(_key(item), ""),
        )
        for item in items
    ]
    joint = "; " if column.type is ColumnType.PEOPLE else ", "
    if column.type in _NUMBERS:
        return Cell(parts, kind="number", sort="" if value is None else str(value))
    text = joint.join(part.text for part in parts)
    if column.type is ColumnType.DATE:
        return Cell(parts, joint, "whole", "" if value is None else str(value))
    if len(parts) > MANY:
        return Cell(parts, joint, "many")
    if len(text) <= SHORT:
        return Cell(parts, joint, "whole")
    return Cell(parts, joint, "long" if max(map(len, text.split()), default=0) > LONG else "")


def _text(column: Column, item: object, language: Language) -> str:
    return keyed_text(item) if isinstance(item, Mapping) else in_words(column, item, language)


def _key(item: object) -> str:
    if isinstance(item, Mapping):
        return str(item.get("pseudonym") or "")
    return item if isinstance(item, str) else ""


def cut(answer: QueryAnswer, language: Language) -> list[str]:
    """Return what is said above the picture if the answer has more rows than it shows."""
    if not answer.truncated:
        return []
    rows = len(answer.rows)
    return [
        f"Filas que se muestran: {rows}; hay más. Suba --limit o acote la pregunta."
        if language == "es"
        else f"Rows shown: {rows}; there are more. Raise --limit or ask for less."
    ]


def texts(written: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the cells as people read them."""
    return [[cell.text for cell in row] for row in written]
