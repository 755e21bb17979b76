"""The routes of judgements: judge, list, export and take back, each as far as the role may."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]

VICTIMS = (
    "MATCH (p:Victim)-[:ATTESTED_BY]->(r:Record) WHERE r.kind = 'victim' "
    "WITH p, collect(r.uid) AS records WHERE size(records) = 1 "
    "RETURN records[0] AS uid, p.pseudonym AS pseudonym ORDER BY uid LIMIT 2"
)
NOBODY = "R-" + "0" * 24
WHY = "SINTETICO: misma seña"


@pytest.fixture(scope="module")
def women(installation: Installation) -> list[dict[str, str]]:
    rows = installation.rows(VICTIMS)
    assert len(rows) == 2
    return rows


@pytest.fixture
def judged(client: Client, women: list[dict[str, str]]) -> Iterator[httpx.Response]:
    """Judges the two women different, and takes it back: others ask the same graph."""
    body = {"one": women[0]["uid"], "other": women[1]["uid"], "verdict": "different", "why": WHY}
    judging = client(Role.INVESTIGATOR)
    yield judging.post("/judgements", json=body)
    undone = judging.post("/judgements", json={**body, "verdict": "withdrawn", "why": ""})
    assert undone.status_code == 200, undone.text


def test_a_judgement_is_stored_listed_and_described(
    client: Client, judged: httpx.Response, women: list[dict[str, str]]
) -> None:
    asking = client(Role.INVESTIGATOR)
    listed = asking.get("/judgements", params={"of": women[0]["uid"], "limit": 1})

    assert judged.status_code == 200, judged.text
    assert judged.json()["by"] == "prueba SINTETICO"
    (row,) = listed.json()["judgements"]
    assert {row["one"]["key"], row["other"]["key"]} == {woman["uid"] for woman in women}
    assert (row["verdict"], row["reason"], row["stands"]) == ("different", WHY, True)
    description = asking.get("/openapi.json").json()
    operations = description["paths"]["/api/v1/judgements"]
    for answer, method in ((judged, "post"), (listed, "get")):
        content = operations[method]["responses"]["200"]["content"]["application/json"]
        schema = {**content["schema"], "components": description["components"]}
        assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_who_may_not_know_the_women_reads_pseudonyms_and_no_reason(
    client: Client, judged: httpx.Response, women: list[dict[str, str]], role: Role
) -> None:
    listed = client(role).get("/judgements")

    assert listed.status_code == 200
    row = listed.json()["judgements"][0]
    pseudonyms = {woman["pseudonym"] for woman in women}
    assert {row["one"]["pseudonym"], row["other"]["pseudonym"]} == pseudonyms
    assert (row["one"]["key"], row["reason"]) == (None, None)
    assert WHY not in listed.text
    assert not any(woman["uid"][2:] in listed.text for woman in women)


def test_the_history_of_a_person_says_who_judged(
    client: Client, judged: httpx.Response, women: list[dict[str, str]]
) -> None:
    body = {"parameters": {"person": women[0]["pseudonym"]}}

    answer = client(Role.ANALYST).post("/queries/links_of_record/run", json=body)

    row = answer.json()["rows"][-1]
    assert (row["verdict"], row["by"], row["model"]) == ("different", "prueba SINTETICO", "")
    assert row["other"] == {"pseudonym": women[1]["pseudonym"]}


def test_only_an_investigator_or_supervisor_judges_and_exports(
    client: Client, women: list[dict[str, str]]
) -> None:
    body = {"one": women[0]["uid"], "other": women[1]["uid"], "verdict": "same"}

    for role in (Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST):
        asking = client(role)
        for answer in (asking.post("/judgements", json=body), asking.get("/judgements/export")):
            assert (answer.status_code, answer.json()["code"]) == (403, "judging_denied")
    assert client(Role.PUBLIC).get("/judgements").status_code == 403
    exported = client(Role.SUPERVISOR).get("/judgements/export")
    assert exported.headers["content-type"].startswith("text/csv")
    assert exported.text.startswith("subject,one,other,verdict,by,at,reason,score,model")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (
            {"one": NOBODY, "other": "R-1", "verdict": "same"},
            404,
            "unknown_name",
        ),
        ({"one": "a", "other": "b", "verdict": "igual"}, 422, "bad_parameter"),
        ({"one": "a", "verdict": "same"}, 422, "bad_parameter"),
        ({"one": "a", "other": "b", "verdict": "same", "by": "otra"}, 422, "bad_request_form"),
    ],
)
def test_a_wrong_judgement_is_a_problem_and_repeats_nothing(
    client: Client, body: dict[str, str], status: int, code: str
) -> None:
    answer = client(Role.INVESTIGATOR).post("/judgements", json=body)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert NOBODY not in answer.text
