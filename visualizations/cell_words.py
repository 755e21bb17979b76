"""The words of one cell of an answer: names for codes and places, days and numbers as people write.

Spanish: 15/03/2020, 27 %, 12 345 and 0,5 (`core/written_numbers.py` says why).
"""

from collections.abc import Mapping

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text, percent_text
from trama.cypher.header import Column, ColumnType
from trama.cypher.vocabulary import vocabulary
from trama.ontology.codelists import code_list, code_list_names
from trama.queries.redact import person_text
from trama.visualizations.signs import code_text, label_text, place_text, truth_text

NAMED = "code_list"
"""The word of a column's ``naming`` for the names of closed lists."""

_LABELS = frozenset({ColumnType.LABEL, ColumnType.LABELS})
_PLACES = frozenset({ColumnType.PLACE, ColumnType.PLACES})


def in_words(column: Column, value: object, language: Language, field: str | None = None) -> str:
    """Return a value as a person reads it, "" for an unknown value.

    ``field`` is the property whose values a column of VALUES holds.
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        items = [in_words(column, item, language, field) for item in value]
        # In a list beside another list (suspects and their roles) an unknown item keeps its place.
        return "; ".join(item or "—" for item in items) if any(items) else ""
    if isinstance(value, bool):
        return truth_text(value, language)
    if isinstance(value, int | float):
        return _share_text(value, language) if column.share else number_text(value, language)
    if isinstance(value, dict):
        if column.type is ColumnType.FACTS:
            return _facts_text(value, language, field or "")
        return person_text(value)
    return _text(column, str(value), language, field)


def _text(column: Column, value: str, language: Language, field: str | None) -> str:
    if column.type in _PLACES:
        return place_text(value, language)
    if column.type in _LABELS:
        return label_text(value, language)
    if column.type is ColumnType.DATE:
        return day_text(value, language)
    if value in column.words:
        return column.words[value].title(language)
    if column.naming:
        return _named(column.naming, value, language)
    if column.type is ColumnType.VALUES and field:
        return _of_property(f"{column.of}.{field}", value, language)
    of = _codes_of(column)
    return code_text(of, value, language) if of else value


def _facts_text(facts: Mapping[str, object], language: Language, owner: str) -> str:
    """Return the properties of a relationship: ``Rol: Captador; Edad: 15``."""
    told = []
    for name, value in facts.items():
        items = value if isinstance(value, list | tuple) else [value]
        texts = (
            truth_text(item, language)
            if isinstance(item, bool)
            else _of_property(f"{owner}.{name}", str(item), language)
            for item in items
        )
        told.append(f"{_named(owner, name, language)}: {', '.join(texts)}")
    return "; ".join(told)


def _share_text(value: float, language: Language) -> str:
    """Return a share as per cent, in whole ones except where that would say none or all."""
    hundred = 100 * value
    whole = round(hundred) not in (0, 100) or value in (0, 1)
    return percent_text(value, language, 0 if whole else None)


def _named(naming: str, value: str, language: Language) -> str:
    """Return the name of a property of a label, or of a closed list, else the value itself."""
    if naming == NAMED:
        if value not in code_list_names():
            return _named("Record", value, language)
        named = code_list(value)
        return named.es if language == "es" else named.en
    declared = vocabulary().property(f"{naming}.{value}")
    if declared is None:
        return value
    return declared.es if language == "es" else declared.en


def _of_property(name: str, value: str, language: Language) -> str:
    declared = vocabulary().property(name)
    if declared is None:
        return value
    if declared.codes:
        return code_text(declared.codes, value, language)
    if declared.place:
        return place_text(value, language)
    return day_text(value, language) if "date" in name or name.endswith("_on") else value


def _codes_of(column: Column) -> str | None:
    """Return the code list of the column, None if its values are no codes."""
    if column.of is None:
        return None
    if "." not in column.of:
        return column.of if column.type in (ColumnType.CODE, ColumnType.CODES) else None
    declared = vocabulary().property(column.of)
    return declared.codes if declared else None
