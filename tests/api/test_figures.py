"""GET /figures: the recipes of a published number, for every role."""

from collections.abc import Callable

import httpx
import pytest

from trama.access.policy import Role
from trama.figures.document import figure_document
from trama.figures.question import ask
from trama.schemas.figure_models import FigureAnswer

Client = Callable[..., httpx.Client]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.ANALYST])
def test_every_role_reads_the_answer_of_the_command(client: Client, role: Role) -> None:
    asked = {"number": "1,465", "near": "2022-12-07", "limit": "3"}

    answer = client(role).get("/figures", params=asked)

    assert answer.status_code == 200
    document = figure_document(ask("1,465", "2022-12-07", limit=3), "es")
    assert answer.json() == FigureAnswer.model_validate(document).model_dump()
    assert answer.json()["rows"][0]["since"] == "2023-01"


def test_a_percentage_is_told_in_the_language_asked_for(client: Client) -> None:
    answer = client(Role.PUBLIC, language="en").get(
        "/figures", params={"number": "+15%", "near": "2024", "stated": "2025"}
    )

    assert answer.json()["form"] == "percentage"
    assert answer.json()["rows"][0]["sentence"].startswith("RETA registered 583 trafficking")


def test_the_counts_of_the_graph_are_for_those_who_may_see_them(client: Client) -> None:
    asked = {"number": "2", "near": "2018", "graph": "true", "limit": "200"}

    refused = client(Role.PUBLIC).get("/figures", params=asked)
    told = client(Role.ANALYST).get("/figures", params=asked)

    assert (refused.status_code, refused.json()["code"]) == (403, "access_denied")
    assert told.status_code == 200
    alone = client(Role.PUBLIC).get("/figures", params={**asked, "graph": "false"})
    assert told.json()["recipes"] > alone.json()["recipes"]
    assert all(row["source"] != "graph" for row in alone.json()["rows"])


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"number": "mil"}, "number"),
        ({"number": "5", "near": "1950"}, "near"),
        ({"number": "5", "near": "20230101x"}, "near"),
        ({"number": "5", "stated": "ayer"}, "stated"),
        ({"number": "9" * 41}, "number"),
        ({"number": "5", "limit": "0"}, "limit"),
        ({}, "number"),
    ],
)
def test_what_cannot_be_searched_names_its_parameter(
    client: Client, asked: dict[str, str], parameter: str
) -> None:
    answer = client(Role.ANALYST).get("/figures", params=asked)

    assert answer.status_code == 422
    assert parameter in answer.text
    assert "mil" not in answer.json()["detail"]
