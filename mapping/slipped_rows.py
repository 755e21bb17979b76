"""Rows whose cells stand under wrong headings, as their typed cells show."""

from collections.abc import Mapping, Sequence

from trama.mapping.field_reading import Note
from trama.profiles.specs import FieldSpec, TableSpec
from trama.values.defects import Outcome

# Readings whose cells have a form of their own: only these show that cells have slipped.
_TYPED_READINGS = frozenset(
    {"code", "codes", "date", "interval", "year_month", "number", "count", "age", "sex", "yes_no"}
)


def slipped(notes: Sequence[Note], typed: int, *, far_fewer: bool) -> bool:
    """Return whether the cells set aside show that a row's cells stand under wrong headings.

    ``typed`` is the number of cells with text under headings of codes, dates and numbers. A row
    with fewer than half the header's cells (``far_fewer``) slipped if half of its typed cells are
    wrong, or if it has no typed cell. In another row at least two, and more than half, are wrong.
    """
    wrong = len({n.column for n in notes if n.defect.outcome is Outcome.SET_ASIDE})
    if far_fewer:
        return (wrong >= 1 and wrong * 2 >= typed) or typed == 0
    return wrong >= 2 and wrong * 2 > typed


def typed_positions(spec: TableSpec, positions: Mapping[str, int]) -> tuple[int, ...]:
    """Return the positions of the columns whose cells can show a slip."""
    fields: list[FieldSpec] = [f for mention in spec.mentions for f in mention.fields]
    if spec.observations:
        fields.extend(spec.observations.fields)
    names = {name for f in fields if f.reading in _TYPED_READINGS for name in f.all_columns()}
    return tuple(sorted(positions[name] for name in names if name in positions))
