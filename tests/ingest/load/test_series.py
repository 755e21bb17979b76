"""A sheet of statistics as a whole: years in their first month, units of one name."""

import sqlite3

import pytest

from trama.ingest.load.series import Series
from trama.mapping.mapped import MappedObservation


@pytest.fixture
def series(spool_database: sqlite3.Connection) -> Series:
    return Series(spool_database)


def add(series: Series, *periods: str, key: str = "k", written: str = "w") -> None:
    for line, period in enumerate(periods, start=2):
        fields = {"period": period, "year": int(period[:4]), "source": "S"}
        series.add(MappedObservation("", line, str(line), key, fields, written))


def yearly(series: Series) -> list[int]:
    return [year for _, year in series.years_in_first_month()]


def test_a_year_wholly_in_january_between_monthly_years_is_a_year(series: Series) -> None:
    add(series, "2022-01", "2022-12", "2023-01", "2023-01", "2024-03")

    assert series.years_in_first_month() == {("S", 2023): 4}
    assert [row.row.fields["period"] for row in series.rows()] == [
        "2022-01",
        "2022-12",
        "2023",
        "2023",
        "2024-03",
    ]


def test_the_last_year_may_have_had_no_other_month_yet(series: Series) -> None:
    add(series, "2022-01", "2022-12", "2023-01")

    assert yearly(series) == []


def test_years_that_all_stand_in_january_are_a_yearly_series(series: Series) -> None:
    add(series, "2022-01", "2023-01")

    assert yearly(series) == [2022, 2023]


def test_one_january_alone_is_a_month(series: Series) -> None:
    add(series, "2022-01")

    assert yearly(series) == []


def test_a_new_sheet_begins_anew(series: Series) -> None:
    add(series, "2022-01", "2023-05")
    series.clear()
    add(series, "2024-02")

    assert (series.reaches, series.years(), len(list(series.rows()))) == ("2024-02", [2024], 1)


def test_two_rows_of_one_sheet_about_one_unit_in_two_districts_are_two_units(
    series: Series,
) -> None:
    add(series, "2022-01", written="PUNO UNIDAD")
    add(series, "2022-01", written="CUSCO UNIDAD")
    add(series, "2022-02", key="other", written="x")

    keys = [row.row.key for row in series.rows()]
    assert len(set(keys)) == 3
    assert keys[2] == "other"
