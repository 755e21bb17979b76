"""The routes of stored networks: saved queries, closed to the public."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role
from trama.graph.engine import open_graph

Client = Callable[..., httpx.Client]

ROUTES = {
    "/networks": "recurring_networks",
    "/networks/changes?since=2020": "network_changes",
    "/networks/N-1": "network_members",
    "/networks/N-1/cases": "network_cases",
    "/networks/N-1/routes": "network_routes",
    "/networks/N-1/bridges": "bridges_between_networks",
}


@pytest.fixture(scope="module", autouse=True)
def network(installation: Installation) -> Iterator[None]:
    """Store a network without people, so that its routes exist."""
    with open_graph(installation.settings) as graph:
        graph.write_rows("CREATE (:Network {uid: 'N-1', people: 0})")
        yield
        graph.write_rows("MATCH (n:Network {uid: 'N-1'}) DELETE n")


@pytest.mark.parametrize("path", ROUTES)
def test_each_route_is_a_saved_query(client: Client, path: str) -> None:
    answer = client(Role.ANALYST).get(path)

    assert answer.status_code == 200, answer.text
    assert answer.json()["query"] == ROUTES[path]


def test_a_network_that_is_not_stored_is_not_found(client: Client) -> None:
    answer = client(Role.ANALYST).get("/networks/N-99")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_name")


@pytest.mark.parametrize("path", ROUTES)
def test_the_public_sees_no_network(client: Client, path: str) -> None:
    answer = client(Role.PUBLIC).get(path)

    assert answer.status_code == 403
    assert answer.json()["code"] == "access_denied"
