from pathlib import Path

import pytest

from trama.readers import open_tables
from trama.readers.backslashes import Backslashes, doubled_quotes, escapes_quotes

HEADER = '"Expediente","Alias","Sexo"'


def cells(folder: Path, *lines: str) -> list[tuple[object, ...]]:
    path = folder / "SINTETICO.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    with open_tables(path) as (table,):
        rows = [row.cells for row in table.rows]
    assert table.defects == []
    return rows[1:]


def test_a_backslash_before_a_quote_escapes_it(tmp_path: Path) -> None:
    rows = cells(
        tmp_path, HEADER, r'"EXP-1","LUIS \"CHATO\" ALFA, EL","M"', r'"EXP-2","dijo \"no\"","F"'
    )

    assert rows == [("EXP-1", 'LUIS "CHATO" ALFA, EL', "M"), ("EXP-2", 'dijo "no"', "F")]


@pytest.mark.parametrize("missing", [r"\N", r'"\N"'])
def test_a_missing_value_of_mysql_is_an_empty_cell(tmp_path: Path, missing: str) -> None:
    lines = [f'{missing},"A","F"', f'"EXP-2",{missing},"F"', f'"EXP-3","A",{missing}']

    assert cells(tmp_path, HEADER, *lines) == [
        ("", "A", "F"),
        ("EXP-2", "", "F"),
        ("EXP-3", "A", ""),
    ]


def test_escapes_that_begin_far_down_are_seen(tmp_path: Path) -> None:
    usual = ['"EXP-1","ANA","F"'] * 10_000

    rows = cells(tmp_path, HEADER, *usual, r'"EXP-2","LA \"TÍA\", EVA","F"')

    assert rows[-1] == ("EXP-2", 'LA "TÍA", EVA', "F")


def test_a_folder_of_windows_keeps_its_backslashes(tmp_path: Path) -> None:
    rows = cells(tmp_path, HEADER, '"EXP-1","C:\\casos\\","F"', '"EXP-2","C:\\\\red\\","F"')

    assert rows == [("EXP-1", "C:\\casos\\", "F"), ("EXP-2", "C:\\\\red\\", "F")]


def test_a_doubled_quote_after_a_backslash_is_usual_csv(tmp_path: Path) -> None:
    assert not escapes_quotes('"EXP-1","la ruta ""C:\\"" y más","F"')


def test_a_backslash_of_an_escaping_text_is_written_twice() -> None:
    backslashes = Backslashes(",")

    assert backslashes.translated(r'"C:\\casos","A"') == r'"C:\\casos","A"'
    assert backslashes.translated(r'"la \"TÍA\"","A"') == '"la ""TÍA""","A"'
    assert backslashes.translated(r'"C:\\casos","A"') == r'"C:\casos","A"'


def test_quotes_are_doubled_and_other_escapes_stay() -> None:
    assert doubled_quotes(r"a \"b\" \\ \n") == 'a ""b"" \\ \\n'


def test_a_backslash_before_an_apostrophe_goes(tmp_path: Path) -> None:
    rows = cells(tmp_path, HEADER, r'"EXP-1","D\'ANGELO SINTETICA","F"', r'"EXP-2","C:\a\b","F"')

    assert rows == [("EXP-1", "D'ANGELO SINTETICA", "F"), ("EXP-2", "C:\\a\\b", "F")]
