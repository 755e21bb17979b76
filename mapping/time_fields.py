"""The time of day of a stage, read from the cell of its date."""

from dataclasses import replace

from trama.mapping.field_reading import Cells, FieldReader, FieldReading, is_blank
from trama.values.times import time_of_day

_DAY = len("2024-01-04")


def with_time(read: FieldReader) -> FieldReader:
    """Return a reader of ``date`` that adds ``time`` where the date is one day with an hour."""

    def read_with_time(cells: Cells) -> FieldReading:
        reading = read(cells)
        if len(str(reading.fields.get("date", ""))) != _DAY:
            return reading
        time = next((time_of_day(cell) for cell in cells if not is_blank(cell)), None)
        if time is None:
            return reading
        return replace(reading, fields={**reading.fields, "time": time})

    return read_with_time
