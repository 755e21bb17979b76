"""The nodes and relationships that every graph has before any data: places and penal provisions.

Other countries have thousands of subdivisions. A graph has only the subdivisions that its records
name; they are written together with the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trama.graph.store.changes import Edge
from trama.ontology.canonical_layer import Location, PenalProvision
from trama.ontology.classes import edge_kind, properties_of
from trama.ontology.codelists import Code, code_list
from trama.places.gazetteer import Place, gazetteer

WITHIN = edge_kind("WITHIN", Location, Location)
RENUMBERED_TO = edge_kind("RENUMBERED_TO", PenalProvision, PenalProvision)


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """The properties of nodes, by label, and the relationships between them."""

    nodes: dict[str, list[dict[str, object]]]
    edges: tuple[Edge, ...]


def reference_data() -> ReferenceData:
    """Return the gazetteer and the closed list of provisions as nodes and relationships."""
    places = list(gazetteer())
    provisions = code_list("provision").codes.values()
    within = [Edge(WITHIN, place.uid, place.parent) for place in places if place.parent]
    renumbered = [
        Edge(RENUMBERED_TO, code.replaces, code.code) for code in provisions if code.replaces
    ]
    return ReferenceData(
        nodes={
            "Location": [properties_of(_location(place)) for place in places],
            "PenalProvision": [properties_of(_provision(code)) for code in provisions],
        },
        edges=(*within, *renumbered),
    )


def subdivisions_in_use(uids: Iterable[str]) -> ReferenceData:
    """Return the subdivisions abroad among these places, and all that they lie in, as nodes."""
    known = gazetteer()
    chain = {up for uid in uids for up in known.within(uid)}
    places = [
        place for uid in sorted(chain) if (place := known.get(uid)) and _is_subdivision(place)
    ]
    return ReferenceData(
        nodes={"Location": [properties_of(_location(place)) for place in places]},
        edges=tuple(Edge(WITHIN, place.uid, place.parent) for place in places if place.parent),
    )


def _is_subdivision(place: Place) -> bool:
    return place.level == "SUBDIVISION"


def _location(place: Place) -> Location:
    return Location(
        uid=place.uid,
        level=place.level,
        name=place.name,
        name_key=place.name_key,
        inei=place.inei,
        reniec=place.reniec,
        iso=place.iso,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
    )


def _provision(code: Code) -> PenalProvision:
    return PenalProvision(
        uid=code.code,
        name=code.es,
        valid_from=code.valid_from.isoformat() if code.valid_from else None,
        valid_to=code.valid_to.isoformat() if code.valid_to else None,
        verified=bool(code.verified),
    )
