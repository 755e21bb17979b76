"""The time of day of a stage, read from the cell of its date or from a cell of its own."""

from collections.abc import Iterable
from dataclasses import replace

from trama.mapping.field_reading import (
    Cells,
    FieldReader,
    FieldReading,
    Form,
    Note,
    is_blank,
    notes_of,
)
from trama.profiles.specs import FieldSpec
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.times import clock_time, time_of_day, writes_no_clock

_DAY = len("2024-01-04")


def with_time(read: FieldReader, spec: FieldSpec, form: Form) -> FieldReader:
    """Return a reader of ``date`` that adds ``time`` where the date is one day with an hour.

    A cell of the columns ``time`` outranks the hour in the cell of the date.
    """
    columns = spec.of("time")
    dates = len(spec.all_columns()) - len(columns)
    unknown = form.unknown_words(spec)

    def read_with_time(cells: Cells) -> FieldReading:
        reading = read(cells[:dates])
        if len(str(reading.fields.get("date", ""))) != _DAY:
            return reading
        time: str | None = None
        notes: tuple[Note, ...] = ()
        for column, cell in zip(columns, cells[dates:], strict=True):
            if time is None and not is_blank(cell) and not unknown.reason(text_of(cell)):
                written = clock_time(cell)
                time, notes = written.value, notes + notes_of(written.defects, column, cell)
        if time is None:
            beside = (time_of_day(cell) for cell in cells[:dates] if not is_blank(cell))
            time = next(beside, None)
            notes += _impossible(zip(spec.all_columns(), cells[:dates], strict=False))
        if time is None and not notes:
            return reading
        fields = {**reading.fields, "time": time} if time else reading.fields
        return replace(reading, fields=fields, notes=reading.notes + notes)

    return read_with_time


def _impossible(cells: Iterable[tuple[str, Cell]]) -> tuple[Note, ...]:
    """Return a note for each cell of a date that writes a time which no clock shows."""
    told = (Defect(DefectCode.UNREADABLE_TIME, Outcome.SET_ASIDE),)
    notes = (notes_of(told, column, cell) for column, cell in cells if writes_no_clock(cell))
    return tuple(note for each in notes for note in each)
