"""The release that a home keeps, and the public's answers from it: its cells and no others."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from made_microdata import made_microdata

from trama.bank.bank_page import Source, bank_page
from trama.bank.cell_files import codebook
from trama.bank.cube import question_of
from trama.bank.public_answer import latest_document, levels_of, places_of, public_document
from trama.bank.publish import Order, publish
from trama.bank.publish_check import MANIFEST, file_hash
from trama.bank.released import Released, latest
from trama.core.errors import OutputError, UnknownName
from trama.core.home import Home
from trama.core.question_errors import NotForPublic, NothingPublished, PublicationBroken

MICRODATA = made_microdata(1_500, 1)


def order(folder: Path, level: str = "department") -> Order:
    day = date(2026, 11, 30)
    return Order(folder, "Oficina SINTETICO", "https://example.org/l", level, day, "2026", True)


@pytest.fixture(scope="module", params=["department", "macroregion"])
def released(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("kept")
    publish(order(folder / "out", request.param), MICRODATA, Home(folder / "home"))
    return latest(Home(folder / "home"))


def told(released: Released, table: str) -> list[dict[str, str]]:
    text = (released.folder / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_the_latest_release_stands_in_the_home_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with pytest.raises(NothingPublished):
        latest(home)
    for number in (1, 2):
        publish(order(tmp_path / str(number), "macroregion"), MICRODATA, home)

        kept = latest(home)

        assert kept.manifest["release"] == number
        for path in (tmp_path / str(number)).iterdir():
            copy = kept.folder / path.name
            assert copy.read_bytes() == path.read_bytes()
            assert copy.stat().st_mode & 0o077 == 0
        assert kept.folder.stat().st_mode & 0o077 == 0
    (kept.folder / "birth_year.csv").write_text("x")
    (kept.folder / "more").mkdir()
    with pytest.raises(PublicationBroken):
        latest(home)


def test_a_release_that_was_not_made_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    home = Home(tmp_path / "home")

    with pytest.raises(OutputError):
        publish(order(tmp_path), MICRODATA, home)

    assert list(home.publications.glob("*release*")) == []


def test_files_are_given_as_published_and_no_others(released: Released) -> None:
    document = latest_document(released)

    names = [file["name"] for file in document["files"]]
    assert {"birth_year.csv", "dcat.jsonld", "tables.xlsx", MANIFEST} <= set(names)
    for file in document["files"]:
        content, media = released.file(file["name"])
        assert (file_hash(content), len(content)) == (file["sha256"], file["bytes"])
        assert "/" in media
    for other in ("../ledger.json", "ledger.json", ""):
        with pytest.raises(UnknownName):
            released.file(other)


@pytest.mark.parametrize(
    ("by", "table"),
    [
        ("birth,year", "birth_year"),
        ("residence,sex,age", "residence_sex_age"),
        ("origin,destination", "origin_destination"),
        ("purpose", "purpose_year"),
        ("registry,year", "registry_year"),
        ("", "birth_year"),
    ],
)
def test_the_public_reads_the_cells_of_the_release(released: Released, by: str, table: str) -> None:
    level = released.manifest["level"]

    document = public_document(question_of(by, level, "person"), released, "es")

    names = [name for name in by.split(",") if name]
    published = {}
    for row in told(released, table):
        others = [row[axis] for axis in table.split("_") if axis not in names]
        if set(others) <= {"TOTAL"} and row["people"]:
            key = tuple("" if row[name] == "NC" else row[name] for name in names)
            published[key] = int(row["people"])
    found = {tuple(row[name] or "" for name in names): row["count"] for row in document["rows"]}
    assert found
    assert found.items() <= published.items()
    whole = tuple("TOTAL" for _ in names)
    assert document["total"] == published[whole]
    assert document["release"]["manifest_sha256"] == released.seal
    # The cells part the people: no cell lies in another, and they miss the total by errors alone.
    if by == "purpose":
        assert abs(sum(found.values()) - document["total"]) <= 14 * (len(published) + 1)
        assert "SEXUAL" not in {key[0] for key in found}


def test_the_public_may_choose_a_cell_of_the_release(released: Released) -> None:
    level = released.manifest["level"]
    for where, node in (("year=2023", "2023"), ("year=?", "NC")):
        asked = question_of("birth", level, "person", [where])

        document = public_document(asked, released, "en")

        published = {
            "" if row["birth"] == "NC" else row["birth"]: int(row["people"])
            for row in told(released, "birth_year")
            if row["year"] == node and row["people"]
        }
        found = {row["birth"] or "": row["count"] for row in document["rows"]}
        assert found.items() <= published.items()
        assert document["total"] == published.get("TOTAL")
    region = next(row["birth"] for row in told(released, "birth_year") if row["birth"] != "TOTAL")
    inside = question_of("birth", level, "person", [f"birth={region}"])
    rows = public_document(inside, released, "es")["rows"]
    every = public_document(question_of("birth", level, "person"), released, "es")["rows"]
    assert rows
    assert (len(rows) < len(every)) or level == "macroregion"
    assert all(row in every for row in rows)


@pytest.mark.parametrize(
    ("by", "level", "unit", "where", "day"),
    [
        ("year", "province", "person", [], None),
        ("year", "macroregion", "episode", [], None),
        ("year", "macroregion", "registration", [], None),
        ("year", "macroregion", "person", [], "2020-01-01"),
        ("transit", "macroregion", "person", [], None),
        ("birth,residence", "macroregion", "person", [], None),
        ("birth,year", "macroregion", "person", ["sex=F"], None),
        ("birth", "macroregion", "person", ["birth=Tambopata"], None),
        ("year", "macroregion", "person", ["year=2019", "year=2020"], None),
    ],
)
def test_what_is_in_no_table_is_refused(
    released: Released, by: str, level: str, unit: str, where: list[str], day: str | None
) -> None:
    with pytest.raises(NotForPublic, match="tablas publicadas"):
        public_document(question_of(by, level, unit, where, day), released, "es")


def test_no_difference_of_public_answers_tells_of_fewer_than_ten(released: Released) -> None:
    counts = {0}
    names = ("birth", "residence", "origin", "destination", "sex", "age", "purpose", "registry")
    for by in ("", "year", *names, *(f"{name},year" for name in names)):
        for level in levels_of(released):
            try:
                document = public_document(question_of(by, level, "person"), released, "es")
            except NotForPublic:
                continue
            shown = [row["count"] for row in document["rows"]]
            counts |= {*shown, sum(shown), document["total"]}
    assert len(counts) > 20
    assert [(a, b) for a in counts for b in counts if 0 < abs(a - b) < 10] == []


def test_codes_of_a_release_are_in_the_codebook(released: Released) -> None:
    named = {}
    for by in ("birth", "year"):
        asked = question_of(by, levels_of(released)[-1], "person")
        book = codebook(public_document(asked, released, "es"))
        named |= {row[4]: row[5:] for row in book}

    assert named["ANTES"] == ["Antes de 2017", "Before 2017"]
    assert named["EXTRANJERO"] == ["Extranjero", "Abroad"]


def test_the_page_for_the_public_has_the_places_of_the_release(released: Released) -> None:
    source = Source(
        lambda asked: public_document(asked, released, "es"),
        places_of(released),
        levels_of(released),
    )
    question = question_of("", "department", "person")

    text = bank_page(source, question, "es", synthetic=True, command="trama bank")

    assert "transit" not in places_of(released)
    assert 'id="p-transit"' not in text
    assert 'id="l-district"' not in text
    assert text.count(" checked>") == 2
    assert "Publicación 1 del 2026-11-30" in text
    numbers = [int(n) for n in re.findall(r'<td class="number">(\d+)</td>', text)]
    assert len(numbers) > 50
    assert all(number % 10 == 0 for number in numbers)
