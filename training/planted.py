"""The reading of a form with other texts in some cells: its defects, and all that it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.graph.records import FieldValue
from trama.mapping.mapped import MappedRow
from trama.mapping.rereading import read_cells
from trama.training.forms import Form


@dataclass(frozen=True, slots=True)
class FormReading:
    """The columns and codes of a form's defects, and each mention's kind and fields.

    Two readings say the same if ``said`` is equal: «129 A» says what «129-A» says.
    """

    defects: frozenset[tuple[str, str]]
    said: Sequence[tuple[str, Mapping[str, FieldValue]]]

    def codes_of(self, column: str) -> set[str]:
        """Return the codes of the defects in a column."""
        return {code for place, code in self.defects if place == column}


def read_form(form: Form, written: Mapping[str, str]) -> FormReading:
    """Return what a form says with ``written`` in place of some cells."""
    mapped, notes = read_cells(form.profile, form.table, {**form.cells, **written})
    mentions = mapped.mentions if isinstance(mapped, MappedRow) else ()
    return FormReading(
        frozenset((note.column, note.defect.code.value) for note in notes),
        [(each.kind.value, each.fields) for each in mentions],
    )
