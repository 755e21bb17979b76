"""One row of a statistic: its indicator, its period, its place, its value."""

from collections.abc import Mapping
from dataclasses import dataclass

from trama.core.text import fold
from trama.graph.records import FieldValue
from trama.ingest.mapping.cells import Note
from trama.ingest.mapping.mentions import RowCells, constants
from trama.ingest.mapping.steps import Binder, Gathered, Step
from trama.ingest.profile.specs import ObservationShape
from trama.values.findings import Finding, Outcome


@dataclass(slots=True)
class ObservationMaker:
    """Makes the observation that a row is."""

    shape: ObservationShape
    steps: tuple[Step, ...]
    constants: Mapping[str, FieldValue]
    indicator_at: int
    key_at: tuple[int, ...]

    @classmethod
    def bound(cls, shape: ObservationShape, binder: Binder) -> "ObservationMaker":
        """Returns the maker of ``shape`` for the file whose columns the binder knows."""
        steps = (binder.step(field, keeps_text=True) for field in shape.fields)
        return cls(
            shape=shape,
            steps=tuple(step for step in steps if step is not None),
            constants=constants(shape.fields),
            indicator_at=binder.positions.get(shape.column or "", -1),
            key_at=tuple(binder.positions.get(name, -1) for name in shape.key),
        )

    def make(self, row: RowCells, notes: list[Note]) -> tuple[str, dict[str, FieldValue]] | Note:
        """Returns the key and the fields of the observation, or why the row is rejected.

        An empty value is kept as an observation without one: it is unknown, and not zero.
        """
        column = self.shape.column or ""
        uid = self.shape.constant
        if uid is None:
            text = row.texts[self.indicator_at]
            uid = self.shape.texts.get(fold(text))
            if uid is None:
                return Note(column, Finding("unknown_indicator", Outcome.REJECTED), text)
        gathered = Gathered(dict(self.constants), {}, [], [])
        for step in self.steps:
            step(row.cells, gathered)
        fields = gathered.fields
        period = fields.get("period")
        if not isinstance(period, str):
            return next(
                (note for note in gathered.notes if note.finding.outcome is Outcome.REJECTED),
                Note(self._period_column(), Finding("no_period", Outcome.REJECTED), ""),
            )
        notes.extend(gathered.notes)
        fields["indicator"] = uid
        fields["year"] = int(period[:4])
        key = "\x1f".join((uid, period, *(row.texts[index] for index in self.key_at)))
        return key, fields

    def _period_column(self) -> str:
        period = next(field for field in self.shape.fields if field.target == "period")
        return period.all_columns()[0]
