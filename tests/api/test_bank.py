"""The routes of the databank: typed, with the cells of the command, as far as a role may see."""

import json
from collections.abc import Callable

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/bank", {}),
        ("/bank", {"by": "birth,sex,age", "level": "province", "unit": "episode"}),
        ("/bank", {"by": "registry", "unit": "registration", "where": "sex=F;year=2019"}),
        ("/bank", {"by": "registro", "as_of": "2019-12-31"}),
        ("/bank/changes", {"by": "year,registry", "since": "2019-12-31"}),
    ],
)
def test_each_answer_is_as_described(client: Client, path: str, given: dict[str, object]) -> None:
    asking = client(Role.ANALYST)
    description = asking.get("/openapi.json").json()

    answer = asking.get(path, params=given)

    assert answer.status_code == 200, answer.text
    content = description["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []
    assert answer.json()["rows"]


def test_the_cells_are_those_of_the_command(client: Client, installation: Installation) -> None:
    ran = installation.trama(
        "--json", "bank", "--by", "residence,registry", "--level", "macroregion"
    )
    assert ran.returncode == 0, ran.stderr

    given = {"by": "residence,registry", "level": "macroregion"}
    answer = client(Role.ANALYST).get("/bank", params=given)

    assert answer.json() == json.loads(ran.stdout)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"by": "colour"}, "birth, residence"),
        ({"level": "galaxy"}, "district, province"),
        ({"unit": "cat"}, "person, episode"),
        ({"where": "sex=X"}, "F, M"),
        ({"where": "sex"}, "DIMENSION=VALUE"),
        ({"as_of": "2019"}, "a day"),
    ],
)
def test_bad_words_say_what_can_be_had(client: Client, given: dict[str, str], told: str) -> None:
    asked = client(Role.ANALYST).get("/bank", params=given, headers={"Accept-Language": "en"})

    assert asked.status_code == 422, asked.text
    assert told in asked.text
