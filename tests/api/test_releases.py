"""The routes of the latest release: for every role its files, for the public its cells."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role

Client = Callable[..., httpx.Client]


@pytest.fixture(scope="module")
def published(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the installation's graph, as its publisher has it."""
    target = tmp_path_factory.mktemp("release") / "out"
    given = ("--publisher", "Oficina SINTETICO", "--licence", "cc0-1.0", "--level", "macrorregión")
    token = installation.token(Role.SUPERVISOR)
    ran = installation.trama("bank", "publish", str(target), *given, TRAMA_TOKEN=token)
    assert ran.returncode == 0, ran.stderr
    return target


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR, Role.ANALYST])
def test_every_role_gets_the_release_and_its_files(
    client: Client, published: Path, role: Role
) -> None:
    asking = client(role)

    answer = asking.get("/releases/latest")

    assert answer.status_code == 200, answer.text
    told = answer.json()
    manifest = json.loads((published / "manifest.json").read_text("utf-8"))
    assert told["release"]["rules"] == manifest["rules"]
    assert told["people"] == manifest["people"]
    assert {file["name"] for file in told["files"]} == {path.name for path in published.iterdir()}
    for file in told["files"]:
        sent = asking.get(f"/releases/{file['address']}")
        assert sent.content == (published / file["name"]).read_bytes()
        assert sha256(sent.content).hexdigest() == file["sha256"]
    record = asking.get("/releases/latest/dcat.jsonld")
    assert record.headers["content-type"].startswith("application/ld+json")
    base = record.url
    for one in record.json()["dcat:distribution"]:
        assert asking.get(base.join(one["dcat:downloadURL"]["@id"])).status_code == 200


def test_nobody_gets_another_file_and_nothing_without_a_token(
    client: Client, published: Path
) -> None:
    asking = client(Role.SUPERVISOR)

    for name in ("ledger.json", "..%2fledger.json", "%2e%2e%2f%2e%2e%2ftokens.json", "x" * 200):
        assert asking.get(f"/releases/latest/{name}").status_code in (404, 422)
    assert client().get("/releases/latest").status_code == 401
    assert client().get("/releases/latest/birth_year.csv").status_code == 401


def test_the_public_reads_the_cells_of_the_release(client: Client, published: Path) -> None:
    asked = {"by": "birth", "level": "macroregion"}

    answer = client(Role.PUBLIC).get("/bank", params=asked).json()
    whole = client(Role.ANALYST).get("/bank", params=asked).json()

    assert answer["rows"]
    assert all(row["count"] % 10 == 0 for row in [*answer["rows"], {"count": answer["total"]}])
    assert (
        answer["release"]["date"] == json.loads((published / "manifest.json").read_text())["date"]
    )
    assert (answer["adds_up"], whole["release"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/bank", {"by": "birth,year", "level": "macroregion", "where": "sex=F"}),
        ("/bank", {"level": "macroregion", "unit": "episode"}),
        ("/bank", {"level": "macroregion", "as_of": "2020-01-01"}),
        ("/bank", {"level": "district"}),
        ("/bank/changes", {"since": "2020-01-01"}),
    ],
)
def test_the_public_gets_nothing_that_is_in_no_table(
    client: Client, published: Path, path: str, given: dict[str, str]
) -> None:
    refused = client(Role.PUBLIC).get(path, params=given)

    assert published.is_dir()
    assert (refused.status_code, refused.json()["code"]) == (403, "not_for_public")
