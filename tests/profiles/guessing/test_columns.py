"""The guess of one column: what heading and cells together make sure, likely or doubtful."""

import pytest

from trama.profiles.guessing.columns import guess_column


@pytest.mark.parametrize(
    ("heading", "cells", "use", "level"),
    [
        ("DNI", ("40000123", "40000124", ""), "document", "sure"),
        ("xx", ("40000123", "40000124", "40000125"), "document", "likely"),
        ("campo1", ("987654321", "986543210", "985432109"), "phones", "likely"),
        ("zz", ("Puno", "Cuzco", "Lima"), "department", "likely"),
        ("zz", ("Rosa Quispe Mamani", "Ana Flores Cruz", "Eva Soto Ruiz"), "name", "likely"),
        ("Nac.", ("PERUANA", "BOLIVIANA", "PERUANA"), "nationality", "sure"),
        ("Nac.", ("05/03/2010", "16/03/2010", "S/D"), "date", "sure"),
        ("Nombre", ("SINTETICO ALFA, LUIS", "SINTETICA BETA, EVA"), "name", "sure"),
        ("Nombres", ("Rosa Quispe Mamani", "Ana Flores Cruz", "Yeni Ccopa"), "name", "sure"),
        ("Nombres", ("ROSA ELENA", "ANA, LUZ", "MARTÍN SANTOS"), "given", "sure"),
        ("Menores", ("3", "2"), "count", "sure"),
        ("Víctima", ("V-1", "V-2"), "person_code", "sure"),
        ("Documento", ("05/03/2010", "06/03/2010"), "document", "doubtful"),
        ("apellidos", ("ROSA ELENA", "JUANA"), "surnames", "doubtful"),
        ("Menor", ("SI", "NO"), "name", "doubtful"),
        ("zz", ("12/01/2024", "13/01/2024", "14/01/2024"), "date", "doubtful"),
        ("zz", ("alfa", "beta", "gama"), "", "none"),
        ("DNI del testigo", ("40000123", "40000124", "40000125"), "", "none"),
    ],
)
def test_heading_and_cells_decide_together(
    heading: str, cells: tuple[str, ...], use: str, level: str
) -> None:
    guess = guess_column(heading, cells)

    assert (guess.use, guess.level) == (use, level)
    assert guess.es
    assert guess.en


def test_no_reason_quotes_a_cell() -> None:
    guess = guess_column("DNI", ("40000123", "40000124"))

    assert "2 de 2" in guess.es
    assert "4000012" not in guess.es + guess.en
