"""Places, from their cells (a code, names, a text) to a place, its text and its confidence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.ingest.mapping.field_reading import (
    NOTHING,
    Cells,
    Form,
    Note,
    Read,
    Reader,
    Words,
    is_blank,
    notes,
    reasons,
)
from trama.ingest.mapping.person_fields import document_types
from trama.ingest.profile.specs import FieldSpec, SchemeByDocument
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.documents import document
from trama.values.places.find import (
    PlaceMatch,
    PlaceNames,
    Scheme,
    country,
    is_abroad,
    label,
    place_by_code,
    place_by_names,
    place_by_text,
)
from trama.values.places.gazetteer import HOME, gazetteer

NAMED = ("department", "province", "district")
ROLES = ("code", "country", *NAMED, "text")
SCHEMES: dict[str, Scheme] = {"INEI": "INEI", "RENIEC": "RENIEC", "ISO": "ISO"}


Said = dict[str, tuple[str, Cell]]
"""What a row says of a place: by role the column and its cell."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to find the place: where it looked, what the cell said, what came of it."""

    column: str
    cell: Cell
    found: Normalised[PlaceMatch]


def place_reader(spec: FieldSpec, form: Form, *, keeps_text: bool) -> Reader:
    """Returns the reader of a place: by code, else by names, else by text.

    ``keeps_text`` says that the record has a field for the place as written.
    """
    words = Words(spec.target, form.words(spec))
    columns = spec.all_columns()
    scheme_of = _scheme(spec, form)
    roles = [(role, spec.of(role)) for role in ROLES]

    def read(cells: Cells) -> Read:
        by_column = dict(zip(columns, cells, strict=True))
        said: Said = {}
        why = None
        for role, names in roles:
            column, cell, reason = _say(names, by_column, words)
            why = why or reason
            if column:
                said[role] = (column, cell)
        if not said:
            return Read({}, unknown=(words.note(why),)) if why else NOTHING
        attempts = _attempts(said, lambda: scheme_of(by_column), spec.country)
        return _placed(attempts, said, words, keeps_text=keeps_text)

    return read


def _say(
    columns: Sequence[str], cells: dict[str, Cell], words: Words
) -> tuple[str, Cell, str | None]:
    """Returns the first column that says something, its cell, and a reason for unknown met."""
    why = None
    for column in columns:
        cell = cells[column]
        if is_blank(cell):
            continue
        reason = words.reason(text_of(cell))
        if reason is None:
            return column, cell, why
        why = why or reason
    return "", None, why


def _attempts(said: Said, scheme: Callable[[], Scheme], home: str) -> list[_Attempt]:
    """Returns the attempts made, up to the first that found a place; that one comes first abroad.

    ``home`` is the country of a row that says none.
    """
    if "country" in said:
        column, cell = said["country"]
        found = country(cell)
        if found.value is None:
            return [_Attempt(column, cell, Normalised(None, found.defects, 1.0, found.unknown))]
        if is_abroad(found.value):
            attempts = [_inside(one, found.value) for one in _abroad(said, scheme, found.value)]
            whole = _Attempt(column, cell, place_by_code(found.value, "ISO"))
            return _finest_first(attempts, found.value) or [whole]
    elif is_abroad(home):
        return _finest_first(list(_abroad(said, scheme, home)), home)
    return _in_peru(said, scheme)


def _in_peru(said: Said, scheme: Callable[[], Scheme]) -> list[_Attempt]:
    names = _names(said)
    attempts: list[_Attempt] = []
    if "code" in said:
        column, cell = said["code"]
        found = place_by_code(cell, scheme(), names if names.coarsest_first() else None)
        attempts.append(_Attempt(column, cell, found))
    if names.coarsest_first() and not _found(attempts):
        attempts.append(_Attempt(*_finest_named(said), place_by_names(names)))
    if "text" in said and not _found(attempts):
        column, cell = said["text"]
        attempts.append(_Attempt(column, cell, place_by_text(cell)))
    if "country" in said and not attempts:
        column, cell = said["country"]
        attempts.append(_Attempt(column, cell, place_by_code(HOME, "ISO")))
    return attempts


def _abroad(said: Said, scheme: Callable[[], Scheme], uid: str) -> Iterator[_Attempt]:
    """Yields what code, names and text say of a row of another country.

    None of them is looked up here: a city there may be named like one of Peru.
    """
    if "code" in said and scheme() == "ISO":
        column, cell = said["code"]
        yield _Attempt(column, cell, place_by_code(cell, "ISO", country_uid=uid))
    names = _names(said)
    if names.coarsest_first():
        yield _Attempt(*_finest_named(said), place_by_names(names, uid))
    if "text" in said:
        column, cell = said["text"]
        yield _Attempt(column, cell, place_by_text(cell, uid))


def _finest_first(attempts: list[_Attempt], uid: str) -> list[_Attempt]:
    """Returns the attempts up to the first that found more than the country, that one first."""
    for number, attempt in enumerate(attempts):
        if attempt.found.value is not None and attempt.found.value.uid != uid:
            return [attempt, *attempts[:number]]
    return attempts


def _inside(attempt: _Attempt, uid: str) -> _Attempt:
    """Returns the attempt, or that only the country stays where it found a place in another."""
    place = attempt.found.value
    if place is None or uid in gazetteer().within(place.uid):
        return attempt
    defect = Defect(DefectCode.PLACE_OUTSIDE_COUNTRY, Outcome.CORRECTED, f"¿{label(place.uid)}?")
    whole = replace(place_by_code(uid, "ISO"), defects=(defect,))
    return _Attempt(attempt.column, attempt.cell, whole)


def _names(said: Said) -> PlaceNames:
    return PlaceNames(*(text_of(said[role][1]) if role in said else "" for role in NAMED))


def _finest_named(said: Said) -> tuple[str, Cell]:
    return next(said[role] for role in reversed(NAMED) if role in said)


def _found(attempts: list[_Attempt]) -> bool:
    return any(attempt.found.value is not None for attempt in attempts)


def _placed(
    attempts: list[_Attempt],
    said: Said,
    words: Words,
    *,
    keeps_text: bool,
) -> Read:
    target = words.target
    fields: dict[str, FieldValue] = {}
    match = next((a.found.value for a in attempts if a.found.value is not None), None)
    if match is not None:
        fields[target] = match.uid
        fields[f"{target}_confidence"] = match.confidence
        if target == "residence" and match.address:
            fields["address"] = match.address
    written = " / ".join(text_of(said[role][1]) for role in ROLES[1:] if role in said)
    if keeps_text and written:
        fields["place_text"] = written
    found_notes: tuple[Note, ...] = ()
    why: tuple[str, ...] = ()
    for attempt in attempts:
        found_notes += notes(attempt.found.defects, attempt.column, attempt.cell)
        why += reasons(attempt.found, words)
    return Read(fields, None, () if match else why, found_notes)


def _scheme(spec: FieldSpec, form: Form) -> Callable[[dict[str, Cell]], Scheme]:
    """Returns what says the scheme of a row's code: fixed, or by the person's document."""
    declared = spec.scheme
    if not isinstance(declared, SchemeByDocument):
        fixed = SCHEMES[declared]
        return lambda _: fixed
    schemes = {code: SCHEMES[scheme] for code, scheme in declared.schemes}
    otherwise = SCHEMES[declared.otherwise]
    matcher = document_types(spec, form)

    def scheme(cells: dict[str, Cell]) -> Scheme:
        kind = text_of(cells[declared.type_column]) if declared.type_column else ""
        code = _type_in(kind, schemes) or (matcher.find(kind) if kind else None)
        if code is None and declared.number_column:
            number = document(cells[declared.number_column]).value
            code = number.type if number else None
        return schemes.get(code or "", otherwise)

    return scheme


def _type_in(text: str, schemes: dict[str, Scheme]) -> str | None:
    """Returns the type that stands as a word in the text: ``DNI (RESERVADO)`` is a hidden DNI."""
    return next((word for word in fold(text).split() if word in schemes), None)
