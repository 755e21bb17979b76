"""The two sides of a pair, field by field: what the records of each say, and where they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Annotated, get_args, get_origin, get_type_hints

from trama.access.policy import Viewer
from trama.core.errors import Language
from trama.core.text import fold
from trama.core.written_dates import day_text
from trama.core.written_numbers import number_text
from trama.graph.records import FieldValue, Kind, RecordState
from trama.ontology.codelists import code_name
from trama.ontology.declare import Property, Sensitivity
from trama.ontology.source_layer import (
    CaseRecord,
    PersonRecord,
    Record,
    SuspectRecord,
    VictimRecord,
)
from trama.places.gazetteer import gazetteer

_CLASSES: dict[Kind, type[CaseRecord | PersonRecord]] = {
    Kind.VICTIM: VictimRecord,
    Kind.SUSPECT: SuspectRecord,
    Kind.CASE: CaseRecord,
}
_PEOPLE_FIRST = (
    "name",
    "initials",
    "label",
    "document_type",
    "document_number",
    "person_code",
    "birth_date",
    "age",
    "sex",
    "nationality",
    "birthplace",
    "residence",
    "address",
    "nickname",
)
# Keys and notes of the program: their words stand in another field, or say nothing to a reader.
_NOT_SHOWN = frozenset(
    {
        "name_key",
        "document_key",
        "paternal_surname",
        "maternal_surname",
        "given_names",
        "place_confidence",
        "birthplace_confidence",
        "residence_confidence",
        "identity_reserved",
        "unknown",
        "kept",
    }
)
_DATES = frozenset({"birth_date", "fact_date", "registered_on", "status_date"})


class Mark(StrEnum):
    """The comparison of one field: a sign that is read without colour."""

    SAME = "="
    DIFFERENT = "≠"
    ONE_SIDED = "·"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of both sides: its name, its heading, the two texts and whether they differ.

    A text is '' if the side does not say it. Both are None if the viewer may not read the field;
    ``mark`` then still says whether they differ.
    """

    field: str
    title: str
    one: str | None
    other: str | None
    mark: Mark


def field_rows(
    one: Sequence[RecordState],
    other: Sequence[RecordState],
    viewer: Viewer,
    language: Language,
    *,
    victim: bool,
) -> list[FieldRow]:
    """Return a row for each field that a side says: identity first, in the order of the ontology.

    ``one`` and ``other`` are the records of either side, all of one kind. ``victim`` says whether
    one of the people is protected as a victim.
    """
    declared = _declared(one[0].kind) | _declared(other[0].kind)
    rows = []
    for name, found in declared.items():
        mine, theirs = _values(one, name), _values(other, name)
        if not mine and not theirs:
            continue
        shown = _may_read(name, found, viewer, victim=victim)
        texts = [
            _text(name, values, found, language) if shown else None for values in (mine, theirs)
        ]
        title = found.en if language == "en" else found.es
        rows.append(FieldRow(name, title, texts[0], texts[1], _mark(mine, theirs)))
    return rows


@cache
def _declared(kind: Kind) -> dict[str, Property]:
    """Return the declarations of the fields that are shown of records of a kind, in their order."""
    record_class = _CLASSES[kind]
    hints = get_type_hints(record_class, include_extras=True)
    own = {field.name for field in fields(record_class)} - _NOT_SHOWN
    base = {field.name for field in fields(Record)}
    names = [name for name in hints if name in own - base]
    ordered = [name for name in _PEOPLE_FIRST if name in names]
    return {
        name: get_args(hints[name])[1]
        for name in (*ordered, *(name for name in names if name not in ordered))
        if get_origin(hints[name]) is Annotated
    }


def _may_read(name: str, found: Property, viewer: Viewer, *, victim: bool) -> bool:
    """Return whether a viewer may read the values of a field.

    Without the right to identities nobody reads free text, which may name somebody. They read
    codes, places, ages and dates, and the name of a suspect where the policy lets them.
    """
    if viewer.sees(Sensitivity.IDENTITY):
        return True
    if name == "name":
        return viewer.sees_person(victim=victim)
    harmless = bool(found.codes) or found.place or name in _DATES or name == "age"
    return harmless and viewer.sees(found.sensitivity)


def _values(records: Iterable[RecordState], name: str) -> list[FieldValue]:
    """Return the values that records give of a field, each once, in their order."""
    found: dict[FieldValue, None] = {}
    for record in records:
        value = record.fields.get(name)
        if value is not None and value not in ("", ()):
            found[value] = None
    return list(found)


def _mark(one: Sequence[FieldValue], other: Sequence[FieldValue]) -> Mark:
    if not one or not other:
        return Mark.ONE_SIDED
    mine, theirs = ({_folded(value) for value in values} for values in (one, other))
    return Mark.SAME if mine == theirs else Mark.DIFFERENT


def _folded(value: FieldValue) -> str:
    items = sorted(value) if isinstance(value, tuple) else (value,)
    return "; ".join(fold(str(item)) for item in items)


def _text(name: str, values: Iterable[FieldValue], found: Property, language: Language) -> str:
    texts = (
        ", ".join(_word(name, item, found, language) for item in items)
        for value in values
        for items in [value if isinstance(value, tuple) else (value,)]
    )
    return " / ".join(dict.fromkeys(texts))


def _word(name: str, item: object, found: Property, language: Language) -> str:
    if isinstance(item, bool):
        return {"es": ("no", "sí"), "en": ("no", "yes")}[language][item]
    if isinstance(item, float):
        return number_text(item, language)
    text = str(item)
    if name in _DATES:
        return day_text(text, language)
    if found.place:
        place = gazetteer().get(text)
        if place is None:
            return text
        return f"{place.name_en if language == 'en' else place.name} ({text})"
    return code_name(found.codes, text, language) if found.codes else text
