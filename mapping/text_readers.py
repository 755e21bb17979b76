"""The readers of texts: case numbers, free texts, and lists of texts and of contacts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from trama.mapping.codes import known_registry
from trama.mapping.field_reading import (
    NOTHING,
    Cells,
    FieldReader,
    FieldReading,
    Form,
    Note,
    first_known,
    join,
    notes_of,
)
from trama.ontology.codelists import code_list
from trama.profiles.specs import FieldSpec
from trama.values import contacts
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.fillers import FillerKind, is_filler
from trama.values.identifiers import LONGEST_IDENTIFIER, holds_cells, identifier, is_missing_key
from trama.values.lists import pieces

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")

# The fields of free text that become nodes which cases share, with the kind of their fillers.
_FILLER_KINDS: Mapping[str, FillerKind] = {
    "establishment": "venue",
    "transport_company": "company",
    "transport_companies": "company",
}


_CONTACTS: Mapping[str, Callable[[Cell], Normalised[str]]] = {
    "phones": contacts.phone,
    "accounts": contacts.account,
    "plates": contacts.plate,
}


@lru_cache(maxsize=4096)  # the rows of a case mostly stand together
def case_number(text: str) -> str:
    """Return a case's number in the form to compare: upper case, plain dashes, single blanks."""
    return _DASHES.sub("-", " ".join(text.upper().split()))


def read_case_number(column: str, cell: Cell, spec: FieldSpec) -> FieldReading:
    """Return the number of a case or a report. A filler or a damaged number is set aside."""
    number = identifier(cell)
    if holds_cells(cell):
        number = Normalised(None, (Defect(DefectCode.ROW_NOT_SPLIT, Outcome.SET_ASIDE),))
    elif number.value is not None and is_missing_key(number.value):
        number = Normalised(None, (Defect(DefectCode.FILLER_VALUE, Outcome.SET_ASIDE),))
    fields = {} if number.value is None else {spec.target: case_number(number.value)}
    return FieldReading(fields, notes=notes_of(number.defects, column, cell))


def read_text(column: str, cell: Cell, spec: FieldSpec, form: Form) -> FieldReading:
    """Return the text as it is. Return NOTHING for a value of the closed list ``not_in``."""
    text = text_of(cell)
    if spec.not_in and code_list(spec.not_in).find(text, known_registry(form.registry)) is not None:
        return NOTHING
    read = _shared_text(text, spec)
    fields = {} if read.value is None else {spec.target: read.value}
    return FieldReading(fields, notes=notes_of(read.defects, column, cell))


def _shared_text(text: str, spec: FieldSpec) -> Normalised[str]:
    """Return a text, set aside if it is a filler where it would name a venue or a company.

    Mere signs (``?``) are no text of any field.
    """
    kind = _FILLER_KINDS.get(spec.target)
    if not any(map(str.isalnum, text)) or (kind and is_filler(text, kind)):
        return Normalised(None, (Defect(DefectCode.FILLER_VALUE, Outcome.SET_ASIDE),))
    if kind and len(text) > LONGEST_IDENTIFIER:
        return Normalised(None, (Defect(DefectCode.CELL_TOO_LONG, Outcome.SET_ASIDE),))
    return Normalised(text)


def texts_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a list of texts, telephones, social-media accounts or plates."""
    unknown = form.unknown_words(spec)
    normalise = _CONTACTS.get(spec.reading)
    separators = (*spec.separators, "\n") if normalise else spec.separators
    plates = spec.reading == "plates"

    def read_cell(column: str, cell: Cell) -> FieldReading:
        # A day is one value of another kind, although its separator may part telephones.
        whole = identifier(cell) if normalise else Normalised(text_of(cell))
        if whole.value is None and whole.defects[0].code is not DefectCode.CELL_TOO_LONG:
            return FieldReading({}, notes=notes_of(whole.defects, column, cell))
        values: list[str] = []
        notes: tuple[Note, ...] = ()
        written = cell if isinstance(cell, str) else text_of(cell)
        # A cell of mere signs («?») is one part: it is told, and no list.
        for part in pieces(written, separators, plates=plates) or [written]:
            text = text_of(part)
            if not text:
                continue
            if unknown.reason(text):
                notes += unknown.notes(column, cell, text)
                continue
            item = normalise(text) if normalise else _shared_text(text, spec)
            notes += notes_of(item.defects, column, cell)
            if item.value is not None:
                values.append(item.value)
        fields = {spec.target: tuple(dict.fromkeys(values))} if values else {}
        return FieldReading(fields, notes=tuple(dict.fromkeys(notes)))

    if normalise:
        return _of_all([first_known((name,), unknown, read_cell) for name in spec.of("from")], spec)
    return first_known(spec.of("from"), unknown, read_cell)


def _of_all(readers: Sequence[FieldReader], spec: FieldSpec) -> FieldReader:
    """Return the reader of the values of all columns: two telephones are both a person's."""

    def read(cells: Cells) -> FieldReading:
        readings = [each((cell,)) for each, cell in zip(readers, cells, strict=True)]
        told = [
            reading.fields[spec.target] for reading in readings if spec.target in reading.fields
        ]
        values = [value for each in told if isinstance(each, tuple) for value in each]
        joined = join(readings)
        if not values:
            return joined if joined.has_values or joined.unknown or joined.notes else NOTHING
        return replace(joined, fields={spec.target: tuple(dict.fromkeys(values))})

    return read
