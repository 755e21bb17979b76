"""The kinds of relationships of the canonical layer, and the nodes that own them."""

from collections.abc import Iterable

from trama.graph.store.canonical_state import Owned
from trama.graph.store.reference_data import WITHIN
from trama.ontology.canonical_layer import (
    Account,
    Agency,
    Case,
    Establishment,
    Location,
    Organisation,
    PenalProvision,
    Person,
    Phone,
    Stage,
    Vehicle,
)
from trama.ontology.classes import EdgeKind, edge_kind, label_of
from trama.ontology.source_layer import Record

CASE, STAGE, PERSON, LOCATION = map(label_of, (Case, Stage, Person, Location))


def _kinds(name: str, start: type, ends: Iterable[type]) -> dict[type, EdgeKind]:
    """Return the kinds of a relationship that has several classes of ends, by the class."""
    return {end: edge_kind(name, start, end) for end in ends}


def _types(*kinds: EdgeKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind.type for kind in kinds))


CASE_ATTESTED = edge_kind("ATTESTED_BY", Case, Record)
PERSON_ATTESTED = edge_kind("ATTESTED_BY", Person, Record)
STAGE_ATTESTED = edge_kind("ATTESTED_BY", Stage, Record)

VICTIM_IN = edge_kind("VICTIM_IN", Person, Case)
SUSPECT_IN = edge_kind("SUSPECT_IN", Person, Case)
CASE_AT = edge_kind("AT", Case, Location)
REGISTERED_BY = edge_kind("REGISTERED_BY", Case, Agency)

SUBJECTED_TO = edge_kind("SUBJECTED_TO", Person, Stage)
COMMITTED = edge_kind("COMMITTED", Person, Stage)
PART_OF = edge_kind("PART_OF", Stage, Case)
STAGE_AT = edge_kind("AT", Stage, Location)
NEXT = edge_kind("NEXT", Stage, Stage)
TYPIFIED_AS = edge_kind("TYPIFIED_AS", Stage, PenalProvision)

BORN_IN = edge_kind("BORN_IN", Person, Location)
RESIDES_IN = edge_kind("RESIDES_IN", Person, Location)

INVOLVED: tuple[type, ...] = (Phone, Account, Vehicle, Establishment, Organisation)
USES = _kinds("USES", Person, (Phone, Account, Vehicle, Organisation))
USED = _kinds("USED", Stage, (Vehicle, Establishment, Organisation))
INVOLVES = _kinds("INVOLVES", Case, INVOLVED)

SHARED_LABELS = (*map(label_of, INVOLVED), label_of(Agency))
"""The labels of nodes that any number of cases may hold."""

OWNED = {
    CASE: Owned(
        outgoing=_types(CASE_ATTESTED, CASE_AT, REGISTERED_BY, *INVOLVES.values()),
        incoming=_types(VICTIM_IN, SUSPECT_IN),
    ),
    STAGE: Owned(
        outgoing=_types(PART_OF, STAGE_AT, STAGE_ATTESTED, TYPIFIED_AS, NEXT, *USED.values()),
        incoming=_types(SUBJECTED_TO, COMMITTED),
    ),
    PERSON: Owned(outgoing=_types(PERSON_ATTESTED, BORN_IN, RESIDES_IN, *USES.values())),
    LOCATION: Owned(outgoing=_types(WITHIN)),
}
"""The relationships that are written and removed with a node of each label.

A case owns the VICTIM_IN and SUSPECT_IN of its people: they say what the case says of them.
"""
