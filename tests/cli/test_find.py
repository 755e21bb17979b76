"""`trama find` on a loaded twin: why each hit was found, and where it leads."""

import json
import re

import pytest
from installation import Installation

from trama.access.policy import Role
from trama.cli.find import rest_words
from trama.queries.search.hits import Found


def a_suspect(installation: Installation) -> str:
    rows = installation.rows(
        "MATCH (p:Suspect) WHERE NOT p:Victim AND p.name IS NOT NULL "
        "RETURN p.name AS name ORDER BY name LIMIT 1"
    )
    return str(rows[0]["name"])


def a_victim(installation: Installation) -> str:
    rows = installation.rows(
        "MATCH (p:Victim) WHERE p.name IS NOT NULL RETURN p.name AS name ORDER BY name LIMIT 1"
    )
    return str(rows[0]["name"])


def test_a_name_is_found_with_its_reason_and_the_next_command(installation: Installation) -> None:
    name = a_suspect(installation)

    shown = " ".join(installation.trama("find", *name.lower().split()).stdout.split())

    assert "mismo nombre" in shown
    assert re.search(r"trama query run suspect_network person=X-[A-Z2-7]{10}", shown)
    english = installation.trama("--lang", "en", "find", name)
    assert "same name" in " ".join(english.stdout.split())


def test_a_case_is_found_by_a_number_written_otherwise(installation: Installation) -> None:
    (row,) = installation.rows(
        "MATCH (r:Record {registry: 'RETA', kind: 'case'}) RETURN min(r.case_key) AS number"
    )
    loose = row["number"].lower().replace("-0000", "/").replace("-", " ")

    found = json.loads(installation.trama("--json", "find", "reta", loose).stdout)

    assert found["hits"][0]["key"].endswith(row["number"])
    assert found["hits"][0]["reason"]["es"].startswith("número de caso")


def test_a_victim_is_found_by_investigators_alone(installation: Installation) -> None:
    name = a_victim(installation)
    token = installation.token(Role.INVESTIGATOR)

    hidden = json.loads(installation.trama("--json", "find", name).stdout)
    seen = json.loads(installation.trama("--json", "find", name, TRAMA_TOKEN=token).stdout)

    assert [hit for hit in hidden["hits"] if hit["kind"] == "victim"] == []
    assert name not in str(hidden)
    assert seen["hits"][0]["kind"] == "victim"
    assert seen["hits"][0]["name"] == name


def test_a_text_that_is_too_long_is_refused_without_an_echo(installation: Installation) -> None:
    done = installation.trama("find", "z" * 50_000)

    assert done.returncode == 2
    assert "zzz" not in done.stderr
    assert len(done.stderr) < 300


@pytest.mark.parametrize(
    ("more", "complete", "said"),
    [
        (3, True, "Hay 3 más"),
        (3, False, "Hay al menos 3 más"),
        (0, False, "más registros de los que se revisan"),
    ],
)
def test_hits_that_are_not_shown_are_told_without_a_count_of_none(
    more: int, complete: bool, said: str
) -> None:
    rest = rest_words(Found((), more, complete=complete))

    assert rest is not None
    assert said in rest[0]


def test_nothing_is_told_of_a_search_that_showed_all() -> None:
    assert rest_words(Found((), 0, complete=True)) is None
