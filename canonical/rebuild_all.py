"""The rebuild of the whole canonical layer from the records that a graph holds, and nothing else.

It compares what the records give with what the graph holds, batch by batch, and writes only the
difference. So a rebuild of a right graph changes nothing. A rebuild that was killed goes on when
it is repeated.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from trama.canonical.comparison import Compared, Comparer
from trama.canonical.decided import as_decided, cases_of
from trama.canonical.known import StoredRecords
from trama.canonical.name_index import index_names
from trama.canonical.rebuild import Deriving
from trama.canonical.relationships import CASE, OWNED, PERSON, SHARED_LABELS, STAGE
from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.canonical_state import CanonicalState
from trama.graph.store.changes import Changes, Edge
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import mark_applied, waiting_judgements
from trama.graph.store.migrations import MIGRATIONS, values_in_brief
from trama.graph.store.route_gains import Leg
from trama.graph.store.routes import PROPERTY_OF_LEVEL, rebuild_routes
from trama.graph.store.schema import migrate, pending
from trama.graph.store.strays import remove_role_only, remove_unattested, remove_unheld
from trama.graph.store.tallies import count_tallies
from trama.graph.store.turns import turn
from trama.graph.store.writer import Writer
from trama.ontology.canonical_layer import Location
from trama.ontology.classes import edge_kind
from trama.ontology.lookup import nodes

# About 1,000 records, 2 MB: as many as the rows that a load writes in a transaction.
_CASES_A_BATCH = 100

# Legs in one StaleRoutes node. A leg has 30 bytes, and a Bolt message must stay under 16 MiB.
_LEGS_A_NOTE = 20_000

# The mark that a graph has its values in brief is written when all of it is rebuilt.
_BEFORE = tuple(step for step in MIGRATIONS if step.number != values_in_brief.NUMBER)

_ROUTE = edge_kind("ROUTE", Location, Location)


class Step(StrEnum):
    """The two steps of a rebuild that take long: comparing cases and counting routes."""

    CASES = "cases"
    ROUTES = "routes"


Watcher = Callable[[Step, int, int], None]
"""A function that receives the step, the number of cases or legs done, and their total."""


@dataclass(slots=True)
class Count:
    """The nodes of one label that were compared, and those among them that were changed.

    A node that was created or removed is a changed node.
    """

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
        """Return whether the graph was not what its records give."""
        counts = (self.cases, self.persons, self.stages)
        return self.removed + self.shared > 0 or any(count.changed for count in counts)

    def document(self) -> dict[str, object]:
        """Return the report as JSON can hold it."""
        return asdict(self)


def rebuild_all(
    graph: Graph,
    deriving: Deriving,
    watcher: Watcher | None = None,
    lock: Path | None = None,
    only: Callable[[], Collection[CaseKey]] | None = None,
) -> RebuildReport:
    """Make the canonical layer what the records give. Return what was compared and changed.

    1. Read the keys of all cases. In memory, only this set and the distinct legs grow.
    2. Compare the cases by the batch (`Comparer`), in the order of their keys. A batch is widened
       to whole groups of linked cases. Write its difference in one transaction.
    3. Remove canonical nodes that no record attests, and shared nodes that nothing holds.
    4. Note the legs of all stages and routes as stale, and count their routes again. Count the
       tallies, and make the index of names anew.

    With ``only`` some cases are compared: step 3 is left out, as their difference removes what they
    no longer hold, and step 4 counts the legs of these cases. A graph that an older version derived
    is compared whole all the same.

    Example: in a graph of 60 cases somebody deleted one stage and created a Person without records.
    The report counts 60 cases compared, 1 case changed, 2 stages changed and 1 node removed. The
    second stage lacked its NEXT to the deleted one. Another rebuild changes nothing.

    A graph without records stays as it is. Values that the graph marks as fillers link nobody, and
    judgements that stand join and part. ``only`` returns the cases to compare, asked once it is
    this rebuild's turn; the cases that come with them, and those of judgements that wait, are
    compared too. The loads and rebuilds of one installation take turns by the file ``lock``.

    Raises:
        BadSetting: with ``only``, as `as_decided` says.
        LoadInterrupted: a load has begun. The batches written so far stay.
        EngineError: the engine failed. The batches written so far stay.
    """
    begun = time.monotonic()
    report = RebuildReport(Count(), Count(), Count())
    with turn(lock):
        finder = RecordFinder(graph)
        whole = only is None or _is_of_older_version(graph)
        keys = finder.case_keys() if whole or only is None else set(only())
        waiting = waiting_judgements(graph)
        keys |= cases_of(graph, waiting)
        if keys:
            migrate(graph, _BEFORE)
            deriving = as_decided(graph, deriving, renames=only is None)
            _Rebuild(graph, finder, deriving, watcher or _nobody, report, whole).run(keys)
        mark_applied(graph, [row.uid for row in waiting])
    report.seconds = round(time.monotonic() - begun, 3)
    return report


def _is_of_older_version(graph: Graph) -> bool:
    """Return whether the graph was derived by a version without the values in brief."""
    return any(step.number == values_in_brief.NUMBER for step in pending(graph))


def _nobody(_step: Step, _done: int, _total: int) -> None:
    return


class _Rebuild:
    """One rebuild: it has the turn, and writes into ``report`` what it compared and changed."""

    def __init__(
        self,
        graph: Graph,
        finder: RecordFinder,
        deriving: Deriving,
        watcher: Watcher,
        report: RebuildReport,
        whole: bool,
    ) -> None:
        self._graph = graph
        self._whole = whole
        self._watcher = watcher
        self._report = report
        self._state = CanonicalState(graph, OWNED)
        self._comparer = Comparer(StoredRecords(finder), self._state, deriving, names=whole)
        self._writer = Writer(graph)
        self._legs: set[Leg] = set()

    def run(self, keys: set[CaseKey]) -> None:
        """Compare these cases, and count what follows from them; mark a whole rebuild as done."""
        self.compare_cases(keys)
        if self._whole:
            self.remove_strays()
        self.count_routes()
        if self._whole:
            migrate(self._graph)

    def compare_cases(self, keys: set[CaseKey]) -> None:
        """Compare these cases with what the graph holds, and write what differs."""
        visited: set[CaseKey] = set()
        for batch in _batches(sorted(keys), visited):
            compared = self._comparer.compare(batch)
            changes = compared.difference.changes
            if changes:
                self._writer.write(changes)
            self._count(compared, compared.cases - visited)
            visited |= compared.cases
            self._watcher(Step.CASES, len(visited), len(keys))

    def remove_strays(self) -> None:
        """Remove the nodes that no record attests, then the shared nodes that nothing holds."""
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
        """Count again the routes of every leg of a compared stage, and of every route in the graph.

        Cut a route first if its level is unknown or if it exists twice. If only some cases were
        compared, the other routes stay.
        """
        held = Counter(self._state.routes() if self._whole else ())
        changes = Changes()
        for (level, start, end), number in held.items():
            if level in PROPERTY_OF_LEVEL:
                self._legs.add(Leg(level, f"{start}>{end}"))
            if level not in PROPERTY_OF_LEVEL or number > 1:
                changes.cut[_ROUTE].append(Edge(_ROUTE, start, end))
        for some in batched(sorted(self._legs), _LEGS_A_NOTE):
            changes.stale = set(some)
            self._writer.write(changes)
            changes = Changes()
        fence = self._writer.fence
        self._report.routes = rebuild_routes(
            self._graph, fence, lambda done, total: self._watcher(Step.ROUTES, done, total)
        )
        count_tallies(self._graph, fence, whole=self._whole)
        index_names(self._graph, fence, whole=self._whole)

    def _check(self) -> None:
        """Raise LoadInterrupted if a load has begun."""
        self._writer.fence.check()

    def _count(self, compared: Compared, fresh: Collection[CaseKey]) -> None:
        """Count each node once: only with its ``fresh`` cases, which no earlier batch compared."""
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
    """Return the keys by the batch, without those that are in ``visited`` by then."""
    return batched((key for key in keys if key not in visited), _CASES_A_BATCH)
