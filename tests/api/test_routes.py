"""The API of the route language: typed answers, mistakes with their column, completions."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
TO_LIMA = "captar > transportar{0,3} > recibir en Lima"


def ask(client: httpx.Client, route: str, **more: object) -> httpx.Response:
    return client.post("/routes", json={"parameters": {"route": route, **more}})


@pytest.mark.parametrize("more", [{}, {"level": "province", "patterns": True, "new_since": "2020"}])
def test_an_answer_is_as_described(client: Client, more: dict[str, Any]) -> None:
    asking = client(Role.ANALYST)
    description = asking.get("/openapi.json").json()

    answer = ask(asking, TO_LIMA, **more)

    assert answer.status_code == 200, answer.text
    document = answer.json()
    assert document["rows"]
    assert document["explanation"]["es"].startswith("Víctimas con estas etapas")
    responses = description["paths"]["/api/v1/routes"]["post"]["responses"]
    schema = responses["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    assert [one.message for one in Draft202012Validator(whole).iter_errors(document)] == []
    assert set(document["patterns"]) == ({"subroutes", "flows", "shifts"} if more else set())


def test_the_same_rows_as_csv(client: Client) -> None:
    asking = client(Role.ANALYST)
    rows = ask(asking, TO_LIMA).json()["rows"]

    answer = asking.post(
        "/routes", json={"parameters": {"route": TO_LIMA}}, headers={"Accept": "text/csv"}
    )

    assert len(answer.text.splitlines()) == len(rows) + 1


def test_pages_of_routes_are_the_whole_answer(client: Client) -> None:
    asking = client(Role.ANALYST)
    whole = ask(asking, TO_LIMA).json()
    assert len(whole["rows"]) > 4
    question: dict[str, Any] = {"parameters": {"route": TO_LIMA, "limit": 2}}

    pages = []
    while not pages or pages[-1]["next"]:
        cursor = {"cursor": pages[-1]["next"]} if pages else {}
        pages.append(asking.post("/routes", json={**question, **cursor}).json())

    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert [page["truncated"] for page in pages] == [True] * (len(pages) - 1) + [False]
    assert whole["next"] is None


def test_a_cursor_of_another_route_or_role_is_refused(client: Client) -> None:
    asking = client(Role.ANALYST)
    cursor = ask(asking, TO_LIMA, limit=1).json()["next"]

    for caller, route in ((asking, "captar > recibir"), (client(Role.INVESTIGATOR), TO_LIMA)):
        asked = {"parameters": {"route": route, "limit": 1}, "cursor": cursor}
        answer = caller.post("/routes", json=asked)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"] == "/body/cursor"


def test_a_mistake_is_told_with_its_column(client: Client) -> None:
    answer = ask(client(Role.ANALYST), "captar en Lima > reciber en Cusco")

    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "bad_route"
    (item,) = problem["errors"]
    assert (item["pointer"], item["column"]) == ("/body/parameters/route", 18)
    assert "recibir" in item["detail"]


def test_a_question_of_another_form_is_refused(client: Client) -> None:
    asking = client(Role.ANALYST)
    for more in ({"limit": 0}, {"level": "x"}, {"new_since": "ayer"}, {"unknown": 1}):
        assert ask(asking, "captar", **more).status_code == 422, more


def test_the_public_gets_no_route_but_may_have_it_explained(client: Client) -> None:
    public = client(Role.PUBLIC)

    assert ask(public, TO_LIMA).status_code == 403
    told = public.get("/routes/explanation", params={"route": TO_LIMA})
    assert "recibir en Lima" in told.json()["es"]


def test_completions_come_from_the_ontology_and_the_gazetteer(client: Client) -> None:
    asking = client(Role.PUBLIC)

    def texts(route: str) -> list[str]:
        found = asking.get("/routes/completions", params={"route": route}).json()
        return [one["text"] for one in found]

    assert texts("captar > recib") == ["recibir"]
    assert "Cusco" in texts("captar en cus")
    assert "menor" in texts("captar ; ")
