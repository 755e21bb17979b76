"""The mentions of one row (its case, people and stages), made as a profile's specs ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.core.text import fold
from trama.graph.records import UNCODED, FieldValue, Kind, Mention, person_code
from trama.mapping.binding import Binder, BoundReader, RowReading
from trama.mapping.entity_keys import code_in, entity_key, notes_of_damage
from trama.mapping.field_reading import Note, declared_reason, remember
from trama.mapping.row_checks import Said, check_row
from trama.profiles.readings import field_names
from trama.profiles.row_cells import Dealer, RowCells
from trama.profiles.specs import CountSpec, FieldSpec, MentionSpec, PeopleSpec
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.identifiers import writes_day_or_time
from trama.values.least_count import least_count
from trama.values.lists import pieces
from trama.values.quantities import Signs, whole_count

_NamedPeople = tuple[tuple[str, ...], tuple[Note, ...]]
"""The entity keys of the people in a cell, and the notes of what names nobody there."""


@dataclass(slots=True)
class MentionMaker:
    """The maker of the mentions of one mention spec, bound to the columns of one file.

    ``columns`` holds the spec's columns that the file has, with their positions (from 0 in a row).
    ``if_written``, ``unless`` and ``only`` are the spec's conditions by position. ``said`` has what
    the rows so far tell of each person whose code holds across cases, and ``said_in_case`` of the
    people of the last cases, by case and code. ``record_fields`` are the properties of the record
    class of the spec's kind.
    """

    spec: MentionSpec
    readers: tuple[BoundReader, ...]
    constants: Mapping[str, FieldValue]
    record_fields: frozenset[str]
    columns: tuple[tuple[str, int], ...]
    if_written: tuple[int, ...]
    unless: tuple[tuple[int, frozenset[str]], ...]
    only: tuple[tuple[int, frozenset[str]], ...]
    positions: Mapping[str, int]
    numbers: Signs
    unknown: Mapping[str, str]
    registry: str
    dealer: Dealer | None
    said: dict[str, dict[str, FieldValue]] = field(default_factory=dict)
    said_in_case: dict[str, dict[str, FieldValue]] = field(default_factory=dict)
    _named: dict[tuple[PeopleSpec, type, Cell, str], _NamedPeople] = field(default_factory=dict)

    @classmethod
    def bound(cls, spec: MentionSpec, binder: Binder, kept: Sequence[str] = ()) -> "MentionMaker":
        """Return the maker of ``spec`` for the file whose columns the binder knows.

        ``kept`` are the columns that hold no list: those of the case's key.
        """
        record_fields = frozenset(field_names(spec.kind))
        keeps_text = "place_text" in record_fields
        readers = (binder.bind(each, keeps_text=keeps_text) for each in spec.fields)
        at = binder.positions
        return cls(
            spec=spec,
            readers=tuple(reader for reader in readers if reader is not None),
            constants=constants(spec.fields),
            record_fields=record_fields,
            columns=tuple((name, at[name]) for name in spec.all_columns() if name in at),
            if_written=tuple(at[name] for name in spec.if_written if name in at),
            unless=tuple((at[name], texts) for name, texts in spec.unless if name in at),
            only=tuple((at.get(name, -1), texts) for name, texts in spec.only),
            positions=at,
            numbers=binder.form.numbers,
            unknown=binder.form.unknown,
            registry=binder.form.registry,
            dealer=Dealer.of(spec, at, kept),
        )

    def rows(self, row: RowCells, notes: list[Note]) -> Sequence[RowCells]:
        """Return the row itself, or the row of each person or stage that its cells list."""
        if self.dealer is None:
            return (row,)
        rows, withheld = self.dealer.deal(row)
        for column, text in withheld:
            notes.append(Note(column, Defect(DefectCode.VALUES_NOT_DEALT, Outcome.SET_ASIDE), text))
        return rows

    def fields(self, row: RowCells, notes: list[Note]) -> dict[str, FieldValue] | None:
        """Return the fields of the mention. Return None if the row has no such mention.

        1. Return None if every column of ``if_written`` is blank, or one of ``unless`` or
           ``only`` excludes the row.
        2. Start with the profile's constants, and add the reading of every field.
        3. Fill the fields that are still unknown with defaults.
        4. Return None if no field of ``if_known`` is known.
        5. Add ``unknown``, the reasons for the fields that are not known.

        The name ``MENOR DE INICIALES A.B.C. (15)`` beside a blank cell of age gives
        ``{"initials": "ABC", "age": 15.0, …}``.
        """
        spec = self.spec
        if spec.if_written and not any(map(row.texts.__getitem__, self.if_written)):
            return None
        if self.unless and any(fold(row.texts[index]) in texts for index, texts in self.unless):
            return None
        if self.only and any(fold(row.texts[index]) not in texts for index, texts in self.only):
            return None
        reading = RowReading(dict(self.constants), {}, [], notes)
        for read in self.readers:
            read(row.cells, reading)
        fields = reading.fields
        if reading.defaults:
            self._fill(fields, reading.defaults)
        if spec.if_known and not any(map(fields.__contains__, spec.if_known)):
            return None
        if reading.unknown:
            missing = [entry for entry in reading.unknown if entry.partition(":")[0] not in fields]
            if missing:
                fields["unknown"] = tuple(dict.fromkeys(missing))
        return fields

    def _fill(self, fields: dict[str, FieldValue], defaults: Mapping[str, FieldValue]) -> None:
        """Add the defaults of the fields that no column fills.

        Initials stand for the name in a record class that has no field for them.
        """
        for name, value in defaults.items():
            if name not in fields and name in self.record_fields:
                fields[name] = value
            elif name == "initials" and name not in self.record_fields and "name" not in fields:
                fields["name"] = value

    def keys(
        self, row: RowCells, fields: Mapping[str, FieldValue], notes: list[Note]
    ) -> tuple[str, ...]:
        """Return the entity keys: one, or as many as the row counts unnamed people.

        A count of 2 for the mentions called ``women`` gives ``("women#1", "women#2")``.
        """
        spec = self.spec
        if spec.kind in (Kind.CASE, Kind.STAGE):
            return ("",)
        key = entity_key(spec.key, row, fields, self.positions)
        if spec.count is None:
            return (key,)
        base = key or spec.called
        count = self._count(spec.count, row, notes)
        return tuple(f"{base}#{number}" for number in range(1, count + 1))

    def add_code(self, row: RowCells, fields: dict[str, FieldValue], notes: list[Note]) -> None:
        """Add the registry's code of the person to the fields, if it holds across cases."""
        for part in self.spec.key:
            at = self.positions.get(part.column or "", -1)
            if not part.column or at < 0 or not row.texts[at]:
                continue
            if not part.across_cases:
                notes.extend(notes_of_damage(part.column, row.cells[at]))
                continue
            code = code_in(row.cells[at])
            # «0» counts people within one case; across cases it is everybody whom nobody numbered.
            if not code.strip("0") or fold(code) in self.unknown:
                unusable = Defect(DefectCode.PERSON_CODE_UNUSABLE, Outcome.SET_ASIDE)
                notes.append(Note(part.column, unusable, row.texts[at]))
                continue
            fields["person_code"] = person_code(self.registry, code)
            if _contradicts(self.said, code, fields):
                other = Defect(DefectCode.PERSON_CODE_CONTRADICTS, Outcome.SET_ASIDE)
                notes.append(Note(part.column, other, code))
            return

    def tell_code(
        self,
        case_key: str,
        keys: Sequence[str],
        fields: Mapping[str, FieldValue],
        notes: list[Note],
    ) -> None:
        """Note a person's code that a row of the same case gives to somebody else.

        The rows of a case stand near each other: only the people of the last cases are remembered.
        """
        codes = (part.column for part in self.spec.key if not part.across_cases)
        column = next(filter(None, codes), None)
        if not column or self.spec.count or not keys[0] or keys[0].startswith(UNCODED):
            return
        if len(self.said_in_case) > _REMEMBERED_PEOPLE:
            self.said_in_case.clear()
        if _contradicts(self.said_in_case, f"{case_key}\n{keys[0]}", fields):
            twice = Defect(DefectCode.ONE_CODE_TWO_PEOPLE, Outcome.NOTED)
            notes.append(Note(column, twice, keys[0]))

    def _count(self, spec: CountSpec, row: RowCells, notes: list[Note]) -> int:
        """Return the number of people in the cell. Return 0 if there is no credible number."""
        index = self.positions.get(spec.column)
        if index is None or not row.texts[index] or fold(row.texts[index]) in self.unknown:
            return 0
        cell = row.cells[index]
        counted = (least_count if spec.at_least else whole_count)(cell, self.numbers)
        defects = list(counted.defects)
        number = counted.value or 0
        if number > spec.most:
            defects.append(Defect(DefectCode.COUNT_TOO_LARGE, Outcome.SET_ASIDE))
            number = 0
        notes.extend(Note(spec.column, defect, text_of(cell)) for defect in defects)
        return number

    def people(
        self,
        people: PeopleSpec | None,
        row: RowCells,
        keys_of: Mapping[str, Sequence[str]],
        notes: list[Note],
    ) -> tuple[str, ...]:
        """Return the entity keys of the people whom a stage concerns.

        ``keys_of`` maps the names of the row's earlier mentions to their entity keys. A code that
        lost digits, ``?`` or a day names nobody, and is noted.
        """
        if people is None:
            return ()
        if people.column is None:
            return tuple([key for name in people.called for key in keys_of.get(name, ())])
        index = self.positions.get(people.column)
        if index is None or not row.texts[index]:
            return ()
        cell, text = row.cells[index], row.texts[index]
        key = (people, type(cell), cell, text)
        known = self._named.get(key)
        if known is None:
            known = remember(self._named, key, self._people_in(people, cell, text))
        codes, unusable = known
        notes.extend(unusable)
        return codes

    def _people_in(self, people: PeopleSpec, cell: Cell, text: str) -> _NamedPeople:
        """Return the codes of people in a cell, and the notes of those that name nobody."""
        if declared_reason(self.unknown, text):
            return (), ()
        # A day is one value of another kind, although its separator may part codes.
        whole = not isinstance(cell, str) or writes_day_or_time(text)
        listed: Sequence[Cell] = (cell,) if whole else pieces(text, people.separators) or (text,)
        codes = [code_in(each) for each in listed]
        unusable = Defect(DefectCode.PERSON_CODE_UNUSABLE, Outcome.SET_ASIDE)
        notes = [
            Note(people.column or "", unusable, text_of(each))
            for code, each in zip(codes, listed, strict=True)
            if not (code or declared_reason(self.unknown, text_of(each)))
        ]
        return tuple(dict.fromkeys(filter(None, codes))), tuple(notes)

    def originals(self, row: RowCells) -> dict[str, str]:
        """Return the mention's cells as written, by column. Leave the blank cells out."""
        written = row.written
        return {name: written[index] for name, index in self.columns if written[index]}


def _contradicts(
    said: dict[str, dict[str, FieldValue]], code: str, fields: Mapping[str, FieldValue]
) -> bool:
    """Return whether an earlier row tells otherwise of the person of a code."""
    told = {name: fields[name] for name in _TELLING if name in fields}
    known = said.setdefault(code, told)
    for name, value in told.items():
        if known.setdefault(name, value) == value:
            continue
        if name != "name_key" or set(str(value).split()).isdisjoint(str(known[name]).split()):
            return True
    return False


_REMEMBERED_PEOPLE = 20_000
_TELLING = ("sex", "birth_date", "document_key", "name_key")  # of a person, in every case alike


def constants(fields: Sequence[FieldSpec]) -> dict[str, FieldValue]:
    """Return the fields whose value the profile declares for every row."""
    return {each.target: each.value for each in fields if each.value is not None}


class _Draft(NamedTuple):
    """A mention before the row's remaining cells are given to one of the mentions."""

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

    1. In the order of the profile, let each maker read its fields, once for each person or stage
       that its cells list. Skip it if it has no mention.
    2. Give a stage the entity keys of its victims and suspects.
    3. Draft a mention for each entity key, with the cells that it was read from.
    4. Give all other cells of the row to one draft.

    ``names`` holds every column of the file with its position (from 0 in a row).

    A RETA row gives a case, a victim, a suspect and three stages. Its extra column MARCA is kept
    with the victim, and each stage has the victim's key in ``victims``.
    """
    drafts: list[_Draft] = []
    said: list[Said] = []
    keys_of: dict[str, tuple[str, ...]] = {}
    for maker in makers:
        spec = maker.spec
        for part in maker.rows(row, notes):
            fields = maker.fields(part, notes)
            if fields is None:
                continue
            if spec.kind is Kind.STAGE:
                for name, people in (("victims", spec.victims), ("suspects", spec.suspects)):
                    keys = maker.people(people, row, keys_of, notes)
                    if keys:
                        fields[name] = keys
            written = maker.originals(part)
            said.append(Said(spec, fields, written))
            keys = maker.keys(part, fields, notes)
            maker.add_code(part, fields, notes)
            maker.tell_code(case_key, keys, fields, notes)
            keys_of[spec.called] = (*keys_of.get(spec.called, ()), *keys)
            drafts += [_Draft(spec.kind, key, fields, written) for key in keys]
    notes.extend(check_row(said, notes, makers[0].registry if makers else ""))
    _keep_the_rest(drafts, row, names)
    return tuple([Mention.of(d.kind, case_key, d.key, d.fields, d.written) for d in drafts])


def _keep_the_rest(drafts: list[_Draft], row: RowCells, names: Sequence[tuple[str, int]]) -> None:
    """Add the cells that no mention was read from to the first draft that is not the case's.

    Two rows of a case differ by a person or a stage: their other cells belong to that mention.
    """
    kept = {name for draft in drafts for name in draft.written}
    rest = {
        name: row.written[index] for name, index in names if row.written[index] and name not in kept
    }
    if not rest or not drafts:
        return
    main = next((at for at, draft in enumerate(drafts) if draft.kind is not Kind.CASE), 0)
    drafts[main] = drafts[main]._replace(written={**drafts[main].written, **rest})
