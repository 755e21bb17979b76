"""`trama query run` on a loaded twin: what a person reads, and what a program gets."""

import json
import re

import pytest
from installation import Installation

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
