"""Own queries over the API: files in the home's folder, for the roles that may run them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from installation import Installation
from query_texts import BODY, query_text

from trama.access.policy import Role

Client = Callable[..., httpx.Client]
MAY = [Role.ANALYST, Role.SUPERVISOR, Role.INVESTIGATOR]


@pytest.fixture
def folder(installation: Installation) -> Iterator[Path]:
    """The folder of the home that the API serves; what a test puts there is taken away."""
    folder = installation.settings.queries
    folder.mkdir(exist_ok=True)
    yield folder
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.mark.parametrize("role", MAY)
def test_a_file_in_the_folder_is_listed_described_and_run(
    role: Role, client: Client, folder: Path
) -> None:
    (folder / "probe.cypher").write_text(query_text(), encoding="utf-8")
    asking = client(role)

    listed = {one["name"]: one["own"] for one in asking.get("/queries").json()}
    described = asking.get("/queries/probe").json()
    page = asking.post("/queries/probe/run", json={"parameters": {"limit": 2}}).json()
    after = asking.post(
        "/queries/probe/run", json={"parameters": {"limit": 2}, "cursor": page["next"]}
    ).json()

    assert listed["probe"]
    assert not listed["route_of_case"]
    assert described["cypher"] == query_text()
    assert len({row["case"] for row in page["rows"] + after["rows"]}) == 4


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_a_role_that_runs_no_own_query_learns_of_none(
    role: Role, client: Client, folder: Path
) -> None:
    (folder / "probe.cypher").write_text(query_text(), encoding="utf-8")
    asking = client(role)

    assert "probe" not in {one["name"] for one in asking.get("/queries").json()}
    for answer in (asking.get("/queries/probe"), asking.post("/queries/probe/run", json={})):
        assert answer.status_code == 404
        assert answer.json() == {
            **asking.get("/queries/prove").json(),
            "detail": answer.json()["detail"],
        }
        assert "probe," not in answer.json()["detail"]


def test_parameters_of_an_own_query_are_checked_as_those_of_any(
    client: Client, folder: Path
) -> None:
    (folder / "probe.cypher").write_text(query_text(), encoding="utf-8")

    answer = client(Role.ANALYST).post(
        "/queries/probe/run", json={"parameters": {"limit": "2", "until": "2017"}}
    )

    assert answer.status_code == 422
    assert {one["pointer"] for one in answer.json()["errors"]} == {
        "/body/parameters/limit",
        "/body/parameters/until",
    }


def test_a_broken_file_says_nothing_of_itself_and_the_others_answer(
    client: Client, folder: Path
) -> None:
    (folder / "broken.cypher").write_text("MATCH (c) SET c.uid = 1", encoding="utf-8")
    (folder / "probe.cypher").write_text(query_text(), encoding="utf-8")
    asking = client(Role.ANALYST)

    broken = asking.post("/queries/broken/run", json={})

    assert broken.status_code == 500
    assert broken.json()["code"] == "declaration"
    assert str(folder) not in broken.text
    assert asking.post("/queries/probe/run", json={}).status_code == 200


def test_an_own_query_gives_each_role_a_victim_as_a_shipped_one_does(
    client: Client, folder: Path, installation: Installation
) -> None:
    body = BODY.replace("MATCH (c:Case)", "MATCH (v:Victim)-[:VICTIM_IN]->(c:Case)").replace(
        "c.uid AS case", "v {.uid, .pseudonym, .name, victim: false} AS case"
    )
    declared = "  case: {type: person, title_es: Víctima, title_en: Victim}"
    text = query_text(body.replace("ORDER BY case", "ORDER BY c.uid"), case=declared)
    (folder / "probe.cypher").write_text(text, encoding="utf-8")
    named = {row["name"] for row in installation.rows("MATCH (v:Victim) RETURN v.name AS name")}

    seen = {
        role: client(role).post("/queries/probe/run", json={"parameters": {"limit": 100}}).text
        for role in MAY
    }

    assert [name for name in named if name and name in seen[Role.INVESTIGATOR]]
    assert not [name for name in named if name and name in seen[Role.ANALYST]]
    assert not [name for name in named if name and name in seen[Role.SUPERVISOR]]
