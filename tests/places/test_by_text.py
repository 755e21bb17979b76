"""One text with a place in it: its levels, the street before it, the town beside its district."""

import pytest

from trama.places.find import PlaceNames, place_by_names, place_by_text


@pytest.mark.parametrize(
    ("text", "uid", "address"),
    [
        ("LIMA / LIMA / SAN JUAN DE LURIGANCHO", "PE-150132", ""),
        (
            "AV. SINTETICA 123 - MADRE DE DIOS / TAMBOPATA / INAMBARI",
            "PE-170102",
            "AV. SINTETICA 123",
        ),
        ("JR. SINTETICO S/N - LIMA / LIMA / LIMA", "PE-150101", "JR. SINTETICO S/N"),
        ("PSJE. A - MZ B - PIURA / SULLANA / BELLAVISTA", "PE-200602", "PSJE. A - MZ B"),
        ("INAMBARI / TAMBOPATA / MADRE DE DIOS", "PE-170102", ""),
        ("PERU / LIMA / LIMA / COMAS", "PE-150110", ""),
        ("VENEZUELA / ZULIA / MARACAIBO", "VE-V", ""),
        ("MARACAIBO / ZULIA / VENEZUELA", "VE-V", ""),
        ("Medellín, Antioquia, Colombia", "CO-ANT", "Medellín"),
        ("Medellín, Colombia", "CO", "Medellín"),
        ("AMAZONAS / COLOMBIA", "CO-AMA", ""),
        ("Leticia, Amazonas, Colombia", "CO-AMA", "Leticia"),
        ("Portuguesa, Venezuela", "VE-P", ""),
        ("GEORGIA / ESTADOS UNIDOS", "US-GA", ""),
        ("Somali, Etiopía", "ET-SO", ""),
        ("Georgia", "GE", ""),
        ("COLOMBIA / DEPARTAMENTO DE LA GUAJIRA", "CO-LAG", ""),
        ("Jr. Sintético 123, La Paz, Bolivia", "BO-L", "Jr. Sintético 123"),
        ("ESPAÑA / MADRID / MADRID", "ES-MD-M", ""),
        ("CALLE 5 - COLOMBIA / ANTIOQUIA / MEDELLIN", "CO-ANT", "CALLE 5"),
        ("RIO BRANCO, ACRE, BRASIL", "BR-AC", "RIO BRANCO"),
        ("BOLIVIA", "BO", ""),
        ("CUSCO / URUBAMBA", "PE-0813", ""),
        ("HUANUCO / TINGO MARIA", "PE-100601", ""),
        ("TARAPOTO - SAN MARTIN", "PE-220901", ""),
        ("AV. BRASIL 123, BREÑA", "PE-150105", "AV. BRASIL 123"),
        ("LIMA", "PE-15", ""),
        ("SAN MARTIN", "PE-22", ""),
        ("CUZCO", "PE-08", ""),
        ("JULIACA", "PE-211101", ""),
        ("MAZUKO", "PE-170102", ""),
        ("SJL", "PE-150132", ""),
        ("Puerto Maldonado", "PE-170101", ""),
    ],
)
def test_a_place_text_gives_its_place_and_the_street_before_it(
    text: str, uid: str, address: str
) -> None:
    found = place_by_text(text).value

    assert found is not None
    assert (found.uid, found.address) == (uid, address)


@pytest.mark.parametrize(
    ("text", "uid", "address"),
    [
        ("CUSCO / ANTA / ANTA - IZCUCHACA", "PE-080301", ""),
        ("CUSCO / ANTA / ANTA-IZCUCHACA", "PE-080301", ""),
        ("CUSCO / ANTA / IZCUCHACA", "PE-080301", ""),
        ("ANTA - IZCUCHACA / ANTA / CUSCO", "PE-080301", ""),
        ("AV. GRAU 123 - ANTA / ANTA / CUSCO", "PE-080301", "AV. GRAU 123"),
        ("AREQUIPA / AREQUIPA / ALTO SELVA ALEGRE - INDEPENDENCIA", "PE-040102", ""),
        ("PUNO / SAN ROMAN / JULIACA - SANTA MARIA", "PE-211101", ""),
        ("CALLAO / CALLAO / VENTANILLA - PACHACUTEC", "PE-070106", ""),
        ("LIMA / LIMA / CHORRILLOS - VILLA", "PE-150108", ""),
        ("LIMA / LIMA / COMAS - COLLIQUE", "PE-150110", ""),
    ],
)
def test_a_town_beside_its_district_does_not_carry_the_place_away(
    text: str, uid: str, address: str
) -> None:
    found = place_by_text(text).value

    assert found is not None
    assert (found.uid, found.address) == (uid, address)


def test_a_district_column_may_name_a_town_beside_its_district() -> None:
    found = place_by_names(PlaceNames("PUNO", "SAN ROMAN", "JULIACA - SANTA MARIA"))

    assert found.value is not None
    assert (found.value.uid, found.value.confidence) == ("PE-211101", 0.8)
    (defect,) = found.defects
    assert (defect.code, defect.suggestion) == ("place_guessed", "SANTA MARIA: ¿211101 Juliaca?")


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Iquitos, Belén", "PE-160112"),
        ("Belén (Iquitos)", "PE-160112"),
        ("Loreto - Iquitos - Belén", "PE-160112"),
        ("Pucallpa - Yarinacocha", "PE-250105"),
        ("Morales, Tarapoto", "PE-220910"),
        ("Cerro de Pasco, Yanacancha", "PE-190113"),
        ("Puerto Maldonado (La Pampa)", "PE-170102"),
        ("JR SINTETICO 123, IQUITOS, BELEN", "PE-160112"),
    ],
)
def test_a_city_beside_a_district_of_its_province_stands_for_the_province(
    text: str, uid: str
) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert (found.value.uid, found.value.confidence) == (uid, 0.84)
    assert [defect.code for defect in found.defects] == ["place_guessed"]


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Iquitos", "PE-160101"),
        ("Iquitos, Iquitos", "PE-160101"),
        ("Iquitos, Maynas, Loreto", "PE-160101"),
        ("Pucallpa, Callería", "PE-250101"),
        ("Trujillo, La Esperanza", "PE-130105"),
    ],
)
def test_a_city_with_nothing_finer_is_its_district(text: str, uid: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert (found.value.uid, found.defects) == (uid, ())


def test_two_districts_of_the_province_stay_a_set() -> None:
    found = place_by_text("ANCASH / SANTA / CHIMBOTE - NUEVO CHIMBOTE").value

    assert found is not None
    assert (found.uid, found.places) == ("PE-0218", ("PE-021801", "PE-021809"))


def test_a_text_that_is_no_place_is_set_aside() -> None:
    found = place_by_text("JURISDICCION DE LA CPNP SINTETICA")

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["place_unknown"]


@pytest.mark.parametrize(
    ("text", "uid", "address"),
    [
        ("Medellín, Antioquia", "CO-ANT", "Medellín"),
        ("ANTIOQUIA / MEDELLIN", "CO-ANT", ""),
        ("Cl 5 - AMAZONAS / LETICIA", "CO-AMA", "Cl 5"),
        ("Maracaibo, Zulia, Venezuela", "VE-V", "Maracaibo"),
        ("Medellín", "CO", "Medellín"),
    ],
)
def test_a_text_that_names_no_country_is_of_the_one_given(
    text: str, uid: str, address: str
) -> None:
    found = place_by_text(text, "CO").value

    assert found is not None
    assert (found.uid, found.address) == (uid, address)
