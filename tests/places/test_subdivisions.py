"""The subdivisions of other countries, and what their uids promise to every query."""

import csv
from pathlib import Path

import pytest

from trama.core.text import fold
from trama.places.gazetteer import Place, gazetteer
from trama.places.subdivisions import (
    subdivision,
    subdivision_of_iso,
    subdivisions_named,
    subdivisions_of,
)

DATA = Path(__file__).parents[2] / "places" / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def uid_of(place: Place | None) -> str | None:
    return place.uid if place else None


def test_no_uid_begins_with_that_of_a_place_in_which_it_does_not_lie() -> None:
    uids = {row["uid"] for row in rows("subdivisions.csv")}

    assert len(uids) == 5020
    for uid in uids:
        begins = {uid[:end] for end in range(2, len(uid))} & uids
        assert begins <= set(gazetteer().within(uid)[1:])


def test_a_uid_is_never_the_code_of_another_subdivision() -> None:
    by_code = {row["iso"]: row["uid"] for row in rows("subdivisions.csv")}

    assert by_code
    assert all(by_code.get(uid, uid) == uid for uid in by_code.values())


def test_every_subdivision_lies_in_a_country_of_the_gazetteer_and_none_in_peru() -> None:
    countries = {place.uid for place in gazetteer().places("PAIS")} - {"PE"}

    assert {row["uid"][:2] for row in rows("subdivisions.csv")} <= countries


def test_a_code_leads_to_its_place_wherever_it_lies() -> None:
    assert uid_of(subdivision_of_iso("CO-ANT")) == "CO-ANT"
    assert uid_of(subdivision_of_iso("ES-B")) == "ES-CT-B"
    assert uid_of(subdivision_of_iso("EC-S")) == "EC-0S"
    assert subdivision_of_iso("CO-XX") is None
    assert gazetteer().by_iso("PE-LIM") == "PE-15"


def test_a_uid_leads_to_its_place() -> None:
    found = subdivision("ES-CT-B")

    assert found is not None
    assert (found.name, found.level, found.iso, found.parent) == (
        "Barcelona",
        "SUBDIVISION",
        "ES-B",
        "ES-CT",
    )
    assert subdivision("PE-15") is None
    assert subdivision("CO") is None
    assert subdivision("XX-1") is None
    assert subdivisions_of("PE") == ()


def test_a_place_abroad_lies_in_its_country_and_is_shown_where_that_is() -> None:
    assert gazetteer().within("ES-CT-B") == ("ES-CT-B", "ES-CT", "ES")
    assert "ES-CT-B" in {place.uid for place in gazetteer().children("ES-CT")}
    assert "ES-CT-B" not in {place.uid for place in gazetteer().children("ES")}
    assert gazetteer().coordinates("CO-ANT") == gazetteer().coordinates("CO")


@pytest.mark.parametrize(
    ("name", "uid"),
    [("Cataluña", "ES-CT"), ("Catalunya", "ES-CT"), ("Bogotá", "CO-DC"), ("Vargas", "VE-X")],
)
def test_a_name_is_found_however_it_is_written(name: str, uid: str) -> None:
    assert [place.uid for place in subdivisions_named(fold(name), uid[:2])] == [uid]


def test_a_name_may_be_of_several_countries() -> None:
    found = {place.uid for place in subdivisions_named("BOLIVAR")}

    assert found == {"CO-BOL", "EC-B", "VE-F"}


def test_every_other_word_for_a_subdivision_leads_to_it_and_to_no_other() -> None:
    words = rows("subdivision_words.csv")

    assert words
    for row in words:
        for word in row["words"].split("|"):
            named = subdivisions_named(fold(word), row["uid"][:2])
            assert [place.uid for place in named] == [row["uid"]]
