"""Every district of Peru and every country, written as people and geocoders write them."""

import pytest

from trama.places.find import place_by_text
from trama.places.gazetteer import Place, gazetteer

WHOLE = (
    "{district}, {province}, {department}, Perú",
    "{district}-{province}-{department}-Perú",
)
IN_OTHER_FORMS = (
    "{district}, {province}, {department}, Peru",
    "{DISTRICT}, {PROVINCE}, {DEPARTMENT}, PERU",
    "{district}, {province}, {department}, República del Perú",
    "{district}, {province}, {department}, PE",
    "{district}, {province}, {department} Perú",
    "{district} - {province} - {department} - Perú",
    "{district}/{province}/{department}/Perú",
    "{district} ({province}, {department}, Perú)",
    "Perú, {department}, {province}, {district}",
    "PERU / {DEPARTMENT} / {PROVINCE} / {DISTRICT}",
    "distrito de {district}, provincia de {province}, departamento de {department}",
    "distrito de {district} provincia de {province} departamento de {department}, Perú",
    "Av. Sintética 100, {district}, {province}, {department}, Perú",
    "Mz. A Lt. 1 - Urb. Sintética - {district} - {province} - {department} - Perú",
)
DISTRICT_AND_DEPARTMENT = ("{district}, {department}", "{department} - {district}")


def districts() -> list[Place]:
    return [place for place in gazetteer().places("DISTRITO") if place.current]


def written(form: str, district: Place) -> str:
    names = {"district": district.name}
    for level, uid in (("province", district.uid[:7]), ("department", district.uid[:5])):
        place = gazetteer().get(uid)
        assert place is not None
        names[level] = place.name
    return form.format(**names, **{level.upper(): name.upper() for level, name in names.items()})


@pytest.mark.parametrize("form", WHOLE)
def test_a_district_told_up_to_its_country_is_itself(form: str) -> None:
    assert len(districts()) == 1891

    for district in districts():
        found = place_by_text(written(form, district)).value
        assert found is not None
        assert found.uid == district.uid


@pytest.mark.parametrize("form", IN_OTHER_FORMS)
def test_every_seventh_district_is_itself_in_other_forms(form: str) -> None:
    # Seven is no divisor of the districts of a province, so all departments take their turn.
    sample = districts()[::7]
    assert len(sample) == 271

    for district in sample:
        found = place_by_text(written(form, district)).value
        assert found is not None
        assert found.uid == district.uid


@pytest.mark.parametrize("form", DISTRICT_AND_DEPARTMENT)
def test_a_district_and_its_department_are_the_district_or_told_ambiguous(form: str) -> None:
    assert len(districts()) == 1891

    plain = 0
    for district in districts():
        found = place_by_text(written(form, district))
        assert found.value is not None
        plain += found.value.uid == district.uid and not found.defects
        if found.value.uid != district.uid:
            # The department has a province of that name, or two districts.
            (defect,) = found.defects
            assert defect.code == "place_ambiguous"
            assert f"{district.inei} {district.name}" in defect.suggestion
    assert plain > 1700


def test_a_town_before_any_written_country_lies_in_that_country() -> None:
    countries = [place for place in gazetteer().places("PAIS") if place.uid != "PE"]
    assert len(countries) == 248

    elsewhere = []
    for country in countries:
        for name in dict.fromkeys((country.name, country.name_en)):
            for text in (f"Junín, {name}", f"{name} / Junín"):
                found = place_by_text(text)
                uid = found.value.uid if found.value else ""
                if uid.partition("-")[0] != country.uid:
                    elsewhere.append((country.uid, found))

    # Peru has places of these names too, so nothing is taken for sure.
    assert {uid for uid, _ in elsewhere} == {"BL", "GD", "GP", "LC", "MF", "PR", "SH"}
    for _, found in elsewhere:
        assert found.defects
