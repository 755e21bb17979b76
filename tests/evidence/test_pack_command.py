"""`trama evidence pack`: a workspace of the explorer as a signed pack, from the terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from installation import Installation
from investigated import files_of, investigation

from trama.access.policy import Role
from trama.evidence.verification import verify

LEGS = ("frequent_legs", {"level": "department", "limit": 5})


@pytest.fixture
def workspace(address: str, installation: Installation) -> str:
    """Return the id of a workspace of whoever types the command."""
    headers = {"Authorization": f"Bearer {installation.environment['TRAMA_TOKEN']}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as asking:
        told = investigation(asking, [LEGS])
        made = asking.post("/workspaces", json={"title": "Mi SINTETICO", "investigation": told})
        return str(made.json()["id"])


def test_a_workspace_becomes_a_pack_that_the_command_verifies(
    installation: Installation, workspace: str, tmp_path: Path
) -> None:
    out = tmp_path / "caso.zip"
    made = installation.trama("evidence", "pack", workspace, "-o", str(out))
    assert made.returncode == 0, made.stderr
    manifest = json.loads(files_of(out.read_bytes())["manifest.json"])
    log = installation.trama("workspace", "log", workspace, "--json")
    key = tmp_path / "key.pub"
    installation.trama("evidence", "key", "-o", str(key))

    assert verify(out.read_bytes()).problems == []
    assert manifest["title"] == "Mi SINTETICO"
    assert manifest["workspace"] == workspace
    assert manifest["made_by"] == {"name": "orden SINTETICO", "role": "analyst"}
    assert manifest["id"] in made.stderr
    assert "Mi SINTETICO" not in made.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    assert '"exported"' in log.stdout
    assert installation.trama("evidence", "verify", str(out), "--key", str(key)).returncode == 0


def test_a_workspace_of_somebody_else_is_as_one_that_does_not_exist(
    installation: Installation, client: Callable[..., httpx.Client], tmp_path: Path
) -> None:
    body = {"title": "Ajeno SINTETICO", "investigation": {"version": 1}}
    foreign = client(Role.ANALYST).post("/workspaces", json=body).json()["id"]
    out = tmp_path / "caso.zip"

    for name in (foreign, "W-NADIE"):
        done = installation.trama("evidence", "pack", name, "-o", str(out))
        assert done.returncode == 2
        assert "No existe espacio de trabajo" in done.stderr
    assert not out.exists()
