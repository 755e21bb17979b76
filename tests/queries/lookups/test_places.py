import pytest

from trama.core.errors import BadParameter, UnknownName
from trama.cypher.header import Parameter, ParameterType
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.places import check_apart, find_place

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
        # The name of a department stays the department, whatever the level of the answer.
        ("cusco", "PROVINCIA", "PE-08"),
        ("Cusco", "DISTRITO", "PE-08"),
        ("Loreto", "DISTRITO", "PE-16"),
        ("distrito de Cusco", "DISTRITO", "PE-080101"),
        ("CUZCO", None, "PE-08"),
        ("SJL", None, "PE-150132"),
        ("SJM", None, "PE-150133"),
        ("VMT", None, "PE-150143"),
        ("PUERTO MALDONADO", None, "PE-170101"),
        ("Mazuko", None, "PE-170102"),
        ("Cercado de Lima", None, "PE-150101"),
        ("Lima Cercado", None, "PE-150101"),
        ("Sicuani (Cusco)", None, "PE-080601"),
        ("Lima, Perú", None, "PE-15"),
        ("Bosnia y Herzegovina", None, "BA"),
        ("BOGOTÁ, D.C., Colombia", None, "CO-DC"),
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
    assert find_place(written, ORIGIN, level).place == uid


def test_what_a_place_lies_in_tells_it_from_others_of_its_name() -> None:
    assert find_place("Santa Rosa, Lima", ORIGIN, "DISTRITO").place == "PE-150139"


def test_a_name_that_several_places_have_is_answered_with_their_codes() -> None:
    with pytest.raises(BadParameter) as caught:
        find_place("Santa Rosa", ORIGIN, "DISTRITO")

    assert "origin" in caught.value.message("en")
    assert "PE-" in caught.value.message("en")


def test_a_place_finer_than_the_level_of_the_answer_is_refused() -> None:
    with pytest.raises(BadParameter) as caught:
        find_place("PE-150132", ORIGIN, "DEPARTAMENTO")

    assert "finer" in caught.value.message("en")
    assert "=district" in caught.value.message("es")
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


def test_a_place_chosen_among_namesakes_names_them() -> None:
    understood = find_place("Miraflores, Lima", ORIGIN, None)

    assert (understood.parameter, understood.text) == ("origin", "Miraflores, Lima")
    assert (understood.place, understood.level) == ("PE-150122", "DISTRITO")
    assert understood.name == "Miraflores, Lima, Lima"
    (rival,) = understood.rivals
    assert (rival.uid, rival.name) == ("PE-151021", "Miraflores, Yauyos, Lima")


def test_a_name_of_peru_has_its_namesakes_abroad_as_rivals() -> None:
    understood = find_place("Trujillo", ORIGIN, None)

    assert understood.place == "PE-1301"
    assert {rival.uid for rival in understood.rivals} >= {"PE-130101", "VE-T"}


@pytest.mark.parametrize(
    ("written", "rival"),
    [
        ("La Pampa", "PE-170102 Inambari"),
        ("San Miguel", "PE-150136 San Miguel"),
        ("VRAEM", "PE-05 Ayacucho"),
        ("Santa Rosa, Puno", "PE-210808 Santa Rosa"),
        ("Cusco - Lima", "PE-15 Lima"),
    ],
)
def test_a_text_that_fits_places_apart_is_answered_with_them(written: str, rival: str) -> None:
    with pytest.raises(BadParameter) as caught:
        find_place(written, ORIGIN, None)

    assert rival in caught.value.message("es")


@pytest.mark.parametrize("written", ["Medellín, Colombia", "Qwerty, Maynas, Loreto"])
def test_a_place_that_is_only_around_the_written_one_is_not_taken(written: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_place(written, ORIGIN, None)

    assert "¿Quiso decir" in caught.value.message("es")
