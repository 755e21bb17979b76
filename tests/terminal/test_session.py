"""Tables in a terminal: everything is said, however narrow the window."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from trama.core.settings import read_settings
from trama.terminal.session import Session

COLUMNS = ["Víctima", "Fecha", "Lugar", "Presuntos tratantes (investigados)"]
ROWS = [
    ("P-AAAAAAAAAA", "2022-11-25", "San Juan de Lurigancho (Lima)", "SINTETICO QUISPE, RAÚL"),
    ("P-BBBBBBBBBB", "2022-11-26", "Iquitos (Loreto)", ""),
]

Rows = Sequence[Sequence[object]]


def drawn(width: int, columns: Sequence[str] = COLUMNS, rows: Rows = ROWS) -> str:
    out = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    session = Session(
        settings=read_settings({"TRAMA_HOME": str(Path("SINTETICO"))}),
        language="es",
        as_json=False,
        out=out,
        notes=out,
    )
    session.table("Ruta de un caso", columns, rows)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


@pytest.mark.parametrize("width", [60, 70, 80, 100, 150])
def test_nothing_is_cut_off_and_no_word_broken(width: int) -> None:
    text = drawn(width)

    for row in ROWS:
        assert all(word in text for cell in row for word in cell.split())
    assert all(len(line.rstrip()) <= width for line in text.splitlines())


def test_a_window_too_narrow_for_a_table_gets_each_row_as_lines() -> None:
    assert "── 1 ─" in drawn(50)
    assert "── 1 ─" not in drawn(100)


@pytest.mark.parametrize("width", [200, 80, 40])
def test_numbers_and_dates_are_whole_however_narrow_the_terminal(width: int) -> None:
    columns = ["hoja", "filas", "cargadas", "sin cambios", "desde"]

    text = drawn(width, columns, [("AGRAVIADOS", 123456, 23456, 3456, "2017-03-05")])

    assert {"123456", "23456", "3456", "2017-03-05"} <= set(text.split())
