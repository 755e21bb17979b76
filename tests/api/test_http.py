"""The API over a real socket: no token, no answer; one shape of error; victims as pseudonyms."""

import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role
from trama.queries.catalog import catalog

Client = Callable[..., httpx.Client]

JSON = {"Content-Type": "application/json"}

WAYS_IN = [
    ("GET", "/queries"),
    ("GET", "/queries/registry_totals"),
    ("POST", "/queries/registry_totals/run"),
    ("GET", "/cases/RETA:SINT-2017-000001"),
    ("GET", "/cases/RETA:SINT-2017-000001/route"),
    ("GET", "/cases/RETA:SINT-2017-000001/stages"),
    ("GET", "/places?name=Cusco"),
    ("GET", "/places/PE-15"),
    ("GET", "/judgements"),
    ("POST", "/judgements"),
    ("GET", "/judgements/export"),
    ("GET", "/networks"),
    ("GET", "/networks/changes"),
    ("GET", "/networks/N-1"),
    ("GET", "/networks/N-1/cases"),
    ("GET", "/openapi.json"),
]


@pytest.mark.parametrize(("method", "path"), WAYS_IN)
@pytest.mark.parametrize("shown", [None, "Bearer trama_inventado", "Basic dXNlcjpwYXNz"])
def test_without_a_known_token_nothing_is_answered(
    client: Client, method: str, path: str, shown: str | None
) -> None:
    headers = {"Authorization": shown} if shown else {}

    answer = client().request(method, path, headers=headers, json={} if method == "POST" else None)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "token_refused"
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_every_route_but_health_asks_for_a_token(client: Client) -> None:
    description = client(Role.ANALYST).get("/openapi.json").json()

    assert description["paths"]
    health = {"/api/v1/health/live", "/api/v1/health/ready"}
    open_paths = {"/", "/api/v1", "/explorer/{name}", *health}
    assert open_paths < set(description["paths"])
    for path, operations in description["paths"].items():
        for method in operations:
            url = f"{client().base_url.copy_with(path=path)}".replace("{", "").replace("}", "")
            if (method, path) == ("post", "/api/v1/session"):
                continue  # it takes the token in its body
            status = client().request(method.upper(), url, json={}).status_code
            assert (status == 401) is (path not in open_paths), path


def test_health_says_nothing_but_that_it_lives_and_answers(client: Client) -> None:
    assert client().get("/health/live").json() == {"status": "live"}
    assert client().get("/health/ready").json() == {"status": "ready"}


def test_the_registries_disagree_about_2017(client: Client) -> None:
    answer = client(Role.ANALYST).post(
        "/queries/registry_totals/run", json={"parameters": {"year": 2017}}
    )

    document = answer.json()
    assert set(document) == {
        "query",
        "version",
        "parameters",
        "columns",
        "rows",
        "truncated",
        "understood",
        "missing",
        "receipt",
        "next",
    }
    assert document["understood"] == []
    assert document["missing"] is None
    text = str(document["rows"])
    assert "725" in text
    assert "1307" in text


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/queries/no_such/run", {}, 404, "unknown_name"),
        ("/queries/routes_between/run", {}, 422, "bad_parameter"),
        ("/queries/registry_totals/run", {"parameters": {"year": "x"}}, 422, "bad_parameter"),
        ("/queries/registry_totals/run", {"parameters": {"yaer": 2017}}, 422, "bad_parameter"),
        ("/queries/registry_totals/run", {"parametros": {}}, 422, "bad_request_form"),
        ("/queries/registry_totals/run", [], 422, "bad_request_form"),
        ("/queries/route_of_case/run", {"parameters": {"case": "RETA:NO"}}, 404, "unknown_name"),
    ],
)
def test_every_error_has_the_one_shape(
    client: Client, path: str, body: object, status: int, code: str
) -> None:
    answer = client(Role.ANALYST).post(path, json=body)

    problem = answer.json()
    assert answer.status_code == status == problem["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["code"] == code
    assert {"type", "title", "status", "detail", "code"} <= set(problem)


@pytest.mark.parametrize(
    ("name", "parameters", "parameter", "code"),
    [
        ("registry_totals", {"year": "2017"}, "year", "int_type"),
        ("registry_totals", {}, "year", "missing"),
        ("registry_totals", {"yaer": 2017, "year": 2017}, "yaer", "extra_forbidden"),
        ("routes_between", {"origin": "Cusco"}, "destination", "missing"),
        ("frequent_legs", {"level": "parish"}, "level", "enum"),
        ("frequent_legs", {"since": "2017-13"}, "since", "bad_parameter"),
        ("frequent_legs", {"since": "2018", "until": "2017"}, "until", "bad_parameter"),
        ("route_of_case", {"case": "RETA:NO"}, "case", "unknown_name"),
    ],
)
def test_a_problem_names_the_parameter(
    client: Client, name: str, parameters: object, parameter: str, code: str
) -> None:
    answer = client(Role.ANALYST).post(f"/queries/{name}/run", json={"parameters": parameters})

    (told,) = answer.json()["errors"]
    assert (told["parameter"], told["code"]) == (parameter, code)
    assert told["pointer"] == f"/body/parameters/{parameter}"
    assert told["detail"]


def test_errors_speak_the_language_asked_for(client: Client) -> None:
    body = {"parameters": {"yaer": 2017}}
    path = "/queries/registry_totals/run"

    spanish = client(Role.ANALYST).post(path, json=body)
    english = client(Role.ANALYST, language="en").post(path, json=body)

    assert spanish.json()["title"] == "Parámetros no válidos"
    assert english.json()["title"] == "Invalid parameters"
    assert english.headers["content-language"] == "en"


def test_a_body_that_is_too_large_is_refused_before_anything_of_it_is_read(client: Client) -> None:
    whole = b'{"parameters": {"year": "' + b"x" * 100_000 + b'"}}'

    sized = client(Role.ANALYST).post("/queries/registry_totals/run", content=whole, headers=JSON)
    chunked = client(Role.ANALYST).post(
        "/queries/registry_totals/run",
        content=iter([whole[:50_000], whole[50_000:]]),
        headers=JSON,
    )
    stranger = client().post("/queries/registry_totals/run", content=whole, headers=JSON)

    for answer in (sized, chunked):
        assert answer.status_code == 413
        assert answer.json()["code"] == "http_413"
        assert "64 KiB" in answer.json()["detail"]
    assert stranger.status_code == 401


def test_another_method_is_told_which_ones_serve(client: Client) -> None:
    answer = client(Role.ANALYST).delete("/queries")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"{nope", "El cuerpo no es JSON"),
        (b"[]", "debe ser un objeto JSON"),
        (b'{"parametros": {}}', "debe ser un objeto JSON"),
        (b'{"parameters": {"year": "\xe9"}}', "JSON en UTF-8"),
    ],
)
def test_a_body_that_is_no_question_is_told_what_one_is(
    client: Client, content: bytes, detail: str
) -> None:
    answer = client(Role.ANALYST).post(
        "/queries/registry_totals/run",
        content=content,
        headers={"Content-Type": "application/json"},
    )

    assert detail in answer.json()["detail"]


def test_an_error_never_repeats_what_was_sent(client: Client) -> None:
    secret = "QUISPE SINTETICO ROSA"

    answers = [
        client(Role.ANALYST).post("/queries/route_of_victim/run", content=secret),
        client(Role.ANALYST).post(
            "/queries/route_of_victim/run", json={"parameters": {"victim": secret}}
        ),
        client(Role.ANALYST).get(f"/cases/{secret}"),
        client(Role.ANALYST).get("/places", params={"name": "Cusco", secret: "1"}),
        client(Role.ANALYST).post("/queries/registry_totals/run", json={"parameters": secret}),
    ]

    assert all(secret not in answer.text for answer in answers)


def test_the_public_may_not_run_what_is_restricted(client: Client) -> None:
    body = {"parameters": {"origin": "PE-08", "destination": "PE-17"}}

    answer = client(Role.PUBLIC).post("/queries/routes_between/run", json=body)

    assert answer.status_code == 403
    assert answer.json()["code"] == "access_denied"


def victims(installation: Installation) -> list[dict[str, Any]]:
    return installation.rows(
        "MATCH (v:Victim)-[:VICTIM_IN]->(c:Case) WHERE v.name IS NOT NULL "
        "RETURN v.uid AS uid, v.name AS name, v.pseudonym AS pseudonym, "
        "c.numbers[0] AS number ORDER BY uid LIMIT 5"
    )


def test_only_an_investigator_learns_who_a_victim_is(
    client: Client, installation: Installation
) -> None:
    assert victims(installation)
    for victim in victims(installation):
        path = f"/cases/{victim['number']}/route"
        seen = {role: client(role).get(path) for role in Role if role is not Role.PUBLIC}

        assert victim["uid"] in seen[Role.INVESTIGATOR].text
        for role in (Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR):
            assert seen[role].status_code == 200
            assert victim["pseudonym"] in seen[role].text
            assert victim["uid"] not in seen[role].text
            assert victim["name"] not in seen[role].text


def test_no_victim_is_named_by_any_query_below_an_investigator(
    client: Client, installation: Installation
) -> None:
    named = {row["name"] for row in installation.rows("MATCH (v:Victim) RETURN v.name AS name")}
    uids = {row["uid"] for row in installation.rows("MATCH (v:Victim) RETURN v.uid AS uid")}
    some = victims(installation)[0]
    stand_in = {"case": some["number"], "victim": some["pseudonym"], "person": some["pseudonym"]}
    assert catalog()
    for query in catalog():
        parameters = {
            name: stand_in.get(name, value)
            for name, value in query.header.examples[0].parameters.items()
        }
        for role in (Role.ANALYST, Role.INTEGRATOR):
            text = (
                client(role)
                .post(f"/queries/{query.name}/run", json={"parameters": parameters})
                .text
            )
            assert not [name for name in named if name and f'"{name}"' in text], query.name
            assert not [uid for uid in uids if f'"{uid}"' in text], query.name


def test_the_log_holds_no_value_of_a_request(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client(Role.ANALYST).get("/places", params={"name": "Quispicanchi"})
        client(Role.ANALYST).get("/cases/RETA:SINT-0000-SECRETO")

    assert "places" in caplog.text
    assert "Quispicanchi" not in [*caplog.text.split()]
    assert "SECRETO" not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("trama")
    )


def test_places_are_found_by_folded_name_and_told_with_what_they_lie_in(client: Client) -> None:
    asking = client(Role.PUBLIC)

    found = asking.get("/places", params={"name": "san juan de LURIGANCHO"}).json()
    place = asking.get("/places/PE-150132").json()

    assert [one["uid"] for one in found] == ["PE-150132"]
    assert place["within"] == ["PE-1501", "PE-15", "PE"]
    assert asking.get("/places/PE-999999").status_code == 404
    abroad = asking.get("/places", params={"name": "tachira"}).json()
    assert [(one["uid"], one["iso"]) for one in abroad] == [("VE-S", "VE-S")]
    assert asking.get("/places/VE-S").json()["within"] == ["VE"]
    for written, uid in (
        ("SJL", "PE-150132"),
        ("CUZCO", "PE-08"),
        ("Sicuani (Cusco)", "PE-080601"),
    ):
        assert asking.get("/places", params={"name": written}).json()[0]["uid"] == uid
    several = asking.get("/places", params={"name": "La Pampa"}).json()
    assert {"PE-020905", "PE-170102", "AR-L"} <= {one["uid"] for one in several}


def test_the_description_has_each_query_with_its_parameters_and_an_example(client: Client) -> None:
    description = client(Role.ANALYST).get("/openapi.json").json()

    assert catalog()
    for query in catalog():
        operation = description["paths"][f"/api/v1/queries/{query.name}/run"]["post"]
        content = operation["requestBody"]["content"]["application/json"]
        schemas = description["components"]["schemas"]
        question = schemas[content["schema"]["$ref"].rpartition("/")[2]]
        parameters = schemas[question["properties"]["parameters"]["$ref"].rpartition("/")[2]]
        assert set(parameters["properties"]) == set(query.parameters)
        assert operation["operationId"] == query.name
        assert content["examples"]


def test_command_and_api_know_the_same_queries(client: Client, installation: Installation) -> None:
    listed = {one["name"] for one in client(Role.INVESTIGATOR).get("/queries").json()}

    said = installation.trama("query", "list", "--json").stdout

    assert listed == {query.name for query in catalog()}
    assert all(f'"{name}"' in said for name in listed)
