"""Places, from their cells (a code, names, a text) to a place, its text and its confidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trama.graph.text import fold
from trama.ingest.accounts import FieldValue
from trama.ingest.findings import Normalised
from trama.ingest.mapping_cells import (
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
from trama.ingest.mapping_people import document_types
from trama.ingest.normalise.cells import Cell, text_of
from trama.ingest.normalise.documents import document
from trama.ingest.normalise.places import (
    PlaceMatch,
    PlaceNames,
    Scheme,
    country,
    place_by_code,
    place_by_names,
    place_by_text,
)
from trama.ingest.profiling.shapes import FieldShape, SchemeByDocument

NAMED = ("department", "province", "district")
ROLES = ("code", "country", *NAMED, "text")
HOME = "PE"
SCHEMES: dict[str, Scheme] = {"INEI": "INEI", "RENIEC": "RENIEC", "ISO": "ISO"}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to find the place: where it looked, what the cell said, what came of it."""

    column: str
    cell: Cell
    found: Normalised[PlaceMatch]


def place_reader(shape: FieldShape, form: Form, *, keeps_text: bool) -> Reader:
    """Returns the reader of a place: by code, else by names, else by text.

    ``keeps_text`` says that the record has a field for the place as written.
    """
    words = Words(shape.target, form.words(shape))
    columns = shape.all_columns()
    scheme_of = _scheme(shape, form)
    roles = [(role, shape.of(role)) for role in ROLES]

    def read(cells: Cells) -> Read:
        by_column = dict(zip(columns, cells, strict=True))
        said, why = {}, None
        for role, names in roles:
            column, cell, reason = _say(names, by_column, words)
            why = why or reason
            if column:
                said[role] = (column, cell)
        if not said:
            return Read({}, unknown=(words.note(why),)) if why else NOTHING
        attempts = _attempts(said, lambda: scheme_of(by_column))
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


def _attempts(said: dict[str, tuple[str, Cell]], scheme: Callable[[], Scheme]) -> list[_Attempt]:
    """Returns the attempts made, up to the first that found a place."""
    abroad = _abroad(said)
    if abroad is not None:
        return [abroad]
    names = PlaceNames(*(text_of(said[role][1]) if role in said else "" for role in NAMED))
    has_names = any(role in said for role in NAMED)
    attempts: list[_Attempt] = []
    if "code" in said:
        column, cell = said["code"]
        found = place_by_code(cell, scheme(), names if has_names else None)
        attempts.append(_Attempt(column, cell, found))
    if has_names and not _found(attempts):
        column, cell = next(said[role] for role in reversed(NAMED) if role in said)
        attempts.append(_Attempt(column, cell, place_by_names(names)))
    if "text" in said and not _found(attempts):
        column, cell = said["text"]
        attempts.append(_Attempt(column, cell, place_by_text(cell)))
    if "country" in said and not attempts:
        column, cell = said["country"]
        attempts.append(_Attempt(column, cell, place_by_code(HOME, "ISO")))
    return attempts


def _abroad(said: dict[str, tuple[str, Cell]]) -> _Attempt | None:
    """Returns the country where it is another one, or none that is known; None for a place here.

    The gazetteer knows no districts abroad, and a city there may be named like one here.
    """
    if "country" not in said:
        return None
    column, cell = said["country"]
    found = country(cell)
    if found.value is None:
        return _Attempt(column, cell, Normalised(None, found.findings, 1.0, found.unknown))
    if found.value == HOME:
        return None
    return _Attempt(column, cell, place_by_code(found.value, "ISO"))


def _found(attempts: list[_Attempt]) -> bool:
    return any(attempt.found.value is not None for attempt in attempts)


def _placed(
    attempts: list[_Attempt],
    said: dict[str, tuple[str, Cell]],
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
        found_notes += notes(attempt.found.findings, attempt.column, attempt.cell)
        why += reasons(attempt.found, words)
    return Read(fields, None, () if match else why, found_notes)


def _scheme(shape: FieldShape, form: Form) -> Callable[[dict[str, Cell]], Scheme]:
    """Returns what says the scheme of a row's code: fixed, or by the person's document."""
    declared = shape.scheme
    if not isinstance(declared, SchemeByDocument):
        fixed = SCHEMES[declared]
        return lambda _: fixed
    schemes = {code: SCHEMES[scheme] for code, scheme in declared.schemes}
    otherwise = SCHEMES[declared.otherwise]
    matcher = document_types(shape, form)

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
