"""The reading of a form with other texts in some cells: its defects, and all that it says."""

from collections.abc import Mapping, Sequence

from trama.graph.records import FieldValue
from trama.mapping.field_reading import Note
from trama.mapping.mapped import MappedRow
from trama.mapping.rereading import read_cells
from trama.training.forms import Form

Said = Sequence[tuple[str, Mapping[str, FieldValue]]]
"""Each mention of a row: its kind and its fields."""


def codes_of(form: Form, written: Mapping[str, str], column: str) -> set[str]:
    """Return the codes of the defects in a column, with ``written`` in place of some cells."""
    return {note.defect.code.value for note in _read(form, written)[1] if note.column == column}


def all_codes(form: Form, written: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the columns and codes of all defects, with ``written`` in place of some cells."""
    return {(note.column, note.defect.code.value) for note in _read(form, written)[1]}


def says_the_same(form: Form, written: Mapping[str, str]) -> bool:
    """Return whether a form says the same with ``written`` in place of some cells as without.

    Example: «129 A» says what «129-A» says, and «15 AÑOS» what «15» says.
    """
    return _read(form, written)[0] == _read(form, {})[0]


def _read(form: Form, written: Mapping[str, str]) -> tuple[Said, Sequence[Note]]:
    mapped, notes = read_cells(form.profile, form.table, {**form.cells, **written})
    mentions = mapped.mentions if isinstance(mapped, MappedRow) else ()
    return [(each.kind.value, each.fields) for each in mentions], notes
