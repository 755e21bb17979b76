"""The route of recommendations: typed, and refused where it must be."""

from collections.abc import Callable

import httpx
import pytest
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
PATH = "/recommendations"
SMALL = {"draws": 100}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INTEGRATOR])
@pytest.mark.parametrize("given", [{}, {"level": "district", "role": "origin"}])
def test_each_answer_is_as_described(client: Client, role: Role, given: dict[str, object]) -> None:
    description = client(Role.ANALYST).get("/openapi.json").json()

    answer = client(role).get(PATH, params={**SMALL, **given})

    assert answer.status_code == 200, answer.text
    content = description["paths"][f"/api/v1{PATH}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


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


def test_the_public_gets_no_count_of_the_graph(client: Client) -> None:
    answer = client(Role.PUBLIC).get(PATH, params=SMALL)

    assert (answer.status_code, answer.json()["code"]) == (403, "access_denied")
