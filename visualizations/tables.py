"""The table under a picture: the same rows in words, with their source."""

from collections.abc import Collection, Sequence

from trama.core.errors import Language
from trama.queries.catalog import SavedQuery
from trama.queries.header import Column
from trama.queries.lookups.synthetic import is_synthetic_number
from trama.queries.run import QueryAnswer
from trama.visualizations.cell_words import in_words
from trama.visualizations.signs import UNVERIFIED


def without(query: SavedQuery, names: Collection[str]) -> list[Column]:
    """Return the columns of the query without ``names``."""
    return [column for column in query.columns.values() if column.name not in names]


def with_values(columns: Sequence[Column], answer: QueryAnswer) -> list[Column]:
    """Return the columns that hold a value in some row. Without rows return every column."""
    return [
        column
        for column in columns
        if not answer.rows or any(row[column.name] not in (None, []) for row in answer.rows)
    ]


def titles(columns: Sequence[Column], language: Language) -> list[str]:
    """Return the names of the columns."""
    return [column.title(language) for column in columns]


def rows(columns: Sequence[Column], answer: QueryAnswer, language: Language) -> list[list[str]]:
    """Return the answer's rows as text: places and codes by name."""
    return [[cell(column, row[column.name], language) for column in columns] for row in answer.rows]


def warning(answer: QueryAnswer, language: Language, *, synthetic: bool) -> str:
    """Return the warning that the data is synthetic, "" if neither flag nor case numbers say so."""
    if not (synthetic or is_synthetic(answer)):
        return ""
    if language == "es":
        return "Datos SINTÉTICOS: nadie de quien se habla aquí es real."
    return "SYNTHETIC data: nobody of whom this speaks is real."


def notes(
    query: SavedQuery,
    answer: QueryAnswer,
    written: Sequence[Sequence[str]],
    language: Language,
) -> list[str]:
    """Return the notes for a reader: the query's note, its receipt.

    ``written`` holds the rows as people read them: a sign in them needs an explanation.
    """
    spanish = language == "es"
    said = []
    if query.header.notes:
        said.append(query.header.notes[language])
    if is_unverified(written):
        said.append(unverified_note(language))
    receipt = answer.receipt
    asked = "Consulta" if spanish else "Query"
    role = "rol" if spanish else "role"
    said.append(
        f"{asked} {query.name} v{query.version} · {role} {receipt.role} · {receipt.asked_at} · "
        f"{receipt.digest[:16]}"
    )
    return said


def is_unverified(written: Sequence[Sequence[str]]) -> bool:
    """Return whether some row of text holds a code that nobody has verified."""
    return any(UNVERIFIED in text for row in written for text in row)


def unverified_note(language: Language) -> str:
    """Return the explanation of the sign for unverified codes."""
    if language == "es":
        return f"{UNVERIFIED} sin verificar: nadie lo cotejó con su fuente; no lo dé por cierto."
    return f"{UNVERIFIED} unverified: nobody has compared it with its source; do not rely on it."


def is_synthetic(answer: QueryAnswer) -> bool:
    """Return whether the answer holds the number of an invented case."""
    numbers = (number for row in answer.rows for number in row.get("case_numbers") or ())
    return any(is_synthetic_number(str(number)) for number in numbers)


def cell(column: Column, value: object, language: Language) -> str:
    """Return a value as a person reads it: places and codes by name, lists joined."""
    return in_words(column, value, language)
