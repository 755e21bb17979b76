"""The observation of one row of a statistic: its indicator, its period, its place and its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.mapping.binding import Binder, BoundReader, RowReading
from trama.mapping.field_reading import Note
from trama.mapping.mentions import constants
from trama.places.by_names import department_named
from trama.profiles.row_cells import RowCells
from trama.profiles.specs import ObservationSpec
from trama.values.defects import Defect, DefectCode, Outcome

# Measures whose values are numbers of people or of events.
_COUNTED = frozenset({"VICTIMAS", "DENUNCIAS"})
_NO_COUNT = Defect(DefectCode.NOT_A_COUNT, Outcome.SET_ASIDE)


@dataclass(slots=True)
class ObservationMaker:
    """The maker of a row's observation, bound to the columns of one file.

    ``indicator_at`` and ``key_at`` are positions (from 0) in a row. A column that the file lacks
    has the position -1, where every row has a blank cell.
    """

    spec: ObservationSpec
    readers: tuple[BoundReader, ...]
    constants: Mapping[str, FieldValue]
    indicator_at: int
    key_at: tuple[int, ...]
    unit_at: int = -1
    within_at: int = -1

    @classmethod
    def bound(cls, spec: ObservationSpec, binder: Binder) -> "ObservationMaker":
        """Return the maker of ``spec`` for the file whose columns the binder knows."""
        readers = (binder.bind(field, keeps_text=True) for field in spec.fields)
        return cls(
            spec=spec,
            readers=tuple(reader for reader in readers if reader is not None),
            constants=constants(spec.fields),
            indicator_at=binder.positions.get(spec.column or "", -1),
            key_at=tuple(binder.positions.get(name, -1) for name in spec.key),
            unit_at=binder.positions.get(spec.unit or "", -1),
            within_at=binder.positions.get(spec.within or "", -1),
        )

    def make(
        self, row: RowCells, notes: list[Note]
    ) -> tuple[str, str, dict[str, FieldValue]] | Note:
        """Return the key, the key as written and the fields, or the note that rejects the row.

        1. Find the indicator by its text. Reject the row if the profile does not know the text.
        2. Read the fields. Reject the row if there is no period.
        3. Add the indicator and the period's year to the fields.
        4. Join indicator, period and what identifies the row into the key (``_identity``).

        A blank value gives an observation without a value: unknown, and not zero.

        The row ``2017,1,…,C_INTERNET,3`` of RETA's open data gives ``period`` 2017-01, ``year``
        2017 and ``value`` 3.
        """
        column = self.spec.column or ""
        uid = self.spec.constant
        if uid is None:
            text = row.texts[self.indicator_at]
            uid = self.spec.texts.get(fold(text))
            if uid is None:
                return Note(column, Defect(DefectCode.UNKNOWN_INDICATOR, Outcome.REJECTED), text)
        reading = RowReading(dict(self.constants), {}, [], [])
        for read in self.readers:
            read(row.cells, reading)
        fields = reading.fields
        period = fields.get("period")
        if not isinstance(period, str):
            return self._no_period(reading.notes)
        notes.extend(reading.notes)
        if uid.partition("/")[0] in _COUNTED:
            notes.extend(self._no_count(fields))
        fields["indicator"] = uid
        fields["year"] = int(period[:4])
        written = "\x1f".join((uid, period, *(row.texts[index] for index in self.key_at)))
        return "\x1f".join((uid, period, *self._identity(row))), written, fields

    def _identity(self, row: RowCells) -> tuple[str, ...]:
        """Return the texts that identify a row beside indicator and period, folded.

        A unit is known by its name and its department: CUZCO and CUSCO are one department.
        """
        unit = fold(row.texts[self.unit_at])
        if unit:
            within = fold(row.texts[self.within_at])
            return (department_named(within) or within, unit)
        return tuple(fold(row.texts[index]) for index in self.key_at)

    def _no_count(self, fields: dict[str, FieldValue]) -> list[Note]:
        """Take a value away that counts nobody: negative, or with decimals. Return its note."""
        value = fields.get("value")
        if not isinstance(value, int | float) or (value >= 0 and float(value).is_integer()):
            return []
        del fields["value"]
        return [Note(self._columns("value")[0], _NO_COUNT, f"{value:g}")]

    def _columns(self, target: str) -> tuple[str, ...]:
        return next(field.all_columns() for field in self.spec.fields if field.target == target)

    def _no_period(self, notes: Sequence[Note]) -> Note:
        """Return the rejection of a row without a period, with the defect of its cell if any."""
        columns = self._columns("period")
        note = next((note for note in notes if note.column in columns), None)
        if note is None:
            return Note(columns[0], Defect(DefectCode.NO_PERIOD, Outcome.REJECTED), "")
        return replace(note, defect=replace(note.defect, outcome=Outcome.REJECTED))
