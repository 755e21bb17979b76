"""Typer's own words: Spanish unless English is asked for, in the help and in what went wrong."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ENGLISH = (
    *("Usage", "OPTIONS", "COMMAND", "Show this", "Missing", "No such", "Did you", "unexpected"),
    *(
        "Option ",
        "requires",
        "Invalid",
        "Input",
        "Value error",
        "is not one of",
        "Try ",
        "required",
        "Choose",
        "<bool>",
    ),
)

TYPED_WRONGLY = {
    "query run": ("Falta el argumento", "Missing argument"),
    "twin x": ("Falta la opción", "Missing option"),
    "loda": ("No existe la orden 'loda'. ¿Quiso decir 'load'?", "No such command 'loda'"),
    "xyz": ("No existe la orden 'xyz'.", "No such command 'xyz'."),
    "load --foo": ("No existe la opción: --foo", "No such option: --foo"),
    "status b": ("Sobran argumentos: (b)", "Got unexpected extra argument(s) (b)"),
    "query run a -p": ("La opción '-p' necesita un valor.", "Option '-p' requires an argument."),
    "status --fingerprint=3": ("no lleva valor", "does not take a value"),
    "twin x --cases 0": ("'--cases': debe ser al menos 1", "greater than or equal to 1"),
    "twin x --cases a": ("'--cases': debe ser un número entero", "valid integer"),
    "twin x --cases 1 --overlap a": ("'--overlap': debe ser un número", "valid number"),
    "serve --port 70000": ("debe ser a lo más 65535", "less than or equal to 65535"),
    "profile guess": ("Falta el argumento 'archivo'.", "Missing argument 'file'."),
    "filler mark": ("Elija entre:", "Choose from:"),
    "query run a --format pdf": ("'pdf' no es ninguno de 'table'", "'pdf' is not one of 'table'"),
}


def said(home: Path, *words: str) -> str:
    """Returns all that the command writes, on one line and without frames."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    ran = subprocess.run(
        [sys.executable, "-m", "trama.cli", *words],
        env=kept | {"TRAMA_HOME": str(home), "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )
    return " ".join((ran.stdout + ran.stderr).replace("│", " ").split())


@pytest.mark.parametrize("words", TYPED_WRONGLY)
def test_what_is_typed_wrongly_is_told_in_spanish(words: str, tmp_path: Path) -> None:
    told = said(tmp_path, *words.split())

    assert TYPED_WRONGLY[words][0] in told
    assert [word for word in ENGLISH if word in told] == []


@pytest.mark.parametrize("words", ["loda", "twin x --cases 0"])
def test_and_in_english_where_that_is_asked_for(words: str, tmp_path: Path) -> None:
    told = said(tmp_path, "--lang", "en", *words.split())

    assert TYPED_WRONGLY[words][1] in told
    assert "Usage: trama" in told


@pytest.mark.parametrize("words", ["--help", "query", "page route --help", "twin --help"])
def test_the_help_has_no_english_word_of_typer(words: str, tmp_path: Path) -> None:
    told = said(tmp_path, *words.split())

    assert "Uso: trama" in told
    assert "Muestra esta ayuda y termina." in told
    assert [word for word in ENGLISH if word in told] == []


def test_the_english_help_has_typers_own_words(tmp_path: Path) -> None:
    told = said(tmp_path, "--lang", "en", "twin", "--help")

    assert "Usage: trama twin [OPTIONS]" in told
    assert "Show this message and exit." in told


# Prints the help of every command as JSON. One process: a process for each would take minutes.
EVERY_HELP = """
import json
from typer.main import get_command
from typer.testing import CliRunner
from trama.cli.main import build
from trama.terminal.session import open_session
from trama.core.settings import read_settings

app = build(open_session(read_settings(), "es", as_json=False))

def paths(command, path=()):
    yield path
    for name, below in sorted(getattr(command, "commands", {}).items()):
        yield from paths(below, (*path, name))

runner = CliRunner()
print(json.dumps({
    " ".join(path): runner.invoke(app, [*path, "--help"], env={"COLUMNS": "220"}).output
    for path in paths(get_command(app))
}))
"""
ENGLISH_WORDS = frozenset(
    {
        *("an", "and", "are", "argument", "arguments", "bool", "by", "case", "command", "commands"),
        *("completion", "copy", "current", "default", "exit", "file", "files", "float", "folder"),
        *("for", "from", "if", "install", "int", "is", "kind", "list", "message", "name", "not"),
        *("number", "of", "one", "option", "options", "or", "other", "path", "paths", "range"),
        *("required", "shell", "show", "str", "text", "that", "the", "this", "to", "usage"),
        *("value", "values", "with", "yyyy"),
    }
)


def without_typed_words(told: str) -> str:
    """Returns a help without what a person types: options, choices, commands, examples."""
    panel, _, commands = told.partition("Órdenes")
    kept = [re.sub(r"^│ +[\w-]+ ", "", line) for line in commands.splitlines()]
    bare = re.sub(r"--[\w-]+|«[^»]*»|<[^>]*\|[^>]*>|\S*\|\S*|trama [\w ]+|pip install", " ", panel)
    return bare + " ".join(kept)


def test_no_help_of_any_command_has_an_english_word(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        env=os.environ | {"TRAMA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    helps = json.loads(ran.stdout)

    assert len(helps) > 40
    english = {
        path: sorted(ENGLISH_WORDS & set(re.findall(r"\w+", without_typed_words(told).lower())))
        for path, told in helps.items()
    }
    assert {path: words for path, words in english.items() if words} == {}
    assert all("Uso: " in told for told in helps.values())
    assert [
        path for path, told in helps.items() if re.search(r"<(bool|str|int|float|path)", told)
    ] == []
