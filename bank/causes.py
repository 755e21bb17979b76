"""The causes for which the cells of the databank changed since a day.

Each unit of count before and after is one or several records. Units that share a record are
compared with one another, and each change of a cell has exactly one cause: so a cell before, and
its causes, give the cell after.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
from networkx.utils import UnionFind

from trama.bank.cube import Question, Unit, count, units_of
from trama.bank.later_changes import Changed
from trama.bank.microdata import Episode, frame_of, registrations_of
from trama.graph.records import CaseKey
from trama.linkage.judgements import Verdict, case_end
from trama.ontology.internal_layer import Judgement

Cell = tuple[str, ...]
"""The codes of a cell, in the order of the dimensions."""


class Cause(StrEnum):
    """The causes of a change of one cell by one unit."""

    NEW = "NEW"
    CORRECTION = "CORRECTION"
    PLACE = "PLACE"
    LINK_PERSON = "LINK_PERSON"
    LINK_MODEL = "LINK_MODEL"
    LINK_RECORD = "LINK_RECORD"
    UNLINK_PERSON = "UNLINK_PERSON"
    UNLINK_MODEL = "UNLINK_MODEL"
    UNLINK_RECORD = "UNLINK_RECORD"
    REREAD = "REREAD"


CAUSE_NAMES: Mapping[Cause, tuple[str, str]] = {
    Cause.NEW: ("Denuncias y carpetas nuevas", "New registrations and carpetas"),
    Cause.CORRECTION: ("Correcciones de un registro", "Corrections of a registry"),
    Cause.PLACE: ("Un lugar que antes no se sabía", "A place that was not known"),
    Cause.LINK_PERSON: ("Unión hecha por una persona", "Link made by a person"),
    Cause.LINK_MODEL: ("Unión hecha por un modelo", "Link made by a model"),
    Cause.LINK_RECORD: (
        "Unión por el documento o por la denuncia que se nombra",
        "Link by a document or by the registration that is named",
    ),
    Cause.UNLINK_PERSON: ("Separación hecha por una persona", "Link undone by a person"),
    Cause.UNLINK_MODEL: ("Separación hecha por un modelo", "Link undone by a model"),
    Cause.UNLINK_RECORD: (
        "Separación por lo que dice un registro corregido",
        "Link undone by what a corrected record says",
    ),
    Cause.REREAD: ("Otra lectura de los mismos registros", "Another reading of the same records"),
}
_PLACES = frozenset({"birthplace", "residence", "place"})
_BESIDE_PLACES = frozenset({"place_text", *(f"{name}_confidence" for name in _PLACES)})


@dataclass(frozen=True, slots=True)
class _Counted:
    """A unit of count: the cells in which it stands, its records, and the cases of these."""

    key: str
    cells: frozenset[Cell]
    records: frozenset[str]
    cases: frozenset[CaseKey]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell before and after, and how much each cause added or took."""

    cell: Cell
    before: int
    after: int
    causes: Mapping[Cause, int]


def cell_changes(
    before: Sequence[Episode], after: Sequence[Episode], question: Question, changed: Changed
) -> list[CellChange]:
    """Return each cell that changed, in order, with its causes.

    1. Make the units of count before and after, and join those that share a record into groups.
    2. In a group, match each unit before with the unit after that has most of its records.
    3. A matched unit leaves cells and enters others: it was corrected, or gained a record, or was
       linked. A unit before without a match was joined to another: a link. A unit after without a
       match is new, or was parted from another.

    Example: ROSA stood in RETA. A carpeta of SISTRA that names her document is loaded: the cell
    RETA loses 1 and the cell AMBOS gains 1, both because of a new registration.
    """
    moved = _moved(before, after)
    sides = [[one for one in found if one.person in moved] for found in (before, after)]
    units = _units(sides[0], question), _units(sides[1], question)
    why = _Why(changed)
    effects: dict[Cell, Counter[Cause]] = defaultdict(Counter)
    for then, now in _groups(*units):
        _compare(then, now, why, effects)
    counted = count(_frame(after, question), question).cells
    rows = counted.itertuples(index=False, name=None)
    of_now = {tuple(map(str, codes)): int(number) for *codes, number in rows}
    found = []
    for cell in sorted(cell for cell, causes in effects.items() if any(causes.values())):
        causes = dict(sorted(effects[cell].items()))
        now_in = of_now.get(cell, 0)
        found.append(CellChange(cell, now_in - sum(causes.values()), now_in, causes))
    return found


def _moved(before: Sequence[Episode], after: Sequence[Episode]) -> set[str]:
    """Return the people of whom an episode is not the same object before and after.

    All others have the same episodes, so their units stand in the same cells.
    """
    then, now = ({(one.person, one.case): one for one in found} for found in (before, after))
    return {key[0] for key in then.keys() | now.keys() if then.get(key) is not now.get(key)}


def _frame(found: Sequence[Episode], question: Question) -> pd.DataFrame:
    return registrations_of(found) if question.unit is Unit.REGISTRATION else frame_of(found)


def _units(found: Sequence[Episode], question: Question) -> dict[str, _Counted]:
    kept = units_of(_frame(found, question), question)
    cells: dict[str, set[Cell]] = defaultdict(set)
    for key, *codes in kept.itertuples(index=False, name=None):
        cells[str(key)].add(tuple(map(str, codes)))
    records: dict[str, set[str]] = defaultdict(set)
    cases: dict[str, set[CaseKey]] = defaultdict(set)
    for episode in found:
        for uid, registry, number in episode.records:
            key = _key(episode, question.unit, f"{registry}:{number}")
            records[key].add(uid)
            cases[key] |= {CaseKey(*own) for own in episode.keys}
    # A unit that the question leaves out stands in no cell, and may stand in one on the other side.
    return {
        key: _Counted(key, frozenset(cells.get(key, ())), frozenset(own), frozenset(cases[key]))
        for key, own in records.items()
    }


def _key(episode: Episode, unit: Unit, entry: str) -> str:
    """Return the key of the unit as `units_of` makes it."""
    if unit is Unit.PERSON:
        return episode.person
    parts = (episode.person, episode.case, *((entry,) if unit is Unit.REGISTRATION else ()))
    return " ".join(parts)


def _groups(
    before: Mapping[str, _Counted], after: Mapping[str, _Counted]
) -> Iterable[tuple[list[_Counted], list[_Counted]]]:
    """Yield the units before and after that share records, directly or through others.

    Units that are the same before and after change nothing, and are left out.
    """
    sets = UnionFind()
    sides = [
        [unit for key, unit in side.items() if other.get(key) != unit]
        for side, other in ((before, after), (after, before))
    ]
    for units in sides:
        for unit in units:
            sets.union(*(unit.records or [unit.key]))
    found: dict[str, tuple[list[_Counted], list[_Counted]]] = {}
    for number, units in enumerate(sides):
        for unit in sorted(units, key=lambda one: one.key):
            root = sets[min(unit.records, default=unit.key)]
            found.setdefault(root, ([], []))[number].append(unit)
    return found.values()


class _Why:
    """The look-up of what happened to records and cases after the day."""

    def __init__(self, changed: Changed) -> None:
        self._changed = changed
        self._later: dict[str, list[Judgement]] = defaultdict(list)
        for row in changed.later:
            self._later[row.one].append(row)
            self._later[row.other].append(row)

    def linked(self, units: Iterable[_Counted]) -> Cause:
        """Return who linked units that are one now."""
        by = self._judged(units, {Verdict.SAME})
        causes = {True: Cause.LINK_PERSON, False: Cause.LINK_MODEL, None: Cause.LINK_RECORD}
        return causes[by]

    def parted(self, units: Iterable[_Counted]) -> Cause:
        """Return who parted units that were one."""
        by = self._judged(units, {Verdict.DIFFERENT, Verdict.WITHDRAWN, Verdict.UNSURE})
        causes = {True: Cause.UNLINK_PERSON, False: Cause.UNLINK_MODEL, None: Cause.UNLINK_RECORD}
        return causes[by]

    def moved(self, then: _Counted, now: _Counted) -> Cause:
        """Return why a unit with no other beside it stands in other cells."""
        cases = then.cases | now.cases
        if now.records - then.records or cases & self._changed.late:
            return Cause.NEW
        if cases & self._changed.corrected:
            return Cause.PLACE if self._only_places(cases) else Cause.CORRECTION
        if then.cases != now.cases:
            return self.linked([now]) if len(now.cases) > len(then.cases) else self.parted([then])
        return Cause.REREAD

    def _only_places(self, cases: Collection[CaseKey]) -> bool:
        """Return whether corrections of the cases only gave places that were not known."""
        corrected = [
            (name, name in record.fields)
            for uid, record in self._changed.said.items()
            if record.case in cases
            for name in self._changed.fields[uid] - _BESIDE_PLACES
        ]
        return bool(corrected) and all(name in _PLACES and not was for name, was in corrected)

    def _judged(self, units: Iterable[_Counted], verdicts: Collection[str]) -> bool | None:
        """Return whether a person judged so between ends of the units, False for a model."""
        ends = {end for unit in units for end in (*unit.records, *map(case_end, unit.cases))}
        rows = [
            row
            for end in ends
            for row in self._later.get(end, ())
            if row.verdict in verdicts and {row.one, row.other} <= ends
        ]
        return any(not row.model for row in rows) if rows else None


def _compare(
    then: list[_Counted], now: list[_Counted], why: _Why, effects: dict[Cell, Counter[Cause]]
) -> None:
    """Add to ``effects`` what the units of a group do to cells, each with its cause."""
    pairs = _matched(then, now)
    joined, split = len(then) > len(pairs), len(now) > len(pairs)
    known = {uid for unit in then for uid in unit.records}
    for before, after in pairs:
        taken = after.records & known - before.records
        left = before.records - after.records
        if joined and taken:
            cause = why.linked([before, after, *then])
        elif split and left:
            cause = why.parted([before, after, *now])
        else:
            cause = why.moved(before, after)
        _add(effects, before.cells - after.cells, after.cells - before.cells, cause)
    kept = {before.key for before, _ in pairs}, {after.key for _, after in pairs}
    for unit in then:
        if unit.key not in kept[0]:
            _add(effects, unit.cells, (), why.linked([*then, *now]) if now else Cause.REREAD)
    for unit in now:
        if unit.key not in kept[1]:
            new = not unit.records & known
            _add(effects, (), unit.cells, Cause.NEW if new else why.parted([*then, *now]))


def _add(
    effects: dict[Cell, Counter[Cause]], lost: Iterable[Cell], won: Iterable[Cell], cause: Cause
) -> None:
    for cell in lost:
        effects[cell][cause] -= 1
    for cell in won:
        effects[cell][cause] += 1


def _matched(then: list[_Counted], now: list[_Counted]) -> list[tuple[_Counted, _Counted]]:
    """Return the pairs of units that are the same: those with most records in common first."""
    shared = sorted(
        (
            (-len(before.records & after.records), before.key != after.key, b, a)
            for b, before in enumerate(then)
            for a, after in enumerate(now)
            if before.records & after.records
        )
    )
    pairs, taken_then, taken_now = [], set(), set()
    for _, _, b, a in shared:
        if b not in taken_then and a not in taken_now:
            taken_then.add(b)
            taken_now.add(a)
            pairs.append((then[b], now[a]))
    return pairs
