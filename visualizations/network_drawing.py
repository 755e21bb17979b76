"""A small network as vis-network draws it: nodes, edges and options, through pyvis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from trama.visualizations.scene import INK, Scene

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
# Nodes: more make a hairball that nobody reads and a browser draws for minutes.
MOST_NODES = 400
# vis-network draws on a canvas, which does not always know "system-ui".
FONT = '"DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif'


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node at a fixed point, in units of the drawing; x grows in the order lived.

    ``label`` is always drawn, ``text`` appears under the pointer; a ``pale`` node stands beside the
    route.
    """

    id: str
    label: str
    text: str
    colour: str
    shape: str
    x: float
    y: float
    pale: bool = False


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A line between two nodes: ``dashed`` about people, an ``arrow`` if it has a direction."""

    start: str
    end: str
    label: str = ""
    width: float = 1.5
    dashed: bool = False
    arrow: bool = True
    colour: str = "#52606d"


@dataclass(frozen=True, slots=True)
class Subgraph:
    """The nodes and edges to draw; ``left_out`` counts the nodes that did not fit."""

    nodes: Sequence[DrawnNode]
    edges: Sequence[DrawnEdge] = field(default=())
    left_out: int = 0

    def capped(self, most: int = MOST_NODES) -> "Subgraph":
        """Return the subgraph with its first ``most`` nodes and the edges among them."""
        kept = {node.id for node in self.nodes[:most]}
        edges = [edge for edge in self.edges if edge.start in kept and edge.end in kept]
        left_out = self.left_out + max(0, len(self.nodes) - most)
        return Subgraph(self.nodes[:most], edges, left_out)


def subgraph(scene: Scene) -> Subgraph:
    """Return the people and pairs of a drawing as nodes and edges at the same places.

    vis-network writes a number at the middle of its line, where its boxes can be dragged apart.
    """
    nodes, edges = [], []
    numbers = {tuple(m.keys): m.letters[0].text for m in scene.marks if m.kind == "label"}
    for mark in scene.marks:
        if mark.kind == "person":
            x = mark.at[0] + mark.letters[0].x
            y = mark.at[1] + sum(line.y for line in mark.letters) / len(mark.letters)
            label = "\n".join(line.text for line in mark.letters)
            colour, filled = mark.shapes[0].stroke, mark.shapes[0].fill == mark.shapes[0].stroke
            nodes.append(DrawnNode(mark.keys[0], label, mark.tip, colour, "box", x, y, not filled))
        if mark.kind == "pair":
            start, end = mark.keys
            label, width = numbers.get((start, end), ""), mark.shapes[0].width
            edges.append(DrawnEdge(start, end, label, width, arrow=False))
    return Subgraph(nodes, edges)


def as_network(drawn: Subgraph) -> Mapping[str, Any]:
    """Return ``nodes``, ``edges`` and ``options`` for the page's script; labels are plain text.

    Every node has a fixed point, so the same rows always give the same picture.
    """
    # Imported here: pyvis brings IPython along, and no other command should wait for it.
    from pyvis.network import Network  # noqa: PLC0415 - see the line above

    network = Network(directed=True)
    for node in drawn.nodes:
        network.add_node(node.id, **_node(node))
    for edge in drawn.edges:
        network.add_edge(edge.start, edge.end, **_edge(edge))
    return {"nodes": network.nodes, "edges": network.edges, "options": OPTIONS}


def vis_network_script() -> str:
    """Return vis-network as pyvis ships it, without the address of its source map."""
    script = (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
    return script.split("//# sourceMappingURL=", maxsplit=1)[0]


def _node(node: DrawnNode) -> dict[str, Any]:
    background = "#ffffff" if node.pale else node.colour
    font = "#1f2933" if node.pale or node.shape not in ("box", "ellipse") else "#ffffff"
    return {
        "label": node.label,
        "title": node.text,
        "shape": node.shape,
        "x": node.x,
        "y": node.y,
        # Under the pointer the border grows; the letters keep their contrast.
        "color": {
            "background": background,
            "border": node.colour,
            "hover": {"background": background, "border": INK},
            "highlight": {"background": background, "border": INK},
        },
        "font": {"color": font},
        # A case number has no blank at which a line could break.
        "widthConstraint": False if node.shape == "text" else {"maximum": 190},
    }


def _edge(edge: DrawnEdge) -> dict[str, Any]:
    return {
        "label": edge.label,
        "width": edge.width,
        "dashes": edge.dashed,
        "arrows": {"to": {"enabled": edge.arrow}},
        "color": {"color": "#9aa5b1" if edge.dashed else edge.colour},
    }


OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    # The wheel and a finger scroll the page; the browser's own zoom makes the picture larger.
    "interaction": {"hover": True, "dragNodes": True, "dragView": False, "zoomView": False},
    "nodes": {
        "font": {"size": 14, "face": FONT, "multi": False},
        "size": 16,
        "borderWidth": 2,
        "margin": {"top": 8, "bottom": 8, "left": 10, "right": 10},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 13, "face": FONT, "multi": False, "background": "#ffffff"},
        # Straight, as they were laid out: no line runs through a box of somebody else.
        "smooth": {"enabled": False},
    },
}
