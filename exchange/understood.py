"""The lines under an answer that say how each place was understood, and what was asked."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from trama.visualizations.parameter_words import short_title, value_text
from trama.visualizations.signs import code_text

if TYPE_CHECKING:
    from trama.core.errors import Language
    from trama.queries.catalog import SavedQuery
    from trama.queries.lookups.places import UnderstoodPlace
    from trama.queries.run import QueryAnswer

_RIVALS = 3  # other places of the name that a line shows; JSON has all


def understood_lines(
    query: "SavedQuery", answer: "QueryAnswer", language: "Language"
) -> Iterator[str]:
    """Yield a line for each place that the caller named: ``Origen: «Loreto» es Loreto (…)``."""
    for place in answer.understood:
        title = query.parameters[place.parameter].title(language)
        is_ = "es" if language == "es" else "is"
        text = f"«{place.text}»" if language == "es" else f"“{place.text}”"
        yield f"{title}: {text} {is_} {_place(place, language)}{_rivals(place, language)}"


def asked_line(query: "SavedQuery", answer: "QueryAnswer", language: "Language") -> str:
    """Return the parameters of an answer that hold a value, for an answer without rows."""
    asked = "; ".join(
        f"{short_title(title)} = {text}"
        for name, title, text in asked_in_words(query, answer, language)
        if name != "limit"
    )
    if not asked:
        return ""
    return f"Se preguntó: {asked}." if language == "es" else f"Asked: {asked}."


def asked_in_words(
    query: "SavedQuery",
    answer: "QueryAnswer",
    language: "Language",
    numbers: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, str, str]]:
    """Yield name, title and words of each parameter of an answer that holds a value.

    ``numbers`` maps the uid of a case to the numbers by which people know it.
    """
    # A pattern of a route names several places; only a parameter that is one place has its name.
    known = {
        place.parameter: place.name
        for place in answer.understood
        if answer.parameters.get(place.parameter) == place.place
    }
    for name, value in answer.parameters.items():
        parameter = query.parameters.get(name)
        if value is None or parameter is None:
            continue
        words = known.get(name) or (numbers or {}).get(str(value))
        yield name, parameter.title(language), words or value_text(parameter, value, language)


def _place(place: "UnderstoodPlace", language: "Language") -> str:
    level = code_text("place_level", place.level, language).lower()
    return f"{place.name} ({level}, {place.place})"


def _rivals(place: "UnderstoodPlace", language: "Language") -> str:
    if not place.rivals:
        return "."
    shown = "; ".join(f"{rival.name} ({rival.uid})" for rival in place.rivals[:_RIVALS])
    more = " …" if len(place.rivals) > _RIVALS else ""
    other = "También hay" if language == "es" else "There is also"
    return f". {other}: {shown}{more}."
