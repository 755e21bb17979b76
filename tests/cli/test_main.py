"""Options that may stand anywhere, the languages of the help, and the exit codes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trama.cli.main import common_options, main


def trama(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    return subprocess.run(
        [sys.executable, "-m", "trama.cli", *words],
        env=kept | {"TRAMA_HOME": str(home), "COLUMNS": "120", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en", "--json", "query", "list"],
        ["query", "list", "--json", "--lang=en"],
        ["query", "--lang", "en", "list", "--json"],
    ],
)
def test_language_and_json_may_stand_anywhere(words: list[str]) -> None:
    assert common_options(words, {}) == (["query", "list"], "en", True)


def test_the_environment_chooses_the_language_unless_the_command_does() -> None:
    assert common_options(["status"], {"TRAMA_LANG": "en"})[1] == "en"
    assert common_options(["status", "--lang", "es"], {"TRAMA_LANG": "en"})[1] == "es"


def test_the_help_speaks_spanish_and_english(tmp_path: Path) -> None:
    spanish = trama(tmp_path, "--help").stdout
    english = trama(tmp_path, "--help", "--lang", "en").stdout

    assert "Órdenes" in spanish
    assert "Consultas guardadas" in spanish
    assert "Commands" in english
    assert "Saved queries" in english


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    assert trama(tmp_path, "query", "show", "no_such_query").returncode == 2
    assert trama(tmp_path, "no-such-command").returncode == 2
    assert trama(tmp_path, "load").returncode == 2


def test_an_unknown_setting_is_an_error_that_names_it(tmp_path: Path) -> None:
    answer = trama(tmp_path, "query", "list", TRAMA_HOEM="x")

    assert answer.returncode == 2
    assert "TRAMA_HOEM" in answer.stderr


def test_json_is_one_document_on_standard_output(tmp_path: Path) -> None:
    answer = trama(tmp_path, "query", "list", "--json")

    names = {query["name"] for query in json.loads(answer.stdout)}
    assert "registry_totals" in names


def test_a_token_made_on_the_command_line_is_listed_without_its_value(tmp_path: Path) -> None:
    made = json.loads(trama(tmp_path, "--json", "token", "create", "--role", "analyst").stdout)

    listed = trama(tmp_path, "--json", "token", "list").stdout

    assert made["id"] in listed
    assert made["token"] not in listed


def test_a_full_disk_is_told_with_its_place_and_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "tokens.json"))

    # The package's own `main` hides its module of that name.
    monkeypatch.setattr(sys.modules["trama.cli.main"], "build", fail)
    monkeypatch.setattr(sys, "argv", ["trama", "status"])
    monkeypatch.setenv("TRAMA_HOME", str(tmp_path))

    with pytest.raises(SystemExit):
        main()

    told = capsys.readouterr().err
    assert "El disco está lleno" in told
    assert "tokens.json" in told
    assert "Libere espacio" in told
