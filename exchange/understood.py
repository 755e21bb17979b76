"""The lines under an answer that say how each place was understood, and what was asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trama.graph.ontology.codelists import code_list

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
    places = {place.parameter: place.name for place in answer.understood}
    said = [
        f"{query.parameters[name].title(language).split(' (')[0]} = "
        f"{places.get(name, _level(value, language))}"
        for name, value in answer.parameters.items()
        if value is not None and name != "limit" and name in query.parameters
    ]
    asked = "; ".join(said)
    if not asked:
        return ""
    return f"Se preguntó: {asked}." if language == "es" else f"Asked: {asked}."


def _place(place: "UnderstoodPlace", language: "Language") -> str:
    return f"{place.name} ({_level(place.level, language)}, {place.place})"


def _level(value: object, language: "Language") -> object:
    """Return a level of places by name; another value as it is."""
    code = code_list("place_level").codes.get(str(value))
    return value if code is None else (code.es if language == "es" else code.en).lower()


def _rivals(place: "UnderstoodPlace", language: "Language") -> str:
    if not place.rivals:
        return "."
    shown = "; ".join(f"{rival.name} ({rival.uid})" for rival in place.rivals[:_RIVALS])
    more = " …" if len(place.rivals) > _RIVALS else ""
    other = "También hay" if language == "es" else "There is also"
    return f". {other}: {shown}{more}."
