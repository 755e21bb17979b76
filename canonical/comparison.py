"""The comparison of some cases in the graph with what their records give."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from trama.canonical.affected_cases import LinkedCases, Snapshot
from trama.canonical.derived import (
    Derived,
    Node,
    derive,
    shared_nodes,
    subdivisions_abroad,
)
from trama.canonical.difference import (
    Difference,
    difference,
    kept_persons,
    parting_persons,
)
from trama.canonical.known import Known
from trama.canonical.rebuild import Deriving
from trama.canonical.relationships import CASE, LOCATION, PERSON, STAGE
from trama.canonical.shared_nodes import Shared, shared_nodes_of
from trama.core.batches import batched
from trama.graph.records import CaseKey
from trama.graph.store.canonical_state import CanonicalState, NodeState
from trama.graph.store.changes import Changes, NodeUpdate
from trama.graph.store.plain_values import plain_text

# A police unit holds thousands of cases, whose records must not all be in memory.
_HOLDERS_AT_A_TIME = 200

Held = dict[Node, NodeState]


@dataclass(frozen=True, slots=True)
class Compared:
    """The result of a comparison; ``cases`` are those asked for and all that came with them."""

    cases: frozenset[CaseKey]
    derived: Derived
    difference: Difference


class Comparer:
    """A comparer of cases, batch after batch; it remembers the names of shared nodes that vary."""

    def __init__(
        self, known: Known, state: CanonicalState, deriving: Deriving, *, names: bool = True
    ) -> None:
        """``names`` says that a shared node may have a name that none of its cases gives.

        Then all its cases are read, for a police unit thousands. Otherwise a name only rises.
        """
        self._all_names = names
        self._known = known
        self._state = state
        self._deriving = deriving
        self._names: dict[Node, str] = {}

    def compare(self, cases: Collection[CaseKey]) -> Compared:
        """Return how the graph differs from what the records of these cases give.

        1. Widen the cases to whole groups of linked cases, and derive them.
        2. Read the nodes that their records attest, and the nodes that have a derived uid.
        3. If such a node is part of further cases and cannot stay as it is there, add those cases.
           Repeat from step 1. So a reader sees every case whole, before and after.
        4. Compare the nodes, then the shared nodes and the places abroad that the records name.

        Example: somebody merged persons P-1 (case A) and P-2 (case B) by hand into P-1. Comparing
        case B finds P-1, which must lose the record of B. So case A is added: P-1 keeps its node,
        P-2 is created, and case B is written anew, all in one transaction.
        """
        snapshot = Snapshot(self._deriving.fillers, self._deriving.decisions)
        linked = LinkedCases(self._known, snapshot)
        linked.expand(cases)
        while True:
            derived = derive(linked, snapshot, self._deriving)
            held = self._held(derived)
            kept = kept_persons(derived, held)
            further = self._further_cases(derived, held, parting_persons(derived, held, kept))
            if further <= linked.touched:
                break
            linked.expand(further)
        found = difference(derived, held, kept)
        self._compare_shared(derived, found.changes)
        self._compare_places(snapshot, found.changes)
        return Compared(frozenset(linked.touched), derived, found)

    def respelled(self, nodes: Collection[Node]) -> Changes:
        """Return the changes of shared nodes to the greatest spelling that their cases give.

        A node that no case holds is gone already. No case spells a node greater than its name, so
        that the first case that spells it so is the last to be read: a police unit has thousands.
        """
        changes = Changes()
        uids: dict[str, set[str]] = defaultdict(set)
        for label, uid in nodes:
            uids[label].add(uid)
        for label, of_label in sorted(uids.items()):
            for uid, state in sorted(self._state.nodes(label, of_label).items()):
                held_name = str(state.properties.get("name", ""))
                name = self._greatest_name((label, uid), enough=held_name)
                if name and name != state.properties.get("name"):
                    properties = {**state.properties, "name": name}
                    changes.updated.append(NodeUpdate(label, uid, properties))
        return changes

    def _held(self, derived: Derived) -> Held:
        records = {record.uid for cluster in derived.clusters for record in cluster.records}
        attested = self._state.attested_by(records | derived.records)
        held: Held = {}
        for label in (CASE, STAGE, PERSON):
            uids = {uid for owner, uid in derived.states if owner == label}
            nodes = self._state.nodes(label, uids | attested.get(label, set()))
            held.update(((label, uid), state) for uid, state in nodes.items())
        return held

    def _further_cases(self, derived: Derived, held: Held, parting: set[str]) -> set[CaseKey]:
        outside: set[str] = set()
        for (label, uid), state in held.items():
            if label != PERSON or uid in parting:
                outside |= state.records - derived.records
        cases = self._state.case_keys_of(outside) if outside else set()
        return cases | (self._state.cases_of_persons(parting) if parting else set())

    def _compare_shared(self, derived: Derived, changes: Changes) -> None:
        """Add shared nodes that are absent, and correct those with other properties."""
        by_label: dict[str, dict[str, Shared]] = defaultdict(dict)
        for (label, uid), shared in shared_nodes(derived).items():
            by_label[label][uid] = shared
        for label, wanted in by_label.items():
            held = self._state.nodes(label, wanted)
            for uid, shared in wanted.items():
                if uid not in held:
                    changes.share(label, shared.properties())
                elif held[uid].text != plain_text(shared.properties()):
                    self._correct(shared, held[uid], changes)

    def _correct(self, shared: Shared, held: NodeState, changes: Changes) -> None:
        node = (shared.label, shared.uid)
        if node not in self._names:
            held_name = str(held.properties.get("name", ""))
            self._names[node] = self._greatest_name(node) if self._all_names else held_name
        self._names[node] = max(self._names[node], shared.name)
        properties = shared.properties() | {"name": self._names[node]}
        if held.text != plain_text(properties):
            changes.updated.append(NodeUpdate(*node, properties))

    def _greatest_name(self, node: Node, enough: str | None = None) -> str:
        """Return the greatest spelling that the records of all its cases give a shared node.

        Read no further once a record spells it ``enough``.
        """
        greatest = ""
        for cases in batched(sorted(self._state.holders(*node)), _HOLDERS_AT_A_TIME):
            for records in self._known.records_of(cases).values():
                for record in records:
                    names = (s.name for s in shared_nodes_of(record) if (s.label, s.uid) == node)
                    greatest = max(greatest, *names, "")
            if greatest == enough:
                break
        return greatest

    def _compare_places(self, snapshot: Snapshot, changes: Changes) -> None:
        wanted = subdivisions_abroad(snapshot)
        held = self._state.nodes(LOCATION, wanted) if wanted else {}
        changes.places |= {
            uid
            for uid, state in wanted.items()
            if uid not in held or not set(state.edges) <= set(held[uid].edges)
        }
