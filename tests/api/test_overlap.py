"""The routes of the overlap: typed, with the figures of the command, as far as a role may see."""

import json
from collections.abc import Callable

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
SMALL = {"draws": 50}


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/overlap", {}),
        ("/overlap", {"by": "year", "kind": "cases", "unseen": True}),
        ("/overlap", {"by": "unit", "date": "fact", "year": 2019}),
        ("/overlap/waterfall", {"year": 2019}),
        ("/overlap/waterfall/{step}", {"year": 2019, "registry": "RETA"}),
        ("/overlap/lost", {}),
        ("/overlap/lost", {"reverse": True, "year": 2019, "as_of": "2026-11-29"}),
    ],
)
def test_each_answer_is_as_described(client: Client, path: str, given: dict[str, object]) -> None:
    asking = client(Role.ANALYST)
    description = asking.get("/openapi.json").json()
    more = {} if path == "/overlap/lost" else SMALL

    answer = asking.get(path.replace("{step}", "lost"), params={**given, **more})

    assert answer.status_code == 200, answer.text
    content = description["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


def test_the_figures_are_those_of_the_command(client: Client, installation: Installation) -> None:
    ran = installation.trama("--json", "overlap", "--by", "sex", "--draws", "50")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)

    answer = client(Role.ANALYST).get("/overlap", params={"by": "sex", **SMALL})

    assert answer.json() == told
    assert len(told["rows"]) > 1


def test_the_public_reads_the_release_instead(client: Client) -> None:
    public = client(Role.PUBLIC)

    for path in ("", "/waterfall"):
        refused = public.get(f"/overlap{path}", params=SMALL)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_for_public")
    for path in ("/overlap/lost", "/overlap/waterfall/LOST"):
        assert public.get(path).status_code == 403


def test_a_list_is_read_page_by_page_without_loss(client: Client) -> None:
    asking = client(Role.ANALYST)
    whole = asking.get("/overlap/waterfall/DIRECT", params=SMALL).json()

    rows, cursor = [], None
    while True:
        given = {**SMALL, "limit": 7, **({"cursor": cursor} if cursor else {})}
        page = asking.get("/overlap/waterfall/DIRECT", params=given).json()
        rows += page["rows"]
        cursor = page["next"]
        if cursor is None:
            break

    assert len(rows) == whole["count"] > 7
    assert rows == whole["rows"]


def test_a_cursor_of_another_question_is_refused(client: Client) -> None:
    asking = client(Role.ANALYST)
    page = asking.get("/overlap/waterfall/DIRECT", params={**SMALL, "limit": 7}).json()

    other = asking.get(
        "/overlap/waterfall/DIRECT", params={**SMALL, "limit": 8, "cursor": page["next"]}
    )

    assert (other.status_code, other.json()["code"]) == (422, "bad_parameter")


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/overlap", {"by": "colour"}, 422),
        ("/overlap", {"year": "x"}, 422),
        ("/overlap", {"draws": 100_000}, 422),
        ("/overlap", {"date": "today"}, 422),
        ("/overlap/waterfall/NOWHERE", {}, 404),
        ("/overlap/lost", {"as_of": "2019"}, 422),
        ("/overlap/lost", {"cursor": "x"}, 422),
    ],
)
def test_a_wrong_question_is_told(
    client: Client, path: str, given: dict[str, object], status: int
) -> None:
    answer = client(Role.ANALYST).get(path, params=given)

    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


def test_only_who_may_know_victims_reads_their_records(client: Client) -> None:
    rows = {
        role: client(role).get("/overlap/waterfall/DIRECT", params=SMALL).json()["rows"]
        for role in (Role.ANALYST, Role.INVESTIGATOR)
    }

    assert {row["record"] for row in rows[Role.ANALYST]} == {None}
    assert all(row["record"].startswith("R-") for row in rows[Role.INVESTIGATOR])
    people = [[row["person"] for row in of] for of in rows.values()]
    assert people[0] == people[1]
    assert all(person.startswith("X-") for person in people[0])
