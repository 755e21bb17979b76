"""The binding of field readers to the columns of one file: readers of whole rows.

A bound reader adds the reading of its field's cells in a row to a :class:`RowReading`. It
remembers its readings, because most cells repeat from row to row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from trama.graph.records import FieldValue
from trama.mapping.field_readers import compile_reader
from trama.mapping.field_reading import (
    NOTHING,
    REMEMBERED,
    FieldReader,
    FieldReading,
    Form,
    Note,
)
from trama.profiles.specs import FieldSpec
from trama.values.cells import Cell


@dataclass(slots=True)
class RowReading:
    """The readings of one row's cells so far, for one mention or one observation.

    ``notes`` are those of the whole row, whatever the mention.
    """

    fields: dict[str, FieldValue]
    defaults: dict[str, FieldValue]
    unknown: list[str]
    notes: list[Note]


BoundReader = Callable[[Sequence[Cell], RowReading], None]
"""From the cells of a whole row into the reading of the row."""


@dataclass(slots=True)
class Binder:
    """The binder of declared fields to the columns of one table, as they stand in one file.

    ``positions`` maps the profile's columns to their index (from 0) in a row. Two mentions that
    read the same field from the same cells share one reader and its memory.
    """

    form: Form
    positions: Mapping[str, int]
    _bound: dict[tuple[FieldSpec, bool], BoundReader] = field(default_factory=dict)

    def bind(self, spec: FieldSpec, *, keeps_text: bool) -> BoundReader | None:
        """Return the reader of a field in this file. Return None if no column of it is there."""
        columns = spec.all_columns()
        if not any(column in self.positions for column in columns):
            return None
        known = self._bound.get((spec, keeps_text))
        if known is None:
            reader = compile_reader(spec, self.form, keeps_text=keeps_text)
            known = _bind(reader, [self.positions.get(name, -1) for name in columns])
            self._bound[(spec, keeps_text)] = known
        return known


def _bind(reader: FieldReader, positions: Sequence[int]) -> BoundReader:
    """Return ``reader`` for whole rows.

    A column that the file lacks has the position -1: the last cell of a row is always blank.
    This is the loader's innermost loop, forty fields a row: hence one closure and no helpers.
    """
    pick = itemgetter(*positions)
    single = len(positions) == 1
    memory: dict[Any, FieldReading] = {}

    def read(cells: Sequence[Cell], row: RowReading) -> None:
        picked = pick(cells)
        if not picked and (picked is None or picked == ""):
            return
        # 1, 1.0 and True are equal keys but not equal cells; texts are the rule and stay cheap.
        kind = type(picked)
        if kind is str:
            key = picked
        else:
            key = (tuple(map(type, picked)) if kind is tuple else kind, picked)
        reading = memory.get(key)
        if reading is None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            reading = memory[key] = reader((picked,) if single else picked)
        if reading is NOTHING:
            return
        row.fields.update(reading.fields)
        if reading.defaults:
            row.defaults.update(reading.defaults)
        if reading.unknown:
            row.unknown.extend(reading.unknown)
        if reading.notes:
            row.notes.extend(reading.notes)

    return read
