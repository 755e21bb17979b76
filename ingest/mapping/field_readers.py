"""The readings that a profile can name, compiled: from a declared field to its reader."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from trama.core.text import fold
from trama.graph.ontology.codelists import code_list
from trama.graph.ontology.provisions import read_article
from trama.graph.records import FieldValue
from trama.ingest.mapping.codes import CodeMatcher, splitter, words_of
from trama.ingest.mapping.field_reading import (
    NOTHING,
    Cells,
    Form,
    Read,
    Reader,
    Words,
    first_of,
    is_blank,
    joined,
    lifted,
    notes,
    reasons,
)
from trama.ingest.mapping.person_fields import age_reader, document_reader, name_reader
from trama.ingest.mapping.place_fields import place_reader
from trama.ingest.profile.specs import FieldSpec
from trama.values import contacts
from trama.values.cells import Cell, text_of
from trama.values.dates import between, year_month
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.names import nickname
from trama.values.partial_date import PartialDate
from trama.values.quantities import quantity, whole_count
from trama.values.words import nationality, sex, yes_or_no

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


def compiled(spec: FieldSpec, form: Form, *, keeps_text: bool) -> Reader:
    """Returns the reader of a field: from the cells of ``spec.all_columns()`` to what they say.

    ``keeps_text`` says that the record has a field for a place as written.
    """
    if spec.reading == "place":
        return place_reader(spec, form, keeps_text=keeps_text)
    if spec.reading in _OWN_READERS:
        return _OWN_READERS[spec.reading](spec, form)
    # A yes or no answers before a word for unknown is looked for in it.
    asked = {} if spec.reading == "yes_no" else form.words(spec)
    return first_of(spec.of("from"), Words(spec.target, asked), _one(spec, form))


@lru_cache(maxsize=4096)  # the rows of a case mostly stand together
def case_number(text: str) -> str:
    """Returns a case's number as it is compared: upper case, plain dashes, single blanks."""
    return _DASHES.sub("-", " ".join(text.upper().split()))


def _one(spec: FieldSpec, form: Form) -> Callable[[str, Cell], Read]:
    """Returns what reads one cell of a field whose first speaking cell counts."""
    words = Words(spec.target, form.words(spec))
    own: Mapping[str, FieldValue] = {
        word: code == "true" if spec.reading == "yes_no" else code for word, code in spec.codes
    }
    if spec.reading == "case_number":
        return lambda _, cell: Read({spec.target: case_number(text_of(cell))})
    if spec.reading == "text":
        return lambda _, cell: _plain(text_of(cell), spec, form)
    normalise: Callable[[Cell], Normalised[FieldValue]] = _normaliser(spec.reading, form)

    def one(column: str, cell: Cell) -> Read:
        if own and fold(text_of(cell)) in own:
            return Read({spec.target: own[fold(text_of(cell))]})
        return lifted(normalise(cell), column, cell, words)

    return _answering(one, words) if spec.reading == "yes_no" else one


def _answering(one: Callable[[str, Cell], Read], words: Words) -> Callable[[str, Cell], Read]:
    """Returns ``one``, with words for unknown asked last: «CON RESERVA» answers a yes or no."""

    def read(column: str, cell: Cell) -> Read:
        found = one(column, cell)
        reason = None if found.fields else words.reason(text_of(cell))
        return Read({}, unknown=(words.note(reason),)) if reason else found

    return read


def _plain(text: str, spec: FieldSpec, form: Form) -> Read:
    if spec.not_in and code_list(spec.not_in).find(text, words_of(form.registry)) is not None:
        return NOTHING
    return Read({spec.target: text})


def _normaliser(reading: str, form: Form) -> Callable[[Cell], Normalised[FieldValue]]:
    plain: Mapping[str, Callable[[Cell], Normalised[FieldValue]]] = {
        "number": lambda cell: quantity(cell, form.numbers),
        "count": lambda cell: whole_count(cell, form.numbers),
        "date": lambda cell: _text_of_date(form.date(cell)),
        "yes_no": yes_or_no,
        "sex": sex,
        "nationality": nationality,
        "nickname": nickname,
    }
    return plain[reading]


def _text_of_date(found: Normalised[PartialDate]) -> Normalised[str]:
    text = found.value.text if found.value else None
    return Normalised(text, found.defects, found.confidence, found.unknown)


def _code_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of one code; further codes in the cell are set aside."""
    many = _codes_reader(spec, form)
    columns = spec.all_columns()

    def read(cells: Cells) -> Read:
        found = many(cells)
        codes = found.fields.get(spec.target, ())
        if not isinstance(codes, tuple) or not codes:
            return found
        extra = Defect(DefectCode.SEVERAL_VALUES, Outcome.SET_ASIDE, codes[0])
        written = next(i for i, cell in enumerate(cells) if not is_blank(cell))
        more = notes((extra,), columns[written], cells[written]) if len(codes) > 1 else ()
        return Read({spec.target: codes[0]}, None, (), found.notes + more)

    return read


def _codes_reader(spec: FieldSpec, form: Form) -> Reader:
    assert spec.code_list is not None  # noqa: S101 - checked when the profile was loaded
    words = Words(spec.target, form.words(spec))
    matcher = CodeMatcher(
        spec.code_list,
        form.registry,
        dict(spec.codes),
        words.reasons,
        spec.separators,
        quiet=spec.quiet,
    )

    def one(column: str, cell: Cell) -> Read:
        matched = matcher.match(text_of(cell))
        return Read(
            fields={spec.target: matched.codes} if matched.codes else {},
            unknown=tuple(words.note(reason) for reason in matched.unknown[:1]),
            notes=notes(matched.defects, column, cell),
        )

    # No words here: the list decides first whether a word such as NO IDENTIFICADO is a value.
    return first_of(spec.of("from"), Words(spec.target, {}), one)


def _provision_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of an article of the penal code, however it is written."""
    words = Words(spec.target, form.words(spec))
    split = splitter(_BETWEEN_ARTICLES)
    own = dict(spec.codes)

    def one(column: str, cell: Cell) -> Read:
        parts = split.split(text_of(cell))[::2]
        read = [own.get(fold(part)) or read_article(part) for part in parts]
        articles = tuple(dict.fromkeys(article for article in read if article))
        if not articles:
            return Read(
                {}, notes=notes((Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE),), column, cell)
            )
        extra = Defect(DefectCode.SEVERAL_VALUES, Outcome.SET_ASIDE, articles[0])
        more = notes((extra,), column, cell) if len(articles) > 1 else ()
        return Read({spec.target: articles[0]}, notes=more)

    return first_of(spec.of("from"), words, one)


def _flags_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of columns of yes and no, each of which stands for a code."""
    code_of = [(code, column) for code, columns in spec.columns for column in columns]
    words = Words(spec.target, form.words(spec))

    def read(cells: Cells) -> Read:
        said: list[Read] = []
        codes: list[str] = []
        for (code, column), cell in zip(code_of, cells, strict=True):
            if is_blank(cell) or words.reason(text_of(cell)):
                continue
            found = yes_or_no(cell)
            said.append(Read({}, None, reasons(found, words), notes(found.defects, column, cell)))
            if found.value:
                codes.append(code)
        fields = {spec.target: tuple(dict.fromkeys(codes))} if codes else {}
        return joined([Read(fields), *said]) if said else NOTHING

    return read


def _texts_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of a list of texts, telephones, accounts or plates."""
    split = splitter(spec.separators)
    words = Words(spec.target, form.words(spec))
    normalise = _CONTACTS.get(spec.reading)

    def one(column: str, cell: Cell) -> Read:
        values: list[str] = []
        found_notes = notes((), column, cell)
        for part in split.split(text_of(cell))[::2]:
            text = part.strip()
            if not text or words.reason(text):
                continue
            found = normalise(text) if normalise else Normalised(text)
            found_notes += notes(found.defects, column, cell)
            if found.value is not None:
                values.append(found.value)
        fields = {spec.target: tuple(dict.fromkeys(values))} if values else {}
        return Read(fields, notes=found_notes)

    return first_of(spec.of("from"), words, one)


def _interval_reader(spec: FieldSpec, form: Form) -> Reader:
    """Returns the reader of a beginning and an end; one of them alone is the date."""
    words = Words(spec.target, form.words(spec))
    begins = spec.of("begin")
    ends = spec.of("end")
    columns = begins + ends

    def read(cells: Cells) -> Read:
        sides: list[Normalised[PartialDate]] = []
        said: list[Read] = []
        for column, cell in zip(columns, cells, strict=True):
            if is_blank(cell) or words.reason(text_of(cell)):
                continue
            found = form.date(cell)
            said.append(lifted(_text_of_date(found), column, cell, words))
            if found.value is not None:
                sides.append(found)
        if len(sides) < 2:
            return joined(said) if said else NOTHING
        whole = between(sides[0], sides[1])
        found_notes = notes(whole.defects, columns[-1], cells[-1])
        text = whole.value.text if whole.value else ""
        own = tuple(note for one in said for note in one.notes)
        extra = tuple(note for note in found_notes if note not in own)
        return Read({spec.target: text} if text else {}, None, (), own + extra)

    return read


def _month_reader(spec: FieldSpec, form: Form) -> Reader:
    words = Words(spec.target, form.words(spec))
    column = spec.of("year")[0]

    def read(cells: Cells) -> Read:
        if is_blank(cells[0]):
            return NOTHING
        found = year_month(cells[0], cells[1] if len(cells) > 1 else None)
        return lifted(_text_of_date(found), column, cells[0], words)

    return read


_BETWEEN_ARTICLES = ("/", ",", ";", " Y ", " E ")  # never the dash: 129-A is one article

_CONTACTS: Mapping[str, Callable[[Cell], Normalised[str]]] = {
    "phones": contacts.phone,
    "accounts": contacts.account,
    "plates": contacts.plate,
}

_OWN_READERS: Mapping[str, Callable[[FieldSpec, Form], Reader]] = {
    "code": _code_reader,
    "codes": _codes_reader,
    "provision": _provision_reader,
    "flags": _flags_reader,
    "texts": _texts_reader,
    "phones": _texts_reader,
    "accounts": _texts_reader,
    "plates": _texts_reader,
    "interval": _interval_reader,
    "year_month": _month_reader,
    "age": age_reader,
    "name": name_reader,
    "document": document_reader,
}
