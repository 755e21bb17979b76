"""The table of an answer in a terminal: names for codes and places, nothing cut off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.cypher.header import Column, ColumnType
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations.cell_words import in_words
from trama.visualizations.signs import keyed_text
from trama.visualizations.tables import with_values

MOST_ITEMS = 3  # items of a list that a table shows; CSV and JSON have all
MANY_COLUMNS = 7  # from here on, a value that all rows share stands once below the table
_PERSONAL = frozenset({ColumnType.PERSON, ColumnType.PEOPLE})
# Columns that only maps need; a person reads the name of the place.
_ONLY_FOR_MAPS = frozenset(
    {"Location.name", "Location.level", "Location.latitude", "Location.longitude"}
)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The titles and rows of a table; ``same`` holds what every row says: a title and its text."""

    same: Sequence[tuple[str, str]]
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]


def answer_table(
    query: SavedQuery, answer: QueryAnswer, language: Language, numbers: Mapping[str, str]
) -> AnswerTable:
    """Return the table of an answer, without columns that hold no value.

    ``numbers`` maps the uid of a case to the numbers by which people know it.
    """
    columns = _worth_reading(query, answer)
    rows = [
        [
            _cell(
                column,
                by_number(row[column.name], numbers),
                language,
                row[column.field] if column.field else None,
            )
            for column in columns
        ]
        for row in answer.rows
    ]
    names = [column.title(language) for column in columns]
    if len(rows) < 2 or len(columns) < MANY_COLUMNS:
        return AnswerTable((), names, rows)
    alike = [len({row[number] for row in rows}) == 1 for number in range(len(columns))]
    return AnswerTable(
        # Brackets explain a column; `trama query show` prints the whole title.
        same=[
            (name.partition(" (")[0], rows[0][n])
            for n, name in enumerate(names)
            if alike[n] and rows[0][n]
        ],
        titles=[name for n, name in enumerate(names) if not alike[n]],
        rows=[[text for n, text in enumerate(row) if not alike[n]] for row in rows],
    )


def by_number(value: object, numbers: Mapping[str, str]) -> object:
    """Return a cell with the number of each case in place of its uid."""
    if isinstance(value, list | tuple):
        return [by_number(item, numbers) for item in value]
    return numbers.get(value, value) if isinstance(value, str) else value


def _worth_reading(query: SavedQuery, answer: QueryAnswer) -> list[Column]:
    numbered = "case_numbers" in query.columns
    columns = [
        column
        for column in query.columns.values()
        if column.of not in _ONLY_FOR_MAPS
        and not (column.of == "place_level" and "latitude" in query.columns)
        # People know a case by its number, not by its uid.
        and not (column.of == "Case.uid" and numbered)
    ]
    return with_values(columns, answer)


def _cell(column: Column, value: object, language: Language, field: str | None) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) > MOST_ITEMS:
        shown = _cell(column, value[:MOST_ITEMS], language, field)
        return f"{shown} … ({len(value)})"
    if column.type in _PERSONAL:
        people = value if isinstance(value, list | tuple) else [value]
        return "; ".join(keyed_text(person) for person in people if isinstance(person, Mapping))
    if column.of == "registry":
        # RETA, SISTRA: everybody knows a registry by its code.
        codes = value if isinstance(value, list | tuple) else [value]
        return "; ".join(str(code) for code in codes if code)
    return in_words(column, value, language, field)
