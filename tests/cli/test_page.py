"""`trama page` on a loaded twin: who is in the file, who may read it, what is refused."""

import json
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from installation import Installation

from trama.access.policy import Role
from trama.core.errors import BadParameter
from trama.queries.catalog import saved_query
from trama.queries.lookups.places import find_place

MOST_VICTIMS = (
    "MATCH (v:Victim)-[:SUBJECTED_TO]->(:Stage)-[:PART_OF]->(c:Case) "
    "WHERE v.name IS NOT NULL "
    "WITH c, collect(DISTINCT v.pseudonym) AS victims ORDER BY size(victims) DESC, c.uid LIMIT 1 "
    "RETURN c.numbers[0] AS number, victims"
)
VICTIMS = "MATCH (v:Victim) RETURN v.uid AS uid, v.name AS name, v.document_key AS document"


@pytest.fixture(scope="module")
def case(installation: Installation) -> dict[str, Any]:
    return dict(installation.rows(MOST_VICTIMS)[0])


def hidden(installation: Installation) -> Sequence[str]:
    """Returns everything that tells who a victim is."""
    return [text for row in installation.rows(VICTIMS) for text in row.values() if text]


def draw(installation: Installation, path: Path, *words: str, **environment: str) -> str:
    ran = installation.trama("page", *words, "-o", str(path), **environment)
    assert ran.returncode == 0, ran.stderr
    return path.read_text(encoding="utf-8")


def test_the_page_of_a_case_has_its_victims_as_pseudonyms_only(
    installation: Installation, case: dict[str, Any], tmp_path: Path
) -> None:
    page = draw(installation, tmp_path / "case.html", "route", case["number"])

    assert all(victim in page for victim in case["victims"])
    assert [text for text in hidden(installation) if text in page] == []
    assert "SINTÉTICOS" in page


def test_one_word_may_be_the_pseudonym_of_a_victim(
    installation: Installation, case: dict[str, Any], tmp_path: Path
) -> None:
    page = draw(installation, tmp_path / "victim.html", "route", case["victims"][0])

    assert "Ruta de una víctima" in page
    assert [text for text in hidden(installation) if text in page] == []


def test_an_investigator_sees_the_names_of_the_victims(
    installation: Installation, case: dict[str, Any], tmp_path: Path
) -> None:
    token = installation.token(Role.INVESTIGATOR)

    page = draw(installation, tmp_path / "case.html", "route", case["number"], TRAMA_TOKEN=token)

    assert any(text in page for text in hidden(installation))


def test_two_words_are_an_origin_and_a_destination(
    installation: Installation, tmp_path: Path
) -> None:
    legs = installation.rows(
        "MATCH (a:Location)-[r:ROUTE {level: 'DEPARTAMENTO'}]->(b:Location) "
        "RETURN a.uid AS origin, b.uid AS destination ORDER BY r.victims DESC LIMIT 1"
    )

    page = draw(installation, tmp_path / "ways.html", "route", *legs[0].values())

    assert "víctimas" in page
    assert "SINTÉTICOS" in page


def test_the_map_speaks_english_when_asked(installation: Installation, tmp_path: Path) -> None:
    page = draw(installation, tmp_path / "map.html", "places", "--lang", "en")

    assert '<html lang="en">' in page
    assert "Most frequent legs" in page
    assert "SYNTHETIC" in page


def test_only_its_owner_may_read_the_file(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "map.html"

    draw(installation, path, "places", "--limit", "5")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_page_is_never_written_through_a_symbolic_link(
    installation: Installation, tmp_path: Path
) -> None:
    target, link = tmp_path / "target", tmp_path / "map.html"
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)

    ran = installation.trama("page", "places", "--limit", "5", "-o", str(link))

    assert ran.returncode == 2
    assert "enlace simbólico" in ran.stderr
    assert target.read_text(encoding="utf-8") == "mine"


def test_json_says_where_the_page_is(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "map.html"

    ran = installation.trama("page", "places", "--limit", "5", "-o", str(path), "--json")

    assert json.loads(ran.stdout) == {"file": str(path), "rows": 5}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nadie"], "No existe caso ni víctima"),
        (["a", "b", "c"], "dos lugares"),
        (["nadie", "--level", "province"], "dos lugares"),
        (["PE-08", "PE-15", "--linked"], "--linked"),
        (["PE-15", "PE-16", "--since", "1950", "--until", "1951"], "No hay nada que dibujar"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_writes_nothing(
    words: list[str], said: str, installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"

    ran = installation.trama("page", "route", *words, "-o", str(path))

    assert ran.returncode == 2
    assert said in ran.stderr
    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(installation: Installation, tmp_path: Path) -> None:
    ran = installation.trama("page", "places", "-o", str(tmp_path / "nowhere" / "map.html"))

    assert ran.returncode == 2
    assert "nowhere" in ran.stderr


RECURRING = (
    "MATCH (p:Suspect)-[:SUSPECT_IN]->(c:Case)<-[:SUSPECT_IN]-(o:Suspect) WHERE NOT p:Victim "
    "WITH p, count(DISTINCT c) AS cases ORDER BY cases DESC, p.pseudonym LIMIT 1 "
    "RETURN p.pseudonym AS pseudonym, p.name AS name"
)


@pytest.mark.parametrize("command", ["suspect", "network"])
def test_a_suspect_has_pages_that_hide_the_victims(
    command: str, installation: Installation, tmp_path: Path
) -> None:
    (found,) = installation.rows(RECURRING)

    page = draw(installation, tmp_path / "page.html", command, found["pseudonym"])

    assert found["name"] in page
    assert [text for text in hidden(installation) if text in page] == []
    assert "SINTÉTICOS" in page


@pytest.mark.parametrize("words", [["pairs"], ["pairs", "--movable"], ["place", "PE-15"]])
def test_pairs_and_a_place_have_pages(
    words: list[str], installation: Installation, tmp_path: Path
) -> None:
    page = draw(installation, tmp_path / "page.html", *words)

    assert [text for text in hidden(installation) if text in page] == []
    assert "SINTÉTICOS" in page


def test_a_page_without_rows_is_an_error_and_no_file(
    installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "none.html"

    ran = installation.trama("page", "pairs", "--min-cases", "900", "-o", str(path))

    assert ran.returncode == 2
    assert "No hay nada que dibujar" in ran.stderr
    assert "--min-cases" in ran.stderr
    assert not path.exists()


def test_the_advice_for_an_empty_answer_repeats_nothing_that_was_asked(
    installation: Installation, tmp_path: Path
) -> None:
    words = ("place", "PE-2504", "--level", "provincia")  # Purús: nobody of the twin passes it

    ran = installation.trama("page", *words, "-o", str(tmp_path / "none.html"))

    assert ran.returncode == 2
    assert "Nivel = provincia" in ran.stderr
    assert "provincia" not in ran.stderr.split("Nivel = provincia")[1]
    assert "`--level`" in ran.stderr


def test_a_page_says_with_what_options_it_was_asked(
    installation: Installation, tmp_path: Path
) -> None:
    words = ("pairs", "--since", "2016", "--include-excluded", "--limit", "1")

    page = draw(installation, tmp_path / "pairs.html", *words).split("<main")[0]

    assert "Hecho desde: 2016; incluir archivados y absueltos." in page
    assert "Filas que se muestran: 1; hay más." in page


def test_linked_pages_lead_to_each_other_and_their_names_tell_nobody(
    installation: Installation, case: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "caso.html"

    page = draw(installation, path, "route", case["number"], "--linked")

    others = [file for file in tmp_path.iterdir() if file != path]
    assert others
    names = {file.name for file in tmp_path.iterdir()}
    for file in [path, *others]:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        text = file.read_text(encoding="utf-8")
        assert [secret for secret in hidden(installation) if secret in text] == []
        assert set(re.findall(r'href="([^"#]+)"', text)) <= names
    secrets = [*hidden(installation), *case["victims"]]
    assert [secret for secret in secrets for name in names if secret in name] == []
    assert any(f'href="{file.name}"' in page for file in others)


def test_without_linked_pages_a_page_says_what_to_type(
    installation: Installation, case: dict[str, Any], tmp_path: Path
) -> None:
    page = draw(installation, tmp_path / "caso.html", "route", case["number"])

    assert "trama page place PE-" in page
    assert f"trama page route {case['victims'][0]} -o victima.html" in page


def test_a_page_says_whom_and_what_the_names_of_the_caller_meant(
    installation: Installation, tmp_path: Path
) -> None:
    (found,) = installation.rows(RECURRING)

    suspect = draw(installation, tmp_path / "suspect.html", "suspect", found["name"])
    place = draw(installation, tmp_path / "place.html", "place", "loreto")

    assert f"({found['pseudonym']})</h1>" in suspect
    assert "Loreto (departamento, PE-16)</h1>" in place
    # The title says it, so nothing repeats it.
    assert "«loreto»" not in place


PROVINCES = (
    "MATCH (p:Location {level: 'PROVINCIA'})-[:ROUTE {level: 'PROVINCIA'}]-() "
    "RETURN DISTINCT p.name AS name ORDER BY name"
)


def is_shared(name: str) -> bool:
    """Return whether a province shares its name with other places, and is meant before them."""
    try:
        found = find_place(name, saved_query("legs_of_place").parameters["place"], None)
    except BadParameter:
        return False
    return found.level == "PROVINCIA" and bool(found.rivals)


def test_a_page_says_which_other_places_bear_the_name(
    installation: Installation, tmp_path: Path
) -> None:
    names = [row["name"] for row in installation.rows(PROVINCES)]
    shared = next(name for name in names if is_shared(name))

    page = draw(installation, tmp_path / "place.html", "place", shared).split("<main")[0]

    assert re.search(f"Lugar: «{shared}» es .*También hay: ", page)


def test_an_answer_without_rows_says_what_was_asked(
    installation: Installation, tmp_path: Path
) -> None:
    words = ["Lima", "Loreto", "--since", "1950", "--until", "1951"]

    ran = installation.trama("page", "route", *words, "-o", str(tmp_path / "none.html"))

    assert "«Lima» es Lima" in ran.stderr
    assert "Se preguntó:" in ran.stderr
    assert "1951" in ran.stderr
