"""A field's reader bound to where its columns stand in one file, with its answers remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from trama.graph.records import FieldValue
from trama.ingest.mapping.field_readers import compiled
from trama.ingest.mapping.field_reading import NOTHING, REMEMBERED, Form, Note, Read, Reader
from trama.ingest.profile.specs import FieldSpec
from trama.values.cells import Cell


@dataclass(slots=True)
class Gathered:
    """What one row says so far, for one account; ``notes`` are the whole row's."""

    fields: dict[str, FieldValue]
    defaults: dict[str, FieldValue]
    unknown: list[str]
    notes: list[Note]


Step = Callable[[Sequence[Cell], Gathered], None]


@dataclass(slots=True)
class Binder:
    """Binds fields to the columns of one table as they stand in one file.

    Two accounts that read the same field from the same cells share one reader and its memory.
    """

    form: Form
    positions: Mapping[str, int]
    _steps: dict[tuple[FieldSpec, bool], Step] = field(default_factory=dict)

    def step(self, spec: FieldSpec, *, keeps_text: bool) -> Step | None:
        """Returns the step that reads a field, None where the file has none of its columns."""
        columns = spec.all_columns()
        if not any(column in self.positions for column in columns):
            return None
        known = self._steps.get((spec, keeps_text))
        if known is None:
            reader = compiled(spec, self.form, keeps_text=keeps_text)
            known = _step(reader, [self.positions.get(name, -1) for name in columns])
            self._steps[(spec, keeps_text)] = known
        return known


def _step(reader: Reader, positions: Sequence[int]) -> Step:
    """Returns ``reader`` for whole rows. A column that is not there stands at -1: a blank cell.

    This is the loader's innermost loop: forty fields a row. Hence one closure, no helpers.
    """
    pick = itemgetter(*positions)
    single = len(positions) == 1
    memory: dict[Any, Read] = {}

    def step(cells: Sequence[Cell], into: Gathered) -> None:
        picked = pick(cells)
        if not picked and (picked is None or picked == ""):
            return
        # 1, 1.0 and True are equal keys but not equal cells; texts are the rule and stay cheap.
        kind = type(picked)
        key = picked if kind is str or kind is tuple else (kind, picked)
        found = memory.get(key)
        if found is None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            found = memory[key] = reader((picked,) if single else picked)
        if found is NOTHING:
            return
        into.fields.update(found.fields)
        if found.defaults:
            into.defaults.update(found.defaults)
        if found.unknown:
            into.unknown.extend(found.unknown)
        if found.notes:
            into.notes.extend(found.notes)

    return step
