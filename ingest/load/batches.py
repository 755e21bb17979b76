"""From spooled cases to transactions: what is known already, what is new, what follows from it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trama.graph.ontology.source_layer import SourceFile
from trama.graph.records import CaseKey, RecordState, from_properties
from trama.graph.store.changes import Changes
from trama.graph.store.finder import RecordFinder
from trama.ingest.load.pipeline import KnownRecords, WriteQueue
from trama.ingest.load.reconcile import (
    Reconciled,
    RowOutcome,
    SpooledRow,
    reconcile,
    says_nothing_new,
)
from trama.ingest.load.source_layer_changes import plan_records
from trama.ingest.load.spool import SpooledCase
from trama.linkage.canonical.known import RecordIndex
from trama.linkage.canonical.rebuild import Deriving, rebuild_affected

# Rows a transaction: some 10 MB in memory, and half a second's work for the engine. Twice as many
# load a twentieth faster, and four batches are on their way at a time.
_ROWS_A_BATCH = 750

CountRow = Callable[[CaseKey, SpooledRow, RowOutcome], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Cases of one transaction, and the digests that the graph has of them."""

    cases: tuple[SpooledCase, ...]
    digests: Mapping[CaseKey, set[str]] = field(default_factory=dict)

    def unknown(self) -> list[SpooledCase]:
        """Returns the cases of which there are child rows only, here and in the graph."""
        return [
            case
            for case in self.cases
            if case.key not in self.digests and not any(row.parent for row in case.rows)
        ]


class CaseLoader:
    """Compares cases with the graph and hands what changes to a queue of transactions."""

    def __init__(self, finder: RecordFinder, count: CountRow) -> None:
        """``count`` is told of which case each row is and what became of it."""
        self._finder = finder
        self._count = count
        # Each case comes once in a load, so in a graph that began empty none is there yet.
        self._began_empty = not finder.holds_records()

    def changed(self, cases: Iterable[SpooledCase]) -> Iterator[list[SpooledCase]]:
        """Yields, batch by batch, the cases that may say something new; counts all other rows."""
        for some in batches(cases):
            batch = Batch(some, {} if self._began_empty else self._digests(some))
            unknown = batch.unknown()
            for case in unknown:
                self._count_all(case, RowOutcome.REJECTED)
            rejected = {case.key for case in unknown}
            new = []
            for case in some:
                if case.key in rejected:
                    continue
                if says_nothing_new(case.rows, batch.digests.get(case.key, set())):
                    self._count_all(case, RowOutcome.UNCHANGED)
                else:
                    new.append(case)
            yield new

    def reconcile(
        self, cases: Iterable[SpooledCase], existing: Mapping[CaseKey, Iterable[RecordState]]
    ) -> dict[CaseKey, Reconciled]:
        """Returns what the cases change in their records, and counts their rows."""
        changed = {}
        for case in cases:
            done = reconcile(case.key, case.rows, existing.get(case.key, ()))
            for row, outcome in zip(case.rows, done.outcomes, strict=True):
                self._count(case.key, row, outcome)
            if done.changed:
                changed[case.key] = done
        return changed

    def existing(self, cases: Iterable[SpooledCase]) -> dict[CaseKey, list[RecordState]]:
        """Returns the records that the graph has of these cases."""
        keys = {case.key for case in cases}
        found: dict[CaseKey, list[RecordState]] = defaultdict(list)
        if not self._began_empty:
            for properties in self._finder.records({key.number for key in keys}):
                record = from_properties(properties)
                if record.case in keys:
                    found[record.case].append(record)
        return found

    def _digests(self, cases: Iterable[SpooledCase]) -> dict[CaseKey, set[str]]:
        found: dict[CaseKey, set[str]] = defaultdict(set)
        keys = {case.key.number for case in cases}
        for registry, number, content, earlier in self._finder.digests(keys):
            found[CaseKey(registry, number)] |= {content, *earlier}
        return dict(found)

    def _count_all(self, case: SpooledCase, outcome: RowOutcome) -> None:
        for row in case.rows:
            self._count(case.key, row, outcome)


@dataclass(frozen=True, slots=True)
class CaseWriter:
    """Plans what follows from changed records and hands it to the queue."""

    queue: WriteQueue
    known: KnownRecords
    deriving: Deriving
    files: Mapping[int, SourceFile]
    sheets: Mapping[int, str]

    def write(self, changed: Mapping[CaseKey, Reconciled]) -> None:
        """Hands over one transaction: the records and all that is derived from them."""
        if not changed:
            return
        changes = Changes()
        plan_records(changed.values(), self.files, self.sheets, changes)
        rebuild_affected(changed, self.known, self.deriving, changes)
        index = RecordIndex()
        for case, done in changed.items():
            index.replace(case, done.after.values())
        self.queue.submit(changes, index)


def batches(cases: Iterable[SpooledCase]) -> Iterator[tuple[SpooledCase, ...]]:
    """Yields cases by the batch: whole cases, at least one, together some 750 rows."""
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
