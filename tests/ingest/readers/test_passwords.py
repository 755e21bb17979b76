from pathlib import Path

import xlwt

from trama.ingest.readers.passwords import asks_for_password

# What asks for a password is tried with whole workbooks in test_spreadsheet.py.


def test_a_plain_workbook_does_not_ask(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "SINTETICO")
    book.save(str(tmp_path / "SINTETICO.xls"))

    assert not asks_for_password(tmp_path / "SINTETICO.xls")
