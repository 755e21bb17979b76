"""The nodes that cases share beside people: phones, accounts, plates, venues, companies, agencies.

The main value is a `Shared`: a label, a uid made of the folded name, and a name. "Bar la Ficción"
in PE-150132 becomes ``Shared("Establishment", "Establishment:BAR LA FICCION@PE-150132",
"BAR LA FICCIÓN")``.
"""

from dataclasses import dataclass

from trama.core.text import fold
from trama.graph.records import Kind, RecordState
from trama.ontology.canonical_layer import (
    Account,
    Agency,
    Establishment,
    Organisation,
    Phone,
    Vehicle,
)
from trama.ontology.classes import label_of

# field of a record → the class of the node that it names
_FIELDS: tuple[tuple[str, type], ...] = (
    ("phones", Phone),
    ("accounts", Account),
    ("plates", Vehicle),
    ("transport_companies", Organisation),
    ("transport_company", Organisation),
)


_NAMING = frozenset(name for name, _ in _FIELDS) | {"establishment"}


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A node that any number of cases may share; ``uid`` comes from its folded name.

    ``registry`` is set for an agency only.
    """

    label: str
    uid: str
    name: str
    registry: str | None = None

    def properties(self) -> dict[str, object]:
        """Return the properties of the node."""
        properties: dict[str, object] = {"uid": self.uid, "name": self.name}
        return properties if self.registry is None else properties | {"registry": self.registry}


def involved_nodes_of(record: RecordState) -> dict[Shared, type]:
    """Return the phones, accounts, plates, venues and companies of a record, each with its class.

    A venue is identified by its name and place: every town has a bar of the same name.
    """
    involved: dict[Shared, type] = {}
    if _NAMING.isdisjoint(record.fields):
        return involved
    for field, node_class in _FIELDS:
        value = record.fields.get(field, ())
        for name in value if isinstance(value, tuple) else (str(value),):
            shared = _shared(node_class, name)
            if shared is not None:
                involved[shared] = node_class
    establishment = record.text("establishment")
    if establishment is not None:
        shared = _shared(Establishment, establishment, record.text("place") or "")
        if shared is not None:
            involved[shared] = Establishment
    return involved


def shared_nodes_of(record: RecordState) -> dict[Shared, type | None]:
    """Return all shared nodes that a record names, each with its class, an agency with None."""
    shared: dict[Shared, type | None] = dict(involved_nodes_of(record))
    agency = agency_of(record) if record.kind is Kind.CASE else None
    return shared if agency is None else shared | {agency: None}


def agency_of(record: RecordState) -> Shared | None:
    """Return the police unit or prosecutor's office that a record of a case names."""
    return agency_called(record.registry, record.text("agency"))


def agency_called(registry: str, name: str | None) -> Shared | None:
    """Return the unit that a registry calls so. Return None if nothing is written."""
    key = fold(name or "")
    if name is None or not key:
        return None
    return Shared(label_of(Agency), f"{registry}:{key}", _tidy(name), registry)


def _shared(node_class: type, name: str, place: str = "") -> Shared | None:
    """Return the node of that name. Return None if the name has neither letter nor digit."""
    key = fold(name)
    if not key:
        return None
    label = label_of(node_class)
    return Shared(label, f"{label}:{key}" + (f"@{place}" if place else ""), _tidy(name))


def _tidy(name: str) -> str:
    return " ".join(name.upper().split())
