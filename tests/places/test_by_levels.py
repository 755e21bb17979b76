"""Chains of department, province and district of which any level is misspelt or spelt as of old."""

import pytest

from trama.places.find import place_by_text
from trama.places.gazetteer import gazetteer
from trama.values.defects import DefectCode


@pytest.mark.parametrize(
    ("text", "uid", "told"),
    [
        ("CUZCO/CUSCO/CUSCO", "PE-080101", ["CUZCO: ¿08 Cusco?"]),
        ("CUZCO/CUZCO/SANTIAGO", "PE-080106", ["CUZCO: ¿08 Cusco?"]),
        ("LORETO/MAYNNAS", "PE-1601", ["MAYNNAS: ¿1601 Maynas?"]),
        ("LORETO-MAYNNAS", "PE-1601", ["MAYNNAS: ¿1601 Maynas?"]),
        ("LORETO - MAINAS - IQUITOS", "PE-160101", ["MAINAS: ¿1601 Maynas?"]),
        ("Iquitos/Maynnas/Loreto", "PE-160101", ["Maynnas: ¿1601 Maynas?"]),
        ("LIMA-LIMA-CHACLACALLO", "PE-150107", ["CHACLACALLO: ¿150107 Chaclacayo?"]),
        ("PUNNO-SAN ROMAN-JULIACA", "PE-211101", ["PUNNO: ¿21 Puno?"]),
        (
            "JUNIN/HUANCALLO/TAMBO",
            "PE-120114",
            ["HUANCALLO: ¿1201 Huancayo?", "TAMBO: ¿120114 El Tambo?"],
        ),
        (
            "Tumbes, Zarumila, Aguas Berdes",
            "PE-240302",
            ["Zarumila: ¿2403 Zarumilla?", "Aguas Berdes: ¿240302 Aguas Verdes?"],
        ),
    ],
)
def test_each_level_may_be_a_slip_and_is_told_with_its_correction(
    text: str, uid: str, told: list[str]
) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert found.value.uid == uid
    assert [defect.suggestion for defect in found.defects] == told
    assert {defect.code for defect in found.defects} == {DefectCode.PLACE_GUESSED}


def test_the_street_before_the_levels_stays_the_address() -> None:
    found = place_by_text("Jr. Puno 123 - LORETO/MAYNNAS/IQUITTOS").value

    assert found is not None
    assert (found.uid, found.address) == ("PE-160101", "Jr. Puno 123")


@pytest.mark.parametrize("text", ["CUSCO/CUSCO/CUSCO", "LIMA/LIMA/LIMA", "AREQUIPA-AREQUIPA-CAYMA"])
def test_right_names_are_read_as_before_and_nothing_is_told(text: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert found.value.confidence == 1.0
    assert found.defects == ()


@pytest.mark.parametrize("text", ["TACNA - ARICA", "CUSCO - LIMA", "San Isidro - Lince"])
def test_names_apart_are_no_levels(text: str) -> None:
    found = place_by_text(text)

    assert found.value is None or found.value.level != "DISTRITO"
    assert found.defects


def test_a_slip_in_the_province_leads_to_the_district_it_stands_for() -> None:
    """A letter doubled in the province of every twentieth district: none leads elsewhere."""
    districts = gazetteer().places("DISTRITO")[::20]
    assert len(districts) > 50
    elsewhere = []
    for district in districts:
        province = gazetteer().get(district.parent or "")
        department = gazetteer().get(province.parent or "") if province else None
        assert province
        assert department
        if len(province.name) < 5 or not district.current:
            continue
        slip = province.name[:3] + province.name[2] + province.name[3:]
        found = place_by_text(f"{department.name}/{slip}/{district.name}")
        uid = found.value.uid if found.value else ""
        if uid != district.uid:
            elsewhere.append((slip, district.name, uid))
    assert elsewhere == []
