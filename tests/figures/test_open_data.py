"""RETA's open data as counts, and the series and windows in them."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from trama.figures.breakdowns import PLAIN, Series, series_of
from trama.figures.open_data import OpenData, month_number, read_open_data, shipped_open_data
from trama.figures.windows import window_text, windows_of
from trama.profiles.shipped_data import shipped_file

YEARS = {
    2017: 725,
    2018: 734,
    2019: 509,
    2020: 372,
    2021: 535,
    2022: 631,
    2023: 583,
    2024: 669,
    2025: 384,
}
HEADER = "AÑO,MES,CCDD,lugar,PROVINCIA,DISTRITO,COMISARÍA,categoría,Denuncias por comisión,Valor\n"


@pytest.fixture(scope="module")
def data() -> OpenData:
    return shipped_open_data()


@pytest.fixture(scope="module")
def series(data: OpenData) -> dict[str, Series]:
    return {one.key: one for one in series_of(data)}


def test_every_row_of_the_file_is_counted_once(data: OpenData) -> None:
    written: Counter[str] = Counter()
    with gzip.open(shipped_file("reta_open_data").path, "rt", encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            written[row["Denuncias por comisión"]] += int(row["Valor"] or 0)

    assert len(data.indicators) == len(written) == 86
    assert data.counts[:, 0].sum() == data.counts[:, 1:].sum() == sum(written.values())
    assert data.of("VICTIMAS/recruitment/OFERTA_TRABAJO")[0].sum() == written["C_OFERTA DE TRABAJO"]
    assert len(data.places) == 26


def test_all_victims_of_each_year_are_the_sums_of_the_parts(
    data: OpenData, series: dict[str, Series]
) -> None:
    of_year: Counter[int] = Counter()
    for first, count in zip(data.first, series[PLAIN].counts[0], strict=True):
        of_year[first // 12] += int(count)

    assert of_year == YEARS


def test_a_year_that_stands_in_its_first_month_is_one_period(data: OpenData) -> None:
    assert data.years_in_january == (2023,)
    assert len(data.first) == 8 * 12 + 9 - 11
    block = data.first.index(month_number(2023, 1))
    assert data.last[block] == month_number(2023, 12)


def test_series_with_the_same_counts_everywhere_are_one(series: dict[str, Series]) -> None:
    counts = [one.counts.tobytes() for one in series.values()]

    assert len(set(counts)) == len(counts)
    assert "recruitment=TOTAL" not in series  # it repeats all victims
    assert series["sex_and_age=TOTAL"].counts[0, :12].sum() == 641


def test_a_breakdown_is_not_covered_where_the_file_has_none_of_it(
    data: OpenData, series: dict[str, Series]
) -> None:
    missing = ~series["age=0-17"].covered

    assert {data.first[at] // 12 for at in np.flatnonzero(missing)} == {2017}
    assert series["sex=F"].covered.all()


def test_windows_have_the_tier_of_their_sentence(data: OpenData) -> None:
    windows = windows_of(data)
    tiers = {
        (int(first), int(last)): int(tier)
        for first, last, tier in zip(windows.first, windows.last, windows.tier, strict=True)
    }

    assert len(tiers) == len(windows.begin) == 94 * 95 // 2
    assert tiers[month_number(2024, 1), month_number(2024, 12)] == 0
    assert tiers[month_number(2017, 1), month_number(2025, 9)] == 0
    assert tiers[month_number(2018, 1), month_number(2020, 12)] == 1
    assert tiers[month_number(2023, 1), month_number(2025, 3)] == 2
    assert tiers[month_number(2018, 6), month_number(2021, 5)] == 3
    assert (month_number(2023, 3), month_number(2023, 5)) not in tiers


@pytest.mark.parametrize(
    ("first", "last", "spanish", "english"),
    [
        ((2024, 1), (2024, 1), "en enero de 2024", "in January 2024"),
        ((2024, 1), (2024, 12), "en 2024", "in 2024"),
        ((2018, 1), (2020, 12), "de 2018 a 2020", "from 2018 to 2020"),
        ((2024, 1), (2024, 3), "de enero a marzo de 2024", "from January to March 2024"),
    ],
)
def test_a_window_is_said_as_people_say_it(
    first: tuple[int, int], last: tuple[int, int], spanish: str, english: str
) -> None:
    begin, end = month_number(*first), month_number(*last)

    assert (window_text(begin, end, "es"), window_text(begin, end, "en")) == (spanish, english)


def test_another_file_in_the_same_layout_is_read(tmp_path: Path) -> None:
    file = tmp_path / "otra.csv"
    rows = ("2020,3,8,CUZCO,,,A,CAPTACIÓN,C_INTERNET,2", "2020,5,8,CUSCO,,,B,CAPTACIÓN,C_INTERNET,")
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")

    data = read_open_data(file)

    assert data.places == ("PE", "PE-08")
    assert data.of("VICTIMAS/recruitment/INTERNET").tolist() == [[2, 0, 0], [2, 0, 0]]
    assert data.first == tuple(month_number(2020, month) for month in (3, 4, 5))


def test_an_unknown_department_stops_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "otra.csv"
    file.write_text(HEADER + "2020,3,8,ATLANTIDA,,,A,CAPTACIÓN,C_INTERNET,2\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"otra\.csv"):
        read_open_data(file)
