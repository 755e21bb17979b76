"""Places as files write them: with their country, a namesake elsewhere, two places, no parent."""

import pytest

from trama.places.by_text import read_text
from trama.places.find import place_by_text


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        # shared cases: district-to-country, district-named-like-a-province
        ("Belén, Maynas, Loreto, Perú", "PE-160112"),
        ("Aguas Verdes - Zarumilla - Tumbes - Perú", "PE-240302"),
        ("Callao, Perú", "PE-07"),
        ("Lima, Perú", "PE-15"),
        ("San Miguel, Lima", "PE-150136"),
        ("Av. Sintética 100, San Miguel, Lima", "PE-150136"),
        ("Lima - San Miguel", "PE-150136"),
        ("La Unión, Piura", "PE-200110"),
        ("San Pablo, Cusco", "PE-080606"),
        ("Concepción, Ayacucho", "PE-051104"),
        ("San Miguel, San Miguel, Cajamarca", "PE-061101"),
        ("Bellavista, Callao", "PE-070102"),
        # the country in every position and form
        ("Lima Perú", "PE-15"),
        ("PE / Cusco", "PE-08"),
        ("Perú - Cusco - La Convención - Echarati", "PE-080902"),
        ("República del Perú", "PE"),
        ("Mi Perú, Callao, Perú", "PE-070107"),
        ("Av. Perú 123, San Martín de Porres, Lima", "PE-150135"),
        ("Lima\nPerú", "PE-15"),
        # as geocoders write an address
        ("San Martín de Porres, Lima, Lima Metropolitana, Lima, 15102, Perú", "PE-150135"),
        ("Av. José Larco 101, Miraflores 15074, Provincia de Lima, Perú", "PE-150122"),
        ("Ate 15487, Lima", "PE-150103"),
        ("HUANUCO. TINGO MARIA. PERU", "PE-100601"),
        # levels in words
        ("Cusco (distrito)", "PE-080101"),
        ("Lima (provincia)", "PE-1501"),
        ("distrito de Cusco", "PE-080101"),
        ("provincia de Cusco", "PE-0801"),
        ("departamento del Cusco", "PE-08"),
        ("en el distrito de Ate de la provincia de Lima", "PE-150103"),
        ("Ventanilla, Provincia Constitucional del Callao", "PE-070106"),
        # what people call a place
        ("Sicuani (Cusco)", "PE-080601"),
        ("Cercado de Lima", "PE-150101"),
        ("Lima Cercado", "PE-150101"),
        ("Lima, Cercado", "PE-150101"),
        ("S.J.L.", "PE-150132"),
        ("S. M. P.", "PE-150135"),
        ("prov. constitucional del Callao", "PE-07"),
        ("Pachacútec, Ventanilla", "PE-070106"),
        ("La Parada, La Victoria, Lima", "PE-150115"),
        ("Machupicchu Pueblo", "PE-081304"),
        ("Huánchac", "PE-080108"),
        ("MDD", "PE-17"),
        ("La Pampa, Madre de Dios", "PE-170102"),
        ("VRAEM, Ayacucho", "PE-05"),
        # two countries in one text: the outer counts
        ("Junín, Argentina", "AR"),
        ("Loreto, Bolivia", "BO"),
        ("La Libertad, Ecuador", "EC"),
        ("San Martín, El Salvador", "SV"),
        ("Amazonas, Brasil", "BR-AM"),
        ("Junín Argentina", "AR"),
        ("La Pampa, Argentina", "AR-L"),
        ("Leticia (Amazonas - Colombia)", "CO-AMA"),
        ("La Paz, BO", "BO-L"),
        ("Granada, España", "ES-AN-GR"),
        ("Madrid-España", "ES-MD"),
        ("Teherán, Irán, República Islámica de", "IR"),
        ("México, México", "MX-MEX"),
        ("Sarajevo, Bosnia y Herzegovina", "BA"),
        ("Seúl, Corea, República de", "KR"),
        ("Caracas, República Bolivariana de Venezuela", "VE"),
        ("Ushuaia, Tierra del Fuego, Antártida e Islas del Atlántico Sur, Argentina", "AR-V"),
        ("Colombia, Archipiélago de San Andrés, Providencia y Santa Catalina", "CO-SAP"),
    ],
)
def test_a_written_place_is_what_it_says(text: str, uid: str) -> None:
    found = place_by_text(text).value

    assert found is not None
    assert found.uid == uid


@pytest.mark.parametrize(
    ("text", "uid", "rivals"),
    [
        ("Santa Rosa, Puno", "PE-21", ("PE-210504", "PE-210808")),
        ("Miraflores, Lima", "PE-150122", ("PE-150122", "PE-151021")),
        ("Surco, Lima", "PE-150140", ("PE-150140", "PE-150732")),
        ("Arequipa, Arequipa", "PE-0401", ("PE-0401", "PE-040101")),
        ("Trujillo", "PE-1301", ("PE-1301", "PE-130101")),
        ("Cusco - Lima", "PE", ("PE-08", "PE-15")),
        ("San Miguel", None, ("PE-050501", "PE-050507")),
        ("La Pampa", None, ("PE-170102",)),
        ("Surco", None, ("PE-150140", "PE-150732")),
        ("Granada", None, ("GD", "PE-010107")),
        ("VRAEM", None, ("PE-03", "PE-05", "PE-08", "PE-09", "PE-12")),
        ("Tacna, Perú - Arica, Chile", None, ("CL", "PE")),
        ("San Juan, Puerto Rico", None, ("PR",)),
    ],
)
def test_a_text_that_fits_several_places_lists_them(
    text: str, uid: str | None, rivals: tuple[str, ...]
) -> None:
    found = read_text(text)

    assert (found.match.uid if found.match else None) == uid
    assert set(rivals) <= set(found.rivals) or text == "San Miguel"
    assert len(found.rivals) > 1
    assert [defect.code for defect in found.defects] == ["place_ambiguous"]
    assert found.defects[0].outcome == ("corrected" if uid else "set_aside")


@pytest.mark.parametrize(
    ("text", "uid", "code"),
    [
        ("Qwerty, Maynas, Loreto", "PE-1601", "place_unknown"),
        ("Belem, Maynas, Loreto", "PE-160112", "place_guessed"),
        ("Belén, Mainas, Loreto", "PE-160112", "place_guessed"),
        ("Belén, Maynas, Loretto", "PE-160112", "place_guessed"),
        ("Miraflores, Chorrillos, Lima", "PE-150108", "place_guessed"),
        ("JULIACA PUNO", "PE-211101", "place_guessed"),
        ("Villa María", "PE-150143", "place_guessed"),
        ("Delta 1", "PE-170204", "place_guessed"),
        ("Secocha", "PE-040203", "place_guessed"),
        ("Lo de Lamar", "PE-170102", "place_guessed"),
        ("La Rinconada", "PE-211002", "place_guessed"),
        ("Medellín, Colombia", "CO", "unknown_subdivision"),
    ],
)
def test_a_place_that_is_not_all_that_is_written_says_so(text: str, uid: str, code: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert found.value.uid == uid
    assert found.value.confidence < 0.85
    assert [defect.code for defect in found.defects] == [code]


@pytest.mark.parametrize("text", ["Loreto", "LIMA", "San Martín", "La Libertad", "Amazonas"])
def test_the_name_of_a_department_is_the_department(text: str) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert (found.value.level, found.defects) == ("DEPARTAMENTO", ())


@pytest.mark.parametrize(
    ("text", "uid"),
    [("La Libertat", "PE-13"), ("Arequpa", "PE-04"), ("Moqegua", "PE-18"), ("Trujilo", "PE-1301")],
)
def test_a_misspelt_name_is_the_place_that_the_right_name_means_and_is_told(
    text: str, uid: str
) -> None:
    found = place_by_text(text)

    assert found.value is not None
    assert found.value.uid == uid
    assert [defect.code for defect in found.defects] == ["place_guessed"]


def test_a_town_abroad_is_no_misspelt_district() -> None:
    found = place_by_text("Arica")

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["place_unknown"]
