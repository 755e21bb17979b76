"""An answer as a person reads it in a terminal: names for codes and places, nothing cut off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.api.cli.session import MOST_ITEMS
from trama.core.errors import Language
from trama.queries.catalog import SavedQuery
from trama.queries.header import Column
from trama.queries.run import QueryAnswer
from trama.visualizations.signs import shown
from trama.visualizations.tables import cell, titles, with_values

MANY_COLUMNS = 7  # from here on, what all rows have in common is said once and not in a column
# Maps need these; a person reads the place's name, which stands for its uid.
_ONLY_FOR_MAPS = frozenset(
    {"Location.name", "Location.level", "Location.latitude", "Location.longitude"}
)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """``same`` is what every row says, once: a title and its text."""

    same: Sequence[tuple[str, str]]
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]


def answer_table(
    query: SavedQuery, answer: QueryAnswer, language: Language, numbers: Mapping[str, str]
) -> AnswerTable:
    """Return an answer for people; columns without any value are left out.

    ``numbers`` are those by which people know the cases, by uid.
    """
    columns = _worth_reading(query, answer)
    rows = [
        [_cell(column, _by_number(row[column.name], numbers), language) for column in columns]
        for row in answer.rows
    ]
    names = titles(columns, language)
    if len(rows) < 2 or len(columns) < MANY_COLUMNS:
        return AnswerTable((), names, rows)
    alike = [len({row[number] for row in rows}) == 1 for number in range(len(columns))]
    return AnswerTable(
        same=[(name, rows[0][n]) for n, name in enumerate(names) if alike[n]],
        titles=[name for n, name in enumerate(names) if not alike[n]],
        rows=[[text for n, text in enumerate(row) if not alike[n]] for row in rows],
    )


def _worth_reading(query: SavedQuery, answer: QueryAnswer) -> list[Column]:
    numbered = "case_numbers" in query.columns
    columns = [
        column
        for column in query.columns.values()
        if column.of not in _ONLY_FOR_MAPS
        and not (column.of == "place_level" and "latitude" in query.columns)
        # The number of a case tells people more than its identifier.
        and not (column.of == "Case.uid" and numbered)
    ]
    return with_values(columns, answer)


def _by_number(value: object, numbers: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return [_by_number(item, numbers) for item in value]
    return numbers.get(value, value) if isinstance(value, str) else value


def _cell(column: Column, value: object, language: Language) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) > MOST_ITEMS:
        return f"{cell(column, value[:MOST_ITEMS], language)} … ({len(value)})"
    if column.of == "registry":
        # RETA, SISTRA: its code is the name by which everybody knows it.
        return shown(value)
    return cell(column, value, language)
