"""The notebook helper: a query's answer as a pandas frame or a networkx graph."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product
from typing import Any, Protocol

import networkx as nx
import pandas as pd

from trama.core.safe_cells import visible
from trama.places.gazetteer import gazetteer
from trama.queries.redact import person_text

JOINT = "; "  # between the items of a list: GraphML and GEXF know no lists
Attribute = str | int | float | bool
_LARGEST = 2**63 - 1  # the largest integer of GraphML's and GEXF's type "long"


class Answer(Protocol):
    """The part of a QueryAnswer (trama.queries.run) that frames and graphs need."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in order."""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows; a person is a mapping with ``pseudonym`` and, where allowed, ``name``."""


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
    missing = [name for name in (start, end) if name not in answer.columns]
    if missing:
        raise KeyError(missing[0])
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    of_nodes = {start, end, f"{start}_name", f"{end}_name"}
    others = [name for name in answer.columns if name not in of_nodes]
    for row in answer.rows:
        attributes = _attributes({name: row[name] for name in others})
        for one, other in product(_ends(row, start), _ends(row, end)):
            for key, about in (one, other):
                drawn.add_node(key, **about)
            _add_edge(drawn, one[0], other[0], attributes)
    return drawn


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
    missing = [name for name in columns if name not in answer.columns]
    if missing:
        raise KeyError(missing[0])
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    of_nodes = {name for column in columns for name in (column, *_names_beside(column))}
    others = [name for name in answer.columns if name not in of_nodes]
    for number, row in enumerate(answer.rows, start=1):
        attributes = _attributes({name: row[name] for name in others})
        if (victims := row.get("victims")) is not None:
            attributes["weight"] = victims
        stops = [stop for column in columns for stop in _stops(row, column)]
        for key, about in stops:
            drawn.add_node(key, **about)
        for step, ((one, _), (other, _)) in enumerate(pairwise(stops), start=1):
            _add_edge(drawn, one, other, attributes | {"way": number, "step": step})
    return drawn


def _add_edge(
    drawn: "nx.MultiDiGraph[str]", one: str, other: str, attributes: Mapping[str, Attribute]
) -> None:
    """Add an edge whose key no other edge has.

    In GraphML the key is the edge's id, and Gephi keeps one edge of each id. Keys that networkx
    gives begin at 0 between each two nodes.
    """
    drawn.add_edge(one, other, key=drawn.number_of_edges(), **attributes)


def _names_beside(column: str) -> tuple[str, str]:
    """Return the columns that may have the names of a column's places: of one, and of several."""
    return f"{column}_name", f"{column.removesuffix('s')}_names"


def _stops(row: Mapping[str, Any], column: str) -> list[tuple[str, dict[str, Attribute]]]:
    """Return the places of a column, each by key with its attributes."""
    value = row[column]
    places = value if isinstance(value, list | tuple) else [value]
    one, several = (row.get(name) for name in _names_beside(column))
    listed = isinstance(several, list | tuple) and len(several) == len(places)
    names = several if listed and several is not None else [one] * len(places)
    return [
        (_key(place), _about(place, name))
        for place, name in zip(places, names, strict=True)
        if place not in (None, "")
    ]


def _ends(row: Mapping[str, Any], column: str) -> list[tuple[str, dict[str, Attribute]]]:
    """Return the nodes at one end of a row, each by key with its attributes."""
    value = row[column]
    items = value if isinstance(value, list | tuple) else [value]
    return [
        (_key(item), _about(item, row.get(f"{column}_name")))
        for item in items
        if item not in (None, "")
    ]


def _key(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("uid") or value["pseudonym"])
    return visible(str(value))


def _about(value: object, name: object) -> dict[str, Attribute]:
    """Return the attributes of a node; ``name`` is what the answer calls a place, else None."""
    if isinstance(value, Mapping):
        return {"label": visible(person_text(value)), "pseudonym": str(value["pseudonym"])}
    place = None if name else gazetteer().get(str(value))
    return {"label": visible(str(name or (place.name if place else value)))}


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
    """Return the keys of the people in a value, "" if there are none."""
    people = value if isinstance(value, list | tuple) else [value]
    return JOINT.join(str(_key(one)) for one in people if isinstance(one, Mapping))


def _joined(value: object) -> str:
    if isinstance(value, Mapping):
        return person_text(value) if "pseudonym" in value else str(dict(value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return JOINT.join(_joined(item) for item in value)
    return str(value)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return person_text(value) if "pseudonym" in value else dict(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
