"""The readers of dates: of a cell, of an interval in two cells, of a year and a month."""

from trama.mapping.field_reading import (
    NOTHING,
    CellReader,
    Cells,
    FieldReader,
    FieldReading,
    Form,
    is_blank,
    join,
    notes_of,
    reading_of,
)
from trama.profiles.specs import FieldSpec
from trama.values.cells import Cell, text_of
from trama.values.dates import between, year_month
from trama.values.defects import Normalised
from trama.values.partial_date import PartialDate


def date_cell_reader(spec: FieldSpec, form: Form) -> CellReader:
    """Return the reader of one cell with a date, in the order of its column."""
    unknown = form.unknown_words(spec)
    # A step of the procedure, such as a hearing, may be set for a day to come.
    to_come = spec.target == "status_date"
    dates = {
        column: form.date_reader(column, spec.date_order, to_come=to_come)
        for column in spec.of("from")
    }

    def read_cell(column: str, cell: Cell) -> FieldReading:
        return reading_of(_date_text(dates[column](cell)), column, cell, unknown)

    return read_cell


def interval_reader(spec: FieldSpec, form: Form) -> FieldReader:
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


def month_reader(spec: FieldSpec, form: Form) -> FieldReader:
    """Return the reader of a month from a cell with its year and a cell with its number or name."""
    unknown = form.unknown_words(spec)
    columns = spec.all_columns()
    dates = form.past()

    def read(cells: Cells) -> FieldReading:
        if is_blank(cells[0]):
            return NOTHING
        month = year_month(cells[0], cells[1] if len(cells) > 1 else None, dates)
        # A defect beside a year that was read is the month's.
        at = 1 if month.value and month.defects else 0
        return reading_of(_date_text(month), columns[at], cells[at], unknown)

    return read


def _date_text(date: Normalised[PartialDate]) -> Normalised[str]:
    """Return a date as the text that a record stores."""
    text = date.value.text if date.value else None
    return Normalised(text, date.defects, date.confidence, date.unknown)
