"""`trama bank publish` and `verify`: who may, what is written, what is refused."""

import json
from pathlib import Path

from installation import Installation

from trama.access.policy import Role

GIVEN = ("--publisher", "Oficina SINTETICO", "--licence", "cc-by-4.0", "--level", "macrorregión")


def test_a_supervisor_publishes_and_anybody_verifies(
    installation: Installation, tmp_path: Path
) -> None:
    target = tmp_path / "tablas"

    token = {"TRAMA_TOKEN": installation.token(Role.SUPERVISOR)}
    ran = installation.trama("bank", "publish", str(target), *GIVEN, **token)
    checked = installation.trama("--json", "bank", "verify", str(target))
    again = installation.trama("bank", "publish", str(target), *GIVEN, **token)

    assert ran.returncode == 0, ran.stderr
    assert "en personas" in ran.stdout
    assert json.loads(checked.stdout)["tables"] == 7
    assert (again.returncode, "vacía" in again.stderr) == (1, True)


def test_an_analyst_publishes_nothing(installation: Installation, tmp_path: Path) -> None:
    for role in (Role.PUBLIC, Role.ANALYST, Role.INVESTIGATOR):
        token = {"TRAMA_TOKEN": installation.token(role)}
        ran = installation.trama("bank", "publish", str(tmp_path / "x"), *GIVEN, **token)
        assert ran.returncode == 1
        assert "supervisor" in ran.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_no_release_is_not_verified(installation: Installation, tmp_path: Path) -> None:
    ran = installation.trama("bank", "verify", str(tmp_path))

    assert ran.returncode == 1
    assert "manifest.json" in ran.stderr
