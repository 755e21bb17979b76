"""The routes of a review: queue, pair, agreement, disagreements, each as far as the role may."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role
from trama.canonical.judging import Opinion, judge
from trama.core.home import Home
from trama.graph.engine import open_graph
from trama.linkage.judgements import Subject, Verdict
from trama.review.deciding import deriving_of, now

Client = Callable[..., httpx.Client]

MODEL = "prueba@0123456789ab"
VICTIMS = (
    "MATCH (p:Victim)-[:ATTESTED_BY]->(r:Record) WHERE r.kind = 'victim' "
    "WITH p, collect(r.uid) AS records WHERE size(records) = 1 "
    "RETURN records[0] AS uid, p.name AS name, p.pseudonym AS pseudonym ORDER BY uid LIMIT 4"
)
ROUTES = ("/queue", "/pair?one=R-1&other=R-2", "/agreement", "/disagreements")


@pytest.fixture(scope="module")
def women(installation: Installation) -> list[dict[str, str]]:
    rows = installation.rows(VICTIMS)
    assert len(rows) == 4
    return rows


@pytest.fixture(scope="module")
def queued(installation: Installation, women: list[dict[str, str]]) -> Iterator[None]:
    """Leaves three pairs to people, and takes them back: others ask the same graph."""
    pairs = [(women[0]["uid"], other["uid"]) for other in women[1:]]

    def store(verdict: Verdict) -> None:
        opinions = [
            Opinion(
                Subject.PERSON,
                *pair,
                verdict,
                by="trama link",
                at=now(),
                score=0.6 + number / 10,
                model=MODEL,
            )
            for number, pair in enumerate(pairs)
        ]
        with open_graph(installation.settings) as graph:
            judge(graph, opinions, deriving_of(Home(installation.settings.home)), None)

    store(Verdict.UNSURE)
    yield
    store(Verdict.WITHDRAWN)


def test_only_an_investigator_or_supervisor_has_the_routes(client: Client) -> None:
    for role in (Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST):
        for route in ROUTES:
            answer = client(role).get(f"/judgements{route}")
            assert (answer.status_code, answer.json()["code"]) == (403, "judging_denied")
    assert client().get("/judgements/queue").status_code == 401


def test_the_queue_comes_in_pages_until_somebody_judges(
    client: Client, queued: None, women: list[dict[str, str]]
) -> None:
    asking = client(Role.SUPERVISOR)
    whole = asking.get("/judgements/queue").json()
    first = asking.get("/judgements/queue", params={"limit": 2}).json()
    second = asking.get("/judgements/queue", params={"limit": 2, "cursor": first["next"]}).json()

    assert whole["left"] == 3
    assert whole["pairs"] == first["pairs"] + second["pairs"]
    assert (whole["next"], second["next"]) == (None, None)
    assert [pair["worth"] for pair in whole["pairs"]] == sorted(
        (pair["worth"] for pair in whole["pairs"]), reverse=True
    )
    assert not any(woman["uid"][2:] in str(whole) for woman in women)
    other = {"limit": 3, "cursor": first["next"]}
    assert asking.get("/judgements/queue", params=other).status_code == 422

    handle = whole["pairs"][0]["handle"]
    body = {"one": f"{handle}.1", "other": f"{handle}.2", "verdict": "unsure"}
    assert asking.post("/judgements", json=body).status_code == 200
    stale = asking.get("/judgements/queue", params={"limit": 2, "cursor": first["next"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "cursor_outdated")
    assert asking.get("/judgements/queue").json()["left"] == 2
    undone = asking.post("/judgements", json={**body, "verdict": "withdrawn"})
    assert undone.status_code == 200
    assert asking.get("/judgements/queue").json()["left"] == 3


def test_a_pair_is_explained_and_judged_as_it_was_seen(
    client: Client, queued: None, women: list[dict[str, str]]
) -> None:
    asking = client(Role.INVESTIGATOR)
    names = {"one": women[0]["uid"], "other": women[1]["uid"]}
    seen = asking.get("/judgements/pair", params=names)
    english = client(Role.INVESTIGATOR, "en").get("/judgements/pair", params=names).json()

    assert seen.status_code == 200, seen.text
    pair = seen.json()
    assert pair["row"]["model"] == MODEL
    assert pair["explanation"]["lines"]
    assert pair["fields"][0]["title"] != english["fields"][0]["title"]
    body = {**names, "verdict": "unsure", "seen": pair["state"]}
    assert asking.post("/judgements", json=body).status_code == 200
    again = asking.post("/judgements", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "pair_changed")
    assert asking.post("/judgements", json={**names, "verdict": "withdrawn"}).status_code == 200


def test_a_supervisor_reads_no_value_of_a_victim(
    client: Client, queued: None, women: list[dict[str, str]]
) -> None:
    asking = client(Role.SUPERVISOR)
    handle = asking.get("/judgements/queue").json()["pairs"][0]["handle"]

    pair = asking.get("/judgements/pair", params={"one": f"{handle}.1", "other": f"{handle}.2"})

    assert pair.status_code == 200, pair.text
    assert not any(woman["uid"][2:] in pair.text for woman in women)
    assert not any(str(woman["name"]) in pair.text for woman in women if woman["name"])
    assert pair.json()["one"]["pseudonym"].startswith("X-")


def test_second_readings_agree_or_wait_and_every_answer_is_as_described(
    client: Client, installation: Installation, queued: None, women: list[dict[str, str]]
) -> None:
    first = client(Role.INVESTIGATOR)
    second = as_other(client, installation)
    names = {"one": women[0]["uid"], "other": women[1]["uid"]}
    assert first.post("/judgements", json={**names, "verdict": "unsure"}).status_code == 200
    mine = first.get("/judgements/queue", params={"again": "true", "share": "1"}).json()
    theirs = second.get("/judgements/queue", params={"again": "true", "share": "1"}).json()
    blind = second.get("/judgements/pair", params={**names, "blind": "true"}).json()
    reading = {**names, "verdict": "different", "blind": True, "seen": blind["state"]}
    stored = second.post("/judgements", json=reading)

    assert (mine["left"], theirs["left"]) == (0, 1)
    assert (blind["judged"], blind["one"]["pseudonym"]) == (None, None)
    assert stored.status_code == 200, stored.text
    agreement = first.get("/judgements/agreement")
    differing = first.get("/judgements/disagreements")
    assert agreement.json()["victim"]["pairs"] == 1
    assert [row["second"] for row in differing.json()["disagreements"]] == ["different"]
    refused = first.post("/judgements", json={**names, "verdict": "same"})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_parameter")

    description = first.get("/openapi.json").json()
    for path, answer in (
        ("queue", first.get("/judgements/queue")),
        ("pair", first.get("/judgements/pair", params=names)),
        ("agreement", agreement),
        ("disagreements", differing),
    ):
        operation = description["paths"][f"/api/v1/judgements/{path}"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": description["components"]}
        assert list(Draft202012Validator(whole).iter_errors(answer.json())) == []
    undone = {**names, "verdict": "withdrawn"}
    assert second.post("/judgements", json={**undone, "blind": True}).status_code == 200
    assert first.post("/judgements", json=undone).status_code == 200


def as_other(client: Client, installation: Installation) -> httpx.Client:
    """Return a client of an investigator with another name than all other tokens."""
    from trama.access.tokens import TokenStore

    asking = client(Role.INVESTIGATOR)
    store = TokenStore(Home(installation.settings.home))
    _, token = store.create("segunda SINTETICA", Role.INVESTIGATOR)
    asking.headers["Authorization"] = f"Bearer {token}"
    return asking


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("queue?kind=perro", 422),
        ("queue?least=1e-3", 422),
        ("queue?share=2", 422),
        ("queue?limit=501", 422),
        ("queue?cursor=abc", 422),
        ("queue?nada=1", 422),
        ("pair?one=R-000000000000000000000000&other=R-000000000000000000000001", 404),
        ("pair?one=J-000000000000000000000000.1&other=J-000000000000000000000000.2", 404),
        ("pair?one=R-1", 422),
    ],
)
def test_a_wrong_question_is_a_problem(client: Client, query: str, status: int) -> None:
    answer = client(Role.INVESTIGATOR).get(f"/judgements/{query}")

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
