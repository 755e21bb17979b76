"""The changes that turn the canonical nodes of a graph into those that its records give.

*Held* nodes are those that the graph has now, *derived* nodes those that the records give.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from trama.canonical.cases import DerivedCase
from trama.canonical.derived import Derived, Node, States
from trama.canonical.name_index import Named, changed_names
from trama.canonical.people import DerivedPerson
from trama.canonical.recurring import recurring_nodes
from trama.canonical.relationships import CASE, PERSON, SHARED_LABELS, STAGE
from trama.graph.store.canonical_state import NodeState, OwnedEdge
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.route_gains import Leg
from trama.graph.store.routes import PROPERTY_OF_LEVEL
from trama.ontology.classes import EdgeKind
from trama.ontology.lookup import nodes

_ROLES = frozenset(label for label, shape in nodes().items() if PERSON in shape.parents)


@dataclass(slots=True)
class Difference:
    """The changes of one transaction, and the nodes that they create, alter or remove.

    ``nodes`` are cases, stages and persons.
    """

    changes: Changes = field(default_factory=Changes)
    nodes: set[Node] = field(default_factory=set)

    @property
    def shared(self) -> int:
        """The number of shared nodes and places that are created or corrected."""
        created = sum(len(shared) for shared in self.changes.shared.values())
        corrected = sum(update.label != PERSON for update in self.changes.updated)
        return created + corrected + len(self.changes.places)

    def count(self, label: str) -> int:
        """Return how many nodes with this label differ."""
        return sum(node[0] == label for node in self.nodes)


def kept_persons(derived: Derived, held: States) -> dict[str, str]:
    """Return the derived persons whose node is kept: their uid → the uid that the node has now.

    1. A person keeps the node of the same uid.
    2. A person without such a node takes over a node that only records of the person attest. The
       uid of that node must not be the uid of another derived person.
    3. A node that cannot be changed in place is not kept: the person is created anew.

    Example: records R-1 and R-2 give person P-1. The graph holds P-2, attested by R-2 alone, and no
    P-1. The result is {"P-1": "P-2"}: the node is renamed, and keeps its part in other cases.
    """
    nodes_now = {uid: state for (label, uid), state in held.items() if label == PERSON}
    persons = {uid: state for (label, uid), state in derived.states.items() if label == PERSON}
    kept = {uid: uid for uid in persons if uid in nodes_now}
    person_of = {record: uid for uid, state in persons.items() for record in state.records}
    for uid, state in sorted(nodes_now.items()):
        heirs = {person_of.get(record) for record in state.records}
        heir = heirs.pop() if len(heirs) == 1 else None
        if uid not in persons and heir is not None and heir not in kept:
            kept[heir] = uid
    return {uid: now for uid, now in kept.items() if _can_change(nodes_now[now], persons[uid])}


def parting_persons(derived: Derived, held: States, kept: Mapping[str, str]) -> set[str]:
    """Return the uids of held persons whose node is not kept, or is kept and loses a record.

    All cases in which they have a part must change in the same transaction.
    """
    after = {now: derived.states[PERSON, uid] for uid, now in kept.items()}
    return {
        uid
        for (label, uid), state in held.items()
        if label == PERSON and (uid not in after or not state.records <= after[uid].records)
    }


def difference(derived: Derived, held: States, kept: Mapping[str, str]) -> Difference:
    """Return the changes from ``held`` to ``derived``.

    1. If a case or one of its stages differs, remove the case with its stages, and create them
       anew.
    2. Remove held cases and stages that are not derived.
    3. Change a person in ``kept`` in place. Remove the other held persons and create the other
       derived ones.
    4. Loosen the shared nodes that only held nodes name.

    Example: the graph lacks one NEXT between two stages of case C-1, and the name of P-2 is wrong.
    C-1 and its stages are removed and created, P-2 is updated, and all other nodes stay untouched.
    """
    found = Difference()
    names = {now: uid for uid, now in kept.items() if uid != now}
    if names:
        held = {node: _renamed(state, names) for node, state in held.items()}
    gone = {uid for label, uid in held if label == PERSON} - set(kept.values())
    for case in derived.cases:
        _compare_case(case, derived.states, held, gone, found)
    extra = {node for node in held.keys() - derived.states.keys() if node[0] != PERSON}
    extra |= {(PERSON, uid) for uid in gone}
    found.nodes |= extra
    _remove(extra, held, found.changes)
    for person in derived.persons:
        if person.uid in kept:
            _compare_person(person, derived.states, held, kept[person.uid], found)
        else:
            found.nodes.add((PERSON, person.uid))
            found.changes.created[PERSON, *person.labels].append(person.properties)
            found.changes.connect(person.edges)
    for label, uid in _shared_ends(held) - _shared_ends(derived.states):
        found.changes.loosened[label].add(uid)
    if found.changes:
        found.changes.recurring |= recurring_nodes(held) | recurring_nodes(derived.states)
        found.changes.named |= changed_names(_named(held), _named(derived.states))
    return found


def _named(states: States) -> Iterator[Named]:
    return (
        (str(state.properties["uid"]), state.labels, state.properties)
        for (label, _), state in states.items()
        if label == PERSON
    )


def _shared_ends(states: States) -> set[Node]:
    """Return the label and uid of the shared nodes that nodes name."""
    edges = (edge for state in states.values() for edge in state.edges)
    return {(edge.label, edge.uid) for edge in edges if edge.label in SHARED_LABELS}


def _compare_case(
    case: DerivedCase, derived: States, held: States, gone: set[str], found: Difference
) -> None:
    own = [(CASE, case.uid), *((STAGE, str(stage["uid"])) for stage in case.stages)]
    different = {node for node in own if held.get(node) != derived[node]}
    # The relationships of a person who is removed and created anew go with the old node.
    severed = {node for node in own if any(_ends_in(edge, gone) for edge in derived[node].edges)}
    if not different and not severed:
        return
    found.nodes |= different | {(CASE, case.uid)}
    _remove(held.keys() & set(own), held, found.changes)
    found.changes.created[CASE,].append(case.properties)
    found.changes.created[STAGE,] += case.stages
    found.changes.connect(case.edges)
    found.changes.stale |= case.legs


def _compare_person(
    person: DerivedPerson, derived: States, held: States, now: str, found: Difference
) -> None:
    new, old = derived[PERSON, person.uid], held[PERSON, now]
    if new == old:
        return
    found.nodes.add((PERSON, person.uid))
    if (new.labels, new.text) != (old.labels, old.text):
        gained, lost = new.labels - old.labels, old.labels - new.labels
        found.changes.updated.append(
            NodeUpdate(PERSON, now, person.properties, tuple(sorted(gained)), tuple(sorted(lost)))
        )
    had, has = Counter(old.edges), Counter(new.edges)
    # Cutting removes every relationship of a type between two nodes, so all of those are made anew.
    unlike = {_target(edge) for edge in (had - has) | (has - had)}
    for kind, uid in sorted(unlike & {_target(edge) for edge in old.edges}):
        found.changes.cut[kind].append(Edge(kind, now, uid))
    found.changes.connect(edge for edge in person.edges if (edge.kind, edge.end) in unlike)


def _target(edge: OwnedEdge) -> tuple[EdgeKind, str]:
    """Return the kind of a person's relationship and the uid of its other end."""
    return EdgeKind(edge.type, PERSON, edge.label), edge.uid


def _can_change(held: NodeState, derived: NodeState) -> bool:
    """Return whether a node can be changed in place: labels only gained or only lost, known ends.

    The embedded engine recreates a relabelled node, at most once a transaction.
    """
    gained, lost = derived.labels - held.labels, held.labels - derived.labels
    return (
        not (gained and lost)
        and gained | lost <= _ROLES
        and all(edge.label and edge.uid for edge in held.edges)
    )


def _remove(removed: Iterable[Node], held: States, changes: Changes) -> None:
    for label, uid in sorted(removed):
        changes.removed[label].append(uid)
        changes.stale.update(_legs(held[label, uid]))


def _legs(state: NodeState) -> Iterator[Leg]:
    for level, name in PROPERTY_OF_LEVEL.items():
        if name in state.properties:
            yield Leg(level, str(state.properties[name]))


def _renamed(state: NodeState, names: Mapping[str, str]) -> NodeState:
    return replace(state, edges=tuple(sorted(_with_names(state.edges, names))))


def _with_names(edges: Iterable[OwnedEdge], names: Mapping[str, str]) -> Iterator[OwnedEdge]:
    for edge in edges:
        known = edge.label == PERSON and edge.uid in names
        yield edge._replace(uid=names[edge.uid]) if known else edge


def _ends_in(edge: OwnedEdge, persons: set[str]) -> bool:
    return edge.label == PERSON and edge.uid in persons
