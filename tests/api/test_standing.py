"""Standing questions over HTTP: made, listed, asked, judged and removed by their owners alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.standing.standing_questions import MOST_EACH, StandingStore

Client = Callable[..., httpx.Client]

TITLE = "SINTETICO: sospechosos que se repiten"
WHY = "SINTETICO: el mismo chofer"
QUESTION = {"title": TITLE, "query": "recurring_suspects", "parameters": {"min_cases": 2}}
GRAPH = "application/vnd.trama.graph+json"


@pytest.fixture(autouse=True)
def nothing_left(installation: Installation) -> Iterator[None]:
    yield
    store = StandingStore(Home(installation.settings.home))
    for question in store.all()[0]:
        store.remove(question.id)


@pytest.fixture
def analyst(client: Client) -> httpx.Client:
    return client(Role.ANALYST)


def forget(installation: Installation, id_: str, rows: int = 1) -> None:
    """Take rows from what a question knows, as if the graph had had none of them before."""
    with StandingStore(Home(installation.settings.home)).changing(id_) as change:
        change.after = replace(change.before, known=change.before.known[rows:])


def valid(asking: httpx.Client, answer: httpx.Response, path: str, method: str) -> None:
    description = asking.get("/openapi.json").json()
    told = description["paths"][f"/api/v1/standing{path}"][method]["responses"]
    content = told[str(answer.status_code)]["content"]
    kind = answer.headers["content-type"].partition(";")[0]
    schema = {**content[kind]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


def test_a_question_is_made_listed_and_described(analyst: httpx.Client) -> None:
    made = analyst.post("/standing", json=QUESTION)
    listed = analyst.get("/standing")

    assert made.status_code == 201, made.text
    row = made.json()
    assert listed.json() == [row]
    assert (row["title"], row["mine"], row["new"], row["error"]) == (TITLE, True, 0, None)
    assert row["rows"] > 0
    assert row["current"]
    assert row["sentence"].startswith("¿")
    valid(analyst, made, "", "post")
    valid(analyst, listed, "", "get")


def test_news_are_read_drawn_judged_and_described(
    analyst: httpx.Client, installation: Installation
) -> None:
    id_ = analyst.post("/standing", json=QUESTION).json()["id"]
    forget(installation, id_)

    ran = analyst.post(f"/standing/{id_}/run")
    news = analyst.get(f"/standing/{id_}/news")
    drawn = analyst.get(f"/standing/{id_}/news", headers={"Accept": GRAPH})
    (row,) = news.json()["rows"]
    body = {"news": row["news"], "verdict": "relevant", "why": WHY}
    judged = analyst.post(f"/standing/{id_}/judgements", json=body)
    (after,) = analyst.get(f"/standing/{id_}/news").json()["rows"]

    assert (ran.json()["new"], row["status"], row["judged"]) == (1, "new", None)
    assert row["suspect"]["pseudonym"]
    people = [node for node in drawn.json()["graph"]["nodes"] if node["type"] == "Person"]
    assert [node["key"] for node in people] == [row["suspect"]["uid"]]
    assert (after["judged"], after["by"], after["why"]) == ("relevant", "prueba SINTETICO", WHY)
    assert analyst.get("/standing").json()[0]["new"] == 0
    for answer, path, method in (
        (ran, "/{id}/run", "post"),
        (news, "/{id}/news", "get"),
        (drawn, "/{id}/news", "get"),
        (judged, "/{id}/judgements", "post"),
    ):
        assert answer.status_code == 200, answer.text
        valid(analyst, answer, path, method)


def test_a_route_is_kept_by_its_pattern(analyst: httpx.Client) -> None:
    made = analyst.post("/standing", json={"title": TITLE, "route": "captar > recibir en Lima"})

    assert made.status_code == 201, made.text
    assert made.json()["parameters"] == {"route": "captar > recibir en Lima"}
    wrong = analyst.post("/standing", json={"title": TITLE, "route": "captar en Narnia"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_route")


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INVESTIGATOR])
def test_a_question_of_somebody_else_does_not_exist(
    analyst: httpx.Client, client: Client, role: Role
) -> None:
    id_ = analyst.post("/standing", json=QUESTION).json()["id"]
    other, absent = client(role), "S-" + "0" * 16

    for method, path in (
        ("DELETE", ""),
        ("POST", "/run"),
        ("GET", "/news"),
    ):
        theirs = other.request(method, f"/standing/{id_}{path}")
        nobodys = other.request(method, f"/standing/{absent}{path}")
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.json() == nobodys.json()
    body = {"news": "x", "verdict": "relevant"}
    assert other.post(f"/standing/{id_}/judgements", json=body).status_code == 404
    assert other.get("/standing").json() == []
    assert len(analyst.get("/standing").json()) == 1


def test_a_supervisor_sees_that_it_exists_and_not_what_it_asks(
    client: Client, analyst: httpx.Client
) -> None:
    id_ = analyst.post("/standing", json=QUESTION).json()["id"]
    supervisor = client(Role.SUPERVISOR)

    (row,) = supervisor.get("/standing").json()

    assert (row["id"], row["mine"]) == (id_, False)
    assert (row["title"], row["sentence"], row["parameters"]) == ("", "", {})
    assert supervisor.get(f"/standing/{id_}/news").status_code == 404
    assert supervisor.delete(f"/standing/{id_}").status_code == 204
    assert analyst.get("/standing").json() == []


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_roles_that_only_read_keep_no_questions(client: Client, role: Role) -> None:
    asking = client(role)

    answers = [
        asking.get("/standing"),
        asking.post("/standing", json=QUESTION),
        asking.post("/standing/S-0123456789abcdef/run"),
        asking.get("/standing/S-0123456789abcdef/news"),
        asking.delete("/standing/S-0123456789abcdef"),
    ]

    assert {answer.status_code for answer in answers} == {403}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"title": TITLE}, "bad_request_form"),
        ({"title": TITLE, "query": "recurring_pairs", "route": "captar"}, "bad_request_form"),
        ({"title": "", "query": "recurring_pairs"}, "bad_parameter"),
        ({"title": TITLE, "query": "recurring_pairs", "parameters": {"x": 1}}, "bad_parameter"),
        ({"title": TITLE, "query": "recurring_pairs", "owner": "a"}, "bad_request_form"),
    ],
)
def test_a_wrong_question_is_a_problem_and_repeats_nothing(
    analyst: httpx.Client, body: dict[str, object], code: str
) -> None:
    answer = analyst.post("/standing", json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert TITLE not in answer.text
    assert analyst.get("/standing").json() == []


def test_a_victim_is_named_in_news_to_her_investigator_alone(
    client: Client, installation: Installation
) -> None:
    question = {"title": TITLE, "query": "repeated_victimisation", "parameters": {}}
    told = {}
    for role in (Role.ANALYST, Role.INVESTIGATOR):
        asking = client(role)
        id_ = asking.post("/standing", json=question).json()["id"]
        forget(installation, id_)
        asking.post(f"/standing/{id_}/run")
        (row,) = asking.get(f"/standing/{id_}/news").json()["rows"]
        told[role] = row["victim"]

    assert set(told[Role.ANALYST]) == {"pseudonym"}
    assert told[Role.INVESTIGATOR]["name"]


def test_a_revoked_owner_s_question_is_not_asked_and_says_so(
    client: Client, installation: Installation
) -> None:
    store = TokenStore(Home(installation.settings.home))
    token, plain = store.create("SINTETICO", Role.ANALYST)
    asking = client(Role.SUPERVISOR)
    owner = httpx.Client(base_url=asking.base_url, headers={"Authorization": f"Bearer {plain}"})
    with owner:
        assert owner.post("/standing", json=QUESTION).status_code == 201
    store.revoke(token.id)

    ran = installation.trama("standing", "run")

    (row,) = asking.get("/standing").json()
    assert ran.returncode == 1
    assert (row["owner"], row["error_code"]) == (token.id, "owner_gone")
    assert TITLE not in ran.stdout + ran.stderr


def test_one_has_so_many_questions(analyst: httpx.Client, installation: Installation) -> None:
    first = analyst.post("/standing", json=QUESTION).json()
    store = StandingStore(Home(installation.settings.home))
    made = store.get(first["id"])
    for number in range(MOST_EACH - 1):
        store.add(replace(made, id=f"S-{number:016x}"))

    answer = analyst.post("/standing", json=QUESTION)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_parameter")
    assert str(MOST_EACH) in answer.json()["detail"]
