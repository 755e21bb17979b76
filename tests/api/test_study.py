"""GET /study: the study of the open data for every role, that of the graph for analysts."""

from collections.abc import Callable

import httpx
import pytest
from jsonschema import Draft202012Validator

from trama.access.policy import Role
from trama.study.analysis import Options, make_study
from trama.study.open_data_source import open_data
from trama.study.publishing import differences, figures_of
from trama.study.source import Years

Client = Callable[..., httpx.Client]
PATH = "/study"


def test_every_role_reads_the_figures_of_the_command_with_their_receipt(client: Client) -> None:
    description = client(Role.ANALYST).get("/openapi.json").json()
    asked = {"since": 2019, "until": 2022}

    told = client(Role.PUBLIC).get(PATH, params=asked, timeout=300)

    assert told.status_code == 200, told.text
    content = description["paths"][f"/api/v1{PATH}"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    assert list(Draft202012Validator(schema).iter_errors(told.json())) == []
    receipt, figures = told.json()["receipt"], told.json()["figures"]
    source = open_data()
    options = Options(Years(*receipt["years"]), receipt["draws"], receipt["seed"])
    assert receipt["inputs"] == dict(source.hashes)
    assert figures["provinces"]["years"] == [2019, 2022]
    again = {"draws": options.draws, **figures_of(make_study(source, options))}
    assert not list(differences(figures, again))
    same = client(Role.ANALYST).get(PATH, params={"since": 2019, "until": 2022}, timeout=300)
    assert same.json() == told.json()


def test_the_graph_is_for_those_who_may_count_it_and_told_in_tens(client: Client) -> None:
    asked = {"source": "graph"}

    refused = client(Role.PUBLIC).get(PATH, params=asked)
    told = client(Role.ANALYST).get(PATH, params=asked, timeout=300)
    none = client(Role.ANALYST).get(PATH, params={**asked, "since": "2050"})

    assert (refused.status_code, refused.json()["code"]) == (403, "access_denied")
    assert (none.status_code, none.json()["code"]) == (404, "nothing_to_study")
    assert told.status_code == 200, told.text
    figures = told.json()["figures"]
    places = figures["departments"]["places"] + figures["provinces"]["places"]
    assert places
    assert all(place["victims"] % 10 == 0 for place in places)
    assert (figures["public"], figures["coverage"]) == (False, {})
    assert told.json()["receipt"]["mark"] == "SINTETICO"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"since": "2023"}, 404),
        ({"since": "2022", "until": "2019"}, 404),
        ({"since": "mil"}, 422),
        ({"since": "1066"}, 422),
        ({"source": "reta"}, 422),
        ({"covariates": "minas.csv"}, 422),
    ],
)
def test_what_cannot_be_asked_is_refused(client: Client, asked: dict[str, str], code: int) -> None:
    assert client(Role.PUBLIC).get(PATH, params=asked).status_code == code
