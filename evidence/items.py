"""The nodes and edges of an investigation, brought again by their keys for whoever packs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.batches import batched
from trama.drawings.graph_answer import graph_of
from trama.evidence.asking_again import Source
from trama.queries.catalog import saved_query
from trama.queries.lookups.nodes import MOST
from trama.queries.run import run
from trama.workspaces.investigation import InvestigationForm

NODES, AMONG = "nodes", "among"
"""The saved queries that bring nodes by their keys, and what joins them."""

_MOST_EDGES = 10_000  # rows of one question for edges

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Items:
    """The things on the canvas, as the viewer may know them.

    Nodes are ``{key, type, roles, label, properties}``, edges ``{id, source, target, type,
    properties}``. Notes are ``{key, text}``, groups ``{label, members}``. ``hidden`` counts the
    nodes that somebody hid, ``gone`` the keys that bring nothing any longer, or not to this role.
    ``withheld`` counts the notes and groups of a role that sees more, ``notes_of_gone`` the notes
    of what is not among the items.
    """

    nodes: Sequence[Item]
    edges: Sequence[Item]
    notes: Sequence[Item]
    groups: Sequence[Item]
    hidden: int
    gone: int
    withheld: int
    notes_of_gone: int

    @property
    def doubtful(self) -> int:
        """The number of edges that rest on what nobody judged, or on a conflict."""
        return sum(bool(edge["properties"].get("doubtful")) for edge in self.edges)


def items_of(investigation: InvestigationForm, source: Source) -> Items:
    """Return the items of an investigation, without those that are hidden on its canvas.

    Raises:
        EngineError, QueryTimeout: the engine failed, or took too long.
    """
    keys = list(dict.fromkeys(investigation.keys))
    hidden = set(investigation.hidden)
    shown = [key for key in keys if key not in hidden]
    nodes = _nodes(shown, source)
    edges = _edges(list(nodes), source)
    edges |= {
        edge.id: {**edge.model_dump(), "properties": {}}
        for edge in investigation.edges
        if edge.source in nodes and edge.target in nodes
    }
    there = {*nodes, *edges}
    notes = [note for note in investigation.notes if note.key in there]
    return Items(
        nodes=list(nodes.values()),
        edges=list(edges.values()),
        notes=[note.model_dump() for note in notes if note.text is not None],
        groups=[
            {"label": group.label, "members": [key for key in group.members if key in nodes]}
            for group in investigation.groups
            if group.label is not None
        ],
        hidden=len(keys) - len(shown),
        gone=len(shown) - len(nodes),
        withheld=sum(note.text is None for note in notes)
        + sum(group.label is None for group in investigation.groups),
        notes_of_gone=len(investigation.notes) - len(notes),
    )


def _nodes(keys: Sequence[str], source: Source) -> dict[str, Item]:
    """Return the nodes that keys bring, by the keys that they have for the viewer now."""
    found: dict[str, Item] = {}
    for some in batched(keys, MOST):
        for node in _graph(NODES, {"keys": some, "limit": MOST}, source)["nodes"]:
            found.setdefault(node["key"], node)
    return found


def _edges(keys: Sequence[str], source: Source) -> dict[str, Item]:
    """Return the edges among nodes, those that leave some of them at a time."""
    found: dict[str, Item] = {}
    for some in batched(keys, MOST):
        given = {"keys": keys, "of": some, "limit": _MOST_EDGES}
        for edge in _graph(AMONG, given, source)["edges"]:
            found.setdefault(edge["id"], edge)
    return found


def _graph(query: str, given: Mapping[str, object], source: Source) -> dict[str, Any]:
    answer = run(query, given, source.graph, source.viewer, source.limits, source.key)
    return graph_of(saved_query(query), answer, answer.receipt.digest, source.lookup)
