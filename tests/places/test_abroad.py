"""Places in other countries, by code and by name: exact, or the country."""

import pytest

from trama.places.abroad import find_abroad
from trama.places.by_code import find_by_iso
from trama.places.find import PlaceNames, place_by_code


@pytest.mark.parametrize(
    ("country", "names", "uid"),
    [
        ("VE", ("ZULIA",), "VE-V"),
        ("VE", ("Estado Táchira", "San Cristóbal"), "VE-S"),
        ("CO", ("Norte de Santander", "Cúcuta"), "CO-NSA"),
        ("CO", ("BOGOTA D.C.",), "CO-DC"),
        ("MX", ("Estado de México", "Toluca"), "MX-MEX"),
        ("ES", ("Cataluña", "Barcelona"), "ES-CT-B"),
        ("ES", ("Barcelona",), "ES-CT-B"),
        ("ES", ("Región de Murcia",), "ES-MC"),
        ("ES", ("La Rioja",), "ES-RI"),
        ("BR", ("", ""), "BR"),
    ],
)
def test_names_lead_to_the_finest_subdivision_that_they_say(
    country: str, names: tuple[str, ...], uid: str
) -> None:
    found = find_abroad(country, names)

    assert found.value is not None
    assert (found.value.uid, found.value.confidence, found.defects) == (uid, 1.0, ())


def test_a_misspelt_name_is_not_guessed_and_the_country_stays() -> None:
    found = find_abroad("CO", ("ANTIOKIA", "MEDELLIN"))

    assert found.value is not None
    assert (found.value.uid, found.value.confidence) == ("CO", 0.8)
    (defect,) = found.defects
    assert (defect.code, defect.suggestion) == ("unknown_subdivision", "ANTIOKIA: ¿CO Colombia?")


def test_of_two_subdivisions_of_one_name_neither_is_taken() -> None:
    found = find_abroad("UZ", ("Toshkent",))

    assert found.value is not None
    assert found.value.uid == "UZ"
    assert [defect.code for defect in found.defects] == ["place_ambiguous"]


def test_a_code_without_its_country_is_read_in_the_country_beside_it() -> None:
    short, unknown = find_by_iso("ANT", "CO"), find_by_iso("XXX", "CO")

    assert short.value is not None
    assert unknown.value is not None
    assert (short.value.uid, unknown.value.uid) == ("CO-ANT", "CO")
    assert [defect.code for defect in unknown.defects] == ["unknown_subdivision"]


@pytest.mark.parametrize(
    ("code", "names", "uid", "defects"),
    [
        ("CO-ANT", PlaceNames("Antioquia", "", "Medellín"), "CO-ANT", []),
        ("CO", PlaceNames("Antioquia"), "CO-ANT", []),
        ("CO-XX", PlaceNames("Antioquia"), "CO-ANT", ["unknown_subdivision"]),
        ("CO-ANT", PlaceNames("Norte de Santander"), "CO-NSA", ["ubigeo_name_mismatch"]),
    ],
)
def test_names_beside_a_code_abroad_are_those_of_its_country(
    code: str, names: PlaceNames, uid: str, defects: list[str]
) -> None:
    # Antioquia is a district of Peru as well.
    found = place_by_code(code, "ISO", names)

    assert found.value is not None
    assert found.value.uid == uid
    assert [defect.code for defect in found.defects] == defects
