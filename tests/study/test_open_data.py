"""The open data of RETA as a source: the published totals, and what has no province."""

import gzip
from pathlib import Path

import pytest

from trama.profiles.shipped_data import shipped_file
from trama.study.open_data_source import open_data
from trama.study.source import Source, Years, by_place, within


@pytest.fixture(scope="module")
def source() -> Source:
    return open_data()


def test_the_totals_are_those_of_the_open_data(source: Source) -> None:
    totals = source.counts.groupby("year")["victims"].sum()

    assert totals.to_dict() == {
        2017: 725, 2018: 734, 2019: 509, 2020: 372, 2021: 535, 2022: 631, 2023: 583, 2024: 669,
        2025: 384,
    }  # fmt: skip


def test_provinces_are_known_up_to_2022_and_departments_in_all_years(source: Source) -> None:
    assert source.years_at("PROVINCIA") == Years(2017, 2022)
    assert source.years_at("DEPARTAMENTO") == Years(2017, 2025)
    assert by_place(source.counts, "DEPARTAMENTO").sum() == source.counts["victims"].sum()


def test_a_row_of_several_provinces_counts_for_its_department(source: Source) -> None:
    counts = within(source.counts, Years(2017, 2022))
    by_column = within(source.others["province_column"], Years(2017, 2022))

    # ESPINAR-SANTIAGO are districts of two provinces of Cusco.
    assert by_place(counts, "PROVINCIA")["PE-0808"] < by_place(by_column, "PROVINCIA")["PE-0808"]
    assert by_place(counts, "DEPARTAMENTO")["PE-08"] == by_place(by_column, "DEPARTAMENTO")["PE-08"]


def test_the_year_2023_is_a_whole_year_and_2025_nine_months(source: Source) -> None:
    assert (source.exposure[2023], source.exposure[2024], source.exposure[2025]) == (1, 1, 0.75)


def test_a_last_year_that_has_only_january_is_a_month(tmp_path: Path) -> None:
    packed = shipped_file("reta_open_data").path.read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    of_2025 = [line for line in lines[1:] if line.split(",")[0] == "2025"]
    january = [line for line in of_2025 if line.split(",")[1] == "1"]
    newer = tmp_path / "enero.csv"
    renumbered = [line.replace("2025", "2026", 1) for line in january]
    newer.write_text("\n".join([*lines, *renumbered]), encoding="utf-8")

    exposure = open_data(newer).exposure

    assert january
    assert exposure[2026] == pytest.approx(1 / 12)
    assert exposure[2023] == 1
