"""The route of recommendations: typed, refused where it must be, and rounded for the public."""

from collections.abc import Callable

import httpx
import pytest
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
PATH = "/recommendations"
SMALL = {"draws": 100}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INTEGRATOR, Role.PUBLIC])
@pytest.mark.parametrize("given", [{}, {"level": "district", "role": "origin"}])
def test_each_answer_is_as_described(client: Client, role: Role, given: dict[str, object]) -> None:
    description = client(Role.ANALYST).get("/openapi.json").json()

    answer = client(role).get(PATH, params={**SMALL, **given})

    assert answer.status_code == 200, answer.text
    content = description["paths"][f"/api/v1{PATH}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


def test_the_public_gets_tens_and_no_interval(client: Client) -> None:
    answer = client(Role.PUBLIC).get(PATH, params=SMALL).json()

    counts = [
        row[name] for row in answer["places"] for name in ("victims", "origin", "destination")
    ]
    assert all(count % 10 == 0 for count in counts)
    assert {row["low"] for row in answer["places"]} <= {None}
    assert answer["way"] is answer["checks"] is answer["companies"] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"level": "country"}, 422),
        ({"within": "Xyqqzw"}, 404),
        ({"draws": 5_000}, 422),
        ({"most": "five"}, 422),
        ({"age": 12}, 422),
        ({"since": "1950", "until": "1951"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused(
    client: Client, given: dict[str, object], code: int
) -> None:
    assert client(Role.ANALYST).get(PATH, params=given).status_code == code


def test_the_public_may_not_narrow_the_period(client: Client) -> None:
    answer = client(Role.PUBLIC).get(PATH, params={"since": "2019"})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_parameter")
