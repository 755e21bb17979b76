"""Remarks in the place of a case's number, in a column whose other cells are numbers."""

from pathlib import Path

import pytest

from tests.mapping.test_rows import HEADER, Mapped, changed
from trama.mapping.numbered_keys import is_remark_among_numbers

NUMBERS = [f"SINT-2017-00000{number}" for number in range(1, 7)]


def keys_of(folder: Path, *written: str) -> tuple[list[str], list[str]]:
    """Return the cases of a file with these keys, and the codes of its rejections."""
    rows = [changed(NRO_REGISTRO=key, APE_PATERNO_VICT=f"SINTETICA{at}") for at, key in
            enumerate(written)]  # fmt: skip
    mapped = Mapped(folder, HEADER, *rows)
    rejected = [code for code, outcome, _ in mapped.codes if outcome == "rejected"]
    return [row.case_key for row in mapped.rows], rejected


@pytest.mark.parametrize("remark", ["ARCHIVADO POR FISCAL", "Derivado a Lima", "JUNIO", "A B C"])
def test_a_remark_among_numbers_joins_no_rows(tmp_path: Path, remark: str) -> None:
    keys, rejected = keys_of(tmp_path, *NUMBERS, remark, remark)

    assert keys == NUMBERS
    assert rejected == ["no_case_key", "no_case_key"]


def test_the_name_of_an_operation_is_a_case_s_number(tmp_path: Path) -> None:
    keys, rejected = keys_of(tmp_path, *NUMBERS, "OPERATIVO LUCERO", "OPERATIVO LUCERO")

    assert keys == [*NUMBERS, "OPERATIVO LUCERO", "OPERATIVO LUCERO"]
    assert rejected == []


@pytest.mark.parametrize("numbers", [NUMBERS[:4], ["ALFA", "BRAVO", "CHARLIE", *NUMBERS]])
def test_words_stay_keys_where_few_numbers_show_the_contrary(
    tmp_path: Path, numbers: list[str]
) -> None:
    keys, rejected = keys_of(tmp_path, *numbers, "DELTA")

    assert keys == [*numbers, "DELTA"]
    assert rejected == []


@pytest.mark.parametrize(
    "filler",
    ["SUMA", "TOTAL", "EXP. S/N", "CF S/N-2018", "Pdte.", "mismo caso", "Anulado", "EXP-0000-2018"],
)
def test_a_filler_numbers_no_case_in_any_file(tmp_path: Path, filler: str) -> None:
    keys, rejected = keys_of(tmp_path, NUMBERS[0], filler, filler)

    assert keys == NUMBERS[:1]
    assert len(rejected) == 2


def test_a_number_is_no_remark() -> None:
    assert not is_remark_among_numbers("LIMA-2")
    assert not is_remark_among_numbers("Mega operativo Lucero")
    assert is_remark_among_numbers("operativo")
