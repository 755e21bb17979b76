"""The judgement of answers: computed, so that another writing of the right value is right too."""

import pytest

from trama.training.judging import (
    Answered,
    judge_answer,
    judge_choices,
    judge_column,
    judge_mend,
    judge_query,
)
from trama.training.library import ORDER, find_exercise

FORMS = [name for name in ORDER if find_exercise(name).registers]
AGE = find_exercise("edad-en-letras")
WAY = find_exercise("de-cusco-a-madre-de-dios")


@pytest.mark.parametrize("name", FORMS)
def test_the_cell_of_the_twin_is_right_and_the_fault_is_wrong(name: str) -> None:
    one = find_exercise(name)
    assert one.form is not None

    assert judge_mend(one, one.form.cells[str(one.fault.column)]).right
    assert not judge_mend(one, one.fault.writes).right
    assert not judge_mend(one, "").right


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("edad-en-letras", "16 AÑOS", True),
        ("edad-en-letras", "15", False),
        ("edad-en-letras", "quince", False),
        ("sexo-con-duda", "F", True),
        ("sexo-con-duda", "M", False),
        ("fecha-imposible", "15/1/2017", True),
        ("fecha-imposible", "15-01-2017", True),
        ("fecha-imposible", "16/01/2017", False),
        ("articulo-de-antes", "129 A", True),
        ("articulo-de-antes", "129-B", False),
        ("ubigeo-sin-cero", "040101", False),
    ],
)
def test_another_writing_is_right_and_another_value_is_wrong(
    name: str, text: str, right: bool
) -> None:
    assert judge_mend(find_exercise(name), text).right is right


def test_a_mend_that_cannot_be_read_is_told_as_the_load_tells_it() -> None:
    assert judge_mend(AGE, "quince").es == "No se entiende la edad; queda desconocida."
    assert "no es lo que dice" in judge_mend(AGE, "15").es


def test_a_column_is_named_by_its_name_or_its_number() -> None:
    number = [name for name, _ in AGE.shown()].index("EDAD_VICT") + 1

    assert judge_column(AGE, str(number)).right
    assert judge_column(AGE, "edad_vict").right
    assert not judge_column(AGE, "1").right
    assert "no tiene esa columna" in judge_column(AGE, "99").es
    assert "no tiene esa columna" in judge_column(AGE, "²").es


def test_another_query_is_told_by_what_it_asks() -> None:
    assert judge_query(WAY, " routes_between ").right
    assert "¿Entre qué lugares" in judge_query(WAY, "frequent_legs").es
    assert "trama query list" in judge_query(WAY, "rutas").es


def test_answers_are_compared_row_by_row() -> None:
    wanted = Answered(("Casos",), (("2",), ("1",)))

    assert judge_answer(Answered(("Casos",), (("2",), ("1",))), wanted).right
    assert not judge_answer(Answered(("Casos",), (("1",), ("2",))), wanted).right


@pytest.mark.parametrize(
    ("text", "right"),
    [("2 4", True), ("4,2", True), ("2", False), ("1 2 4", False), ("", False), ("dos", False)],
)
def test_all_that_is_not_said_must_be_picked_and_nothing_else(text: str, right: bool) -> None:
    assert judge_choices(WAY, text).right is right
