"""A small network as vis-network draws it: nodes, edges and options, through pyvis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from trama.visualizations.scene import INK, SOFT, Scene

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
# vis-network draws on a canvas, which does not always know "system-ui".
FONT = '"DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif'


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node at a fixed point, in units of the drawing: ``pale`` unless it is asked about.

    ``label`` is always drawn, ``text`` appears under the pointer.
    """

    id: str
    label: str
    text: str
    colour: str
    x: float
    y: float
    pale: bool = False


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A line between two nodes."""

    start: str
    end: str
    label: str = ""
    width: float = 1.5


@dataclass(frozen=True, slots=True)
class Subgraph:
    """The nodes and edges to draw."""

    nodes: Sequence[DrawnNode]
    edges: Sequence[DrawnEdge] = field(default=())


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
            nodes.append(DrawnNode(mark.keys[0], label, mark.tip, colour, x, y, not filled))
        if mark.kind == "pair":
            start, end = mark.keys
            label, width = numbers.get((start, end), ""), mark.shapes[0].width
            edges.append(DrawnEdge(start, end, label, width))
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
    return {
        "label": node.label,
        "title": node.text,
        "shape": "box",
        "x": node.x,
        "y": node.y,
        # Under the pointer the border grows; the letters keep their contrast.
        "color": {
            "background": background,
            "border": node.colour,
            "hover": {"background": background, "border": INK},
            "highlight": {"background": background, "border": INK},
        },
        "font": {"color": INK if node.pale else "#ffffff"},
        "widthConstraint": {"maximum": 190},
    }


def _edge(edge: DrawnEdge) -> dict[str, Any]:
    color = {"color": SOFT}
    return {"label": edge.label, "width": edge.width, "arrows": "", "color": color}


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
        "font": {"size": 13, "face": FONT, "multi": False, "background": "#ffffff"},
        # Straight, as they were laid out: no line runs through a box of somebody else.
        "smooth": {"enabled": False},
    },
}
