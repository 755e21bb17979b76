"""Ages in years or months, and against the dates of birth and of the fact."""

import pytest

from trama.values.ages import age, age_between, check_age
from trama.values.cells import Cell
from trama.values.defects import Normalised
from trama.values.partial_date import PartialDate


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("15 AÑOS", 15),
        ("15 años de edad", 15),
        ("15", 15),
        ("15.0", 15),
        (15.0, 15),
        (15, 15),
        ("15 A", 15),
        ("8 MESES", 0.67),
        ("3 semanas", 0.06),
        ("20 días", 0.05),
        ("1 año 3 meses", 1.25),
        ("1 año y 3 meses", 1.25),
        ("15a 3m", 15.25),
        ("35 (treinta y cinco) años", 35),
        ("15 (quince) años", 15),
        ("quince (15) años", 15),
        ("15 años cumplidos", 15),
        ("Edad: 15", 15),
        ("0 meses", 0),
    ],
)
def test_an_age_is_read_in_years(cell: Cell, years: float) -> None:
    assert age(cell) == Normalised(float(years))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("111", "implausible_age"),
        (".017", "implausible_age"),
        (",017", "implausible_age"),
        ("-3", "implausible_age"),
        (-1, "implausible_age"),
        ("15 AÑOS 3 AÑOS", "unreadable_age"),
        ("15 (dieciséis)", "unreadable_age"),
        ("quince", "unreadable_age"),
        ("30s", "unreadable_age"),
        (True, "unreadable_age"),
    ],
)
def test_what_is_no_plausible_age_is_set_aside(cell: Cell, code: str) -> None:
    found = age(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == [code]


@pytest.mark.parametrize(
    "cell",
    [
        *("<18", "< 14", "≤17", ">60", "14+", "1*", "~15", "17?", "¿17?", "15-17", "15 – 17"),
        *("15/17", "15 a 17", "De 12 a 17 años", "entre 15 y 17", "menor de 18", "menos de 14"),
        *("mayor de edad", "60 a más", "18 o más", "hasta 17", "aprox. 15", "MENOR", "adulta"),
    ],
)
def test_a_bound_is_no_age(cell: str) -> None:
    found = age(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["age_bound"]


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("15,5", 15.5),
        ("1.5", 1.5),
        (17.04, 17.04),
        ("17 meses", 1.42),
    ],
)
def test_an_age_in_decimals_or_in_months_is_told(cell: Cell, years: float) -> None:
    found = age(cell)

    assert found.value == years
    assert [(d.code, d.suggestion) for d in found.defects] == [("age_unusual", f"{years:g}")]


@pytest.mark.parametrize("cell", ["0,017", "0.17", 0.017, "150", "-1"])
def test_an_impossible_age_is_set_aside(cell: Cell) -> None:
    found = age(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["implausible_age"]


@pytest.mark.parametrize("cell", ["Víctima 1", "V1", "Menor 3 años y 2", "?", "1900-01-17", "1e2"])
def test_a_label_or_a_day_is_no_age(cell: str) -> None:
    assert age(cell).value is None
    assert age(cell).defects


def test_an_empty_cell_says_nothing() -> None:
    assert age(None) == age("") == Normalised(None)


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("2000-03-05", "2017-03-04", (16, 16)),
        ("2000-03-05", "2017-03-05", (17, 17)),
        ("2000", "2017", (16, 17)),
        ("2000-03", "2017-03-15", (16, 17)),
        ("2018", "2017", (-2, -1)),
    ],
)
def test_completed_years_between_two_partial_dates(
    born: str, on: str, expected: tuple[int, int]
) -> None:
    assert age_between(PartialDate.parse(born), PartialDate.parse(on)) == expected


@pytest.mark.parametrize(
    ("years", "code"),
    [
        (17, None),
        (16, None),
        (18, None),
        (17.9, None),
        (15, "age_contradicts_birth"),
        (19, "age_contradicts_birth"),
    ],
)
def test_an_age_may_differ_by_one_year_from_what_the_dates_say(
    years: float, code: str | None
) -> None:
    defect = check_age(years, PartialDate.parse("2000-01-01"), PartialDate.parse("2017-03-05"))

    assert (defect.code if defect else None) == code


def test_a_contradiction_says_the_age_that_the_dates_allow() -> None:
    defect = check_age(30, PartialDate.parse("2000"), PartialDate.parse("2017"))

    assert defect is not None
    assert defect.suggestion == "16-17"


def test_nobody_is_a_victim_before_birth() -> None:
    defect = check_age(0, PartialDate.parse("2018"), PartialDate.parse("2017-03"))

    assert defect is not None
    assert defect.code == "born_after_fact"


@pytest.mark.parametrize(("cell", "years"), [("0", 0), ("0 años", 0), ("0.0", 0), ("109", 109)])
def test_an_age_of_no_years_or_over_a_hundred_is_read_and_told(cell: Cell, years: float) -> None:
    read = age(cell)

    assert read.value == years
    assert [defect.code for defect in read.defects] == ["age_unusual"]
