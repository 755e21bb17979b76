"""The routes of the quality of the register: as described, for whom explores, without identity."""

import json
from collections.abc import Callable

import httpx
import pytest
from installation import Installation
from jsonschema import Draft202012Validator

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
UNITS = "/quality/units"


@pytest.fixture
def surveyed(installation: Installation) -> str:
    """Reads the records again, and returns the name of the unit with most to mend."""
    path = installation.settings.home / "quality.json"
    if not path.is_file():
        assert installation.trama("quality", "list").returncode == 0
    return str(json.loads(path.read_text(encoding="utf-8"))["units"][0]["name"])


@pytest.mark.parametrize("path", [UNITS, f"{UNITS}/{{unit}}"])
def test_each_answer_is_as_described(client: Client, surveyed: str, path: str) -> None:
    asking = client(Role.ANALYST)
    description = asking.get("/openapi.json").json()

    answer = asking.get(path.replace("{unit}", surveyed))

    assert answer.status_code == 200, answer.text
    content = description["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []
    assert answer.json()["outdated"] is False


def test_a_letter_is_that_of_the_command(
    client: Client, installation: Installation, surveyed: str
) -> None:
    told = client(Role.INVESTIGATOR).get(f"{UNITS}/{surveyed}").json()
    typed = installation.trama("quality", "report", "--unit", surveyed, "--json").stdout

    told.pop("outdated")
    assert told == json.loads(typed)


@pytest.mark.parametrize("role", [None, Role.PUBLIC, Role.INTEGRATOR])
def test_who_explores_nothing_is_refused(client: Client, surveyed: str, role: Role | None) -> None:
    for path in (UNITS, f"{UNITS}/{surveyed}"):
        assert client(role).get(path).status_code in (401, 403)


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        (f"{UNITS}/NO EXISTE", {}, 404),
        (f"{UNITS}/{{unit}}", {"since": "2100-01"}, 404),
        (f"{UNITS}/{{unit}}", {"since": "2024-13"}, 422),
        (f"{UNITS}/{{unit}}", {"desde": "2024-01"}, 422),
        (UNITS, {"since": "2024-01"}, 422),
    ],
)
def test_a_wrong_question_is_a_problem(
    client: Client, surveyed: str, path: str, given: dict[str, str], status: int
) -> None:
    answer = client(Role.ANALYST).get(path.replace("{unit}", surveyed), params=given)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
