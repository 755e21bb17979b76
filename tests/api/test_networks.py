"""The routes of stored networks: saved queries, closed to the public."""

from collections.abc import Callable

import httpx
import pytest

from trama.access.policy import Role

Client = Callable[..., httpx.Client]

ROUTES = {
    "/networks": "recurring_networks",
    "/networks/changes?since=2020": "network_changes",
    "/networks/N-1": "network_members",
    "/networks/N-1/cases": "network_cases",
    "/networks/N-1/routes": "network_routes",
    "/networks/N-1/bridges": "bridges_between_networks",
}


@pytest.mark.parametrize("path", ROUTES)
def test_each_route_is_a_saved_query(client: Client, path: str) -> None:
    answer = client(Role.ANALYST).get(path)

    assert answer.status_code == 200, answer.text
    assert answer.json()["query"] == ROUTES[path]


@pytest.mark.parametrize("path", ROUTES)
def test_the_public_sees_no_network(client: Client, path: str) -> None:
    answer = client(Role.PUBLIC).get(path)

    assert answer.status_code == 403
    assert answer.json()["code"] == "access_denied"
