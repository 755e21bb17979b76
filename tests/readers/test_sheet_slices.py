"""Long sheets that are parsed slice by slice: they read as if they were parsed whole."""

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from trama.core.errors import InputError
from trama.readers import ReaderDefect, Row, limits, open_tables
from trama.readers.sheet_slices import SlicedSheet

LAST = 400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook with texts, dates, errors, merged cells, blank rows and a cell far to the right.

    Its texts are few: with long shared texts the slices would be long too.
    """
    path = tmp_path / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("A")
        sheet.write_row(1, 1, ["CASO", "FECHA", "NOTA", "EDAD"])
        for row in range(2, LAST):
            if row % 50 < 3:
                continue
            sheet.write(row, 1, f"S-{row % 5}")
            sheet.write_datetime(row, 2, dt.datetime(2024, 1, row % 28 + 1, tzinfo=None), day)  # noqa: DTZ001 - spreadsheets know no zone
            sheet.write_rich_string(
                row, 3, "nota ", book.add_format({"bold": True}), f"n.º {row % 5}"
            )
            sheet.write_number(row, 4, row / 2)
            if row % 40 == 0:
                sheet.write_formula(row, 3, "=1/0", value="#DIV/0!")
            if row % 30 == 5:
                sheet.merge_range(row, 0, row + 20, 0, "LIMA")
        sheet.write(LAST, 9, "al margen")
    return path


def read(path: Path) -> tuple[list[Row], list[ReaderDefect]]:
    with open_tables(path) as (table,):
        return list(table.rows), list(table.defects)


def narrowed(rows: Sequence[Row]) -> list[tuple[int, list[object]]]:
    """Return lines and cells, without the blank cells at the end of a row."""
    kept = []
    for line, cells, _ in rows:
        last = max((at for at, cell in enumerate(cells) if cell is not None), default=-1)
        kept.append((line, list(cells[: last + 1])))
    return kept


@pytest.mark.parametrize("size", [200, 1_000, 10_000])
def test_slices_read_as_the_whole_sheet(
    path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, defects = read(path)
    monkeypatch.setattr(limits, "LONG_SHEET", 1_000)
    monkeypatch.setattr(limits, "SLICE", size)

    assert SlicedSheet.of(path, "A") is not None
    sliced, same = read(path)
    assert narrowed(sliced) == narrowed(whole)
    assert len(whole) > LAST * 3 // 4
    assert same == defects
    assert {each.defect.code.value for each in defects} == {"formula_error", "merged_cell_filled"}


def test_no_row_of_a_slice_is_narrower_than_one_above(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LONG_SHEET", 1_000)
    monkeypatch.setattr(limits, "SLICE", 1_000)

    widths = [len(cells) for _, cells, _ in read(path)[0]]

    assert widths == sorted(widths)
    assert (widths[0], widths[-1]) == (5, 10)


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """Return a copy of a workbook with other bytes in the XML of its sheet."""
    other = path.with_name("otro.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            target.writestr(name, content.replace(old, new) if is_sheet else content)
    return other


def test_a_sheet_whose_rows_have_no_numbers_is_parsed_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LONG_SHEET", 1_000)
    other = rewritten(path, b"<row r=", b"<row x=")

    assert SlicedSheet.of(path, "A") is not None
    assert SlicedSheet.of(other, "A") is None


def test_a_comment_that_looks_like_rows_is_no_place_to_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = read(path)
    other = rewritten(
        path, b'<row r="20"', b'<!-- <row r="1"></row><row r="2"></row> --><row r="20"'
    )
    monkeypatch.setattr(limits, "LONG_SHEET", 1_000)
    monkeypatch.setattr(limits, "SLICE", 150)

    assert narrowed(read(other)[0]) == narrowed(whole)


def test_a_damage_below_the_first_slice_ends_the_sheet_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = rewritten(path, b'<row r="300"', b'</c><row r="300"')
    monkeypatch.setattr(limits, "LONG_SHEET", 1_000)
    monkeypatch.setattr(limits, "SLICE", 1_000)
    rows: list[Row] = []

    with open_tables(other) as (table,), pytest.raises(InputError):
        rows.extend(table.rows)

    assert 200 < rows[-1].line < 300
