"""Names and documents of people, from their cells to the fields of their records."""

from collections.abc import Mapping
from dataclasses import replace

from trama.graph.records import FieldValue
from trama.ingest.mapping.codes import CodeMatcher, Matched
from trama.ingest.mapping.field_reading import (
    NOTHING,
    Cells,
    Form,
    Note,
    Read,
    Reader,
    Words,
    first_of,
    is_blank,
    notes,
    reasons,
)
from trama.ingest.profile.specs import FieldSpec
from trama.values.ages import age, check_age
from trama.values.cells import Cell, text_of
from trama.values.defects import Normalised
from trama.values.documents import Document, document
from trama.values.names import PersonName, person_name, person_name_parts


def name_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of a person's name in one cell, or in up to three.

    What a name says besides (initials, an alias, an age) are defaults: other columns outrank it.
    """
    words = Words("name", form.words(spec))

    def one(column: str, cell: Cell) -> Read:
        return _named(person_name(cell), column, cell, words)

    whole = spec.of("from")
    if whole:
        return first_of(whole, words, one)
    return _parts_reader(spec, words)


def _parts_reader(spec: FieldSpec, words: Words) -> Reader:
    roles = [role for role in ("paternal", "maternal", "given") for _ in spec.of(role)]
    columns = spec.all_columns()

    def read(cells: Cells) -> Read:
        said: dict[str, list[str]] = {"paternal": [], "maternal": [], "given": []}
        why: str | None = None
        for role, cell in zip(roles, cells, strict=True):
            if is_blank(cell):
                continue
            reason = words.reason(text_of(cell))
            why = why or reason
            if not reason:
                said[role].append(text_of(cell))
        if not any(said.values()):
            return Read({}, unknown=(words.note(why),)) if why else NOTHING
        parts = [" ".join(texts) for texts in said.values()]
        named = person_name_parts(*parts)
        return _named(named, columns[-1], " ".join(part for part in parts if part), words)

    return read


def _named(named: Normalised[PersonName], column: str, cell: Cell, words: Words) -> Read:
    name = named.value
    if name is None:
        return Read({}, None, reasons(named, words), notes(named.defects, column, cell))
    said: Mapping[str, FieldValue] = {
        "name": name.display if name.key else "",
        "paternal_surname": name.paternal,
        "maternal_surname": name.maternal,
        "given_names": name.given,
        "name_key": name.key,
    }
    besides: Mapping[str, FieldValue | None] = {
        "initials": name.initials or None,
        "nickname": name.nickname or None,
        "age": name.age,
    }
    return Read(
        fields={key: value for key, value in said.items() if value},
        defaults={key: value for key, value in besides.items() if value is not None},
        unknown=reasons(named, words),
        notes=notes(named.defects, column, cell),
    )


def document_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of a document: its type where a column says it, its number and its key.

    The type counts even where the number is hidden.
    """
    words = Words("document_number", form.words(spec))
    matcher = document_types(spec, form)
    number_columns, type_columns = spec.of("number"), spec.of("type")
    count = len(number_columns)

    def read(cells: Cells) -> Read:
        number_column, number = _first(number_columns, cells[:count])
        type_column, kind = _first(type_columns, cells[count:])
        matched = matcher.match(text_of(kind)) if kind is not None else Matched()
        code = matched.codes[0] if matched.codes else None
        fields: dict[str, FieldValue] = {"document_type": code} if code else {}
        about_type = notes(matched.defects, type_column, kind)
        if number is None:
            return Read(fields, notes=about_type)
        reason = words.reason(text_of(number))
        if reason:
            return Read(fields, unknown=(words.note(reason),), notes=about_type)
        found = document(number, code)
        return Read(
            fields | _documented(found.value),
            unknown=reasons(found, words),
            notes=about_type + notes(found.defects, number_column, number),
        )

    return read


def document_types(spec: FieldSpec, form: Form) -> CodeMatcher:
    """Returns the matcher of document types that a field of a document or its scheme uses."""
    return CodeMatcher(
        "document_type", form.registry, dict(spec.codes), form.words(spec), spec.separators
    )


def _first(columns: tuple[str, ...], cells: Cells) -> tuple[str, Cell]:
    for column, cell in zip(columns, cells, strict=True):
        if not is_blank(cell):
            return column, cell
    return "", None


def _documented(value: Document | None) -> dict[str, FieldValue]:
    if value is None:
        return {}
    said = {
        "document_type": value.type,
        "document_number": value.number,
        "document_key": value.key,
    }
    return {name: text for name, text in said.items() if text}


def age_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of an age, compared with birth and fact where the profile names both."""
    from_columns, born, on = spec.of("from"), spec.of("born"), spec.of("on")
    words = Words(spec.target, form.words(spec))

    def one(column: str, cell: Cell) -> Read:
        found = age(cell)
        fields = {} if found.value is None else {spec.target: found.value}
        return Read(fields, None, reasons(found, words), notes(found.defects, column, cell))

    alone = first_of(from_columns, words, one)
    if not (born and on):
        return lambda cells: alone(cells[: len(from_columns)])

    def read(cells: Cells) -> Read:
        read = alone(cells[: len(from_columns)])
        birth, fact = cells[len(from_columns)], cells[len(from_columns) + len(born)]
        years = read.fields.get(spec.target)
        if not isinstance(years, float | int) or is_blank(birth) or is_blank(fact):
            return read
        return replace(
            read, notes=read.notes + _contradiction(years, birth, fact, form, from_columns)
        )

    return read


def _contradiction(
    years: float, birth: Cell, fact: Cell, form: Form, columns: tuple[str, ...]
) -> tuple[Note, ...]:
    born, on = form.date(birth).value, form.date(fact).value
    defect = check_age(years, born, on) if born and on else None
    return notes((defect,), columns[0], years) if defect else ()
