"""The readers of declared fields: for each reading that a profile can name, one compiled reader.

The main value is the function that :func:`compile_reader` returns, from cells to their reading.
Names, documents and ages are read in person_fields, places in place_fields.
"""

from collections.abc import Callable, Mapping

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.mapping.codes import CodeMatcher
from trama.mapping.date_fields import date_cell_reader, interval_reader, month_reader
from trama.mapping.field_reading import (
    NOTHING,
    CellReader,
    Cells,
    FieldReader,
    FieldReading,
    Form,
    UnknownWords,
    first_known,
    is_blank,
    join,
    notes_of,
    reading_of,
)
from trama.mapping.person_fields import age_reader, document_reader, name_reader
from trama.mapping.place_fields import place_reader
from trama.mapping.text_readers import read_case_number, read_text, texts_reader
from trama.mapping.time_fields import with_time
from trama.ontology.provisions import read_article
from trama.places.countries import country
from trama.profiles.specs import FieldSpec
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.least_count import least_count
from trama.values.lists import splitter
from trama.values.names import nickname
from trama.values.quantities import quantity, whole_count
from trama.values.words import sex, yes_or_no


def compile_reader(spec: FieldSpec, form: Form, *, keeps_text: bool) -> FieldReader:
    """Return the reader of a field: from the cells of ``spec.all_columns()`` to their reading.

    ``keeps_text`` is true if the record has a field for a place as written.
    """
    if spec.reading == "place":
        return place_reader(spec, form, keeps_text=keeps_text)
    if spec.target == "date" and spec.reading in ("date", "interval"):
        return with_time(_compiled(spec, form), spec, form)
    return _compiled(spec, form)


def _compiled(spec: FieldSpec, form: Form) -> FieldReader:
    if spec.reading in _FIELD_READERS:
        return _FIELD_READERS[spec.reading](spec, form)
    # The cell reader of yes and no looks for the words for unknown itself, last.
    unknown = None if spec.reading == "yes_no" else form.unknown_words(spec)
    return first_known(spec.of("from"), unknown, _cell_reader(spec, form))


def _cell_reader(spec: FieldSpec, form: Form) -> CellReader:
    """Return the reader of one cell, for a reading that takes the first cell with a value."""
    unknown = form.unknown_words(spec)
    own_codes: Mapping[str, FieldValue] = {
        word: code == "true" if spec.reading == "yes_no" else code for word, code in spec.codes
    }
    if spec.reading == "case_number":
        return lambda column, cell: read_case_number(column, cell, spec)
    if spec.reading == "text":
        return lambda column, cell: read_text(column, cell, spec, form)
    if spec.reading == "date":
        return date_cell_reader(spec, form)
    normalise: Callable[[Cell], Normalised[FieldValue]] = _normaliser(spec, form)

    def read_cell(column: str, cell: Cell) -> FieldReading:
        if own_codes and fold(text_of(cell)) in own_codes:
            return FieldReading({spec.target: own_codes[fold(text_of(cell))]})
        return reading_of(normalise(cell), column, cell, unknown)

    return _unknown_last(read_cell, unknown) if spec.reading == "yes_no" else read_cell


def _unknown_last(read_cell: CellReader, unknown: UnknownWords) -> CellReader:
    """Return ``read_cell``, followed by the words for unknown if the cell has no value.

    «CON RESERVA» is a word for unknown elsewhere, but it answers a yes or no.
    """

    def read(column: str, cell: Cell) -> FieldReading:
        reading = read_cell(column, cell)
        reason = None if reading.fields else unknown.reason(text_of(cell))
        return unknown.reading(reason) if reason else reading

    return read


def _normaliser(spec: FieldSpec, form: Form) -> Callable[[Cell], Normalised[FieldValue]]:
    """Return the function of trama.values that makes a cell of this field comparable."""
    count = least_count if spec.at_least else whole_count
    normalisers: Mapping[str, Callable[[Cell], Normalised[FieldValue]]] = {
        "number": lambda cell: quantity(cell, form.numbers),
        "count": lambda cell: count(cell, form.numbers),
        "yes_no": yes_or_no,
        "sex": sex,
        "nationality": _nationality,
        "nickname": nickname,
    }
    return normalisers[spec.reading]


def _nationality(cell: Cell) -> Normalised[FieldValue]:
    """Return the country of a nationality. A sign of doubt (``Peruana?``) is told."""
    read = country(cell)
    if read.value is None or "?" not in text_of(cell):
        return read
    return Normalised(read.value, (Defect(DefectCode.CODE_IN_DOUBT, Outcome.NOTED),))


def _code_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a single code. It sets the further codes of a cell aside."""
    read_codes = _codes_reader(spec, form)
    columns = spec.all_columns()

    def read(cells: Cells) -> FieldReading:
        reading = read_codes(cells)
        codes = reading.fields.get(spec.target, ())
        if not isinstance(codes, tuple) or not codes:
            return reading
        several = Defect(DefectCode.SEVERAL_VALUES, Outcome.SET_ASIDE, codes[0])
        at = next(index for index, cell in enumerate(cells) if not is_blank(cell))
        extra = notes_of((several,), columns[at], cells[at]) if len(codes) > 1 else ()
        return FieldReading({spec.target: codes[0]}, notes=reading.notes + extra)

    return read


def _codes_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of the codes of a closed list, of which a cell may hold several."""
    assert spec.code_list is not None  # noqa: S101 - checked when the profile was loaded
    unknown = form.unknown_words(spec)
    matcher = CodeMatcher(
        spec.code_list,
        form.registry,
        dict(spec.codes),
        unknown.reasons,
        spec.separators,
        quiet=spec.quiet,
    )

    def read_cell(column: str, cell: Cell) -> FieldReading:
        # A line break separates too. Where it only wraps a value, the whole value is tried first.
        lines = cell.splitlines() if isinstance(cell, str) and spec.separators else ()
        text = spec.separators[0].join(lines) if len(lines) > 1 else cell
        match = matcher.match(text_of(text))
        return FieldReading(
            fields={spec.target: match.codes} if match.codes else {},
            unknown=tuple(unknown.entry(reason) for reason in match.unknown[:1]),
            notes=notes_of(match.defects, column, cell),
        )

    # No words here: the list decides first whether a word such as NO IDENTIFICADO is a value.
    return first_known(spec.of("from"), None, read_cell)


def _provision_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of an article of the penal code, in any of its spellings.

    It keeps the first article of a cell: «129-A / 129-B» gives CP-129-A and a note.
    """
    split = splitter(_ARTICLE_SEPARATORS)
    own_codes = dict(spec.codes)

    def read_cell(column: str, cell: Cell) -> FieldReading:
        parts = split.split(text_of(cell))[::2]
        read = [own_codes.get(fold(part)) or read_article(part) for part in parts]
        articles = tuple(dict.fromkeys(article for article in read if article))
        if not articles:
            strange = Defect(DefectCode.UNKNOWN_CODE, Outcome.SET_ASIDE)
            return FieldReading({}, notes=notes_of((strange,), column, cell))
        several = Defect(DefectCode.SEVERAL_VALUES, Outcome.SET_ASIDE, articles[0])
        extra = notes_of((several,), column, cell) if len(articles) > 1 else ()
        return FieldReading({spec.target: articles[0]}, notes=extra)

    return first_known(spec.of("from"), form.unknown_words(spec), read_cell)


def _flags_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of columns of yes and no, each of which stands for a code."""
    code_of = [(code, column) for code, columns in spec.columns for column in columns]
    unknown = form.unknown_words(spec)

    def read(cells: Cells) -> FieldReading:
        answers: list[FieldReading] = []
        codes: list[str] = []
        for (code, column), cell in zip(code_of, cells, strict=True):
            if is_blank(cell) or unknown.reason(text_of(cell)):
                continue
            flag = yes_or_no(cell)
            notes = notes_of(flag.defects, column, cell)
            answers.append(FieldReading({}, unknown=unknown.entries(flag), notes=notes))
            if flag.value:
                codes.append(code)
        fields = {spec.target: tuple(dict.fromkeys(codes))} if codes else {}
        return join([FieldReading(fields), *answers]) if answers else NOTHING

    return read


_ARTICLE_SEPARATORS = ("/", ",", ";", " Y ", " E ")  # never the dash: 129-A is one article

_FIELD_READERS: Mapping[str, Callable[[FieldSpec, Form], FieldReader]] = {
    "code": _code_reader,
    "codes": _codes_reader,
    "provision": _provision_reader,
    "flags": _flags_reader,
    "texts": texts_reader,
    "phones": texts_reader,
    "accounts": texts_reader,
    "plates": texts_reader,
    "interval": interval_reader,
    "year_month": month_reader,
    "age": age_reader,
    "name": name_reader,
    "document": document_reader,
}
