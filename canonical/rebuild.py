"""The changes that follow from changed records, for one transaction.

The rebuild of the whole canonical layer is in `rebuild_all`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from trama.canonical.affected_cases import AffectedCases, ChangedCase
from trama.canonical.cases import derive_cases
from trama.canonical.fillers import NO_FILLERS, Fillers
from trama.canonical.known import Known
from trama.canonical.layer_changes import Layer, change_layer
from trama.canonical.name_index import Named, changed_names
from trama.canonical.people import DerivedPerson, derive_person
from trama.canonical.recurring import recurring_again, renamed_suspects, used_again
from trama.canonical.relationships import PERSON
from trama.canonical.rules import Rules
from trama.canonical.shared_nodes import Shared
from trama.canonical.travelled import route_gains
from trama.core.time_spent import Part, spending
from trama.graph.records import CaseKey
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.record_counts import difference
from trama.linkage.identity import Cluster
from trama.linkage.judgements import NO_DECISIONS, Decisions


@dataclass(frozen=True, slots=True)
class Deriving:
    """The inputs of derivation beside records.

    They are the rules, a pseudonym for each uid, the marked fillers and the judgements that stand.
    """

    rules: Rules
    pseudonym: Callable[[str], str]
    fillers: Fillers = NO_FILLERS
    decisions: Decisions = NO_DECISIONS


@dataclass(frozen=True, slots=True)
class _Succession:
    """The persons before and after a change, and the nodes that are kept.

    ``kept`` maps the uid of a person after the change to the person before it whose node is kept.
    """

    before: tuple[Cluster, ...]
    after: tuple[Cluster, ...]
    kept: dict[str, Cluster]

    def removed(self) -> set[str]:
        """Return the uids of the persons before the change whose node is not kept."""
        lasting = {origin.uid for origin in self.kept.values()}
        return {cluster.uid for cluster in self.before} - lasting

    def guests(self, touched: set[CaseKey]) -> set[str]:
        """Return the uids of the persons after the change who have a part in further cases."""
        return {cluster.uid for cluster in self.after if _anchored(cluster, touched)}

    def created(self) -> set[str]:
        """Return the uids of the persons after the change who get a new node."""
        return {cluster.uid for cluster in self.after} - self.kept.keys()


@spending(Part.DERIVING)
def rebuild_affected(
    changed: Mapping[CaseKey, ChangedCase], known: Known, deriving: Deriving, changes: Changes
) -> None:
    """Add to ``changes`` all that changes in the canonical layer.

    1. Find the cases that the changed records affect (`AffectedCases`): whole groups of linked
       cases, before and after the change.
    2. Find the persons of these cases before and after. If persons part or join, add all other
       cases in which they have a part, and repeat.
    3. Derive the cases before and after. Write what differs (`change_layer`), and note what their
       routes gain (`route_gains`).
    4. Keep the node of a person who also has a part in other cases, or whose uid stays: rename it,
       change its properties, cut and make its relationships. Remove and create all others.
    5. Share the phones, plates and venues of the cases after. Loosen those that only the cases
       before name, or spell so.

    Example: carpeta SISTRA 7 is loaded and names registration RETA 3, which the graph holds. The
    case of RETA 3 becomes one with the numbers of both, and the stages of SISTRA 7 are created. A
    suspect of RETA 3 who is also a suspect of RETA 9 keeps the node; the case of RETA 9 is not
    touched.
    """
    affected = AffectedCases(known, changed, deriving.fillers, deriving.decisions)
    succession = _succession(affected)
    rules = deriving.rules
    before = derive_cases(affected.before, affected.touched, succession.before, rules)
    after = derive_cases(affected.after, affected.touched, succession.after, rules)
    renamed = {origin.uid: uid for uid, origin in succession.kept.items()}
    layers = Layer(before, succession.removed()), Layer(after, succession.created())
    change_layer(*layers, renamed, changes)
    changes.gained |= route_gains(before, after, renamed, succession.guests(affected.touched))
    loose: set[Shared] = {shared for case in before for shared in case.shared}
    held: set[Shared] = {shared for case in after for shared in case.shared}
    changes.recurring |= recurring_again(before, after)
    changes.recurring |= renamed_suspects(succession.before, succession.after)
    for records in changed.values():
        changes.counted.update(difference(records.before, records.after))
    _change_persons(succession, deriving, changes, (loose, held))
    for shared in held - loose:
        changes.share(shared.label, shared.properties())
    for shared in loose - held:
        changes.loosened[shared.label].add(shared.uid)
        changes.respelled.add((shared.label, shared.uid))


def _succession(affected: AffectedCases) -> _Succession:
    """Expand the affected cases until no person of other cases parts or joins with another."""
    while True:
        before, after = affected.persons()
        kept, more = _kept(before, after, affected.touched)
        if not more:
            return _Succession(before, after, kept | _lasting(before, after, kept))
        affected.expand(more)


def _kept(
    before: tuple[Cluster, ...], after: tuple[Cluster, ...], touched: set[CaseKey]
) -> tuple[dict[str, Cluster], set[CaseKey]]:
    """Return the nodes that can be renamed in place, and the cases to rebuild for the others.

    1. A person after the change is anchored if a member of theirs is in an untouched case.
    2. All anchored members must come from one person before, and be all of that person's anchored
       members. Then the node is kept, unless the person loses one role and gains another.
    3. Otherwise all cases of the person, and of the persons they come from, must be rebuilt.

    Example: P-1 before has members in cases A and B, and A changes so that its member is another
    person. P-1's member in B is the only anchored one, before and after: the node of P-1 is kept.
    """
    origin_of = {member.uid: cluster for cluster in before for member in cluster.members}
    kept: dict[str, Cluster] = {}
    more: set[CaseKey] = set()
    for cluster in after:
        anchored = _anchored(cluster, touched)
        if not anchored:
            continue
        origins = {origin_of[uid].uid: origin_of[uid] for uid in anchored}
        origin = next(iter(origins.values()))
        whole = len(origins) == 1 and _anchored(origin, touched) == anchored
        if whole and not _swaps_role(origin, cluster):
            kept[cluster.uid] = origin
        else:
            for person in (cluster, *origins.values()):
                more |= {member.case for member in person.members} - touched
    return kept, more | _colliding(kept, touched)


def _lasting(
    before: Iterable[Cluster], after: Iterable[Cluster], kept: Mapping[str, Cluster]
) -> dict[str, Cluster]:
    """Return, by uid, the further persons before the change whose uid stays: so does their node."""
    taken = {origin.uid for origin in kept.values()}
    by_uid = {cluster.uid: cluster for cluster in before}
    return {
        cluster.uid: origin
        for cluster in after
        if (origin := by_uid.get(cluster.uid)) is not None
        and cluster.uid not in kept
        and origin.uid not in taken
        and not _swaps_role(origin, cluster)
    }


def _swaps_role(before: Cluster, after: Cluster) -> bool:
    """Return whether the person loses one role and gains another.

    A node cannot: the embedded engine recreates a relabelled node, at most once a transaction.
    """
    roles_before, roles_after = (
        {member.kind for member in cluster.members} for cluster in (before, after)
    )
    return bool(roles_before - roles_after and roles_after - roles_before)


def _colliding(kept: Mapping[str, Cluster], touched: set[CaseKey]) -> set[CaseKey]:
    """Return the cases of people whose new uid another node still uses in this transaction."""
    in_use = {origin.uid for origin in kept.values()}
    return {
        member.case
        for uid, origin in kept.items()
        if uid != origin.uid and uid in in_use
        for member in origin.members
    } - touched


def _anchored(cluster: Cluster, touched: set[CaseKey]) -> set[str]:
    return {member.uid for member in cluster.members if member.case not in touched}


def _change_persons(
    succession: _Succession,
    deriving: Deriving,
    changes: Changes,
    shared: tuple[set[Shared], set[Shared]],
) -> None:
    """Add the changes of persons; ``shared`` are the sets of loose and of held shared nodes."""
    loose, held = shared
    removed = succession.removed()
    persons_before = {
        cluster.uid: derive_person(cluster, deriving.rules, deriving.pseudonym)
        for cluster in succession.before
    }
    for person in persons_before.values():
        loose |= person.shared
        if person.uid in removed:
            changes.removed[PERSON].append(person.uid)
    persons_after = [
        derive_person(cluster, deriving.rules, deriving.pseudonym) for cluster in succession.after
    ]
    changes.recurring |= used_again(persons_before.values(), persons_after)
    changes.named |= changed_names(*map(_named, (persons_before.values(), persons_after)))
    for person in persons_after:
        held |= person.shared
        origin = succession.kept.get(person.uid)
        if origin is None:
            changes.created[PERSON, *person.labels].append(person.properties)
            changes.connect(person.edges)
        else:
            _change_in_place(persons_before[origin.uid], person, changes)


def _named(people: Iterable[DerivedPerson]) -> Iterator[Named]:
    return ((person.uid, person.labels, person.properties) for person in people)


def _change_in_place(before: DerivedPerson, after: DerivedPerson, changes: Changes) -> None:
    """Add the change of a node's uid, labels and properties, and of relationships that differ."""
    if (before.properties, before.labels) != (after.properties, after.labels):
        gained = tuple(label for label in after.labels if label not in before.labels)
        lost = tuple(label for label in before.labels if label not in after.labels)
        changes.updated.append(NodeUpdate(PERSON, before.uid, after.properties, gained, lost))
    edges_before = {(edge.kind, edge.end) for edge in before.edges}
    edges_after = {(edge.kind, edge.end) for edge in after.edges}
    for kind, end in sorted(edges_before - edges_after):
        changes.cut[kind].append(Edge(kind, before.uid, end))
    changes.connect(Edge(kind, after.uid, end) for kind, end in sorted(edges_after - edges_before))
