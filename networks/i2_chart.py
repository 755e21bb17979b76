"""A network as a chart of i2 Analyst's Notebook (``.anx``)."""

import anxwritter

from trama.core.safe_cells import visible
from trama.networks.export import JOINT, NetworkEdge, NetworkGraph, NetworkNode

_ICONS = {
    "Suspect": "person",
    "Victim": "person",
    "Case": "case",
    "Location": "place",
    "Phone": "phone",
    "Vehicle": "car",
}
"""The icons of i2 by kind; another kind has the icon that i2 gives its name."""


def i2_chart(graph: NetworkGraph) -> bytes:
    """Return the graph as a chart in UTF-16, as i2 reads it; always the same bytes."""
    chart = anxwritter.ANXChart()
    for node in graph.nodes:
        chart.add_icon(**_icon(node))
    for edge in graph.edges:
        chart.add_link(**_link(edge))
    return b"".join(chart.iter_anx_bytes())


def _icon(node: NetworkNode) -> dict[str, object]:
    told = {"Clave": node.key} | ({"Rol": node.role} if node.role else {})
    icon = {"icon": _ICONS[node.kind]} if node.kind in _ICONS else {}
    label = visible(node.label)
    return {"id": node.key, "type": node.kind, "label": label, "attributes": told, **icon}


def _link(edge: NetworkEdge) -> dict[str, object]:
    told: dict[str, object] = {"Casos en común": edge.shared}
    if edge.cases:
        told["Casos"] = visible(JOINT.join(edge.cases))
    if edge.weight is not None:
        told["Peso"] = float(edge.weight)
    ends = {"from_id": edge.one, "to_id": edge.other}
    return {**ends, "type": edge.kind, "label": str(edge.shared), "attributes": told}
