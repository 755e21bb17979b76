"""One person as all their records give it: the node, and its relationships outside of cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trama.canonical.prefer import Preference
from trama.canonical.relationships import BORN_IN, PERSON_ATTESTED, RESIDES_IN, USES
from trama.canonical.rules import Rules
from trama.canonical.shared_nodes import Shared, involved_nodes_of
from trama.graph.records import Kind, RecordState
from trama.graph.store.changes import Edge
from trama.linkage.identity import Cluster
from trama.ontology.canonical_layer import Person, Suspect, Victim
from trama.ontology.classes import label_of, properties_of
from trama.values.known_by import known_by

_NAMES = ("name", "name_key")
_OTHERS = ("nickname", "document_key", "document_number", "address")
_ROLES = {Kind.VICTIM: label_of(Victim), Kind.SUSPECT: label_of(Suspect)}


@dataclass(frozen=True, slots=True)
class DerivedPerson:
    """The node of a person, its roles as labels, its own relationships and their shared nodes."""

    uid: str
    labels: tuple[str, ...]
    properties: dict[str, object]
    edges: tuple[Edge, ...]
    shared: frozenset[Shared]


def derive_person(cluster: Cluster, rules: Rules, pseudonym: Callable[[str], str]) -> DerivedPerson:
    """Return the person that the records of a cluster give; ``pseudonym`` takes the uid."""
    records = cluster.records
    preferred = Preference(records, rules)
    uid = cluster.uid
    nicknames = preferred.together("nickname")
    name = preferred.longest("name")
    shown = name or _alias(cluster, nicknames)
    used = {
        shared: node_class
        for record in records
        if record.kind is Kind.SUSPECT
        for shared, node_class in involved_nodes_of(record).items()
    }
    node = Person(
        uid=uid,
        aliases=cluster.aliases,
        pseudonym=pseudonym(uid),
        name=shown,
        name_key=_name_key(records, name),
        nicknames=nicknames,
        document_key=cluster.members[0].document,
        sex=preferred.text("sex"),
        birth_date=preferred.date("birth_date"),
        nationality=preferred.text("nationality"),
        registries=tuple(sorted({record.registry for record in records})),
        known_by=_known_by(cluster, used, shown),
    )
    edges = [Edge(PERSON_ATTESTED, uid, record.uid) for record in records]
    for kind, field in ((BORN_IN, "birthplace"), (RESIDES_IN, "residence")):
        place = preferred.place(field)
        if place is not None:
            edges.append(Edge(kind, uid, place))
    ends = sorted({(USES[node_class], shared.uid) for shared, node_class in used.items()})
    edges += [Edge(kind, uid, end) for kind, end in ends]
    labels = tuple(sorted({_ROLES[member.kind] for member in cluster.members}))
    return DerivedPerson(uid, labels, properties_of(node), tuple(edges), frozenset(used))


def _alias(cluster: Cluster, nicknames: tuple[str, ...]) -> str | None:
    """Return what is shown of a suspect of whom only nicknames are known: ``(a) CHATO``.

    A victim stays without a name: a nickname of hers is shown to nobody as one.
    """
    suspect = all(member.kind is Kind.SUSPECT for member in cluster.members)
    return f"(a) {' / '.join(nicknames)}" if suspect and nicknames else None


def _known_by(cluster: Cluster, used: Iterable[Shared], shown: str | None) -> tuple[str, ...]:
    """Return all by which a text may tell that it is this person."""
    names = [shown, *(record.text(field) for record in cluster.records for field in _NAMES)]
    others = [record.text(field) for record in cluster.records for field in _OTHERS]
    others += [cluster.members[0].document, cluster.uid, *(shared.name for shared in used)]
    return known_by(filter(None, names), filter(None, others))


def _name_key(records: tuple[RecordState, ...], name: str | None) -> str | None:
    """Return the folded form of the name that is shown."""
    keys = sorted(
        key
        for record in records
        if record.text("name") == name and (key := record.text("name_key"))
    )
    return keys[0] if keys and name is not None else None
