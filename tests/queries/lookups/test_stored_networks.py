"""Stored networks as a caller names them."""

import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import UnknownName
from trama.cypher.header import Parameter, ParameterType
from trama.graph.engine import Graph
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.stored_networks import find_network

NETWORK = Parameter(name="network", type=ParameterType.NETWORK, title_es="Red", title_en="Network")


def found(written: str, graph: Graph) -> str:
    return find_network(written, NETWORK, Lookup(graph, Viewer(Role.ANALYST), seconds=10))


@pytest.mark.parametrize("written", ["N-12", "n-12", " N 12", "12", "N-012"])
def test_a_network_goes_by_its_number_however_it_is_written(graph: Graph, written: str) -> None:
    graph.write_rows("CREATE (:Network {uid: 'N-12', people: 3})")

    assert found(written, graph) == "N-12"


def test_a_network_that_nobody_stored_is_answered_with_some_that_are(graph: Graph) -> None:
    graph.write_rows(
        "CREATE (:Network {uid: 'N-1', people: 3}), (:Network {uid: 'N-2', people: 5})"
    )

    with pytest.raises(UnknownName) as caught:
        found("N-99", graph)

    assert "«N-99»" in caught.value.message("es")
    assert "N-2, N-1" in caught.value.message("es")


def test_a_graph_without_networks_says_how_they_come_to_be(graph: Graph) -> None:
    with pytest.raises(UnknownName) as caught:
        found("N-1", graph)

    assert "trama networks find --write" in caught.value.message("es")


def test_a_graph_in_which_no_network_was_found_says_so(graph: Graph) -> None:
    graph.write_rows("CREATE (:NetworkSearch {uid: 'search'})")

    with pytest.raises(UnknownName) as caught:
        found("N-1", graph)

    assert "no se halló red que el azar no explique" in caught.value.message("es")
