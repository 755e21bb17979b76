import pytest

from trama.core.errors import InputError
from trama.readers.refusals import (
    bomb,
    cut_at,
    damaged,
    damaged_sheet,
    no_table,
    protected,
    too_many_members,
)

REFUSALS = [
    (damaged("a.csv"), "pida otra copia", "ask for another copy"),
    (damaged_sheet("a.csv", "CASOS"), "la hoja CASOS", "sheet CASOS"),
    (cut_at("a.csv", 7), "desde la línea 7", "from line 7 on"),
    (protected("a.csv"), "guarde una copia sin contraseña", "save a copy without one"),
    (bomb("a.csv"), "descomprímalo usted", "unpack it yourself"),
    (too_many_members("a.csv"), "descomprímalo en una carpeta", "unpack it into a folder"),
    (no_table("a.csv", "es un PDF", "it is a PDF"), "guárdelo como CSV", "save it as CSV"),
]


@pytest.mark.parametrize(("refusal", "spanish", "english"), REFUSALS)
def test_a_refusal_names_the_file_and_what_to_do_in_both_languages(
    refusal: InputError, spanish: str, english: str
) -> None:
    assert "a.csv" in refusal.message()
    assert spanish in refusal.message()
    assert "a.csv" in refusal.message("en")
    assert english in refusal.message("en")
