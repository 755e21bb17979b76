"""Counts that are bounds."""

import pytest

from trama.values.least_count import least_count


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2", 2),
        (4.0, 4),
        ("15+", 15),
        ("+15", 15),
        ("1*", 1),
        ("2 (a)", 2),
        ("al menos 3", 3),
        ("por lo menos 4", 4),
        ("15 o más", 15),
        (">= 3", 3),
        ("más de 10", 11),
        ("> 3", 4),
        ("20 al menos", 20),
        ("por encima de 20", 21),
        ("treinta y cinco", 35),
        ("(20)", 20),
        ("at least 7", 7),
        ("2 mujeres", 2),
        ("2 menores de edad", 2),
        ("3 (tres)", 3),
        ("dos", 2),
        ("tres o más", 3),
        ("Al menos cinco víctimas", 5),
    ],
)
def test_a_count_is_the_least_that_it_is_sure_of(cell: str | float, number: int) -> None:
    assert least_count(cell).value == number
    assert least_count(cell).defects == ()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("aprox. 5", 5),
        ("5 aprox", 5),
        ("5 (aprox.)", 5),
        ("unos 5", 5),
        ("unas 20 víctimas", 20),
        ("20 víctimas aprox.", 20),
        ("5?", 5),
        ("cerca de 30", 30),
        ("casi treinta y cinco", 35),
        ("+/- 20", 20),
        ("más de 20 aprox.", 20),
        ("5 a 10", 5),
        ("entre 10 y 15", 10),
        ("entre 10 y 15 aprox.", 10),
        ("una veintena", 20),
        ("media docena de mujeres", 6),
        ("un par", 2),
        ("más de una docena", 12),
    ],
)
def test_an_approximate_count_is_told(cell: str, number: int) -> None:
    assert least_count(cell).value == number
    assert [defect.code.value for defect in least_count(cell).defects] == ["count_approximate"]


@pytest.mark.parametrize(
    "cell",
    [
        "varias",
        "hasta 5",
        "menos de 5",
        "<5",
        "10 - 5",
        "un grupo",
        "2 y 3",
        "2 mujeres y 3",
        "docenas",
        "no más de 9",
    ],
)
def test_a_word_or_an_upper_bound_is_no_count(cell: str) -> None:
    assert least_count(cell).value is None
    assert [defect.code.value for defect in least_count(cell).defects] == ["not_a_number"]
