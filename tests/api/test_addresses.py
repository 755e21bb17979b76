"""Addresses of the API: their methods, case numbers with slashes, and where an error points."""

from collections.abc import Callable

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role

Client = Callable[..., httpx.Client]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/search", "GET, POST, HEAD, OPTIONS"),
        ("/queries/route_of_case/run", "POST, OPTIONS"),
        ("/cases/12/2023", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_names_the_methods_of_all_routes_of_an_address(
    client: Client, path: str, allowed: str
) -> None:
    answer = client(Role.ANALYST).options(path)

    assert (answer.status_code, answer.headers["allow"]) == (204, allowed)


@pytest.mark.parametrize("way", ["", "/route", "/stages"])
@pytest.mark.parametrize("slash", ["/", "%2F"])
def test_a_case_number_with_a_slash_fits_into_an_address(
    client: Client, installation: Installation, way: str, slash: str
) -> None:
    (found,) = installation.rows(
        "MATCH (s:Stage)-[:PART_OF]->(:Case)-[:ATTESTED_BY]->(r:Record {registry: 'RETA'}) "
        "RETURN min(r.case_key) AS number"
    )
    with_slashes = found["number"].replace("-", slash)

    whole = client(Role.ANALYST).get(f"/cases/RETA:{found['number']}{way}")
    answer = client(Role.ANALYST).get(f"/cases/RETA:{with_slashes}{way}")

    assert answer.status_code == 200
    assert answer.json()["rows"] == whole.json()["rows"]
    assert answer.json()["rows"]


def test_a_text_without_sense_is_named_where_it_stands(client: Client) -> None:
    sent = client(Role.ANALYST).post("/search", json={"text": "--"}).json()["errors"]
    asked = client(Role.ANALYST).get("/search?text=--").json()["errors"]

    assert [item["pointer"] for item in sent] == ["/body/text"]
    assert [item["pointer"] for item in asked] == ["/query/text"]
    assert [item["parameter"] for item in sent + asked] == ["text", "text"]
