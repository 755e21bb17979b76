"""`trama quality`: the list of units, a letter in each form, one letter a unit, and who may ask."""

import json
from pathlib import Path

import pytest
from installation import Installation
from pypdf import PdfReader

from trama.access.policy import Role


def units(installation: Installation) -> list[dict[str, object]]:
    ran = installation.trama("quality", "list", "--json")
    assert ran.returncode == 0, ran.stderr
    rows: list[dict[str, object]] = json.loads(ran.stdout)
    return rows


def test_the_list_has_every_unit_with_its_cases(installation: Installation) -> None:
    rows = units(installation)

    cases = installation.rows(
        "MATCH (r:Record) WHERE r.kind = 'case' AND r.agency IS NOT NULL RETURN count(r) AS n"
    )
    assert sum(int(str(row["cases"])) for row in rows) == cases[0]["n"]
    assert {row["registry"] for row in rows} >= {"RETA", "SISTRA"}
    assert all(int(str(row["to_mend"])) <= int(str(row["cases"])) for row in rows)
    assert sum(int(str(row["to_mend"])) for row in rows) > 0


def test_a_letter_says_the_same_on_the_terminal_as_json_as_page_and_as_pdf(
    installation: Installation, tmp_path: Path
) -> None:
    name = str(units(installation)[0]["name"])
    asked = ("quality", "report", "--unit", name)

    told = json.loads(installation.trama(*asked, "--json").stdout)
    text = installation.trama(*asked).stdout
    english = installation.trama(*asked, "--lang", "en").stdout
    page, pdf = tmp_path / "carta.html", tmp_path / "carta.pdf"
    assert installation.trama(*asked, str(page)).returncode == 0
    assert installation.trama(*asked, str(pdf)).returncode == 0
    letters = "".join(one.extract_text() for one in PdfReader(pdf).pages)
    html = page.read_text(encoding="utf-8")

    assert told["findings"]
    for finding in told["findings"]:
        assert finding["column"] in text
        assert finding["column"] in html
        assert finding["column"] in " ".join(letters.split())
    assert "Cómo va" in text
    assert "How it goes" in english
    assert page.stat().st_mode & 0o077 == 0
    assert pdf.stat().st_mode & 0o077 == 0


def test_no_letter_has_a_name_a_document_or_a_number_of_a_case(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "cartas"
    ran = installation.trama("quality", "report", "--all", str(folder))
    assert ran.returncode == 0, ran.stderr
    people = installation.rows(
        "MATCH (r:Record) WHERE r.kind IN ['victim', 'suspect'] RETURN r.name AS name, "
        "r.document_number AS document, r.case_key AS number"
    )
    secret = {str(value) for row in people for value in row.values() if value and len(value) > 5}
    assert len(secret) > 100

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]

    assert len(texts) == len(units(installation)) + 1
    assert [value for value in secret if any(value in text for text in texts)] == []


def test_letters_that_stand_are_not_written_again(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "cartas"
    installation.trama("quality", "report", "--all", str(folder))
    one = next(path for path in sorted(folder.iterdir()) if path.name != "index.html")
    one.write_text("half", encoding="utf-8")

    ran = installation.trama("quality", "report", "--all", str(folder))

    letters = len(list(folder.iterdir())) - 1
    assert f"{letters} cartas, {letters - 1} ya estaban" in ran.stderr
    assert one.read_text(encoding="utf-8").endswith("</html>")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "COMISARIA QUE NO EXISTE"), "trama quality list"),
        (("--unit", "LIMA", "--since", "ayer"), "no es una fecha"),
        (("--unit", "DEPINCRI LIMA (SINTETICO)", "--since", "2100"), "sin --since"),
        ((), "--unit"),
        (("--all",), "--all"),
        (("--all", "--unit", "LIMA", "x"), "--unit"),
    ],
)
def test_what_cannot_be_answered_is_told(
    installation: Installation, words: tuple[str, ...], said: str
) -> None:
    ran = installation.trama("quality", "report", *words)

    assert ran.returncode != 0
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_who_explores_nothing_reads_no_letter(installation: Installation, role: Role) -> None:
    token = installation.token(role)

    for words in (("list",), ("report", "--unit", "LIMA")):
        ran = installation.trama("quality", *words, TRAMA_TOKEN=token)
        assert ran.returncode != 0
        assert ran.stdout == ""
