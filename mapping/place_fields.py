"""The reader of a place: from cells (a code, names, a text) to a place's uid and its confidence.

Its main value is a reading with the fields ``<target>`` and ``<target>_confidence`` (from 0 to 1).
If the record has a field for the place as written, it is ``place_text``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.mapping.field_reading import (
    Cells,
    FieldReader,
    FieldReading,
    Form,
    Note,
    UnknownWords,
    is_blank,
    notes_of,
)
from trama.mapping.person_fields import document_types
from trama.places.find import (
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
from trama.places.gazetteer import HOME, gazetteer
from trama.profiles.specs import FieldSpec, SchemeByDocument
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.documents import document

NAMED = ("department", "province", "district")
ROLES = ("code", "country", *NAMED, "text")
SCHEMES: dict[str, Scheme] = {"INEI": "INEI", "RENIEC": "RENIEC", "ISO": "ISO"}

PlaceCells = dict[str, tuple[str, Cell]]
"""The cells of a row that name a place: from role to column and cell. Other roles are absent."""


@dataclass(frozen=True, slots=True)
class _Search:
    """One search for the place: the column and cell that were read, and the answer."""

    column: str
    cell: Cell
    answer: Normalised[PlaceMatch]


def place_reader(spec: FieldSpec, form: Form, *, keeps_text: bool) -> FieldReader:
    """Return the reader of a place.

    1. For each role (code, country, …) take the first cell that is neither blank nor a word for
       unknown.
    2. If no role has such a cell, return the first reason for unknown, or NOTHING.
    3. If the row's country (by default ``spec.country``) is abroad, search it by code, names and
       text. Take the first place finer than the country.
    4. Otherwise search Peru by code, then by names and by the text beside them, then by text.
    5. Return the place, its confidence, the cells as written, and the notes of every search.

    ``keeps_text`` is true if the record has a field for the place as written.

    The country ``VE``, department ``LARA`` and district ``BARRANCA`` give the Venezuelan state
    ``VE-K``, although Peru has a Barranca too.
    """
    unknown = form.unknown_words(spec)
    columns = spec.all_columns()
    scheme_of = _scheme_reader(spec, form)
    roles = [(role, spec.of(role)) for role in ROLES]

    def read(cells: Cells) -> FieldReading:
        by_column = dict(zip(columns, cells, strict=True))
        place_cells: PlaceCells = {}
        first_reason = None
        for role, names in roles:
            column, cell, reason = _first_known_cell(names, by_column, unknown)
            first_reason = first_reason or reason
            if column:
                place_cells[role] = (column, cell)
        if not place_cells:
            return unknown.reading(first_reason)
        searches = _searches(place_cells, lambda: scheme_of(by_column), spec.country)
        return _place_reading(searches, place_cells, unknown, keeps_text=keeps_text)

    return read


def _first_known_cell(
    columns: Sequence[str], cells: dict[str, Cell], unknown: UnknownWords
) -> tuple[str, Cell, str | None]:
    """Return the first known column ("" if there is none), its cell, and a reason before it."""
    first_reason = None
    for column in columns:
        cell = cells[column]
        if is_blank(cell):
            continue
        reason = unknown.reason(text_of(cell))
        if reason is None:
            return column, cell, first_reason
        first_reason = first_reason or reason
    return "", None, first_reason


def _searches(cells: PlaceCells, scheme: Callable[[], Scheme], home: str) -> list[_Search]:
    """Return the searches made in the row's country, or in ``home`` if the row names no country.

    An unknown country ends the search. Abroad, a search that found more than the country comes
    first, so that its place counts. Without such a search the country itself stays.
    """
    if "country" in cells:
        column, cell = cells["country"]
        named = country(cell)
        if named.value is None:
            return [_Search(column, cell, Normalised(None, named.defects, 1.0, named.unknown))]
        uid = named.value
        if is_abroad(uid):
            searches = [_inside(search, uid) for search in _abroad(cells, scheme, uid)]
            whole = _Search(column, cell, place_by_code(uid, "ISO"))
            ordered = _finest_first(searches, uid)
            return ordered if _has_place(ordered) else [*ordered, whole]
        return [_inside(search, HOME) for search in _in_peru(cells, scheme)]
    if is_abroad(home):
        return _finest_first(list(_abroad(cells, scheme, home)), home)
    return _in_peru(cells, scheme)


def _in_peru(cells: PlaceCells, scheme: Callable[[], Scheme]) -> list[_Search]:
    """Return the searches in Peru by code, names and text, up to the first that found a place.

    A row with only its country gives one search, whose place is Peru.
    """
    names = _place_names(cells)
    searches: list[_Search] = []
    if "code" in cells:
        beside = names if names.coarsest_first() else None
        by_code = place_by_code(cells["code"][1], scheme(), beside)
        searches.append(_Search(*cells["code"], by_code))
    if names.coarsest_first() and not _has_place(searches):
        by_names = _Search(*_finest_name(cells), place_by_names(names))
        searches += _with_text(by_names, names, cells)
    elif "text" in cells and not _has_place(searches):
        searches.append(_Search(*cells["text"], place_by_text(cells["text"][1])))
    if "country" in cells and not searches:
        searches.append(_Search(*cells["country"], place_by_code(HOME, "ISO")))
    return searches


def _with_text(by_names: _Search, names: PlaceNames, cells: PlaceCells) -> list[_Search]:
    """Return the search by names and the search by the text beside them, the better one first.

    1. Without a text the search by names is all. If the names are unknown, the text alone counts.
    2. A text that surely names a place inside the place of the names counts.
    3. Otherwise read the text with the names behind it, as one text. If that gives another place,
       the other place counts: it is finer, or it is the place that holds a text and names apart.
    4. Otherwise the place of the names stays. The notes on the text are kept.

    Example: the department LORETO and the text ``Iquitos`` are the district Iquitos; LIMA and
    ``Iquitos`` are Peru, told as ambiguous; LORETO and ``un bar`` are Loreto, told as unknown.
    """
    if "text" not in cells:
        return [by_names]
    column, cell = cells["text"]
    alone = place_by_text(cell)
    named = by_names.answer.value
    if named is None:
        return [by_names, _Search(column, cell, alone)]
    place = alone.value
    # What a place is within begins with the place itself.
    is_sure = place is not None and not alone.defects
    if place is not None and is_sure and named.uid in gazetteer().within(place.uid)[1:]:
        return [_Search(column, cell, alone), by_names]
    finest_first = reversed(names.coarsest_first())
    together = place_by_text(", ".join([text_of(cell), *finest_first]))
    if together.value is None or together.value.uid == named.uid:
        return [by_names, _Search(column, cell, replace(together, value=None))]
    return [_Search(column, cell, together), by_names]


def _abroad(cells: PlaceCells, scheme: Callable[[], Scheme], uid: str) -> Iterator[_Search]:
    """Yield the searches by code, names and text in the country ``uid``.

    No cell is searched for in Peru: a city abroad may have the name of a Peruvian place.
    """
    if "code" in cells and scheme() == "ISO":
        by_code = place_by_code(cells["code"][1], "ISO", country_uid=uid)
        yield _Search(*cells["code"], by_code)
    elif "code" in cells and (here := place_by_code(cells["code"][1], scheme()).value):
        # A UBIGEO is a place of Peru: the row says two countries.
        hint = f"¿{label(here.uid)}?"
        outside = Defect(DefectCode.PLACE_OUTSIDE_COUNTRY, Outcome.CORRECTED, hint)
        yield _Search(*cells["code"], Normalised(None, (outside,)))
    names = _place_names(cells)
    if names.coarsest_first():
        yield _Search(*_finest_name(cells), place_by_names(names, uid))
    if "text" in cells:
        yield _Search(*cells["text"], place_by_text(cells["text"][1], uid))


def _finest_first(searches: list[_Search], uid: str) -> list[_Search]:
    """Return the first search that found more than the country, then the searches before it.

    Return all the searches in their order if no search found more.
    """
    for number, search in enumerate(searches):
        if search.answer.value is not None and search.answer.value.uid != uid:
            return [search, *searches[:number]]
    return searches


def _inside(search: _Search, uid: str) -> _Search:
    """Return the search, but with the country ``uid`` as its place if the place lies elsewhere."""
    place = search.answer.value
    if place is None or uid in gazetteer().within(place.uid):
        return search
    outside = Defect(DefectCode.PLACE_OUTSIDE_COUNTRY, Outcome.CORRECTED, f"¿{label(place.uid)}?")
    whole = replace(place_by_code(uid, "ISO"), defects=(outside,))
    return _Search(search.column, search.cell, whole)


def _place_names(cells: PlaceCells) -> PlaceNames:
    return PlaceNames(*(text_of(cells[role][1]) if role in cells else "" for role in NAMED))


def _finest_name(cells: PlaceCells) -> tuple[str, Cell]:
    return next(cells[role] for role in reversed(NAMED) if role in cells)


def _has_place(searches: list[_Search]) -> bool:
    return any(search.answer.value is not None for search in searches)


def _place_reading(
    searches: list[_Search], cells: PlaceCells, unknown: UnknownWords, *, keeps_text: bool
) -> FieldReading:
    """Return the reading of the first place found, with the notes of every search.

    The street before a place of residence fills the field ``address``.
    """
    target = unknown.target
    fields: dict[str, FieldValue] = {}
    answers = (search.answer.value for search in searches)
    match = next((place for place in answers if place is not None), None)
    if match is not None:
        fields[target] = match.uid
        fields[f"{target}_confidence"] = match.confidence
        if target == "residence" and match.address:
            fields["address"] = match.address
    written = " / ".join(text_of(cells[role][1]) for role in ROLES[1:] if role in cells)
    if keeps_text and written:
        fields["place_text"] = written
    notes: tuple[Note, ...] = ()
    entries: tuple[str, ...] = ()
    for search in searches:
        notes += notes_of(search.answer.defects, search.column, search.cell)
        entries += unknown.entries(search.answer)
    return FieldReading(fields, unknown=() if match else entries, notes=notes)


def _scheme_reader(spec: FieldSpec, form: Form) -> Callable[[dict[str, Cell]], Scheme]:
    """Return the reader of the scheme of a row's place code, from its cells by column.

    1. If the profile declares one scheme, return it.
    2. Otherwise look for the person's type of document: a word in the cell of the type, then its
       whole text, then the form of the document's number.
    3. Return the scheme of that type, or the scheme for all other types.

    SISTRA writes birthplaces of people with a DNI as RENIEC does: ``{"tipo": "DNI (RESERVADO)",
    "numero": ""}`` gives RENIEC, and ``{"tipo": "CE", "numero": "001234567"}`` gives INEI.
    """
    declared = spec.scheme
    if not isinstance(declared, SchemeByDocument):
        fixed = SCHEMES[declared]
        return lambda _: fixed
    schemes = {code: SCHEMES[scheme] for code, scheme in declared.schemes}
    otherwise = SCHEMES[declared.otherwise]
    matcher = document_types(spec, form)

    def scheme(cells: dict[str, Cell]) -> Scheme:
        kind = text_of(cells[declared.type_column]) if declared.type_column else ""
        code = _type_word(kind, schemes) or (matcher.find(kind) if kind else None)
        if code is None and declared.number_column:
            number = document(cells[declared.number_column]).value
            code = number.type if number else None
        return schemes.get(code or "", otherwise)

    return scheme


def _type_word(text: str, schemes: dict[str, Scheme]) -> str | None:
    """Return the type that is a word of the text: DNI for a hidden ``DNI (RESERVADO)``."""
    return next((word for word in fold(text).split() if word in schemes), None)
