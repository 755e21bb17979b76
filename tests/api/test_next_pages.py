"""The pages of one answer: together the whole, bound to question, role and state of the graph."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role
from trama.graph.engine import open_graph

Client = Callable[..., httpx.Client]

PATH = "/queries/incomplete_routes/run"


def body(cursor: str | None = None, **parameters: object) -> dict[str, Any]:
    return {"parameters": parameters} | ({"cursor": cursor} if cursor else {})


def first_cursor(asking: httpx.Client) -> str:
    following = asking.post(PATH, json=body(limit=7)).json()["next"]
    assert isinstance(following, str)
    return following


def test_the_pages_together_are_the_whole_answer(client: Client) -> None:
    asking = client(Role.ANALYST)
    whole = asking.post(PATH, json=body(limit=10_000)).json()
    assert whole["next"] is None
    assert len(whole["rows"]) > 20

    page = asking.post(PATH, json=body(limit=7)).json()
    rows = page["rows"]
    while page["next"]:
        page = asking.post(PATH, json=body(page["next"], limit=7)).json()
        rows += page["rows"]

    assert rows == whole["rows"]
    assert page["truncated"] is False


def test_a_case_s_pages_are_asked_for_in_the_query_string(client: Client) -> None:
    asking = client(Role.ANALYST)
    number = asking.post(PATH, json=body(limit=1)).json()["rows"][0]["case_numbers"][0]
    parameters = {"case": number, "limit": 1}
    page = asking.post("/queries/case_timeline/run", json={"parameters": parameters}).json()
    assert page["next"]

    # The route of a case asks with another limit: its question is another one.
    answer = asking.get(f"/cases/{number}", params={"cursor": page["next"]})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {
            "pointer": "/query/cursor",
            "parameter": "cursor",
            "code": "bad_parameter",
            "detail": "no es de esta consulta con estos parámetros y este rol",
        }
    ]


def test_a_cursor_leads_nowhere_with_another_question_or_role(client: Client) -> None:
    asking = client(Role.ANALYST)
    cursor = first_cursor(asking)

    others = [
        asking.post(PATH, json=body(cursor, limit=8)),
        asking.post(PATH, json=body(cursor, limit=7, since="2017")),
        asking.post("/queries/conflicting_values/run", json=body(cursor, limit=7)),
        client(Role.INVESTIGATOR).post(PATH, json=body(cursor, limit=7)),
        client(Role.SUPERVISOR).post(PATH, json=body(cursor, limit=7)),
        asking.post(PATH, json=body(cursor + "x", limit=7)),
    ]

    assert [answer.status_code for answer in others] == [422] * len(others)
    assert asking.post(PATH, json=body(cursor, limit=7)).status_code == 200


def test_a_cursor_ends_when_a_load_writes(client: Client, installation: Installation) -> None:
    asking = client(Role.ANALYST)
    cursor = first_cursor(asking)

    with open_graph(installation.settings) as graph:
        graph.write_rows("MATCH (f:LoadFence {uid: 'load'}) SET f.batch = f.batch + 1")

    answer = asking.post(PATH, json=body(cursor, limit=7))
    assert answer.status_code == 409
    assert answer.json()["code"] == "cursor_outdated"
    assert asking.post(PATH, json=body(first_cursor(asking), limit=7)).status_code == 200


@pytest.mark.parametrize("accept", ["text/csv", "application/json"])
def test_the_next_page_is_told_in_a_header_too(client: Client, accept: str) -> None:
    asking = client(Role.ANALYST)

    answer = asking.post(PATH, json=body(limit=7), headers={"Accept": accept})

    following = answer.headers["trama-next-cursor"]
    assert asking.post(PATH, json=body(following, limit=7)).status_code == 200
