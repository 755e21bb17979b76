"""The accounts of one row: who and what it is about, from the profile's account specs."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trama.core.text import fold
from trama.graph.records import UNCODED, FieldValue, Kind, Mention
from trama.ingest.mapping.binding import Binder, Gathered, Step
from trama.ingest.mapping.codes import splitter
from trama.ingest.mapping.field_reading import Note
from trama.ingest.profile.readings import field_names
from trama.ingest.profile.specs import (
    CountSpec,
    FieldSpec,
    KeyPart,
    MentionSpec,
    PeopleSpec,
)
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.quantities import Signs, whole_count


class RowCells(NamedTuple):
    """A row, its cells padded to the header: as read, as trimmed text, and as written.

    A cell that the reader set aside is blank, and still written.
    """

    cells: Sequence[Cell]
    texts: Sequence[str]
    written: Sequence[str]


@dataclass(slots=True)
class MentionMaker:
    """Makes the accounts that one account spec asks for."""

    spec: MentionSpec
    steps: tuple[Step, ...]
    constants: Mapping[str, FieldValue]
    own: frozenset[str]
    columns: tuple[tuple[str, int], ...]
    if_written: tuple[int, ...]
    unless: tuple[tuple[int, frozenset[str]], ...]
    positions: Mapping[str, int]
    numbers: Signs
    unknown: Mapping[str, str]

    @classmethod
    def bound(cls, spec: MentionSpec, binder: Binder) -> "MentionMaker":
        """Returns the maker of ``spec`` for the file whose columns the binder knows."""
        own = frozenset(field_names(spec.kind))
        keeps = "place_text" in own
        steps = (binder.step(field, keeps_text=keeps) for field in spec.fields)
        at = binder.positions
        return cls(
            spec=spec,
            steps=tuple(step for step in steps if step is not None),
            constants=constants(spec.fields),
            own=own,
            columns=tuple((name, at[name]) for name in spec.all_columns() if name in at),
            if_written=tuple(at[name] for name in spec.if_written if name in at),
            unless=tuple((at[name], texts) for name, texts in spec.unless if name in at),
            positions=at,
            numbers=binder.form.numbers,
            unknown=binder.form.unknown,
        )

    def fields(self, row: RowCells, notes: list[Note]) -> dict[str, FieldValue] | None:
        """Returns what the row says of it, None where the row has no such account."""
        spec = self.spec
        if spec.if_written and not any(map(row.texts.__getitem__, self.if_written)):
            return None
        if self.unless and any(fold(row.texts[index]) in texts for index, texts in self.unless):
            return None
        gathered = Gathered(dict(self.constants), {}, [], notes)
        for step in self.steps:
            step(row.cells, gathered)
        fields = gathered.fields
        if gathered.defaults:
            self._complete(fields, gathered.defaults)
        if spec.if_known and not any(map(fields.__contains__, spec.if_known)):
            return None
        if gathered.unknown:
            missing = [why for why in gathered.unknown if why.partition(":")[0] not in fields]
            if missing:
                fields["unknown"] = tuple(dict.fromkeys(missing))
        return fields

    def _complete(self, fields: dict[str, FieldValue], defaults: Mapping[str, FieldValue]) -> None:
        """Adds what a name said besides, where no column of its own says it."""
        for name, value in defaults.items():
            if name not in fields and name in self.own:
                fields[name] = value
            elif name == "initials" and name not in self.own and "name" not in fields:
                fields["name"] = value

    def keys(
        self, row: RowCells, fields: Mapping[str, FieldValue], notes: list[Note]
    ) -> tuple[str, ...]:
        """Returns the entity keys: one, or as many as the row counts unnamed people."""
        spec = self.spec
        if spec.kind in (Kind.CASE, Kind.STAGE):
            return ("",)
        key = _entity_key(spec.key, row, fields, self.positions)
        if spec.count is None:
            return (key,)
        base = key or spec.called
        number = self._counted(spec.count, row, notes)
        return tuple(f"{base}#{one}" for one in range(1, number + 1))

    def _counted(self, count: CountSpec, row: RowCells, notes: list[Note]) -> int:
        """Returns how many people the cell counts, 0 where it says none that can be believed."""
        index = self.positions.get(count.column)
        if index is None or not row.texts[index] or fold(row.texts[index]) in self.unknown:
            return 0
        cell = row.cells[index]
        found = whole_count(cell, self.numbers)
        defects = list(found.defects)
        number = found.value or 0
        if number > count.most:
            defects.append(Defect(DefectCode.COUNT_TOO_LARGE, Outcome.SET_ASIDE))
            number = 0
        notes.extend(Note(count.column, defect, text_of(cell)) for defect in defects)
        return number

    def people(
        self, people: PeopleSpec | None, row: RowCells, made: Mapping[str, Sequence[str]]
    ) -> tuple[str, ...]:
        """Returns the entity keys of the people whom a stage concerns."""
        if people is None:
            return ()
        if people.column is None:
            return tuple([key for name in people.called for key in made.get(name, ())])
        index = self.positions.get(people.column)
        if index is None or not row.texts[index]:
            return ()
        parts = splitter(people.separators).split(row.texts[index])[::2]
        return tuple(dict.fromkeys(entity_code(part) for part in parts if part.strip()))

    def originals(self, row: RowCells) -> dict[str, str]:
        """Returns the cells that it was read from, as written; blank ones are left out."""
        written = row.written
        return {name: written[index] for name, index in self.columns if written[index]}


def constants(fields: Sequence[FieldSpec]) -> dict[str, FieldValue]:
    """Returns what the profile says of every row, whatever its cells say."""
    return {one.target: one.value for one in fields if one.value is not None}


class _Draft(NamedTuple):
    """A mention before all cells of its row are dealt out."""

    kind: Kind
    key: str
    fields: Mapping[str, FieldValue]
    written: Mapping[str, str]


def make_mentions(
    makers: Sequence[MentionMaker],
    case_key: str,
    row: RowCells,
    names: Sequence[tuple[str, int]],
    notes: list[Note],
) -> tuple[Mention, ...]:
    """Return the mentions of a row, people before the stages that name them.

    ``names`` holds every column of the file with its position: each cell as written goes with the
    mention that was read from it, each other cell with the mention that tells the row apart.
    """
    drafts: list[_Draft] = []
    made: dict[str, tuple[str, ...]] = {}
    for maker in makers:
        fields = maker.fields(row, notes)
        if fields is None:
            continue
        spec = maker.spec
        if spec.kind is Kind.STAGE:
            for name, people in (("victims", spec.victims), ("suspects", spec.suspects)):
                keys = maker.people(people, row, made)
                if keys:
                    fields[name] = keys
        written = maker.originals(row)
        made[spec.called] = maker.keys(row, fields, notes)
        drafts += [_Draft(spec.kind, key, fields, written) for key in made[spec.called]]
    _keep_the_rest(drafts, row, names)
    return tuple([Mention.of(one.kind, case_key, one.key, *one[2:]) for one in drafts])


def _keep_the_rest(drafts: list[_Draft], row: RowCells, names: Sequence[tuple[str, int]]) -> None:
    """Add the cells that no mention was read from to one of the mentions.

    It is the first that is not the case's: what differs between two rows of a case stands on the
    person or stage by which the rows differ.
    """
    kept = {name for draft in drafts for name in draft.written}
    rest = {
        name: row.written[index] for name, index in names if row.written[index] and name not in kept
    }
    if not rest or not drafts:
        return
    main = next((at for at, draft in enumerate(drafts) if draft.kind is not Kind.CASE), 0)
    drafts[main] = drafts[main]._replace(written={**drafts[main].written, **rest})


def entity_code(text: str) -> str:
    """Returns a registry's code of a person within a case as it is compared."""
    return " ".join(text.upper().split())


def _entity_key(
    parts: Sequence[KeyPart],
    row: RowCells,
    fields: Mapping[str, FieldValue],
    positions: Mapping[str, int],
) -> str:
    for part in parts:
        if part.column is not None:
            index = positions.get(part.column)
            if index is not None and row.texts[index]:
                return entity_code(row.texts[index])
            continue
        known = [name for name in part.fields if name in fields]
        if len(known) == len(part.fields) or (part.any_known and known):
            return UNCODED + _digest([f"{name}={_folded(fields[name])}" for name in known])
    return UNCODED if parts else ""


def _folded(value: FieldValue) -> str:
    return fold(value) if isinstance(value, str) else str(value)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()
