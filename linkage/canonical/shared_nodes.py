"""What cases share beside people: phones, accounts, vehicles, houses, companies, offices."""

from dataclasses import dataclass

from trama.core.text import fold
from trama.graph.ontology.canonical_layer import (
    Account,
    Agency,
    Establishment,
    Organisation,
    Phone,
    Vehicle,
)
from trama.graph.ontology.classes import label_of
from trama.graph.records import Kind, RecordState

# field of a record → what it names
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
    """A node that any number of cases may share; ``uid`` comes from its folded name alone."""

    label: str
    uid: str
    name: str
    registry: str | None = None

    def properties(self) -> dict[str, object]:
        """Returns the properties of the node."""
        said: dict[str, object] = {"uid": self.uid, "name": self.name}
        return said if self.registry is None else said | {"registry": self.registry}


def means_of(record: RecordState) -> dict[Shared, type]:
    """Returns the means that a record names, each with its shape.

    An establishment is one by its name and place: every town has a bar of the same name.
    """
    named: dict[Shared, type] = {}
    if _NAMING.isdisjoint(record.fields):
        return named
    for field, shape in _FIELDS:
        value = record.fields.get(field, ())
        for name in value if isinstance(value, tuple) else (str(value),):
            shared = _shared(shape, name)
            if shared is not None:
                named[shared] = shape
    establishment = record.text("establishment")
    if establishment is not None:
        shared = _shared(Establishment, establishment, record.text("place") or "")
        if shared is not None:
            named[shared] = Establishment
    return named


def shared_of(record: RecordState) -> dict[Shared, type | None]:
    """Return all shared nodes that a record names, each with its class, an agency with None."""
    shared: dict[Shared, type | None] = dict(means_of(record))
    agency = agency_of(record) if record.kind is Kind.CASE else None
    return shared if agency is None else shared | {agency: None}


def agency_of(record: RecordState) -> Shared | None:
    """Returns the police unit or prosecutor's office that a record of a case names."""
    name = record.text("agency")
    key = fold(name or "")
    if name is None or not key:
        return None
    uid = f"{record.registry}:{key}"
    return Shared(label_of(Agency), uid, _tidy(name), record.registry)


def _shared(shape: type, name: str, place: str = "") -> Shared | None:
    key = fold(name)
    if not key:
        return None
    label = label_of(shape)
    return Shared(label, f"{label}:{key}" + (f"@{place}" if place else ""), _tidy(name))


def _tidy(name: str) -> str:
    return " ".join(name.upper().split())
