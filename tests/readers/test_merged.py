from trama.readers.merged import MergedCells
from trama.readers.table import Cell, ReaderDefect
from trama.values.defects import Outcome


def fill(merged: MergedCells, rows: list[list[Cell]]) -> list[ReaderDefect]:
    return [defect for row, cells in enumerate(rows) for defect in merged.fill(row, cells)]


def test_every_row_of_a_merged_cell_has_its_value() -> None:
    rows: list[list[Cell]] = [["C-1", "ANA"], [None, "EVA"], [None, "LUZ"], [None, "SOL"]]

    defects = fill(MergedCells([((0, 0), (2, 0))]), rows)

    assert [row[0] for row in rows] == ["C-1", "C-1", "C-1", None]
    assert [(defect.line, defect.column) for defect in defects] == [(2, 0), (3, 0)]
    assert {defect.defect.outcome for defect in defects} == {Outcome.CORRECTED}


def test_a_cell_merged_over_columns_stands_in_the_first() -> None:
    rows: list[list[Cell]] = [["TÍTULO", None, None], ["a", "b", "c"]]

    assert fill(MergedCells([((0, 0), (0, 2))]), rows) == []
    assert rows[0] == ["TÍTULO", None, None]


def test_a_block_over_rows_and_columns_fills_its_first_column() -> None:
    rows: list[list[Cell]] = [["M", None, "x"], [None, None, "y"]]

    fill(MergedCells([((0, 0), (1, 1))]), rows)

    assert rows[1] == ["M", None, "y"]


def test_a_merged_cell_without_a_value_fills_nothing() -> None:
    rows: list[list[Cell]] = [[None, "x"], [None, "y"]]

    assert fill(MergedCells([((0, 0), (1, 0))]), rows) == []


def test_ranges_that_begin_in_a_blank_row_fill_nothing() -> None:
    merged = MergedCells([((0, 0), (2, 0))])
    merged.skip(0)

    assert list(merged.fill(1, ["", "y"])) == []


def test_two_ranges_of_a_column_one_below_the_other_keep_their_own_values() -> None:
    rows: list[list[Cell]] = [["A", 1], [None, 2], ["B", 3], [None, 4]]

    fill(MergedCells([((0, 0), (1, 0)), ((2, 0), (3, 0))]), rows)

    assert [row[0] for row in rows] == ["A", "A", "B", "B"]
