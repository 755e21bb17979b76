"""Sheets longer than what is read to find their headings."""

from pathlib import Path

import xlsxwriter

from trama.readers import Row, open_tables


def test_long_sheets_begun_together_are_read_to_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    last = 2_500
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for name in ("A", "B"):
            sheet = book.add_worksheet(name)
            for number in range(last):
                sheet.write_row(number, 1, [f"{name}{number}"])

    with open_tables(path) as tables:
        rows = {table.sheet: iter(table.rows) for table in tables}
        first = {name: next(each) for name, each in rows.items()}
        others = {name: list(each) for name, each in rows.items()}

    for name, row in first.items():
        expected = [Row(n + 1, (None, f"{name}{n}")) for n in range(last)]
        assert [row, *others[name]] == expected
