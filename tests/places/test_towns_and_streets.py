"""Towns, streets and links beside districts: each is read as written, or the place says so."""

import pytest

from trama.places.by_text import read_text
from trama.places.find import place_by_names, place_by_text
from trama.places.gazetteer import gazetteer
from trama.places.match import PlaceNames


@pytest.mark.parametrize(
    ("text", "uid", "address"),
    [
        ("Urb. Santa Rosa, Lima", "PE-15", "Urb. Santa Rosa"),
        ("Av. Miraflores, Lima", "PE-15", "Av. Miraflores"),
        ("Jr. Sintético 1 Int. 4, San Miguel, Lima", "PE-150136", "Jr. Sintético 1 Int. 4"),
    ],
)
def test_a_full_stop_after_a_word_for_a_street_parts_nothing(
    text: str, uid: str, address: str
) -> None:
    found = read_text(text)

    assert found.match is not None
    assert (found.match.uid, found.match.address) == (uid, address)


@pytest.mark.parametrize(
    ("text", "uid", "code"),
    [
        # A hamlet is no district: the district of its name is a guess.
        ("C.P. Santa Rosa, Lima", "PE-150139", "place_guessed"),
        ("caserío San Miguel, Puno", "PE-211105", "place_guessed"),
        ("anexo Belén, Loreto", "PE-160112", "place_guessed"),
        ("comunidad nativa San Jacinto, Bongará", "PE-0103", "place_guessed"),
        # A city is no department.
        ("ciudad de Puno", "PE-2101", "place_ambiguous"),
        ("ciudad de Lima", "PE-1501", "place_ambiguous"),
        # A district at the end of a street: taken after a number, else told.
        ("Av. Grau 100 Jumbilla, Bongará, Amazonas", "PE-010301", "place_guessed"),
        ("Jr. Sintético 123 Int. 4 Jumbilla - Bongará - Amazonas", "PE-010301", "place_guessed"),
        ("cerca de Jumbilla, Bongará, Amazonas", "PE-0103", "place_guessed"),
        ("sector Jumbilla, Bongará, Amazonas", "PE-0103", "place_guessed"),
        # Words between two names, without a sign.
        ("Santiago de Cusco", "PE-080106", "place_guessed"),
        ("Juliaca en Puno", "PE-211101", "place_guessed"),
        ("Comas de Lima", "PE-150110", "place_guessed"),
        # A misspelt name, however near.
        ("LURIGANCO, LIMA", "PE-150118", "place_guessed"),
        # Several districts in one text.
        ("San Juan de Lurigancho - Ate, Lima", "PE-1501", "place_ambiguous"),
        ("Lima y Callao", "PE", "place_ambiguous"),
        # A name that a neighbour's state has too.
        ("Antioquia", "PE-150702", "place_ambiguous"),
        ("Medellín, Antioquia", "PE-150702", "place_ambiguous"),
        ("El Oro", "PE-030302", "place_ambiguous"),
        # A town that no list has, before its country, without a sign.
        ("Medellin Colombia", "CO", "unknown_subdivision"),
        ("GUAYAQUIL ECUADOR", "EC", "unknown_subdivision"),
    ],
)
def test_a_place_that_is_a_reading_of_the_text_is_told(text: str, uid: str, code: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert (found.value.uid, [defect.code for defect in found.defects]) == (uid, [code])


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Distrito: Comas Provincia: Lima Departamento: Lima", "PE-150110"),
        ("Dist. Comas Prov. Lima Dpto. Lima", "PE-150110"),
        ("DPTO: PUNO PROV: SAN ROMAN DIST: JULIACA", "PE-211101"),
        ("Comas District, Lima Province, Lima Region, Peru", "PE-150110"),
        ("distrito y provincia de Bolognesi, departamento de Áncash", "PE-0205"),
        ("S. Francisco de Daguas-Chachapoyas-Amazonas", "PE-010118"),
        ("Municipalidad Distrital de Comas, Lima, Lima", "PE-150110"),
        ("Juliaca, Puno, Perú 21101", "PE-211101"),
        ("Antioquia, Huarochirí, Lima", "PE-150702"),
        ("Antioquia, Perú", "PE-150702"),
        ("Tabatinga, AM, Brasil", "BR-AM"),
        ("Iquique, CL", "CL"),
        ("CO-ANT", "CO-ANT"),
        ("PE-MDD", "PE-17"),
    ],
)
def test_a_place_written_with_the_words_of_its_levels_is_itself(text: str, uid: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert found.value.uid == uid


@pytest.mark.parametrize("text", ["Bar Colombia", "Calle Bolivia", "Assis Brasil, Acre"])
def test_a_country_within_another_name_is_no_country(text: str) -> None:
    found = place_by_text(text)

    assert found.value is None
    assert found.defects


def test_cercado_of_a_province_with_another_district_of_its_name_lists_both() -> None:
    found = read_text("Luya Cercado, Luya, Amazonas")

    assert found.match is not None
    assert found.match.uid == "PE-010509"
    assert [defect.code for defect in found.defects] == ["place_ambiguous"]
    assert set(found.rivals) == {"PE-010501", "PE-010509"}


def test_a_misspelt_district_of_a_column_is_told() -> None:
    found = place_by_names(PlaceNames("LIMA", "LIMA", "LURIGANCO"))

    assert found.value is not None
    assert found.value.uid == "PE-150118"
    assert [defect.code for defect in found.defects] == ["place_guessed"]


def test_every_district_after_a_street_number_is_itself_and_told() -> None:
    districts = [place for place in gazetteer().places("DISTRITO") if place.current][::7]
    assert len(districts) == 271

    for district in districts:
        province, department = (gazetteer().get(district.uid[:size]) for size in (7, 5))
        assert province is not None
        assert department is not None
        text = f"Jr. Sintético 123 {district.name}, {province.name}, {department.name}"
        found = place_by_text(text)
        assert found.value is not None
        assert found.value.uid == district.uid or found.defects
