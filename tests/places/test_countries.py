"""Countries by name, demonym and code, and the codes that are words in a cell."""

import pytest

from trama.core.text import fold
from trama.places.countries import country
from trama.places.data_files import csv_rows
from trama.places.gazetteer import gazetteer
from trama.values.defects import Normalised


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Perú", "PE"),
        ("Germany", "DE"),
        ("ALEMANA", "DE"),
        ("española", "ES"),
        ("EE.UU.", "US"),
        ("VEN", "VE"),
        ("ve", "VE"),
    ],
)
def test_a_country_is_known_by_name_demonym_and_code(text: str, uid: str) -> None:
    assert country(text) == Normalised(uid)


@pytest.mark.parametrize("text", ["NO", "SI", "NA", "S", "PE-LIM", "ATLANTIDA"])
def test_a_word_that_only_looks_like_a_code_is_no_country(text: str) -> None:
    answer = country(text)

    assert answer.value is None
    assert [defect.code for defect in answer.defects] == ["unknown_country"]


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Bosnia y Herzegovina", "BA"),
        ("Arabia Saudí", "SA"),
        ("Arabia Saudita", "SA"),
        ("Congo", "CG"),
        ("República del Congo", "CG"),
        ("RD Congo", "CD"),
        ("República Democrática del Congo", "CD"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Turquía", "TR"),
        ("Birmania", "MM"),
        ("Macedonia", "MK"),
        ("Suazilandia", "SZ"),
        ("República Checa", "CZ"),
        ("UK", "GB"),
        ("Hong Kong", "HK"),
        ("FINLANDES", "FI"),
        ("CROATA", "HR"),
        ("ESTADOS UNIDOS MEXICANOS", "MX"),
        ("BENGALI", "BD"),
        ("PERUVIAN", "PE"),
        ("Venezolano/a", "VE"),
        ("E.E.U.U.", "US"),
        ("RU", "RU"),
    ],
)
def test_a_cell_and_a_profile_understand_a_country_alike(text: str, uid: str) -> None:
    place = gazetteer().country(fold(text))

    assert place is not None
    assert (country(text), place.uid) == (Normalised(uid), uid)


def test_every_name_of_the_tables_is_understood_and_means_one_country() -> None:
    by_key: dict[str, set[str]] = {}
    for text, uid in names_in_tables():
        by_key.setdefault(fold(text), set()).add(uid)

    assert len(by_key) > 800
    for key, uids in by_key.items():
        assert uids == {country(key).value}, key
        assert uids == {place.uid for place in [gazetteer().country(key)] if place}, key


def test_no_name_of_a_country_is_the_code_of_another() -> None:
    codes = {
        code: place.uid
        for place in gazetteer().places("PAIS")
        for code in (place.iso, place.iso3)
        if code
    }

    assert len(codes) > 400
    for text, uid in names_in_tables():
        assert codes.get(fold(text), uid) == uid, text
    for code, uid in codes.items():
        assert (place := gazetteer().country(code)) is not None
        assert place.uid == uid


def test_words_of_a_country_are_of_a_country_of_the_gazetteer_once() -> None:
    uids = [row["iso"] for row in csv_rows("country_words.csv")]

    assert uids
    assert len(uids) == len(set(uids))
    assert set(uids) <= {place.uid for place in gazetteer().places("PAIS")}


def names_in_tables() -> list[tuple[str, str]]:
    """Return each name and demonym of a country in the tables that ship, with its uid."""
    names = [
        (name, row["uid"])
        for row in csv_rows("locations.csv")
        if row["level"] == "PAIS"
        for name in (row["name"], row["name_en"], *row["other_names"].split("|"))
        if name
    ]
    words = [
        (word, row["iso"])
        for row in csv_rows("country_words.csv")
        for word in row["words"].split("|")
    ]
    return names + words
