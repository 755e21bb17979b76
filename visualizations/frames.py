"""The notebook helper: a query's answer as a pandas frame or a networkx graph."""

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import pandas as pd

from trama.core.safe_cells import visible
from trama.drawings.drawn import Answer, Drawn, joined, key_of, legs
from trama.queries.redact import person_text

JOINT = "; "  # between the items of a list: GraphML and GEXF know no lists
Attribute = str | int | float | bool
_LARGEST = 2**63 - 1  # the largest integer of GraphML's and GEXF's type "long"


def frame(answer: Answer) -> pd.DataFrame:
    """Return the answer as a frame with the query's columns; people as text."""
    rows = [{name: _plain(row[name]) for name in answer.columns} for row in answer.rows]
    return pd.DataFrame(rows, columns=list(answer.columns))


def graph(answer: Answer, start: str, end: str) -> "nx.MultiDiGraph[str]":
    """Return the answer as a directed graph with one edge a row, from ``start`` to ``end``.

    A node is a key: the uid of a person whom the viewer may name, else the pseudonym; the uid of a
    place or case. Namesakes stay apart so. Its attribute ``label`` is the name that people read:
    that of the person, or of the column ``…_name`` beside a place.

    A row without both ends gives no edge; a row with several people at an end gives an edge to
    each. The other columns are attributes of the edge; beside people, ``…_keys`` holds their keys.

    Every attribute is a text, number or truth; lists are joined by semicolons and unknown values
    are left out. So ``networkx.write_graphml`` and ``write_gexf`` write the graph, and their
    readers give the same back.

    Raises:
        KeyError: the answer has no such column.
    """
    return as_networkx(joined(answer, start, end))


def graph_of_ways(answer: Answer, columns: Sequence[str]) -> "nx.MultiDiGraph[str]":
    """Return the ways of an answer as a directed graph: an edge for each leg of each row.

    ``columns`` hold the places of a way in their order, each a place or a list of places. Nodes and
    the other columns are as in :func:`graph`. An edge has ``way``, the number of its row, ``step``,
    its number in the way (both from 1), and ``weight``, the victims of the row.

    Ways that share a leg keep an edge each: a victim may have gone two ways, and distinct people of
    two rows do not add up.

    The row ``["PE-08", "PE-17", "PE-15"]`` of 3 victims gives ``PE-08 → PE-17`` and
    ``PE-17 → PE-15``, each with the weight 3.

    Raises:
        KeyError: the answer has no such column.
    """
    return as_networkx(legs(answer, columns))


def as_networkx(drawn: Drawn) -> "nx.MultiDiGraph[str]":
    """Return nodes and edges as a graph whose attributes GraphML and GEXF can hold.

    The key of an edge is its number: in GraphML it is the edge's id, and Gephi keeps one edge of
    each id. Keys that networkx gives begin at 0 between each two nodes.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in drawn.nodes.values():
        about = {"label": node.label, "pseudonym": node.pseudonym}
        made.add_node(node.key, **{name: text for name, text in about.items() if text})
    for number, edge in enumerate(drawn.edges):
        made.add_edge(edge.source, edge.target, key=number, **_attributes(edge.properties))
    return made


def _attributes(values: Mapping[str, object]) -> dict[str, Attribute]:
    """Return the known values as GraphML and GEXF can hold them."""
    told: dict[str, Attribute] = {}
    for name, value in values.items():
        if value is None:
            continue
        told[name] = value if isinstance(value, bool | float) else visible(_joined(value))
        if isinstance(value, int) and abs(value) <= _LARGEST:
            told[name] = value
        if keys := _keys(value):
            told[f"{name}_keys"] = keys
    return told


def _keys(value: object) -> str:
    """Return the keys of the people and nodes in a value, "" if there are none."""
    items = value if isinstance(value, list | tuple) else [value]
    return JOINT.join(key_of(one) for one in items if _has_key(one))


def _has_key(value: object) -> bool:
    return isinstance(value, Mapping) and ("pseudonym" in value or "key" in value)


def _joined(value: object) -> str:
    if isinstance(value, Mapping):
        return person_text(value) if _has_key(value) else str(dict(value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return JOINT.join(_joined(item) for item in value)
    return str(value)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return person_text(value) if _has_key(value) else dict(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
