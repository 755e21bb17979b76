"""The changes of a first load: every node is new, and nothing in the graph is compared.

The canonical layer is a pure function of the records, and all rows are in the spool before the
first case is written. So each group of linked cases is derived once, and never again.
"""

from collections.abc import Collection, Mapping
from typing import Protocol

from trama.canonical.affected_cases import LinkedCases, Snapshot
from trama.canonical.cases import derive_cases
from trama.canonical.people import derive_person
from trama.canonical.rebuild import Deriving
from trama.canonical.relationships import CASE, PERSON, PERSON_ATTESTED, STAGE
from trama.core.time_spent import Part, spending
from trama.graph.records import CaseKey
from trama.graph.store.changes import Changes
from trama.incoming.reconcile import Reconciled
from trama.ingest.load.source_layer_changes import SourcePlan
from trama.ingest.load.spooled_records import SpooledRecords
from trama.ingest.load.write_queue import ChangesWriter, WriteQueue
from trama.linkage.identity import Cluster


class PartWriter(ChangesWriter, Protocol):
    """A writer of changes that only create: the engine's own door, or files for an import."""

    def flush(self) -> None:
        """Write what is collected; raise if that fails."""


class FirstWriter:
    """The maker of the transactions of a first load, in place of a ``CaseWriter``.

    1. Widen the cases of a batch to whole groups of linked cases; leave out those of an earlier
       batch.
    2. Plan their records, and derive the cases with all people who share a key with theirs.
    3. Create each person with the first case that meets them. Later cases add what they attest.

    Example: a suspect of RETA 3 has the document of one of RETA 9. The batch of RETA 3 creates the
    person, attested by the record of RETA 3. The batch of RETA 9 adds that of RETA 9.

    In memory grow only the uids of people of several batches.
    """

    def __init__(
        self,
        door: PartWriter,
        queue: WriteQueue,
        known: SpooledRecords,
        deriving: Deriving,
        plan: SourcePlan,
    ) -> None:
        """Have the queue write through ``door``."""
        self._door = door
        self._queue = queue
        self._store = queue.use(door)
        self._known = known
        self._deriving = deriving
        self._plan = plan
        self._met: set[str] = set()
        self._ahead: set[CaseKey] = set()

    def write(self, results: Mapping[CaseKey, Reconciled]) -> None:
        """Hand to the queue the records of these cases and all that is derived from them."""
        self._known.keep(results)
        snapshot = Snapshot(self._deriving.fillers, self._deriving.decisions)
        linked = LinkedCases(self._known, snapshot)
        linked.expand(case for case in results if case not in self._ahead)
        self._ahead.difference_update(results)
        self._ahead.update(linked.touched - results.keys())
        changes = Changes()
        found = (self._known.result_of(case) for case in sorted(linked.touched))
        self._plan.add((result for result in found if result is not None), changes)
        self._derive(linked, snapshot, changes)
        self._queue.submit(changes)

    def end(self) -> None:
        """Write what is left of the last part. A mark stays until the routes are counted."""
        self._queue.use(self._store)
        self._door.flush()

    @spending(Part.DERIVING)
    def _derive(self, linked: LinkedCases, snapshot: Snapshot, changes: Changes) -> None:
        (clusters,) = linked.persons()
        for case in derive_cases(snapshot, linked.touched, clusters, self._deriving.rules):
            changes.created[CASE,].append(case.properties)
            changes.created[STAGE,] += case.stages
            changes.connect(case.edges)
            changes.stale |= case.legs
            for shared in case.shared:
                changes.share(shared.label, shared.properties())
        for cluster in clusters:
            self._add_person(cluster, linked.touched, changes)

    def _add_person(self, cluster: Cluster, touched: Collection[CaseKey], changes: Changes) -> None:
        here = [member for member in cluster.members if member.case in touched]
        if not here:
            return
        person = derive_person(cluster, self._deriving.rules, self._deriving.pseudonym)
        records = {record.uid for member in here for record in member.records}
        attested = [edge for edge in person.edges if edge.kind == PERSON_ATTESTED]
        changes.connect(edge for edge in attested if edge.end in records)
        if person.uid not in self._met:
            changes.created[PERSON, *person.labels].append(person.properties)
            changes.connect(edge for edge in person.edges if edge.kind != PERSON_ATTESTED)
            for shared in person.shared:
                changes.share(shared.label, shared.properties())
        if len(here) < len(cluster.members):
            self._met.add(person.uid)
