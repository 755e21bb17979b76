import pytest

from trama.core.errors import BadParameter, UnknownName
from trama.queries.header import Parameter, ParameterType
from trama.queries.lookups.places import check_apart, find_place
from trama.values.places.gazetteer import gazetteer

ORIGIN = Parameter(
    name="origin",
    type=ParameterType.PLACE,
    title_es="Origen",
    title_en="Origin",
    apart_from="destination",
)


@pytest.mark.parametrize(
    ("written", "level", "uid"),
    [
        ("PE-150132", None, "PE-150132"),
        ("pe-15", None, "PE-15"),
        ("080101", None, "PE-080101"),
        ("08", "DEPARTAMENTO", "PE-08"),
        ("ve", "PAIS", "VE"),
        ("Cusco", None, "PE-08"),
        ("CUSCO", "DEPARTAMENTO", "PE-08"),
        ("cusco", "PROVINCIA", "PE-0801"),
        ("Cusco", "DISTRITO", "PE-080101"),
        ("Madre de Dios", "PROVINCIA", "PE-17"),
        ("San Juan de Lurigancho", None, "PE-150132"),
        ("Venezuela", "DISTRITO", "VE"),
        ("CO-ANT", "DEPARTAMENTO", "CO-ANT"),
        ("ES-B", "PROVINCIA", "ES-CT-B"),
        ("PE-LIM", "DEPARTAMENTO", "PE-15"),
        ("Táchira", "DEPARTAMENTO", "VE-S"),
        ("Madrid", "DEPARTAMENTO", "ES-MD"),
        ("Trujillo", "PROVINCIA", "PE-1301"),
        ("Trujillo, Venezuela", "DEPARTAMENTO", "VE-T"),
        ("Antioquia, Colombia", "DEPARTAMENTO", "CO-ANT"),
    ],
)
def test_a_place_is_found_by_uid_code_or_name(written: str, level: str | None, uid: str) -> None:
    assert find_place(written, ORIGIN, level).uid == uid


def test_what_a_place_lies_in_tells_it_from_others_of_its_name() -> None:
    assert find_place("Santa Rosa, Lima", ORIGIN, "DISTRITO").uid.startswith("PE-15")


def test_a_name_that_several_places_have_is_answered_with_their_codes() -> None:
    with pytest.raises(BadParameter) as caught:
        find_place("Santa Rosa", ORIGIN, "DISTRITO")

    assert "origin" in caught.value.message("en")
    assert "PE-" in caught.value.message("en")


def test_a_place_finer_than_the_level_of_the_answer_is_refused() -> None:
    with pytest.raises(BadParameter) as caught:
        find_place("PE-150132", ORIGIN, "DEPARTAMENTO")

    assert "finer" in caught.value.message("en")
    with pytest.raises(BadParameter):
        find_place("ES-B", ORIGIN, "DEPARTAMENTO")


def test_a_name_that_several_places_abroad_have_is_answered_with_their_codes() -> None:
    with pytest.raises(BadParameter) as caught:
        find_place("Córdoba", ORIGIN, None)

    assert "CO-COR Córdoba (Colombia)" in caught.value.message("es")


def test_a_place_that_does_not_exist_is_unknown() -> None:
    with pytest.raises(UnknownName):
        find_place("Macondo", ORIGIN, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CUZCO", "PE-08 Cusco"),
        ("madre de dio", "PE-17 Madre de Dios"),
        ("San Juan de Luriganho", "PE-150132 San Juan de Lurigancho"),
        ("Venesuela", "VE Venezuela"),
    ],
)
def test_a_misspelt_place_is_answered_with_the_one_that_was_meant(written: str, meant: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_place(written, ORIGIN, None)

    assert f"¿Quiso decir {meant}" in caught.value.message("es")
    assert f"Did you mean {meant}" in caught.value.message("en")
    assert "Parámetro" not in caught.value.message("en")


@pytest.mark.parametrize(("one", "other"), [("PE-15", "PE-150132"), ("PE", "PE-15"), ("VE", "VE")])
def test_places_of_which_one_lies_in_the_other_are_not_apart(one: str, other: str) -> None:
    places = gazetteer()
    first, second = places.get(one), places.get(other)
    assert first is not None
    assert second is not None

    with pytest.raises(BadParameter):
        check_apart(ORIGIN, first, second)
    with pytest.raises(BadParameter):
        check_apart(ORIGIN, second, first)
