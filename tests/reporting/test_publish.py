"""`trama bank publish` and `verify`: who may, what is written, what is refused."""

import json
from hashlib import sha256
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


def test_the_public_reads_the_release_that_was_published(
    installation: Installation, tmp_path: Path
) -> None:
    target, page = tmp_path / "tablas", tmp_path / "banco.html"
    token = {"TRAMA_TOKEN": installation.token(Role.SUPERVISOR)}
    assert installation.trama("bank", "publish", str(target), *GIVEN, **token).returncode == 0
    public = {"TRAMA_TOKEN": installation.token(Role.PUBLIC)}
    level = ("--level", "macroregion")

    ran = installation.trama("--json", "bank", "--by", "birth", *level, **public)
    one = installation.trama("--json", "bank", "--by", "sex", "--where", "sex=F", *level, **public)
    drawn = installation.trama("bank", "--page", str(page), **public)
    refused = [
        installation.trama("bank", *words, **public)
        for words in (
            ("--by", "birth", "--level", "province"),
            ("--since", "2020-01-01"),
            ("--estimate", *level),
            ("--unit", "episode", *level),
        )
    ]

    assert ran.returncode == one.returncode == drawn.returncode == 0, ran.stderr + drawn.stderr
    document = json.loads(ran.stdout)
    manifest = (target / "manifest.json").read_bytes()
    assert document["release"]["manifest_sha256"] == sha256(manifest).hexdigest()
    assert document["rows"]
    assert all(row["count"] % 10 == 0 for row in document["rows"])
    assert [row["sex"] for row in json.loads(one.stdout)["rows"]] == ["F"]
    assert "Oficina SINTETICO" in page.read_text(encoding="utf-8")
    for answer in refused:
        assert answer.returncode == 1
        assert "tablas publicadas" in answer.stderr


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
