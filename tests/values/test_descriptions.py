"""Words beside a name, and texts that describe a person whom nobody names."""

import pytest

from trama.values.descriptions import bare_name, describes
from trama.values.names import PersonName, person_name


@pytest.mark.parametrize(
    "cell",
    [
        "personal policial",
        "Personal PNP",
        "madre de la menor",
        "El padrastro",
        "dueño del bar",
        "propietaria del local",
        "Joven venezolana",
        "ciudadana venezolana",
        "Los dueños",
        "Vict. 1",
        "Código A-1",
        "Víctima N.º 2",
        "Víctima NN",
    ],
)
def test_a_description_is_a_label_and_no_name(cell: str) -> None:
    answer = person_name(cell)

    assert answer.value is not None
    assert (answer.value.display, answer.value.key) == ("", "")
    assert answer.value.label
    assert [defect.code for defect in answer.defects] == ["label_not_name"]


@pytest.mark.parametrize(
    "text", ["CABALLERO BANDA, ANA", "MENOR SOTO, ANA", "MADRID", "AMIGO SOTO ANA", "ROSA", ""]
)
def test_a_name_describes_nobody(text: str) -> None:
    assert not describes(text)
    assert person_name(text).value is None or not person_name(text).defects


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("SRA. ROSA SOTO", "ROSA SOTO"),
        ("SR LUIS SOTO", "LUIS SOTO"),
        ("LIC. ANA SOTO", "ANA SOTO"),
        ("DOÑA MARÍA SOTO", "MARÍA SOTO"),
        ("SO3 PNP SOTO LUIS", "SOTO LUIS"),
        ("CAP. PNP LUIS SOTO", "LUIS SOTO"),
        ("1) SOTO, LUIS", "SOTO, LUIS"),
        ("• LUIS SOTO", "LUIS SOTO"),
        ("SOTO LUIS - PRÓFUGO", "SOTO LUIS"),
        ("SOTO DÍAZ LUIS, NO HABIDO", "SOTO DÍAZ LUIS"),
        ("LA AGRAVIADA ANA SOTO", "ANA SOTO"),
        ("VÍCTIMA: ANA SOTO", "ANA SOTO"),
        ("E. SOTO DÍAZ", "E. SOTO DÍAZ"),
        ("PÉREZ-SOTO, JUAN", "PÉREZ-SOTO, JUAN"),
        ("SOTO, LUIS ALBERTO", "SOTO, LUIS ALBERTO"),
        ("VÍCTIMA 1", "VÍCTIMA 1"),
        ("VÍCTIMA UNO", "VÍCTIMA UNO"),
    ],
)
def test_words_beside_a_name_are_cut(text: str, bare: str) -> None:
    assert bare_name(text) == bare


@pytest.mark.parametrize("cell", ["El Gordo", "EL TIGRE DE IQUITOS", "a) El Gordo", "@ El Gordo"])
def test_a_nickname_alone_is_no_name(cell: str) -> None:
    name = person_name(cell).value

    assert name is not None
    assert (name.display, name.key) == ("", "")
    assert name.nickname.startswith("EL ")


@pytest.mark.parametrize("cell", ["Luis Soto, 'El Chino'", "Luis Soto conocido como El Chino"])
def test_a_nickname_beside_a_name_is_cut(cell: str) -> None:
    name = person_name(cell, given_first=True).value

    assert name is not None
    assert (name.display, name.nickname) == ("SOTO, LUIS", "EL CHINO")


@pytest.mark.parametrize(
    ("cell", "surnames", "given"),
    [
        ("Rosa Elena QUISPE MAMANI", ("QUISPE", "MAMANI"), "ROSA ELENA"),
        ("QUISPE MAMANI Rosa Elena", ("QUISPE", "MAMANI"), "ROSA ELENA"),
        ("Juan DE LA CRUZ SOTO (a) Chato", ("DE LA CRUZ", "SOTO"), "JUAN"),
        ("María del Carmen QUISPE DE LA CRUZ", ("QUISPE", "DE LA CRUZ"), "MARÍA DEL CARMEN"),
        ("Rosa QUISPE-MAMANI", ("QUISPE-MAMANI", ""), "ROSA"),
        ("Rosa E. QUISPE M.", ("QUISPE", "M."), "ROSA E"),
    ],
)
def test_capitals_tell_the_surnames(cell: str, surnames: tuple[str, str], given: str) -> None:
    name = person_name(cell).value

    assert name is not None
    assert ((name.paternal, name.maternal), name.given) == (surnames, given)


@pytest.mark.parametrize("cell", ["persona no habida", "No habido", "NO IDENTIFICADA - NN"])
def test_what_is_known_of_a_person_is_no_name(cell: str) -> None:
    answer = person_name(cell)

    assert answer.value is None
    assert answer.unknown


def test_the_number_of_a_document_beside_a_name_is_told() -> None:
    answer = person_name("QUISPE MAMANI ROSA DNI 45678912")

    assert answer.value == PersonName(
        "QUISPE MAMANI, ROSA", "QUISPE", "MAMANI", "ROSA", "QUISPE MAMANI ROSA"
    )
    assert [defect.code for defect in answer.defects] == ["number_in_name"]


@pytest.mark.parametrize(
    "cell",
    [
        *("2 mujeres", "persona natural", "persona desaparecida", "recién nacido", "bebé"),
        *("la sociedad", "El Estado peruano", "menor de iniciales", "Presunto autor 1"),
        "presuntos autores",
    ],
)
def test_how_many_and_which_kind_of_people_is_no_name(cell: str) -> None:
    answer = person_name(cell)

    assert answer.value is not None
    assert (answer.value.display, answer.value.age) == ("", None)
    assert answer.value.label
    assert [defect.code for defect in answer.defects] == ["label_not_name"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("dato no disponible", "SIN_DATO"),
        ("nombre no consignado", "SIN_DATO"),
        ("los demás", "SIN_DATO"),
        ("FALSO", "SIN_DATO"),
        ("reserva de identidad", "RESERVADO"),
        ("con reserva de su identidad", "RESERVADO"),
        ("identidad protegida", "RESERVADO"),
    ],
)
def test_words_for_a_withheld_or_lacking_name_name_nobody(cell: str, reason: str) -> None:
    answer = person_name(cell)

    assert (answer.value, answer.unknown) == (None, reason)


def test_a_surname_that_is_a_word_for_nothing_stays_a_surname() -> None:
    names = [person_name(cell).value for cell in ("RESERVA SOTO, ANA", "FALSO PÉREZ, ANA")]

    assert [name and name.paternal for name in names] == ["RESERVA", "FALSO"]
