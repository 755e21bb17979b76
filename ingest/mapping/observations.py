"""One row of a statistic: its indicator, its period, its place, its value."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.ingest.mapping.binding import Binder, Gathered, Step
from trama.ingest.mapping.field_reading import Note
from trama.ingest.mapping.mentions import RowCells, constants
from trama.ingest.profile.specs import ObservationSpec
from trama.values.defects import Defect, DefectCode, Outcome


@dataclass(slots=True)
class ObservationMaker:
    """Makes the observation that a row is."""

    spec: ObservationSpec
    steps: tuple[Step, ...]
    constants: Mapping[str, FieldValue]
    indicator_at: int
    key_at: tuple[int, ...]

    @classmethod
    def bound(cls, spec: ObservationSpec, binder: Binder) -> "ObservationMaker":
        """Returns the maker of ``spec`` for the file whose columns the binder knows."""
        steps = (binder.step(field, keeps_text=True) for field in spec.fields)
        return cls(
            spec=spec,
            steps=tuple(step for step in steps if step is not None),
            constants=constants(spec.fields),
            indicator_at=binder.positions.get(spec.column or "", -1),
            key_at=tuple(binder.positions.get(name, -1) for name in spec.key),
        )

    def make(self, row: RowCells, notes: list[Note]) -> tuple[str, dict[str, FieldValue]] | Note:
        """Returns the key and the fields of the observation, or why the row is rejected.

        An empty value is kept as an observation without one: it is unknown, and not zero.
        """
        column = self.spec.column or ""
        uid = self.spec.constant
        if uid is None:
            text = row.texts[self.indicator_at]
            uid = self.spec.texts.get(fold(text))
            if uid is None:
                return Note(column, Defect(DefectCode.UNKNOWN_INDICATOR, Outcome.REJECTED), text)
        gathered = Gathered(dict(self.constants), {}, [], [])
        for step in self.steps:
            step(row.cells, gathered)
        fields = gathered.fields
        period = fields.get("period")
        if not isinstance(period, str):
            return next(
                (note for note in gathered.notes if note.defect.outcome is Outcome.REJECTED),
                Note(self._period_column(), Defect(DefectCode.NO_PERIOD, Outcome.REJECTED), ""),
            )
        notes.extend(gathered.notes)
        fields["indicator"] = uid
        fields["year"] = int(period[:4])
        key = "\x1f".join((uid, period, *(row.texts[index] for index in self.key_at)))
        return key, fields

    def _period_column(self) -> str:
        period = next(field for field in self.spec.fields if field.target == "period")
        return period.all_columns()[0]
