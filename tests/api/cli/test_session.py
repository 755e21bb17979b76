"""What every command shares: how answers are drawn."""

from io import StringIO

import pytest
from rich.console import Console

from trama.api.cli.session import Session
from trama.graph.settings import read_settings


@pytest.mark.parametrize("width", [200, 80, 70])
def test_numbers_and_dates_are_whole_however_narrow_the_terminal(width: int) -> None:
    drawn = StringIO()
    console = Console(file=drawn, width=width)
    session = Session(read_settings({}), "es", as_json=False, out=console, notes=console)
    columns = ["hoja", "filas", "cargadas", "sin cambios", "repetidas", "rechazadas", "desde"]

    session.table("", columns, [("AGRAVIADOS", 123456, 23456, 3456, 456, 56, "2017-03-05")])

    line = next(line for line in drawn.getvalue().splitlines() if "123456" in line)
    assert line.split()[-6:] == ["123456", "23456", "3456", "456", "56", "2017-03-05"]
