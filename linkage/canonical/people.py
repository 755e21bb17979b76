"""One person as all records about them tell: the node, and what it hangs on outside of cases."""

from collections.abc import Callable
from dataclasses import dataclass

from trama.graph.ontology.canonical_layer import Person, Suspect, Victim
from trama.graph.ontology.classes import label_of, properties_of
from trama.graph.records import Kind, RecordState
from trama.graph.store.changes import Edge
from trama.linkage.canonical.prefer import Preference
from trama.linkage.canonical.relationships import BORN_IN, PERSON_ATTESTED, RESIDES_IN, USES
from trama.linkage.canonical.rules import Rules
from trama.linkage.canonical.shared_nodes import Shared, means_of
from trama.linkage.identity import Cluster

_ROLES = {Kind.VICTIM: label_of(Victim), Kind.SUSPECT: label_of(Suspect)}


@dataclass(frozen=True, slots=True)
class DerivedPerson:
    """A person's node, its further labels, its own relationships and the shared nodes of those."""

    uid: str
    labels: tuple[str, ...]
    properties: dict[str, object]
    edges: tuple[Edge, ...]
    shared: frozenset[Shared]


def derive_person(cluster: Cluster, rules: Rules, pseudonym: Callable[[str], str]) -> DerivedPerson:
    """Return the person that the records of a cluster tell of; ``pseudonym`` takes the uid."""
    records = cluster.records
    said = Preference(records, rules)
    uid = cluster.uid
    name = said.longest("name")
    node = Person(
        uid=uid,
        aliases=cluster.aliases,
        pseudonym=pseudonym(uid),
        name=name,
        name_key=_name_key(records, name),
        nicknames=said.together("nickname"),
        document_key=cluster.members[0].document,
        sex=said.text("sex"),
        birth_date=said.date("birth_date"),
        nationality=said.text("nationality"),
        registries=tuple(sorted({record.registry for record in records})),
    )
    used = {
        shared: shape
        for record in records
        if record.kind is Kind.SUSPECT
        for shared, shape in means_of(record).items()
    }
    edges = [Edge(PERSON_ATTESTED, uid, record.uid) for record in records]
    for kind, field in ((BORN_IN, "birthplace"), (RESIDES_IN, "residence")):
        place = said.place(field)
        if place is not None:
            edges.append(Edge(kind, uid, place))
    edges += [
        Edge(kind, uid, one) for kind, one in sorted({(USES[s], m.uid) for m, s in used.items()})
    ]
    labels = tuple(sorted({_ROLES[member.kind] for member in cluster.members}))
    return DerivedPerson(uid, labels, properties_of(node), tuple(edges), frozenset(used))


def _name_key(records: tuple[RecordState, ...], name: str | None) -> str | None:
    """The folded form of the name that is shown."""
    keys = sorted(
        key
        for record in records
        if record.text("name") == name and (key := record.text("name_key"))
    )
    return keys[0] if keys and name is not None else None
