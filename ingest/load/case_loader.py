"""Batches of cases: compared with the graph, counted row by row, made into transactions.

A batch holds whole cases, together some 750 rows. ``CaseLoader`` compares it with the graph and
counts its rows. ``CaseWriter`` makes one transaction of its changes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trama.canonical.comparison import Comparer
from trama.canonical.known import RecordIndex, StoredRecords
from trama.canonical.rebuild import Deriving, rebuild_affected
from trama.canonical.relationships import OWNED
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, RecordState, from_properties
from trama.graph.store.canonical_state import CanonicalState
from trama.graph.store.changes import Changes
from trama.graph.store.finder import RecordFinder
from trama.incoming.reconcile import Reconciled, all_known, reconcile
from trama.incoming.row_checks import named_people
from trama.incoming.rows import RowOutcome, SpooledRow
from trama.ingest.load.known_records import KnownRecords
from trama.ingest.load.row_spool import SpooledCase
from trama.ingest.load.source_layer_changes import SourcePlan
from trama.ingest.load.write_queue import WriteQueue
from trama.linkage.case_identity import POLICE

# Rows of one transaction: some 10 MB in memory and half a second of the engine's work. Twice as
# many rows load a twentieth faster, but four batches are on their way at a time.
_ROWS_A_BATCH = 750

CountRow = Callable[[CaseKey, SpooledRow, RowOutcome], None]
Check = Callable[[SpooledCase, Collection[str]], None]


def _unchecked(_case: SpooledCase, _known_people: Collection[str]) -> None:
    return


@dataclass(frozen=True, slots=True)
class Batch:
    """The cases of one transaction, and the digests of all that their records say now."""

    cases: tuple[SpooledCase, ...]
    digests: Mapping[CaseKey, set[str]] = field(default_factory=dict)

    def unknown(self) -> list[SpooledCase]:
        """Return the cases that only child rows name, in the load and in the graph."""
        return [
            case
            for case in self.cases
            if case.key not in self.digests and not any(row.parent for row in case.rows)
        ]


class CaseLoader:
    """The comparison of cases with the graph, and the count of their rows by outcome."""

    def __init__(
        self,
        finder: RecordFinder,
        count: CountRow,
        loaded_before: Collection[int] = (),
        check: Check = _unchecked,
    ) -> None:
        """Store ``count``, which is called once for each row with its case and its outcome.

        ``loaded_before`` are the numbers of the files that the graph knows by content and name.
        ``check`` is called with each case, and with the keys of people whom the graph has of the
        case if its stages name others than those of the rows.
        """
        self._finder = finder
        self._count = count
        self._call_check = check
        self._loaded_before = loaded_before
        # A case comes once in a load: a graph that began empty holds no case that is still to come.
        self._began_empty = not finder.holds_records()

    def changed(self, cases: Iterable[SpooledCase]) -> Iterator[list[SpooledCase]]:
        """Yield, batch by batch, the cases with a mention that no record says now.

        Count the rows of the others.
        """
        for of_batch in batches(cases):
            batch = Batch(of_batch, {} if self._began_empty else self._digests(of_batch))
            unknown = batch.unknown()
            for case in unknown:
                self._count_all(case, RowOutcome.REJECTED)
            rejected = {case.key for case in unknown}
            self._check([case for case in batch.cases if case.key not in rejected])
            new = []
            for case in batch.cases:
                if case.key in rejected:
                    continue
                if all_known(case.rows, batch.digests.get(case.key, set())):
                    self._count_all(case, RowOutcome.UNCHANGED)
                else:
                    new.append(case)
            yield new

    def reconcile(
        self, cases: Iterable[SpooledCase], existing: Mapping[CaseKey, Iterable[RecordState]]
    ) -> dict[CaseKey, Reconciled]:
        """Return what the rows of the cases make of their records, and count the rows."""
        results = {}
        for case in cases:
            result = reconcile(case.key, case.rows, existing.get(case.key, ()), self._loaded_before)
            for row, outcome in zip(case.rows, result.outcomes, strict=True):
                self._count(case.key, row, outcome)
            results[case.key] = result
        return results

    def existing(self, cases: Iterable[SpooledCase]) -> dict[CaseKey, list[RecordState]]:
        """Return the records that the graph has of these cases."""
        keys = {case.key for case in cases}
        records: dict[CaseKey, list[RecordState]] = defaultdict(list)
        if not self._began_empty:
            for properties in self._finder.records({key.number for key in keys}):
                record = from_properties(properties)
                if record.case in keys:
                    records[record.case].append(record)
        return records

    def _check(self, cases: Sequence[SpooledCase]) -> None:
        """Check the rows of each case; the graph may know people whom its stages name."""
        asked = [case for case in cases if named_people(case.rows)]
        existing = self.existing(asked) if asked else {}
        for case in cases:
            people = {record.entity_key for record in existing.get(case.key, ())}
            self._call_check(case, people)

    def _digests(self, cases: Iterable[SpooledCase]) -> dict[CaseKey, set[str]]:
        digests: dict[CaseKey, set[str]] = defaultdict(set)
        numbers = {case.key.number for case in cases}
        for registry, number, content in self._finder.digests(numbers):
            digests[CaseKey(registry, number)].add(content)
        return dict(digests)

    def _count_all(self, case: SpooledCase, outcome: RowOutcome) -> None:
        for row in case.rows:
            self._count(case.key, row, outcome)


@dataclass(frozen=True, slots=True)
class CaseWriter:
    """The maker of transactions from changed records.

    ``respelled`` are the shared nodes, by label and uid, that a case no longer spells as before.
    """

    graph: Graph
    queue: WriteQueue
    known: KnownRecords
    deriving: Deriving
    plan: SourcePlan
    respelled: set[tuple[str, str]] = field(default_factory=set)

    def write(self, results: Mapping[CaseKey, Reconciled]) -> None:
        """Hand one transaction to the queue: changed records and all that is derived from them."""
        changed = {case: result for case, result in results.items() if result.changed}
        if not changed:
            return
        changes = Changes()
        self.plan.add(changed.values(), changes)
        rebuild_affected(changed, self.known, self.deriving, changes)
        self.respelled.update(changes.respelled)
        index = RecordIndex()
        for case, result in changed.items():
            index.replace(case, result.after.values())
        self.queue.submit(changes, index)

    def end(self) -> None:
        """Wait until all is written, and spell the shared nodes as all their cases do."""
        self.queue.drain()
        if self.respelled:
            state = CanonicalState(self.graph, OWNED)
            stored = StoredRecords(RecordFinder(self.graph))
            comparer = Comparer(stored, state, self.deriving)
            self.queue.submit(comparer.respelled(self.respelled))
            self.queue.drain()


def known_registrations(finder: RecordFinder, numbers: Collection[str]) -> set[str]:
    """Return those of these police registrations that the graph has records of."""
    return {number for registry, number, _ in finder.digests(numbers) if registry == POLICE}


def batches(cases: Iterable[SpooledCase]) -> Iterator[tuple[SpooledCase, ...]]:
    """Yield the cases in batches of at least one whole case, closed at 750 rows or more."""
    batch: list[SpooledCase] = []
    rows = 0
    for case in cases:
        batch.append(case)
        rows += len(case.rows)
        if rows >= _ROWS_A_BATCH:
            yield tuple(batch)
            batch, rows = [], 0
    if batch:
        yield tuple(batch)
