"""The readers of declared fields: for each reading that a profile can name, one compiled reader.

The main value is the function that :func:`compile_reader` returns, from cells to their reading.
Names, documents and ages are read in person_fields, places in place_fields.
"""

from collections.abc import Callable, Mapping

from trama.core.text import fold
from trama.graph.ontology.provisions import read_article
from trama.graph.records import FieldValue
from trama.mapping.codes import CodeMatcher
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
from trama.places.countries import country
from trama.profiles.specs import FieldSpec
from trama.values.cells import Cell, text_of
from trama.values.dates import between, year_month
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.least_count import least_count
from trama.values.lists import splitter
from trama.values.names import nickname
from trama.values.partial_date import PartialDate
from trama.values.quantities import quantity, whole_count
from trama.values.words import sex, yes_or_no


def compile_reader(spec: FieldSpec, form: Form, *, keeps_text: bool) -> FieldReader:
    """Return the reader of a field: from the cells of ``spec.all_columns()`` to their reading.

    ``keeps_text`` is true if the record has a field for a place as written.
    """
    if spec.reading == "place":
        return place_reader(spec, form, keeps_text=keeps_text)
    if spec.target == "date" and spec.reading in ("date", "interval"):
        return with_time(_compiled(spec, form))
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
        # A step of the procedure, such as a hearing, may be set for a day to come.
        to_come = spec.target == "status_date"
        dates = {
            column: form.date_reader(column, spec.date_order, to_come=to_come)
            for column in spec.all_columns()
        }
        return lambda column, cell: reading_of(
            _date_text(dates[column](cell)), column, cell, unknown
        )
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
        "nationality": country,
        "nickname": nickname,
    }
    return normalisers[spec.reading]


def _date_text(date: Normalised[PartialDate]) -> Normalised[str]:
    """Return a date as the text that a record stores."""
    text = date.value.text if date.value else None
    return Normalised(text, date.defects, date.confidence, date.unknown)


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


def _interval_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of an interval from the cells of its beginning and its end.

    1. Read each cell that is neither blank nor a word for unknown as a date.
    2. If there are fewer than two dates, return the date, or NOTHING.
    3. Otherwise make an interval of the first two dates.
    4. Add the notes of the interval that its two cells do not have already.

    «05/03/2017» and «09/03/2017» give ``2017-03-05/2017-03-09``; an end alone gives its date.
    """
    unknown = form.unknown_words(spec)
    columns = spec.of("begin") + spec.of("end")
    read_date = {column: form.date_reader(column, spec.date_order) for column in columns}

    def read(cells: Cells) -> FieldReading:
        dates: list[Normalised[PartialDate]] = []
        readings: list[FieldReading] = []
        for column, cell in zip(columns, cells, strict=True):
            if is_blank(cell) or unknown.reason(text_of(cell)):
                continue
            date = read_date[column](cell)
            readings.append(reading_of(_date_text(date), column, cell, unknown))
            if date.value is not None:
                dates.append(date)
        if len(dates) < 2:
            return join(readings) if readings else NOTHING
        interval = between(dates[0], dates[1])
        own = tuple(note for reading in readings for note in reading.notes)
        both = notes_of(interval.defects, columns[-1], cells[-1])
        fields = {spec.target: interval.value.text} if interval.value else {}
        return FieldReading(fields, notes=own + tuple(note for note in both if note not in own))

    return read


def _month_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a month from a cell with its year and a cell with its number or name."""
    unknown = form.unknown_words(spec)
    column = spec.of("year")[0]

    def read(cells: Cells) -> FieldReading:
        if is_blank(cells[0]):
            return NOTHING
        month = year_month(cells[0], cells[1] if len(cells) > 1 else None)
        return reading_of(_date_text(month), column, cells[0], unknown)

    return read


# The fields of free text that become nodes which cases share, with the kind of their fillers.

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
    "interval": _interval_reader,
    "year_month": _month_reader,
    "age": age_reader,
    "name": name_reader,
    "document": document_reader,
}
