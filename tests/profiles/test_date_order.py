"""The order of the dates of a column, judged from all its cells."""

from collections.abc import Sequence
from datetime import date

import pytest

from trama.profiles.date_order import ColumnOrder, OrderTally
from trama.values.cells import Cell
from trama.values.dates import DateForm, DateOrder

MONTH_FIRST = ["01/16/2024", "02/24/2024", "03/21/2024"]


def judged(
    cells: Sequence[Cell],
    declared: DateOrder = "dmy",
    elsewhere: frozenset[DateOrder] = frozenset(),
) -> ColumnOrder:
    tally = OrderTally(DateForm(order=declared), 2026)
    for cell in cells:
        tally.add(cell)
    return tally.judge(declared, elsewhere)


def days(cells: Sequence[Cell], declared: DateOrder = "dmy") -> list[str | None]:
    order, form = judged(cells, declared), DateForm(order=declared)
    return [value.text if (value := order.read(cell, form).value) else None for cell in cells]


def told(order: ColumnOrder) -> str | None:
    return order.told.code.value if order.told else None


def test_a_column_that_proves_another_order_is_read_in_it_and_told_once() -> None:
    order = judged([*MONTH_FIRST, "02/03/2024"])

    assert (order.order, told(order), order.example) == (
        "mdy",
        "date_order_of_column",
        MONTH_FIRST[0],
    )
    assert days([*MONTH_FIRST, "02/03/2024"])[-1] == "2024-02-03"
    assert order.read(MONTH_FIRST[0], DateForm()).defects == ()


@pytest.mark.parametrize(
    "cells",
    [
        ["16/01/2024", "02/24/2024", "02/03/2024"],  # both
        ["02/24/2024", "02/03/2024"],  # one cell may be a slip
        [*MONTH_FIRST, *(f"0{month}/01/2024" for month in range(2, 10))],  # too few of its cells
    ],
)
def test_a_day_that_may_be_another_day_is_set_aside_in_an_unclear_column(
    cells: list[str],
) -> None:
    order = judged(cells)

    assert told(order) == "date_order_unclear"
    assert days(cells)[-1] is None
    assert None not in days([cell for cell in cells if "24/2024" in cell or "16" in cell])


def test_a_rare_slip_is_corrected_and_does_not_make_the_column_unclear() -> None:
    cells = [f"{day}/01/2024" for day in range(13, 32)] * 2 + ["02/24/2024", "02/03/2024"]

    assert told(judged(cells)) is None
    assert days(cells)[-2:] == ["2024-02-24", "2024-03-02"]


@pytest.mark.parametrize("proofs", [5, 12, 19])
def test_the_many_outweigh_one_date_in_another_order_and_the_column_is_told(proofs: int) -> None:
    cells = [f"{day}/01/2024" for day in range(13, 13 + proofs)] + ["02/24/2024", "02/03/2024"]
    order = judged(cells)
    odd, doubtful = (order.read(cell, DateForm()) for cell in cells[-2:])

    assert (order.order, told(order), order.example) == (
        "dmy",
        "date_order_of_column",
        "02/24/2024",
    )
    assert days(cells)[-2:] == ["2024-02-24", "2024-03-02"]
    assert [defect.code.value for defect in odd.defects] == ["date_order"]
    assert (doubtful.defects, doubtful.confidence) == ((), 0.8)
    assert order.read("20/01/2024", DateForm()).confidence == 1.0


def test_one_date_in_the_declared_order_does_not_outweigh_many_in_another() -> None:
    cells = [f"01/{day}/2024" for day in range(13, 23)] + ["24/02/2024", "02/03/2024"]

    assert told(judged(cells)) == "date_order_of_column"
    assert days(cells)[-2:] == ["2024-02-24", "2024-02-03"]


@pytest.mark.parametrize("proofs", [1, 2, 4])
def test_a_few_dates_do_not_outweigh_one_in_another_order(proofs: int) -> None:
    cells = [f"{day}/01/2024" for day in range(13, 13 + proofs)] + ["02/24/2024", "02/03/2024"]

    assert told(judged(cells)) == "date_order_unclear"
    assert days(cells)[-1] is None


def test_the_same_day_in_every_order_is_no_doubt() -> None:
    assert days(["16/01/2024", "02/24/2024", "05/05/2024", "2024-03-02"]) == [
        "2024-01-16",
        "2024-02-24",
        "2024-05-05",
        "2024-03-02",
    ]


def test_years_of_two_digits_may_stand_first() -> None:
    cells = ["24/01/16", "24/02/28", "23/03/30", "22/12/27", "24/05/06"]

    assert judged(cells).order == "ymd"
    assert days(cells)[-1] == "2024-05-06"


def test_a_year_above_31_proves_its_place() -> None:
    assert judged(["98/01/16", "99/02/28", "97/03/31"]).order == "ymd"
    assert judged(["16/01/98", "28/02/99", "30/03/97", "04/05/99"], "ymd").order == "dmy"


def test_days_without_signs_and_days_with_hours_prove_an_order() -> None:
    assert judged(["01162024", "02242024", "03212024"]).order == "mdy"
    assert judged([f"{cell} 10:30" for cell in MONTH_FIRST]).order == "mdy"


def test_a_cell_that_lists_dates_is_evidence_of_each() -> None:
    assert judged(["01/16/2024 / 02/24/2024", "03/21/2024"]).order == "mdy"


def test_a_column_that_proves_nothing_is_the_profile_s_and_told_if_that_is_strange() -> None:
    few = ["01/02/2024", "02/03/2024"]
    many = [f"0{month}/0{month + 1}/2024" for month in range(1, 8)]

    assert (judged(few).order, told(judged(few))) == ("dmy", None)
    assert (judged(many).order, told(judged(many))) == ("dmy", "date_order_unproven")


def test_what_the_column_shows_elsewhere_counts_if_it_proves_nothing_itself() -> None:
    order = judged(["01/02/2024"], elsewhere=frozenset({"mdy"}))
    unclear = judged(["01/02/2024"], elsewhere=frozenset({"mdy", "dmy"}))

    assert (order.order, told(order)) == ("mdy", "date_order_of_column")
    assert (unclear.rivals, told(unclear)) == (("dmy", "mdy"), "date_order_unclear")
    assert judged(["16/02/2024"], elsewhere=frozenset({"mdy"})).order == "dmy"


def test_days_that_a_spreadsheet_made_of_some_texts_are_set_aside() -> None:
    made = [date(2024, 3, 5), date(2024, 1, 2), date(2024, 7, 6)]
    left = ["16/03/2024", "17/03/2024", "18/04/2024"]

    assert told(judged([*made, *left])) == "date_order_unclear"
    assert days([*made, *left]) == [None, None, None, "2024-03-16", "2024-03-17", "2024-04-18"]
    assert days([*made, date(2024, 3, 20), *left])[0] == "2024-03-05"


def test_a_day_after_the_year_puts_the_other_days_of_its_column_in_doubt() -> None:
    cells = ["2023-13-01", "2023-07-02", "2023-28-09", "2023-05-05"]

    assert told(judged(cells)) == "date_order_unclear"
    assert days(cells) == ["2023-01-13", None, "2023-09-28", "2023-05-05"]


def test_a_rare_day_after_the_year_is_a_slip_among_many_days_of_iso_8601() -> None:
    whole = [f"2023-03-{day}" for day in range(13, 19)]

    assert days([*whole, "2023-13-01", "2023-07-02"])[-2:] == ["2023-01-13", "2023-07-02"]
