"""The cells that a row takes from the rows above it: a case's key, or a person, written once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from trama.core.text import fold
from trama.graph.records import Kind
from trama.ontology.codelists import code_list
from trama.profiles.row_cells import OWN_READINGS, RowCells
from trama.profiles.specs import MentionSpec, TableSpec

_PEOPLE = (Kind.VICTIM, Kind.SUSPECT)


@dataclass(slots=True)
class LinesInTurn:
    """The lines of rows, of which each follows the one before, or a blank line lies between."""

    _next: int = 0

    def follows(self, line: int, row: RowCells) -> bool:
        """Return whether a row stands right below the row asked about before."""
        follows = line <= self._next
        breaks = sum(cell.count("\n") for cell in row.cells if isinstance(cell, str))
        self._next = line + 1 + breaks
        return follows


@dataclass(slots=True)
class FillDown:
    """The filling of the blank cells of one table, row after row.

    ``keys`` are the positions (from 0) of the case's key, ``fills_keys`` tells whether a blank key
    is filled. ``mentions`` has the positions of each mention that is filled. ``people`` are those
    of all people, if the profile fills keys and is silent about people: a row below a key that
    names none of them goes on with those above. Nothing passes a blank line, a rejected row, or a
    key that changes.
    """

    keys: tuple[int, ...]
    fills_keys: bool
    mentions: tuple[tuple[int, ...], ...]
    people: tuple[int, ...] = ()
    _above: RowCells | None = None
    _lines: LinesInTurn = field(default_factory=LinesInTurn)
    _people: dict[int, RowCells] = field(default_factory=dict)
    _group: RowCells | None = None

    @classmethod
    def of(cls, spec: TableSpec, positions: Mapping[str, int]) -> "FillDown | None":
        """Return the filling of a table. Return None if its profile asks for none."""
        columns = [mention.all_columns() for mention in spec.mentions if mention.fill_down]
        if not (spec.fill_down or columns):
            return None
        keys = tuple(positions[name] for name in spec.key if name in positions)
        own = (
            tuple(positions[name] for name in names if name in positions and name not in spec.key)
            for names in columns
        )
        people = [m for m in spec.mentions if m.kind in _PEOPLE]
        silent = bool(spec.fill_down) and all(m.fill_down is None for m in people)
        told = own_columns(spec, people) if silent else []
        named = tuple(positions[name] for name in told if name in positions)
        return cls(keys, bool(spec.fill_down), tuple(own), named)

    def filled(self, line: int, row: RowCells, merged: Collection[int] = ()) -> RowCells:
        """Return the row with its blank cells filled, and remember it for the next row.

        ``merged`` are the positions of cells that are merged with the cell above.

        1. Forget the rows above if a line between them and this row is blank.
        2. Take their key if the row has none. Forget their people if the key changes.
        3. Take the person of the rows above for each mention without any cell. Below a key, take
           all people if the profile is silent about them, and none of them has a cell.

        ``EXP-1;ANA;Captación`` and below it ``;;Traslado`` give ``EXP-1;ANA;Traslado``.
        """
        above = self._above if self._lines.follows(line, row) else None
        below = above is not None and row.is_bare(self.keys, merged)
        if above and self.fills_keys and not any(row.written[at] for at in self.keys):
            row = row.taking(above, self.keys)
        if not above or any(row.texts[at] != above.texts[at] for at in self.keys):
            self._people.clear()
            self._group = None
        if any(row.written[at] for at in self.people):
            self._group = row
        elif below and self._group is not None:
            row = row.taking(self._group, self.people)
        for number, own in enumerate(self.mentions):
            if any(row.written[at] for at in own):
                self._people[number] = row
            elif number in self._people:
                row = row.taking(self._people[number], own)
        self._above = row
        return row

    def stop(self) -> None:
        """Let nothing pass from the rows above to those below."""
        self._above = None
        self._group = None
        self._people.clear()


@dataclass(slots=True)
class SureFilling:
    """The filling of the rows that beyond doubt go on with the case above.

    Such a row has no key and nothing of the case or its people: only a stage with a known phase.
    It takes the key and the people of the row above that has a key. All columns are positions (from
    0): ``stage`` are those that such a row may write, ``known`` those of the profile, ``phases``
    those of phases, each with the profile's own texts.
    """

    keys: tuple[int, ...]
    people: tuple[int, ...]
    stage: frozenset[int]
    phases: tuple[tuple[int, Mapping[str, str]], ...]
    known: frozenset[int]
    _head: RowCells | None = None
    _lines: LinesInTurn = field(default_factory=LinesInTurn)

    @classmethod
    def of(cls, spec: TableSpec, positions: Mapping[str, int]) -> "SureFilling | None":
        """Return the filling of a table. Return None if no row can show that it goes on.

        A table without people, or whose phase stands in no column, has no such row.
        """
        if not spec.key or not all(name in positions for name in spec.key):
            return None
        people = [m for m in spec.mentions if m.kind in _PEOPLE]
        stages = [m for m in spec.mentions if m.kind is Kind.STAGE]
        coded = [f for m in stages for f in m.fields if (f.target, f.reading) == ("phase", "code")]
        phases = tuple(
            (positions[n], dict(f.codes)) for f in coded for n in f.all_columns() if n in positions
        )
        named = {name for mention in people for name in _naming(mention)} | set(spec.key)
        named |= {g.column for m in stages for g in (m.victims, m.suspects) if g and g.column}
        own = {name for mention in stages for name in mention.all_columns()} - named
        told = {name for mention in people for name in mention.all_columns()} - own - set(spec.key)
        if not (phases and any(name in positions for name in told)):
            return None
        return cls(
            keys=tuple(positions[name] for name in spec.key),
            people=tuple(positions[name] for name in sorted(told) if name in positions),
            stage=frozenset(positions[name] for name in own if name in positions),
            phases=phases,
            known=frozenset(positions.values()),
        )

    def goes_on(self, row: RowCells) -> bool:
        """Return whether a row has only cells of a stage, of a known phase, and so no key.

        A column that the profile does not know may number the rows.
        """
        for at, text in enumerate(row.written):
            if text and at not in self.stage and (at in self.known or not text.isdecimal()):
                return False
        texts = [(row.texts[at], codes) for at, codes in self.phases if row.texts[at]]
        return bool(texts) and all(_is_phase(text, codes) for text, codes in texts)

    def filled(self, line: int, row: RowCells, merged: Collection[int] = ()) -> RowCells:
        """Return the row with the key and the people of the case above, if it goes on with it.

        A key whose cells are merged with those above (``merged``) is as good as a blank one.

        ``EXP-1;ANA;Captación`` and below it ``;;Traslado`` give ``EXP-1;ANA;Traslado``.
        """
        follows = self._lines.follows(line, row)
        bare = row.without([at for at in self.keys if at in merged]) if merged else row
        if self._head is not None and follows and self.goes_on(bare):
            return row.taking(self._head, (*self.keys, *self.people))
        self._head = row
        return row

    def stop(self) -> None:
        """Let nothing pass from the rows above to those below."""
        self._head = None


def own_columns(spec: TableSpec, people: Sequence[MentionSpec]) -> list[str]:
    """Return the columns of some people that neither the key, the case nor a stage has."""
    shared = {n for m in spec.mentions if m.kind not in _PEOPLE for n in m.all_columns()}
    named = {name for mention in people for name in _naming(mention)} - set(spec.key)
    others = {n for m in people for n in m.all_columns()} - shared - set(spec.key)
    return sorted(named | others)


def _naming(mention: MentionSpec) -> list[str]:
    """Return the columns that name a person: of their own values, codes and counts."""
    own = [field for field in mention.fields if field.reading in OWN_READINGS]
    named = [
        name
        for field in own  # an age may be compared with the date of a stage
        for name in (field.of("from") if field.reading == "age" else field.all_columns())
    ]
    named += [part.column for part in mention.key if part.column]
    return [*named, mention.count.column] if mention.count else named


def _is_phase(text: str, codes: Mapping[str, str]) -> bool:
    return fold(text) in codes or code_list("phase").find(text) is not None


Filling = FillDown | SureFilling
"""Blank cells of a table get the values of the rows above: as declared, or as the cells prove."""


def filling(spec: TableSpec, positions: Mapping[str, int]) -> Filling | None:
    """Return the filling of a table's blank cells. Return None if none are filled."""
    kind = SureFilling if spec.sure_filling else FillDown
    return kind.of(spec, positions)
