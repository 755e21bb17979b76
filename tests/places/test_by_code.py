"""Codes of places in their scheme, alone and beside names that confirm or contradict them."""

import pytest

from trama.places.find import PlaceNames, place_by_code
from trama.values.defects import Outcome


@pytest.mark.parametrize(
    ("code", "uid", "defects"),
    [
        ("150132", "PE-150132", []),
        # Four digits: a province, or a district's code that lost digits.
        ("1501", "PE-1501", ["ubigeo_short"]),
        (1501, "PE-1501", ["ubigeo_short"]),
        ("15", "PE-15", []),
        ("150100", "PE-1501", []),
        ("150000", "PE-15", []),
        ("10202", "PE-010202", ["ubigeo_lost_zero"]),
        (10202, "PE-010202", ["ubigeo_lost_zero"]),
        (10202.0, "PE-010202", ["ubigeo_lost_zero"]),
        (2, "PE-02", ["ubigeo_lost_zero"]),
        (801, "PE-0801", ["ubigeo_lost_zero", "ubigeo_short"]),
        ("999999", None, ["ubigeo_unknown"]),
        ("1501321", None, ["ubigeo_form"]),
        ("LIMA", None, ["ubigeo_form"]),
        ("", None, []),
    ],
)
def test_inei_codes(code: str | float, uid: str | None, defects: list[str]) -> None:
    found = place_by_code(code, "INEI")

    assert (found.value.uid if found.value else None) == uid
    assert [defect.code for defect in found.defects] == defects


def test_the_same_six_digits_are_two_places_in_the_two_schemes() -> None:
    inei, reniec = place_by_code("140101", "INEI").value, place_by_code("140101", "RENIEC").value

    assert inei is not None
    assert reniec is not None
    assert (inei.uid, reniec.uid) == ("PE-140101", "PE-150101")


@pytest.mark.parametrize(
    ("code", "uid"),
    [
        ("PE", "PE"),
        ("VE", "VE"),
        ("VEN", "VE"),
        ("PE-LIM", "PE-15"),
        ("PE-LMA", "PE-1501"),
        ("BR-AC", "BR-AC"),
        ("co-ant", "CO-ANT"),
        ("ES-B", "ES-CT-B"),
        ("EC-S", "EC-0S"),
        ("XX", None),
    ],
)
def test_iso_codes(code: str, uid: str | None) -> None:
    found = place_by_code(code, "ISO").value

    assert (found.uid if found else None) == uid


def test_of_an_iso_code_whose_division_nobody_knows_the_country_stays() -> None:
    found = place_by_code("BR-XX", "ISO")

    assert found.value is not None
    assert (found.value.uid, found.value.confidence) == ("BR", 0.8)
    assert [defect.code for defect in found.defects] == ["unknown_subdivision"]


def test_a_code_that_contradicts_sure_names_gives_way_to_them() -> None:
    found = place_by_code("150133", "INEI", PlaceNames("LIMA", "LIMA", "SJ LURIGANCHO"))

    assert found.value is not None
    assert (found.value.uid, found.value.confidence) == ("PE-150132", 0.6)
    (defect,) = found.defects
    assert defect.code == "ubigeo_name_mismatch"
    assert defect.suggestion == "SJ LURIGANCHO: ¿150132 San Juan de Lurigancho?"


def test_a_code_of_the_other_scheme_is_named_as_such() -> None:
    found = place_by_code("140101", "INEI", PlaceNames("LIMA", "LIMA", "LIMA"))

    assert found.value is not None
    assert found.value.uid == "PE-150101"
    assert found.defects[0].suggestion == "LIMA: ¿150101 Lima? (RENIEC 140101)"


def test_names_that_are_coarser_than_the_code_confirm_it() -> None:
    found = place_by_code("150132", "INEI", PlaceNames("LIMA", "LIMA"))

    assert found.value is not None
    assert (found.value.uid, found.defects) == ("PE-150132", ())


def test_unsure_names_do_not_outrank_a_code() -> None:
    found = place_by_code("150132", "INEI", PlaceNames("LORETO", "", "QWERTYUIOP"))

    assert found.value is not None
    assert found.value.uid == "PE-150132"
    assert [defect.outcome for defect in found.defects] == [Outcome.SET_ASIDE]


def test_names_stand_in_for_a_code_that_nobody_knows() -> None:
    found = place_by_code("999999", "INEI", PlaceNames("LIMA", "LIMA", "SMP"))

    assert found.value is not None
    assert found.value.uid == "PE-150135"
    assert [defect.code for defect in found.defects] == ["ubigeo_unknown"]


@pytest.mark.parametrize(
    ("code", "names", "uid", "defects"),
    [
        ("1501", PlaceNames("LIMA", "LIMA"), "PE-1501", ["ubigeo_short"]),
        ("1501", PlaceNames("LIMA"), "PE-1501", ["ubigeo_short"]),
        ("1501", PlaceNames("LIMA", "LIMA", "SJL"), "PE-150132", ["ubigeo_short"]),
        ("15", PlaceNames("LIMA", "LIMA", "COMAS"), "PE-150110", []),
        # Ten districts are called Santa Rosa, and 150132 is none of them.
        ("150139", PlaceNames(district="SANTA ROSA"), "PE-150139", []),
        ("150132", PlaceNames(district="SANTA ROSA"), "PE-150132", ["ubigeo_name_mismatch"]),
        ("170102", PlaceNames(district="LA PAMPA"), "PE-170102", []),
        ("150132", PlaceNames("LIMA", "LIMA", "QWERTYUIOP"), "PE-150132", ["place_unknown"]),
        ("150132", PlaceNames("PUNO"), "PE-21", ["ubigeo_name_mismatch"]),
    ],
)
def test_names_beside_a_code_confirm_it_refine_it_or_are_reported(
    code: str, names: PlaceNames, uid: str, defects: list[str]
) -> None:
    found = place_by_code(code, "INEI", names)

    assert found.value is not None
    assert found.value.uid == uid
    assert [defect.code for defect in found.defects] == defects
