"""Victims of a graph by birthplace, on each engine: people once, by registry, and in doubt."""

import pytest
from small_graph import write_small_graph

from trama.graph.engine import Graph
from trama.study.graph_source import of_graph
from trama.study.source import Source

pytestmark = pytest.mark.every_engine


def source_of(graph: Graph) -> Source:
    return of_graph(lambda text, given: graph.stream(text, **given))


def places(source: Source, name: str = "") -> dict[str | None, float]:
    counts = source.others[name] if name else source.counts
    told = counts.assign(place=counts["place"].fillna("?")).groupby("place")["victims"].sum()
    return dict(told)


def test_people_count_once_at_their_birthplace(graph: Graph) -> None:
    write_small_graph(graph)

    source = source_of(graph)

    # V1 and V3 of Cusco, V2 of Wanchaq, V4 of Iquitos, V5 of Venezuela, V6 unknown; S4 is V1.
    assert places(source) == {"PE-080101": 2, "PE-080108": 1, "PE-160101": 1, "VE": 1, "?": 1}
    assert not source.public


def test_each_registry_alone_and_residence_count_otherwise(graph: Graph) -> None:
    write_small_graph(graph)

    source = source_of(graph)

    assert sum(places(source, "residence").values()) == 6
    assert places(source, "residence")["PE-150101"] == 1
    assert places(source, "joined") == places(source)


def test_an_empty_graph_has_no_victims(graph: Graph) -> None:
    source = source_of(graph)

    assert source.counts.empty
    assert source.exposure == {}
