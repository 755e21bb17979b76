"""`trama query run` on a loaded twin: what a person reads, and what a program gets."""

import json
import re
import shlex
from pathlib import Path

import pytest
from engines import environment_for
from installation import Installation

from trama.core.settings import Settings

UID = re.compile(r"\bC-[0-9a-f]{24}\b")


@pytest.mark.parametrize(
    "words",
    [["recurring_suspects", "-p", "limit=3"], ["incomplete_routes", "-p", "limit=3"]],
)
def test_a_table_names_cases_by_the_numbers_of_their_files(
    words: list[str], installation: Installation
) -> None:
    shown = installation.trama("query", "run", *words).stdout

    assert "RETA:" in shown or "SISTRA:" in shown
    assert UID.search(shown) is None


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_a_program_gets_the_uids_that_the_query_declares(
    form: str, installation: Installation
) -> None:
    words = ("recurring_suspects", "-p", "limit=3", "--format", form)

    assert UID.search(installation.trama("query", "run", *words).stdout)


def test_help_says_in_its_language_how_a_parameter_is_written(installation: Installation) -> None:
    assert "name=value" in installation.trama("--lang", "en", "query", "run", "--help").stdout
    assert "nombre=valor" in installation.trama("query", "run", "--help").stdout


def test_kinds_are_read_in_the_language_of_the_command(installation: Installation) -> None:
    words = ("query", "run", "shared_means", "-p", "kind=Phone", "-p", "limit=3")

    assert "Teléfono" in installation.trama(*words).stdout
    assert "Phone" in installation.trama("--lang", "en", *words).stdout


def test_a_case_of_two_registries_is_told_by_both_numbers(installation: Installation) -> None:
    both = {
        row["uid"]: row["numbers"]
        for row in installation.rows("MATCH (c:Case) RETURN c.uid AS uid, c.numbers AS numbers")
        if len(row["numbers"]) > 1
    }
    answer = json.loads(installation.trama("--json", "query", "run", "recurring_suspects").stdout)
    named = {uid for row in answer["rows"] for uid in row["case_uids"][:3]} & both.keys()

    shown = " ".join(installation.trama("query", "run", "recurring_suspects").stdout.split())

    assert named
    assert any(number in shown for uid in named for number in both[uid])


def test_the_key_stands_beside_a_name_and_the_next_command_under_the_answer(
    installation: Installation,
) -> None:
    shown = installation.trama("query", "run", "recurring_suspects", "limit=2").stdout

    flat = " ".join(shown.split())
    assert re.search(r"\(X-[A-Z2-7]{10}\)", flat)
    step = re.search(r"trama query run suspect_network person=(X-[A-Z2-7]{10})", flat)
    assert step
    asked = installation.trama("query", "run", "suspect_network", f"person={step[1]}")
    assert asked.returncode == 0
    assert "No cuentan los casos en que la persona fue archivada" in flat
    english = installation.trama("--lang", "en", "query", "run", "recurring_suspects", "limit=2")
    assert "Next: trama query run" in english.stdout


@pytest.mark.parametrize("form", ["csv", "csv-excel", "json", "jsonl"])
def test_what_a_program_reads_holds_no_word_for_people(
    form: str, installation: Installation
) -> None:
    words = ("query", "run", "recurring_suspects", "limit=2", "--format", form)

    assert "trama query run" not in installation.trama(*words).stdout


def test_a_file_takes_the_form_of_its_ending_and_is_its_owners_alone(
    installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "respuesta.xlsx"

    done = installation.trama("query", "run", "shared_means", "-o", str(path))

    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(b"PK")
    assert path.stat().st_mode & 0o777 == 0o600
    refused = installation.trama("query", "run", "shared_means", "-o", str(tmp_path / "a.pdf"))
    assert refused.returncode == 2
    assert ".xlsx" in refused.stderr


def test_parameters_may_stand_without_names_in_order(installation: Installation) -> None:
    named = installation.trama(
        "query", "run", "routes_between", "-p", "origin=Cusco", "-p", "destination=Lima", "--json"
    )
    short = installation.trama("query", "run", "routes_between", "Cusco", "Lima", "--json")

    assert json.loads(short.stdout)["rows"] == json.loads(named.stdout)["rows"]
    many = installation.trama("query", "run", "routes_between", "Cusco", "Lima", "Puno")
    assert many.returncode == 2
    assert "origin=…" in many.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["recurring_suspect"], "¿Quiso decir recurring_suspects"),
        (["shared_means", "desde=2017"], "¿quiso decir since?"),
        (["shared_means", "kind=telefno"], "¿quiso decir Phone"),
        (["load_quality", "registry=RETTA"], "¿quiso decir RETA"),
        (["route_of_case", "case=RETA:SINT-2017-000091"], "¿Quiso decir RETA:SINT-2017-0"),
    ],
)
def test_a_word_that_does_not_exist_is_answered_with_what_was_meant(
    words: list[str], meant: str, installation: Installation
) -> None:
    done = installation.trama("query", "run", *words)

    assert done.returncode == 2
    assert meant in " ".join(done.stderr.split())


def test_a_description_reads_as_help_and_its_examples_can_be_pasted(
    installation: Installation,
) -> None:
    shown = installation.trama("query", "show", "frequent_legs").stdout

    assert "¿Entre qué lugares fueron llevadas más víctimas?" in shown
    assert "MATCH" not in shown
    assert "MATCH" in installation.trama("query", "show", "frequent_legs", "--cypher").stdout
    example = next(line.strip() for line in shown.splitlines() if "level=province" in line)
    assert installation.trama(*shlex.split(example)[1:]).returncode == 0


def test_the_version_is_told(installation: Installation) -> None:
    assert re.fullmatch(r"trama \d+\.\d+\.\d+\n", installation.trama("--version").stdout)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_empty_graph_says_so_and_where_it_is(settings: Settings, language: str) -> None:
    home = Installation(settings, settings.home, environment_for(settings.home))

    for words in (
        ("query", "run", "frequent_legs"),
        ("find", "Rosa"),
        ("query", "run", "route_of_case", "RETA:1"),
        ("page", "route", "RETA:1", "-o", "page.html"),
        ("page", "route", "PE-08", "PE-15", "-o", "page.html"),
        ("page", "places", "-o", "page.html"),
        ("overlap", "--draws", "5"),
    ):
        said = home.trama("--lang", language, *words).stderr

        assert str(settings.home) in said
        assert "TRAMA_HOME" in said
        assert "trama load --shipped" in said
