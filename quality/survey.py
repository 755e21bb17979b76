"""The survey of all units: for each, how many of its cases have which flaw, month by month.

A case is counted as its unit wrote it: a registration of RETA, a carpeta of SISTRA. The months are
those of registration (``2024-03``), '' if it is unknown. No value of a cell is in a survey.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trama.canonical.shared_nodes import agency_of
from trama.core.batches import batched
from trama.core.errors import UnknownName
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, RecordState, from_properties
from trama.linkage.case_identity import POLICE
from trama.mapping.rereading import Flaw, Rereader, SourceRow
from trama.places.place import HOME
from trama.quality.across import latest_carpeta, read_across

Told = Callable[[int, int], None]
"""A function that hears how many cases are read, and of how many."""

_CASES_AT_ONCE = 200  # each has some ten records
_MONTH = len("2024-03")
_MOST_NAMED = 8  # units in the hint of an unknown one

_FILES = (
    "MATCH (f:SourceFile) RETURN f.uid AS uid, f.profile AS profile, "
    "coalesce(f.date_orders, []) AS orders"
)
_CASES = "MATCH (r:Record) WHERE r.kind = $kind RETURN properties(r) AS record"
_RECORDS = """
UNWIND $keys AS key
MATCH (r:Record {case_key: key})
WHERE r.registry = $registry
OPTIONAL MATCH (r)-[:FROM]->(f:SourceFile)
WITH r, f ORDER BY f.loaded_at DESC, f.uid
WITH r, collect(DISTINCT f.uid) AS files
RETURN properties(r) AS record, files
"""


@dataclass(slots=True)
class UnitCounts:
    """The cases of one unit by month, those with any flaw, and those with each flaw.

    ``unread`` are the cases whose profile is no longer known.
    """

    uid: str
    name: str
    registry: str
    cases: Counter[str] = field(default_factory=Counter)
    flawed: Counter[str] = field(default_factory=Counter)
    flaws: dict[Flaw, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unread: int = 0

    def add(self, month: str, flaws: Iterable[Flaw]) -> None:
        """Count one case."""
        self.cases[month] += 1
        for number, flaw in enumerate(flaws):
            self.flaws[flaw][month] += 1
            self.flawed[month] += number == 0


@dataclass(frozen=True, slots=True)
class Survey:
    """The counts of all units at one state of a graph, by the units' uids.

    ``shown`` are the uids of those whose names a viewer may read: nobody's, before that is asked.
    """

    state: str
    synthetic: bool
    units: Mapping[str, UnitCounts]
    shown: frozenset[str] = frozenset()

    def named(self) -> list[UnitCounts]:
        """Return the units whose names may be read, by uid."""
        return [self.units[uid] for uid in sorted(self.shown)]

    def unit(self, name: str) -> UnitCounts:
        """Return the unit of a name: the whole name, or a part that no other unit has.

        Raises:
            UnknownName: no unit has it, or several do.
        """
        wanted = fold(name)
        units = self.named()
        exact = [each for each in units if name == each.uid or wanted == fold(each.name)]
        found = exact or [each for each in units if wanted in fold(each.name)]
        if len(found) == 1 and wanted:
            return found[0]
        named = sorted(each.name for each in found or units)
        some = " · ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
        raise UnknownName(
            kind=("dependencia", "unit"),
            name=name,
            hint=(
                f"Quiso decir una de {len(named)}: {some}. Todas: trama quality list.",
                f"You meant one of {len(named)}: {some}. All of them: trama quality list.",
            ),
        )


def survey(
    graph: Graph, state: str, *, synthetic: bool, own: Path | None = None, told: Told | None = None
) -> Survey:
    """Return the counts of all units, from the records of a graph alone.

    1. Read the record of each case: its unit, its month, the report that it names.
    2. Read where the registries contradict each other.
    3. In batches read all records of the cases, and the flaws of each case in their cells.
    """
    files = {row["uid"]: (row["profile"], row["orders"]) for row in graph.stream(_FILES)}
    by_key: dict[CaseKey, list[RecordState]] = defaultdict(list)
    for row in graph.stream(_CASES, kind=Kind.CASE.value):
        record = from_properties(row["record"])
        by_key[record.case].append(record)
    reports = {key.number for key in by_key if key.registry == POLICE}
    rereader = Rereader(files, reports, own)
    across, latest = read_across(graph), latest_carpeta(by_key)
    units: dict[str, UnitCounts] = {}
    done = 0
    for registry, keys in _batches(by_key):
        rows_of = _rows_of(graph, registry, keys)
        for key in keys:
            records = by_key[key]
            unit = _unit_of(records, units)
            if unit is None:
                continue
            flaws = rereader.flaws(rows_of[key.number], across.of(key, records, latest))
            if flaws is None:
                unit.unread += 1
            else:
                unit.add(_month_of(records), flaws)
        done += len(keys)
        if told is not None:
            told(done, len(by_key))
    return Survey(state, synthetic, units)


def _batches(
    by_key: Mapping[CaseKey, Sequence[RecordState]],
) -> Iterator[tuple[str, Sequence[CaseKey]]]:
    by_registry: dict[str, list[CaseKey]] = defaultdict(list)
    for key in sorted(by_key):
        by_registry[key.registry].append(key)
    for registry, keys in by_registry.items():
        for batch in batched(keys, _CASES_AT_ONCE):
            yield registry, batch


def _rows_of(
    graph: Graph, registry: str, keys: Sequence[CaseKey]
) -> Mapping[str, Sequence[SourceRow]]:
    numbers = [key.number for key in keys]
    rows: dict[str, list[SourceRow]] = defaultdict(list)
    for row in graph.stream(_RECORDS, keys=numbers, registry=registry):
        rows[row["record"]["case_key"]].append(_source_row(row["record"], row["files"]))
    return rows


def _source_row(properties: Mapping[str, Any], files: Sequence[str]) -> SourceRow:
    record = from_properties(properties)
    return SourceRow(
        record.kind,
        record.mention.written(),
        frozenset(record.fields),
        record.texts("unknown"),
        tuple(files),
        record.text("police_report"),
        record.text("nationality") not in (None, HOME),
        record.entity_key,
        record.texts("victims"),
        record.texts("suspects"),
    )


def _unit_of(records: Sequence[RecordState], units: dict[str, UnitCounts]) -> UnitCounts | None:
    """Return the unit that a case's records name first, made if it is new; None if they do not."""
    for record in sorted(records, key=lambda record: record.uid):
        agency = agency_of(record)
        if agency is not None:
            fresh = UnitCounts(agency.uid, agency.name, record.registry)
            return units.setdefault(agency.uid, fresh)
    return None


def _month_of(records: Sequence[RecordState]) -> str:
    days = (record.text("registered_on") or "" for record in records)
    return min((day[:_MONTH] for day in days if len(day) >= _MONTH), default="")
