"""Rows of a statistic: their key, their value, and the rows that are rejected."""

from pathlib import Path

import pytest

from trama.mapping.files import TableCount, map_file
from trama.mapping.mapped import MappedObservation
from trama.profiles.library import load_profile
from trama.values.defects import Issue, Outcome

HEADER = "AÑO,MES,CCDD,lugar,PROVINCIA,DISTRITO,COMISARÍA,categoría,Denuncias por comisión,Valor\n"
ROW = "2017,1,2,ÁNCASH,SANTA,CHIMBOTE,DIVICAJ  -DEPINTRAP,CAPTACIÓN,C_INTERNET,3\n"


def mapped(folder: Path, text: str) -> tuple[list[MappedObservation], list[Issue], TableCount]:
    path = folder / "datos_SINTETICO.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    issues: list[Issue] = []
    with map_file(path, load_profile("reta_open_data"), issues.append) as (table,):
        rows = [row for row in table.rows if isinstance(row, MappedObservation)]
    return rows, issues, table.count


def test_the_unit_and_its_department_identify_a_row_however_the_district_is_spelt(
    tmp_path: Path,
) -> None:
    other = ROW.replace("CHIMBOTE", "NUEVO CHIMBOTE").replace("DIVICAJ  -", "DIVICAJ -")

    rows, _, _ = mapped(tmp_path, ROW + other)

    assert rows[0].key == rows[1].key
    assert rows[0].written_key != rows[1].written_key


def test_without_a_unit_every_column_of_the_key_identifies_a_row(tmp_path: Path) -> None:
    alone = ROW.replace("DIVICAJ  -DEPINTRAP", "")

    rows, _, _ = mapped(tmp_path, alone + alone.replace("CHIMBOTE", "NUEVO CHIMBOTE"))

    assert rows[0].key != rows[1].key


def test_the_same_row_with_another_value_keeps_its_key(tmp_path: Path) -> None:
    rows, _, _ = mapped(tmp_path, ROW + ROW.replace(",3\n", ",4\n"))

    assert rows[0].key == rows[1].key
    assert rows[0].digest != rows[1].digest


def test_an_indicator_that_the_profile_does_not_know_is_rejected(tmp_path: Path) -> None:
    rows, issues, count = mapped(tmp_path, ROW.replace("C_INTERNET", "C_ABRACADABRA"))

    assert rows == []
    assert count == TableCount(rows=1, rejected=1)
    assert [(issue.defect.code, issue.defect.outcome, issue.value) for issue in issues] == [
        ("unknown_indicator", Outcome.REJECTED, "C_ABRACADABRA")
    ]


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("", "no_period"),
        ("AYER", "unreadable_date"),
        ("1900", "filler_date"),
        ("2031", "date_in_the_future"),
    ],
)
def test_a_row_without_a_period_is_rejected_and_says_why(
    tmp_path: Path, year: str, code: str
) -> None:
    rows, issues, count = mapped(tmp_path, ROW.replace("2017", year))

    assert rows == []
    assert count.rejected == 1
    assert [(issue.defect.code, issue.column) for issue in issues] == [(code, "AÑO")]


def test_a_month_that_is_none_is_told_in_its_own_column(tmp_path: Path) -> None:
    rows, issues, _ = mapped(tmp_path, ROW.replace("2017,1,", "2017,13,"))

    assert rows[0].fields["period"] == "2017"
    assert [(issue.defect.code, issue.column) for issue in issues] == [("unreadable_month", "MES")]


@pytest.mark.parametrize("value", ["-1", "1.5"])
def test_victims_are_counted_in_whole_numbers(tmp_path: Path, value: str) -> None:
    rows, issues, _ = mapped(tmp_path, ROW.replace(",3\n", f",{value}\n"))

    assert "value" not in rows[0].fields
    assert [(issue.defect.code, issue.column) for issue in issues] == [("not_a_count", "Valor")]


def test_a_value_that_is_no_number_is_set_aside(tmp_path: Path) -> None:
    rows, issues, _ = mapped(tmp_path, ROW.replace(",3\n", ",tres\n"))

    assert "value" not in rows[0].fields
    assert [(issue.column, issue.defect.outcome) for issue in issues] == [
        ("Valor", Outcome.SET_ASIDE)
    ]
