"""The gazetteer against a slow reading of its own table, and the trap between the two schemes."""

import csv
from pathlib import Path

import pytest

from trama.core.text import fold
from trama.places.gazetteer import Place, gazetteer

TABLE = Path(__file__).parents[2] / "places" / "data" / "locations.csv"


def rows(level: str) -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == level]


def uid_of(place: Place | None) -> str | None:
    return place.uid if place else None


def test_every_row_of_the_table_is_a_place() -> None:
    counts = {
        level: len(rows(level)) for level in ("PAIS", "DEPARTAMENTO", "PROVINCIA", "DISTRITO")
    }

    assert counts == {"PAIS": 249, "DEPARTAMENTO": 25, "PROVINCIA": 196, "DISTRITO": 1892}
    assert {level: len(gazetteer().places(level)) for level in counts} == counts


@pytest.mark.parametrize("scheme", ["INEI", "RENIEC"])
@pytest.mark.parametrize("level", ["DEPARTAMENTO", "PROVINCIA", "DISTRITO"])
def test_every_code_means_its_own_place_in_its_own_scheme(scheme: str, level: str) -> None:
    column = scheme.lower()

    assert rows(level)
    for row in rows(level):
        if row[column]:
            assert uid_of(gazetteer().by_code(row[column], scheme)) == row["uid"]  # type: ignore[arg-type]


def test_997_reniec_codes_are_valid_inei_codes_of_another_district() -> None:
    # Arrange: the slow oracle, counting over the plain table.
    districts = [row for row in rows("DISTRITO") if row["reniec"]]
    inei = {row["inei"]: row["uid"] for row in districts}
    trapped = [row for row in districts if inei.get(row["reniec"], row["uid"]) != row["uid"]]

    # Act
    misread = [
        row
        for row in districts
        if uid_of(gazetteer().by_code(row["reniec"], "INEI")) not in (None, row["uid"])
        and row["reniec"] in inei
    ]

    # Assert
    assert len(trapped) == len(misread) == 997
    assert sum(row["inei"] != row["reniec"] for row in districts) == 1780


@pytest.mark.parametrize(
    ("code", "inei", "reniec"),
    [
        ("140101", "Chiclayo", "Lima"),
        ("070101", "Callao", "Cusco"),
        ("15", "Lima", "Loreto"),
        ("150000", "Lima", "Loreto"),
        ("1501", "Lima", "Maynas"),
    ],
)
def test_one_code_means_two_places(code: str, inei: str, reniec: str) -> None:
    by_inei, by_reniec = gazetteer().by_code(code, "INEI"), gazetteer().by_code(code, "RENIEC")

    assert by_inei is not None
    assert by_reniec is not None
    assert (by_inei.name, by_reniec.name) == (inei, reniec)


def test_an_identity_card_of_before_a_district_moved_still_names_its_place() -> None:
    assert uid_of(gazetteer().by_code("150107", "RENIEC")) == "PE-160801"
    assert uid_of(gazetteer().by_code("160109", "INEI")) == "PE-160801"
    assert uid_of(gazetteer().by_code("060402", "RENIEC")) == "PE-131101"


def test_no_former_code_is_a_present_one_and_each_leads_to_a_place() -> None:
    present = {(s, getattr(p, s.lower())) for p in gazetteer() for s in ("INEI", "RENIEC")}

    assert gazetteer().former_codes
    for former in gazetteer().former_codes:
        assert (former.scheme, former.code) not in present
        assert gazetteer().get(former.uid) is not None


def test_a_code_of_neither_scheme_means_nothing() -> None:
    assert gazetteer().by_code("999999", "INEI") is None
    assert gazetteer().by_code("", "INEI") is None
    assert gazetteer().by_code("00", "RENIEC") is None


def test_a_place_lies_in_all_that_hold_it_finest_first() -> None:
    assert gazetteer().within("PE-150132") == ("PE-150132", "PE-1501", "PE-15", "PE")
    assert gazetteer().within("QWERTY") == ()


@pytest.mark.parametrize(
    ("uid", "level", "expected"),
    [
        ("PE-150132", "PROVINCIA", "PE-1501"),
        ("PE-150132", "PAIS", "PE"),
        ("PE-15", "DISTRITO", None),
        ("PE", "DEPARTAMENTO", None),
        ("VE", "DISTRITO", "VE"),
        ("CO-ANT", "DEPARTAMENTO", "CO-ANT"),
        ("CO-ANT", "DISTRITO", "CO-ANT"),
        ("CO-ANT", "PAIS", "CO"),
        ("ES-CT-B", "DEPARTAMENTO", "ES-CT"),
        ("ES-CT-B", "PROVINCIA", "ES-CT-B"),
        ("QWERTY", "PAIS", None),
    ],
)
def test_abroad_a_subdivision_stands_for_the_levels_of_peru_and_else_the_country(
    uid: str, level: str, expected: str | None
) -> None:
    assert gazetteer().at_level(uid, level) == expected


def test_population_adds_up_from_districts_to_the_country() -> None:
    children = {
        place: gazetteer().children(place.uid)
        for place in gazetteer()
        if place.uid == "PE" or place.level in {"DEPARTAMENTO", "PROVINCIA"}
    }

    assert len(children) == 1 + 25 + 196
    for place, inside in children.items():
        assert inside
        assert place.population == sum(child.population or 0 for child in inside)


def test_every_current_district_has_coordinates_inside_peru() -> None:
    districts = [place for place in gazetteer().places("DISTRITO") if place.current]

    assert len(districts) == 1891
    for place in districts:
        assert place.latitude is not None
        assert place.longitude is not None
        assert -18.4 < place.latitude < 0.1
        assert -81.4 < place.longitude < -68.6


def test_a_place_without_coordinates_is_shown_where_the_one_around_it_is() -> None:
    proposed = gazetteer().get("PE-150144")

    assert proposed is not None
    assert proposed.latitude is None
    assert gazetteer().coordinates("PE-150144") == gazetteer().coordinates("PE-1501")


def test_a_name_finds_all_that_bear_it() -> None:
    assert len(gazetteer().named("SANTA ROSA", "DISTRITO")) == 10
    assert {place.level for place in gazetteer().named("LIMA")} == {
        "DISTRITO",
        "PROVINCIA",
        "DEPARTAMENTO",
    }
    assert [place.uid for place in gazetteer().named("NAZCA", "PROVINCIA")] == ["PE-1103"]


@pytest.mark.parametrize(
    ("written", "uid"),
    [
        ("PERUANA", "PE"),
        ("VENEZOLANO", "VE"),
        ("VENEZOLANO A", "VE"),
        ("BOLIVIANA", "BO"),
        ("BRASILERA", "BR"),
        ("DOMINICANA", "DO"),
        ("EE UU", "US"),
        ("VENEZUELA", "VE"),
        ("VEN", "VE"),
        ("CO", "CO"),
        ("COREA DEL SUR", "KR"),
        ("INGLATERRA", "GB"),
        ("MARCIANA", None),
    ],
)
def test_a_country_is_known_by_name_demonym_and_code(written: str, uid: str | None) -> None:
    assert uid_of(gazetteer().country(written)) == uid


def test_every_word_for_a_country_leads_to_it_and_to_no_other() -> None:
    with (TABLE.parent / "country_words.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))

    assert countries
    for row in countries:
        for word in row["words"].split("|"):
            assert uid_of(gazetteer().country(fold(word))) == row["iso"]


def test_iso_codes_reach_countries_and_departments() -> None:
    assert gazetteer().by_iso("PER") == "PE"
    assert gazetteer().by_iso("ve") == "VE"
    assert gazetteer().by_iso("PE-MDD") == "PE-17"
    assert gazetteer().by_iso("PE-LMA") == "PE-1501"
    assert gazetteer().by_iso("XX") is None
