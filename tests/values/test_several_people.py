"""Cells of one name that hold the names of several people."""

import pytest

from trama.values.several_people import several_people, without_others


@pytest.mark.parametrize(
    ("cell", "separator"),
    [
        ("Ana Pérez y Luis Rojas", "Y"),
        ("Ana Pérez e Isabel Rojas", "E"),
        ("PEREZ SOTO, ANA / ROJAS DIAZ, LUIS", "/"),
        ("PEREZ SOTO, ANA Y ROJAS DIAZ, LUIS", "Y"),
        ("ANA PEREZ\nLUIS ROJAS", "\n"),
        ("1) Ana Perez 2) Luis Rojas", "1."),
        ("A.B.C. Y D.E.F.", "Y"),
        ("ANA Y LUIS", "Y"),
        ("Ana Pérez, Luis Rojas, Eva Soto", ","),
        ("PEREZ SOTO ANA, ROJAS DIAZ LUIS", ","),
        ("PEREZ SOTO, Ana y Luis", "Y"),
        ("Ana Pérez - Luis Rojas", "-"),
        ("Ana Pérez con Luis Rojas", "CON"),
        ("(1) Ana Pérez (2) Luis Rojas", "1."),
        ("1.Ana Pérez 2.Luis Rojas", "1."),
        ("a) Ana Pérez b) Luis Rojas", "A)"),
        ("• Ana Pérez • Luis Rojas", "•"),
        ("Ana y El Gordo", "Y"),
        ("Los hermanos Rojas", "HERMANOS"),
    ],
)
def test_a_cell_of_several_people(cell: str, separator: str) -> None:
    assert several_people(cell) == separator


@pytest.mark.parametrize(
    "cell",
    [
        "ARCE Y RUIZ, ANA",
        "LUIS ARCE Y RUIZ",
        "DE LA CRUZ Y CORTEZ, ANA MARIA",
        "QUISPE MAMANI, ROSA ELENA",
        "QUISPE ROSA E MAMANI",
        "S/N",
        "PÉREZ-SOTO, ANA",
        "DE LA CRUZ DE LA TORRE, JUAN CARLOS ALBERTO",
        "HUANCAHUARI DE LA CRUZ VILLAVICENCIO, MARÍA DE LOS ÁNGELES CONCEPCIÓN",
        "ARCE RUIZ VDA DE SOTO, ANA MARIA LUISA",
        "QUISPE MAMANI ROSA - prófuga",
        "Ana Pérez Soto (45)",
        "los hermanos de la víctima",
        'SOTO, LUIS (a) "GATO / GATITO"',
    ],
)
def test_a_cell_of_one_person(cell: str) -> None:
    assert several_people(cell) is None


def test_others_without_a_name_are_left_out() -> None:
    assert without_others("Juan Pérez López y otros") == "Juan Pérez López"
    assert without_others("Juan Pérez López y su esposa") == "Juan Pérez López"
    assert without_others("Juan Pérez López y sus hijos menores") == "Juan Pérez López"
    assert without_others("Juan Pérez López") == "Juan Pérez López"
