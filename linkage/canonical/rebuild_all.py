"""The rebuild of the whole canonical layer from the records that a graph holds, and nothing else.

It compares what the records give with what the graph holds, batch by batch, and writes only the
difference. So a rebuild of a right graph changes nothing, and a rebuild that was killed goes on
when it is repeated.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from trama.graph.engine import Graph
from trama.graph.ontology.canonical_layer import Location
from trama.graph.ontology.classes import edge_kind
from trama.graph.ontology.lookup import nodes
from trama.graph.records import CaseKey
from trama.graph.store.canonical_state import CanonicalState
from trama.graph.store.changes import Changes, Edge, Leg
from trama.graph.store.finder import RecordFinder
from trama.graph.store.routes import PROPERTY_OF_LEVEL, rebuild_routes
from trama.graph.store.schema import migrate
from trama.graph.store.strays import remove_role_only, remove_unattested, remove_unheld
from trama.graph.store.turns import turn
from trama.graph.store.writer import Writer
from trama.linkage.canonical.comparison import Compared, Comparer
from trama.linkage.canonical.known import StoredRecords
from trama.linkage.canonical.rebuild import Deriving
from trama.linkage.canonical.relationships import CASE, OWNED, PERSON, SHARED_LABELS, STAGE

# Some 750 records: what a load writes in a transaction too.
_CASES_A_BATCH = 100

# One node notes them; an engine refuses a Bolt message over 16 MiB, and a leg has 30 bytes.
_LEGS_A_NOTE = 20_000

_ROUTE = edge_kind("ROUTE", Location, Location)


class Step(StrEnum):
    """What a rebuild is doing: comparing cases or counting routes."""

    CASES = "cases"
    ROUTES = "routes"


Watcher = Callable[[Step, int, int], None]
"""Called with the step, how many cases or legs are done, and how many there are."""


@dataclass(slots=True)
class Count:
    """How many nodes of one kind were compared, and how many of them were not right."""

    compared: int = 0
    changed: int = 0


@dataclass(slots=True)
class RebuildReport:
    """The result of a rebuild.

    ``shared`` counts shared nodes and places abroad that were created or corrected; ``removed``
    nodes that no record attests or that nothing holds; ``routes`` the legs counted anew.
    """

    cases: Count
    persons: Count
    stages: Count
    shared: int = 0
    removed: int = 0
    routes: int = 0
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the graph was not what its records give."""
        counts = (self.cases, self.persons, self.stages)
        return self.removed + self.shared > 0 or any(count.changed for count in counts)

    def document(self) -> dict[str, object]:
        """Return the report as JSON can hold it."""
        return asdict(self)


def rebuild_all(
    graph: Graph, deriving: Deriving, watcher: Watcher | None = None, lock: Path | None = None
) -> RebuildReport:
    """Make the canonical layer what the records give. Return what was compared and changed.

    1. Compare the cases, batch by batch, in the order of their keys; a batch is widened to whole
       groups of linked cases. Write its difference in one transaction.
    2. Remove canonical nodes that no record attests, and shared nodes that nothing holds.
    3. Count the routes of all legs anew.

    A graph without records stays as it is. ``lock`` is the file by which the loads and rebuilds of
    one installation take turns.

    Raises:
        LoadInterrupted: a load began meanwhile; what is committed stays.
        EngineError: the engine failed; the same holds.
    """
    begun = time.monotonic()
    report = RebuildReport(Count(), Count(), Count())
    with turn(lock):
        finder = RecordFinder(graph)
        keys = finder.case_keys()
        if keys:
            migrate(graph)
            run = _Rebuild(graph, finder, deriving, watcher or _nobody, report)
            run.compare_cases(keys)
            run.remove_strays()
            run.count_routes()
    report.seconds = round(time.monotonic() - begun, 3)
    return report


def _nobody(_step: Step, _done: int, _total: int) -> None:
    return


class _Rebuild:
    """One rebuild, from taking the turn to the routes."""

    def __init__(
        self,
        graph: Graph,
        finder: RecordFinder,
        deriving: Deriving,
        watcher: Watcher,
        report: RebuildReport,
    ) -> None:
        self._graph = graph
        self._watcher = watcher
        self._report = report
        self._state = CanonicalState(graph, OWNED)
        self._comparer = Comparer(StoredRecords(finder), self._state, deriving)
        self._writer = Writer(graph)
        self._legs: set[Leg] = set()

    def compare_cases(self, keys: set[CaseKey]) -> None:
        """Compare these cases with what the graph holds, and write what differs."""
        visited: set[CaseKey] = set()
        for batch in _batches(sorted(keys), visited):
            compared = self._comparer.compare(batch)
            changes = compared.difference.changes
            if changes or changes.places:
                self._writer.write(changes)
            self._count(compared, compared.cases - visited)
            visited |= compared.cases
            self._watcher(Step.CASES, len(visited), len(keys))

    def remove_strays(self) -> None:
        """Remove what no record attests, and the shared nodes that nothing holds then."""
        removed = 0
        for label in (STAGE, CASE, PERSON):
            removed += remove_unattested(self._graph, label, self._check)
        for role, shape in nodes().items():
            if PERSON in shape.parents:
                removed += remove_role_only(self._graph, role, PERSON, self._check)
        for label in SHARED_LABELS:
            removed += remove_unheld(self._graph, label, self._check)
        self._report.removed = removed

    def count_routes(self) -> None:
        """Count anew the routes of every leg that a stage has or that a route has been drawn for.

        A route without a known level, or one that exists twice, is cut first.
        """
        held = Counter(self._state.routes())
        changes = Changes()
        for (level, start, end), number in held.items():
            if level in PROPERTY_OF_LEVEL:
                self._legs.add(Leg(level, f"{start}>{end}"))
            if level not in PROPERTY_OF_LEVEL or number > 1:
                changes.cut[_ROUTE].append(Edge(_ROUTE, start, end))
        left = iter(sorted(self._legs))
        while some := set(islice(left, _LEGS_A_NOTE)):
            changes.stale = some
            self._writer.write(changes)
            changes = Changes()
        self._report.routes = rebuild_routes(
            self._graph, lambda done, total: self._watcher(Step.ROUTES, done, total)
        )

    def _check(self) -> None:
        """Raise LoadInterrupted if a load has begun."""
        self._writer.write(Changes())

    def _count(self, compared: Compared, fresh: Collection[CaseKey]) -> None:
        """Count nodes once, though a batch may meet cases of an earlier one again."""
        derived, found, report = compared.derived, compared.difference, self._report
        cases = [case for case in derived.cases if any(key in fresh for key in case.keys)]
        report.cases.compared += len(cases)
        report.stages.compared += sum(len(case.stages) for case in cases)
        report.persons.compared += sum(
            cluster.members[0].case in fresh for cluster in derived.clusters
        )
        report.cases.changed += found.count(CASE)
        report.stages.changed += found.count(STAGE)
        report.persons.changed += found.count(PERSON)
        report.shared += found.shared
        self._legs.update(*(case.legs for case in derived.cases))


def _batches(keys: Sequence[CaseKey], visited: set[CaseKey]) -> Iterator[list[CaseKey]]:
    """Yield the keys by the batch, leaving out those that were ``visited`` by then."""
    left = iter(keys)
    while some := list(islice((key for key in left if key not in visited), _CASES_A_BATCH)):
        yield some
