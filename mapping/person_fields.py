"""The readers of people's names, documents and ages: from cells to the fields of a record."""

from collections.abc import Mapping
from dataclasses import replace

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.mapping.codes import CodeMatch, CodeMatcher
from trama.mapping.field_reading import (
    Cells,
    FieldReader,
    FieldReading,
    Form,
    Note,
    UnknownWords,
    first_known,
    is_blank,
    notes_of,
    reading_of,
)
from trama.mapping.not_people import not_a_person
from trama.profiles.specs import FieldSpec
from trama.values.ages import age, check_age
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.documents import Document, document
from trama.values.names import PersonName, person_name, person_name_parts
from trama.values.partial_date import PartialDate
from trama.values.several_people import several_people, without_others
from trama.values.surnames import split_surnames

_NAME_PARTS = ("surnames", "paternal", "maternal", "given")  # roles of a name in several cells


def name_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a person's name, in one cell or in cells for its parts.

    Initials, an alias or an age beside the name are defaults: other columns outrank them.
    """
    unknown = form.unknown_words(spec, "name")
    given_first = (spec.names_order or form.names_order) == "given_first"

    def read_cell(column: str, cell: Cell) -> FieldReading:
        text = cell if isinstance(cell, str) else text_of(cell)
        named = without_others(text)
        separator = several_people(named)
        if separator:
            several = Defect(DefectCode.SEVERAL_PEOPLE, Outcome.SET_ASIDE, repr(separator))
            return FieldReading({}, notes=notes_of((several,), column, cell))
        name = _of_a_person(person_name(named, given_first=given_first), named)
        reading = _name_reading(name, column, cell, unknown)
        if named == text:
            return reading
        others = Defect(DefectCode.SEVERAL_PEOPLE, Outcome.CORRECTED, named)
        return replace(reading, notes=(*reading.notes, *notes_of((others,), column, cell)))

    whole = spec.of("from")
    if whole:
        return first_known(whole, unknown, read_cell)
    return _parts_reader(spec, unknown)


def _of_a_person(name: Normalised[PersonName], text: str) -> Normalised[PersonName]:
    """Return a name, or a label in its place if the text is a value of another column.

    A label tells the people of one case apart, and joins nobody across cases.
    """
    read = name.value
    strange = not_a_person(text) if read and not (read.initials or read.label) else None
    if read is None or strange is None:
        return name
    if strange.outcome is Outcome.SET_ASIDE:
        read = PersonName("", label=fold(text))
    return replace(name, value=read, defects=(*name.defects, strange))


def _parts_reader(spec: FieldSpec, unknown: UnknownWords) -> FieldReader:
    """Return the reader of a name in cells for surnames and given names.

    1. Collect the texts of each part, without blank cells and words for unknown.
    2. If no part has a text, return the first reason for unknown, or NOTHING.
    3. Otherwise read the parts as one name. Its notes name the last column.

    ``("SINTETICA", "DE PRUEBA", "ROSA")`` gives the name ``SINTETICA DE PRUEBA, ROSA``. A cell of
    both surnames is parted into them.
    """
    columns = spec.all_columns()
    roles = [role for role in _NAME_PARTS for _ in spec.of(role)]

    def read(cells: Cells) -> FieldReading:
        texts: dict[str, list[str]] = {role: [] for role in _NAME_PARTS}
        first_reason: str | None = None
        for role, cell in zip(roles, cells, strict=True):
            if is_blank(cell):
                continue
            reason = unknown.reason(text_of(cell))
            first_reason = first_reason or reason
            if not reason:
                texts[role].append(text_of(cell))
        if not any(texts.values()):
            told = dict(zip(columns, cells, strict=True))
            notes = tuple(n for column, cell in told.items() for n in unknown.notes(column, cell))
            return replace(unknown.reading(first_reason), notes=notes)
        surnames, *parts = (" ".join(part) for part in texts.values())
        if surnames and "," not in surnames:
            paternal, maternal = split_surnames(surnames.upper())
            parts[:2] = [f"{paternal} {parts[0]}".strip(), f"{maternal} {parts[1]}".strip()]
        elif surnames:
            parts[0] = f"{surnames} {parts[0]}".strip()
        written = " ".join(part for part in parts if part)
        return _name_reading(person_name_parts(*parts), columns[-1], written, unknown)

    return read


def _name_reading(
    normalised: Normalised[PersonName], column: str, cell: Cell, unknown: UnknownWords
) -> FieldReading:
    """Return the reading of a name: its fields, and what stands beside it as defaults."""
    entries = unknown.entries(normalised)
    notes = notes_of(normalised.defects, column, cell)
    name = normalised.value
    if name is None:
        return FieldReading({}, unknown=entries, notes=notes)
    fields: Mapping[str, FieldValue] = {
        "name": name.display if name.key else "",
        "paternal_surname": name.paternal,
        "maternal_surname": name.maternal,
        "given_names": name.given,
        "name_key": name.key,
    }
    defaults: Mapping[str, FieldValue | None] = {
        "initials": name.initials or None,
        "nickname": name.nickname or None,
        "age": name.age,
        "label": name.label or None,
    }
    return FieldReading(
        fields={key: value for key, value in fields.items() if value},
        defaults={key: value for key, value in defaults.items() if value is not None},
        unknown=entries,
        notes=notes,
    )


def document_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a document from a cell with its number and a cell with its type.

    1. Take the first cell of each that is not blank.
    2. Match the type. It counts even if the number is hidden.
    3. If the number is blank or a word for unknown, return the type alone.
    4. Otherwise read the number as one of that type, or of the type that its form shows.

    ``("40000123", "DNI")`` gives type ``DNI``, number ``40000123`` and key ``DNI:40000123``;
    ``("RESERVADO", "DNI")`` gives the type and the entry ``document_number:RESERVADO``.
    """
    unknown = form.unknown_words(spec, "document_number")
    matcher = document_types(spec, form)
    number_columns, type_columns = spec.of("number"), spec.of("type")
    count = len(number_columns)

    def read(cells: Cells) -> FieldReading:
        number_column, number = _first_written(number_columns, cells[:count])
        type_column, kind = _first_written(type_columns, cells[count:])
        match = matcher.match(text_of(kind)) if kind is not None else CodeMatch()
        code = match.codes[0] if match.codes else None
        fields: dict[str, FieldValue] = {"document_type": code} if code else {}
        type_notes = notes_of(match.defects, type_column, kind)
        if number is None:
            return FieldReading(fields, notes=type_notes)
        reason = unknown.reason(text_of(number))
        if reason:
            notes = type_notes + unknown.notes(number_column, number)
            return FieldReading(fields, unknown=(unknown.entry(reason),), notes=notes)
        numbered = document(number, code)
        return FieldReading(
            fields | _document_fields(numbered.value),
            unknown=unknown.entries(numbered),
            notes=type_notes + notes_of(numbered.defects, number_column, number),
        )

    return read


def document_types(spec: FieldSpec, form: Form) -> CodeMatcher:
    """Return the matcher of document types, for a document or for the scheme of a place code."""
    reasons = form.unknown_words(spec).reasons
    return CodeMatcher("document_type", form.registry, dict(spec.codes), reasons, spec.separators)


def _first_written(columns: tuple[str, ...], cells: Cells) -> tuple[str, Cell]:
    """Return the first column with text, and its cell. Return ("", None) if all are blank."""
    for column, cell in zip(columns, cells, strict=True):
        if not is_blank(cell):
            return column, cell
    return "", None


def _document_fields(value: Document | None) -> dict[str, FieldValue]:
    """Return the fields of a record that the document fills."""
    if value is None:
        return {}
    fields = {
        "document_type": value.type,
        "document_number": value.number,
        "document_key": value.key,
    }
    return {name: text for name, text in fields.items() if text}


def age_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of an age in years.

    If the profile names birth and fact, an age that contradicts them is noted, and stays.
    """
    from_columns, born, on = spec.of("from"), spec.of("born"), spec.of("on")
    unknown = form.unknown_words(spec)

    def read_cell(column: str, cell: Cell) -> FieldReading:
        return reading_of(age(cell), column, cell, unknown)

    read_age = first_known(from_columns, unknown, read_cell)
    if not (born and on):
        return lambda cells: read_age(cells[: len(from_columns)])
    read_birth, read_fact = form.date_reader(born[0]), form.date_reader(on[0])

    def read(cells: Cells) -> FieldReading:
        reading = read_age(cells[: len(from_columns)])
        birth, fact = cells[len(from_columns)], cells[len(from_columns) + len(born)]
        years = reading.fields.get(spec.target)
        if not isinstance(years, float | int) or is_blank(birth) or is_blank(fact):
            return reading
        dates = read_birth(birth).value, read_fact(fact).value
        contradiction = _contradiction(years, *dates, from_columns[0], born[0])
        return replace(reading, notes=reading.notes + contradiction)

    return read


def _contradiction(
    years: float, born: PartialDate | None, on: PartialDate | None, column: str, birth_column: str
) -> tuple[Note, ...]:
    """Return a note if the dates of birth and fact do not allow the age."""
    defect = check_age(years, born, on) if born and on else None
    if defect and born and defect.code is DefectCode.BORN_AFTER_FACT:
        return notes_of((defect,), birth_column, born.text)
    return notes_of((defect,), column, years) if defect else ()
