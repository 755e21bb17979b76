"""A client that openapi-python-client makes of our description: typed, also when refused."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from frozen_engine import frozen
from installation import Installation

from trama.access.policy import Role

Client = Callable[..., httpx.Client]

ROOT = Path(__file__).parents[2]
REFUSALS = ROOT / "tests" / "support" / "client_refusals.py"
TWO_VICTIMS = (
    "MATCH (p:Victim)-[:ATTESTED_BY]->(r:Record) WHERE r.kind = 'victim' "
    "WITH p, collect(r.uid) AS records WHERE size(records) = 1 "
    "RETURN p.pseudonym AS pseudonym ORDER BY records[0] DESC LIMIT 2"
)
GENERATOR = ROOT / ".venv-client" / "bin" / "openapi-python-client"

# What an integrator writes; mypy --strict reads it, then Python runs it.
USE = """
import sys

from trama_client import AuthenticatedClient
from trama_client.api.queries import frequent_legs, registry_totals, route_of_case
from trama_client.api.search import search
from trama_client.models.frequent_legs_answer import FrequentLegsAnswer
from trama_client.models.frequent_legs_parameters import FrequentLegsParameters
from trama_client.models.frequent_legs_question import FrequentLegsQuestion
from trama_client.models.level import Level
from trama_client.models.phase_code import PhaseCode
from trama_client.models.problem import Problem
from trama_client.models.registry_totals_answer import RegistryTotalsAnswer
from trama_client.models.registry_totals_parameters import RegistryTotalsParameters
from trama_client.models.registry_totals_question import RegistryTotalsQuestion
from trama_client.models.route_of_case_answer import RouteOfCaseAnswer
from trama_client.models.route_of_case_parameters import RouteOfCaseParameters
from trama_client.models.route_of_case_question import RouteOfCaseQuestion
from trama_client.models.search_answer import SearchAnswer
from trama_client.types import Unset

address, token, number = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=token)

legs: list[tuple[str, int]] = []
cursor: str | None = None
while True:
    question = FrequentLegsQuestion(
        parameters=FrequentLegsParameters(level=Level.DEPARTMENT, limit=5)
    )
    if cursor is not None:
        question.cursor = cursor
    page = frequent_legs.sync(client=client, body=question)
    assert isinstance(page, FrequentLegsAnswer), page
    legs += [(row.origin or "", row.victims or 0) for row in page.rows]
    cursor = page.next_
    if cursor is None:
        break
assert len(legs) > 5
assert legs == sorted(legs, key=lambda leg: -leg[1])

totals = registry_totals.sync(
    client=client, body=RegistryTotalsQuestion(parameters=RegistryTotalsParameters(year=2017))
)
assert isinstance(totals, RegistryTotalsAnswer), totals
assert 725.0 in [row.value for row in totals.rows]

route = route_of_case.sync(
    client=client, body=RouteOfCaseQuestion(parameters=RouteOfCaseParameters(case=number))
)
assert isinstance(route, RouteOfCaseAnswer), route
phases: list[PhaseCode | None] = [row.phase for row in route.rows]
assert PhaseCode.CAPTACION in phases or PhaseCode.RECEPCION in phases or phases, phases
people = [row.victim.pseudonym for row in route.rows if row.victim is not None]
assert people and all(pseudonym.startswith("X-") for pseudonym in people)

found = search.sync(client=client, text=number, limit=5)
assert isinstance(found, SearchAnswer), found
assert found.hits[0].kind == "case"

refused = registry_totals.sync(
    client=client, body=RegistryTotalsQuestion(parameters=RegistryTotalsParameters(year=1))
)
assert isinstance(refused, Problem) and not isinstance(refused.errors, Unset), refused
assert refused.errors[0].parameter == "year"
print("ok", len(legs))
"""


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command.split(),
        cwd=folder,
        # The generator calls its own ruff, which is to be found.
        env={**os.environ, "PATH": f"{GENERATOR.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def generated(
    address: str, installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Generates the client once; returns the folder in which its users stand."""
    assert GENERATOR.exists(), "make test, or: .ci/setup client"
    folder = tmp_path_factory.mktemp("client")
    token = {"Authorization": f"Bearer {installation.token(Role.ANALYST)}"}
    told = httpx.get(f"{address}/openapi.json", headers=token, timeout=60)
    (folder / "openapi.json").write_text(told.text, encoding="utf-8")
    made = run(
        folder,
        f"{GENERATOR} generate --path openapi.json --meta none --fail-on-warning "
        "--output-path trama_client",
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def mypy(folder: Path, file: str) -> subprocess.CompletedProcess[str]:
    return run(
        folder,
        f"{sys.executable} -m mypy --strict --follow-imports=silent --no-incremental {file}",
    )


@pytest.mark.slow
def test_a_generated_client_has_typed_parameters_enums_and_rows(
    client: Client, installation: Installation, generated: Path, address: str
) -> None:
    (generated / "use.py").write_text(USE, encoding="utf-8")
    rows = client(Role.ANALYST).post("/queries/incomplete_routes/run", json={}).json()["rows"]

    checked = mypy(generated, "use.py")
    token, number = installation.token(Role.ANALYST), rows[0]["case_numbers"][0]
    root = address.removesuffix("/api/v1")
    ran = run(generated, f"{sys.executable} use.py {root} {token} {number}")

    assert checked.returncode == 0, checked.stdout
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("ok")


@pytest.mark.slow
@pytest.mark.only_on("embedded")
def test_a_generated_client_gets_each_refusal_as_a_typed_problem(
    installation: Installation, generated: Path, address: str
) -> None:
    shutil.copy(REFUSALS, generated / "refusals.py")
    root = address.removesuffix("/api/v1")
    analyst, first, second = map(
        installation.token, (Role.ANALYST, Role.INVESTIGATOR, Role.SUPERVISOR)
    )
    one, other = (row["pseudonym"] for row in installation.rows(TWO_VICTIMS))

    def refused(*words: str) -> subprocess.CompletedProcess[str]:
        return run(generated, " ".join([f"{sys.executable} refusals.py", *words]))

    checked = mypy(generated, "refusals.py")
    told = [refused("403", root, analyst), refused("409", root, first, second, one, other)]
    with frozen(installation):
        told.append(refused("busy", root, analyst))

    assert checked.returncode == 0, checked.stdout
    assert [ran.stderr for ran in told if ran.returncode] == []
    assert [ran.stdout.strip() for ran in told] == ["ok 403", "ok 409", "ok busy"]
    wait_for_the_engine(address, analyst)


def wait_for_the_engine(address: str, token: str) -> None:
    """Waits until the circuit, which asks the engine once a second, lets questions through."""
    for _ in range(60):
        body = {"parameters": {"year": 2017}}
        said = {"Authorization": f"Bearer {token}"}
        answer = httpx.post(
            f"{address}/queries/registry_totals/run", json=body, headers=said, timeout=60
        )
        if answer.status_code == 200:
            return
        time.sleep(1.0)
    raise AssertionError(answer.text)
