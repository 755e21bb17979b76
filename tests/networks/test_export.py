"""A network written for other programs says the same when they read it."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from trama.networks.export import NetworkEdge, NetworkGraph, NetworkNode, gexf, graphml, node_link
from trama.networks.i2_chart import i2_chart

GRAPH = NetworkGraph(
    nodes=(
        NetworkNode(key="S-1", kind="Suspect", label="ROSA <Ñ> & Cía. SINTETICO", role="CAPTADOR"),
        NetworkNode(key="S-2", kind="Suspect", label="S-2"),
        NetworkNode(key="C-1", kind="Case", label="0123"),
        NetworkNode(key="C-2", kind="Case", label="CASO\u202e-2\tx"),
    ),
    edges=(
        NetworkEdge(
            one="S-1", other="S-2", kind="CO_OFFENDED", shared=3, cases=("0123", "9"), weight=1
        ),
        NetworkEdge(one="S-1", other="S-2", kind="SHARES_PHONE", shared=1, weight=0.5),
        NetworkEdge(one="S-2", other="C-1", kind="SUSPECT_IN", shared=1, cases=("0123",)),
    ),
)
NODES = {
    "S-1": {"kind": "Suspect", "label": "ROSA <Ñ> & Cía. SINTETICO", "role": "CAPTADOR"},
    "S-2": {"kind": "Suspect", "label": "S-2"},
    "C-1": {"kind": "Case", "label": "0123"},
    "C-2": {"kind": "Case", "label": "CASO⟨U+202E⟩-2 x"},
}
EDGES = [
    ("S-1", "S-2", {"kind": "CO_OFFENDED", "shared": 3, "cases": "0123; 9", "weight": 1.0}),
    ("S-1", "S-2", {"kind": "SHARES_PHONE", "shared": 1, "cases": "", "weight": 0.5}),
    ("S-2", "C-1", {"kind": "SUSPECT_IN", "shared": 1, "cases": "0123"}),
]
FORMATS = [graphml, gexf, node_link, i2_chart]


@pytest.mark.parametrize("write", FORMATS)
def test_the_same_graph_gives_the_same_bytes(write: Callable[[NetworkGraph], bytes]) -> None:
    assert write(GRAPH) == write(GRAPH)


@pytest.mark.parametrize("write", FORMATS)
def test_a_graph_of_nobody_is_a_file_too(write: Callable[[NetworkGraph], bytes]) -> None:
    assert len(write(NetworkGraph((), ()))) > 20


def test_networkx_reads_graphml_with_types() -> None:
    read = nx.read_graphml(io.BytesIO(graphml(GRAPH)))

    assert dict(read.nodes(data=True)) == NODES
    assert list(read.edges(data=True)) == EDGES
    assert sorted(key for *_, key in read.edges(keys=True)) == [0, 1, 2]


def test_igraph_reads_graphml_with_types(tmp_path: Path) -> None:
    file = tmp_path / "network.graphml"
    file.write_bytes(graphml(GRAPH))

    read = igraph.Graph.Read_GraphML(str(file))

    assert read.vs["label"] == [node["label"] for node in NODES.values()]
    assert read.es["shared"] == [3, 1, 1]
    assert read.es["weight"][:2] == [1.0, 0.5]
    assert read.es["kind"] == ["CO_OFFENDED", "SHARES_PHONE", "SUSPECT_IN"]


def test_networkx_reads_gexf_with_types() -> None:
    read = nx.read_gexf(io.BytesIO(gexf(GRAPH)), version="1.2draft")

    assert dict(read.nodes(data=True)) == NODES
    told = [
        (one, other, {name: about[name] for name in kept})
        for (one, other, about), kept in zip(
            read.edges(data=True), (edge for *_, edge in EDGES), strict=True
        )
    ]
    assert told == EDGES


def test_a_file_says_nothing_of_the_day_on_which_it_is_written() -> None:
    assert b"lastmodified" not in gexf(GRAPH)


def test_networkx_reads_node_link_with_lists() -> None:
    read = nx.node_link_graph(json.loads(node_link(GRAPH)), edges="edges")

    assert dict(read.nodes(data=True)) == NODES
    assert [about["cases"] for *_, about in read.edges(data=True)] == [["0123", "9"], [], ["0123"]]
    assert read.is_multigraph()
    assert not read.is_directed()


def test_a_chart_of_i2_has_every_node_and_link() -> None:
    text = i2_chart(GRAPH).decode("utf-16")
    chart = ElementTree.fromstring(text.split("?>", 1)[1])

    entities = {each.get("EntityId"): each.get("Identity") for each in chart.iter("Entity")}
    labels = [item.get("Label") for item in chart.iter("ChartItem")]
    links = [
        (entities[link.get("End1Id")], entities[link.get("End2Id")]) for link in chart.iter("Link")
    ]

    assert list(entities.values()) == list(NODES)
    assert labels[:4] == [node["label"] for node in NODES.values()]
    assert links == [(one, other) for one, other, _ in EDGES]
    assert {
        (each.get("AttributeClass"), each.get("Value")) for each in chart.iter("Attribute")
    } >= {("Rol", "CAPTADOR"), ("Casos en común", "3"), ("Casos", "0123; 9"), ("Peso", "0.5")}


@pytest.mark.parametrize(
    ("nodes", "ends"),
    [(("S-1", "S-1"), None), (("S-1",), ("S-1", "S-9")), (("S-1",), ("S-1", "S-1"))],
    ids=["two nodes of one key", "an end that is no node", "a tie to oneself"],
)
def test_what_is_no_network_is_refused(
    nodes: tuple[str, ...], ends: tuple[str, str] | None
) -> None:
    edges = () if ends is None else (NetworkEdge(one=ends[0], other=ends[1], kind="X", shared=1),)

    with pytest.raises(ValueError, match=r"key|tie"):
        NetworkGraph(tuple(NetworkNode(key=key, kind="Case", label=key) for key in nodes), edges)
