"""The table under a picture: the same rows in words, with their source."""

from collections.abc import Collection, Sequence

from trama.core.errors import Language
from trama.cypher.header import Column, ParameterType
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.synthetic import is_synthetic_number
from trama.queries.run import QueryAnswer
from trama.visualizations.page_words import page_words
from trama.visualizations.parameter_words import short_title, value_text
from trama.visualizations.signs import UNVERIFIED


def without(query: SavedQuery, names: Collection[str]) -> list[Column]:
    """Return the columns of the query without ``names``."""
    return [column for column in query.columns.values() if column.name not in names]


def with_values(columns: Sequence[Column], answer: QueryAnswer) -> list[Column]:
    """Return the columns that hold a value in some row. Without rows return every column."""
    return [
        column
        for column in columns
        if not answer.rows or any(_holds(row[column.name]) for row in answer.rows)
    ]


def _holds(value: object) -> bool:
    """Return whether a cell holds a value; a list of unknown roles holds none."""
    return any(map(_holds, value)) if isinstance(value, list | tuple) else value not in (None, "")


def asked(query: SavedQuery, answer: QueryAnswer, language: Language) -> str:
    """Return the question with the options that a reader must know: level, period, least cases.

    The level is always told, another option unless it has its usual value. Example:
    ``¿Entre qué lugares fueron llevadas más víctimas? Nivel: provincia; desde: 2020.``
    """
    said: list[str] = []
    for name, parameter in query.parameters.items():
        value = answer.parameters.get(name)
        usual = None if parameter.type is ParameterType.LEVEL else parameter.default
        if parameter.required or name == "limit" or value in (None, usual):
            continue
        title = short_title(parameter.title(language))
        words = value_text(parameter, value, language)
        text = title if value is True else f"{title}: {words}"
        said.append(text if not said else text[0].lower() + text[1:])
    question = query.header.questions[language]
    return f"{question} {'; '.join(said)}." if said else question


def warning(answer: QueryAnswer, language: Language, *, synthetic: bool) -> str:
    """Return the warning that the data is synthetic, "" if neither flag nor case numbers say so."""
    if not (synthetic or is_synthetic(answer)):
        return ""
    return page_words("page")[language]["synthetic"]


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
    said: list[str] = []
    if query.header.notes:
        said.append(query.header.notes[language])
    if any(UNVERIFIED in text for row in written for text in row):
        said.append(unverified_note(language))
    receipt = answer.receipt
    asked = "Consulta" if spanish else "Query"
    role = "rol" if spanish else "role"
    said.append(
        f"{asked} {query.name} v{query.version} · {role} {receipt.role} · {receipt.asked_at} · "
        f"{receipt.digest[:16]}"
    )
    return said


def unverified_note(language: Language) -> str:
    """Return the explanation of the sign for unverified codes."""
    if language == "es":
        return f"{UNVERIFIED} sin verificar: nadie lo cotejó con su fuente; no lo dé por cierto."
    return f"{UNVERIFIED} unverified: nobody has compared it with its source; do not rely on it."


def is_synthetic(answer: QueryAnswer) -> bool:
    """Return whether the answer holds the number of an invented case."""
    numbers = (number for row in answer.rows for number in row.get("case_numbers") or ())
    return any(is_synthetic_number(str(number)) for number in numbers)
