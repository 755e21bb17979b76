"""A network as a file for other programs: GraphML, GEXF and the node-link JSON of networkx.

The caller hides what the reader may not know: all that a `NetworkGraph` has is written. The same
graph gives the same bytes. i2's charts are in i2_chart.py, whose library is an extra.
"""

import io
import json
from dataclasses import dataclass
from xml.etree.ElementTree import tostring

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from trama.core.safe_cells import visible

JOINT = "; "
"""It stands between cases: GraphML and GEXF know no lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkNode:
    """A person, case, place or means. ``key`` is a uid or pseudonym, ``label`` what people read.

    ``kind`` is a label of the ontology (Suspect, Case, Location, Phone); ``role`` a code of it.
    """

    key: str
    kind: str
    label: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEdge:
    """A tie of two nodes, by key, without direction. ``kind`` is a relationship of the ontology.

    ``shared`` counts the cases that the tie rests on, ``cases`` has those that may be shown.
    """

    one: str
    other: str
    kind: str
    shared: int
    cases: tuple[str, ...] = ()
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class NetworkGraph:
    """Nodes and edges, in the order of the file.

    Raises:
        ValueError: two nodes have one key, or an edge leads to no node or to itself.
    """

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]

    def __post_init__(self) -> None:
        keys = {node.key for node in self.nodes}
        if len(keys) < len(self.nodes):
            raise ValueError("two nodes have one key")
        for edge in self.edges:
            if edge.one == edge.other or not {edge.one, edge.other} <= keys:
                raise ValueError(f"no tie of two nodes: {edge.kind}")


def graphml(graph: NetworkGraph) -> bytes:
    """Return the graph as GraphML, which networkx, igraph, Gephi, yEd and Cytoscape read."""
    file = io.BytesIO()
    nx.write_graphml_xml(_joined(graph), file, named_key_ids=True)
    return file.getvalue()


def gexf(graph: NetworkGraph) -> bytes:
    """Return the graph as GEXF 1.2, which Gephi and networkx read."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(_joined(graph))
    writer.xml.remove(writer.xml.find("meta"))  # it has the day of writing
    written: bytes = tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return written


def node_link(graph: NetworkGraph) -> bytes:
    """Return the graph as JSON for ``networkx.node_link_graph``; cases stay a list."""
    drawn = _joined(graph)
    for edge, (*_, told) in zip(graph.edges, drawn.edges(data=True), strict=True):
        told["cases"] = list(edge.cases)
    told = nx.node_link_data(drawn, edges="edges")
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _joined(graph: NetworkGraph) -> "nx.MultiGraph[str]":
    """Return the graph with values that every format can hold; unknown ones are left out.

    No attribute is called ``type``: GEXF takes it for the direction of an edge. The key of an edge
    is its number, as Gephi keeps one edge of each id.
    """
    drawn: nx.MultiGraph[str] = nx.MultiGraph()
    for node in graph.nodes:
        told = {"kind": node.kind, "label": visible(node.label)}
        drawn.add_node(node.key, **told, **({"role": node.role} if node.role else {}))
    for number, edge in enumerate(graph.edges):
        cases = visible(JOINT.join(edge.cases))
        # igraph refuses a file in which a weight is once 1 and once 1.5.
        weight = {} if edge.weight is None else {"weight": float(edge.weight)}
        about = {"kind": edge.kind, "shared": edge.shared, "cases": cases, **weight}
        drawn.add_edge(edge.one, edge.other, key=number, **about)
    return drawn
