"""Headings of two rows: a row of groups, often merged cells, above a row of columns."""

from pathlib import Path

import pytest
import xlsxwriter

from trama.graph.records import Kind
from trama.mapping.files import map_file
from trama.mapping.grouped_headings import grouped_headings
from trama.mapping.guess import first_cells, headings
from trama.mapping.mapped import MappedRow
from trama.profiles.draft import draft
from trama.profiles.library import load_profile

TOP = ["N°", "Carpeta", "Víctima", "", "", "Imputado", "", "Hechos", "", "", "Estado"]
BELOW = ["", "", "Apellidos", "Nombres", "Edad", "Nombre", "Edad", "Etapa", "Fecha", "Lugar", ""]
ROWS = [
    ["1", "2024-15", "QUISPE NINA", "LUZ SINTETICA", "15", "LUIS PAZ", "40", "Captación",
     "12 de enero de 2024", "Puno", "En trámite"],
    ["2", "2024-15", "QUISPE NINA", "LUZ SINTETICA", "15", "LUIS PAZ", "40", "Explotación",
     "15/01/2024", "Cusco", "En trámite"],
]  # fmt: skip
TOGETHER = (
    "N°", "Carpeta", "Víctima / Apellidos", "Víctima / Nombres", "Víctima / Edad",
    "Imputado / Nombre", "Imputado / Edad", "Hechos / Etapa", "Hechos / Fecha", "Hechos / Lugar",
    "Estado",
)  # fmt: skip


def merged_workbook(path: Path) -> Path:
    """Write a sheet with a title, two rows of headings with merged cells, and totals below."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Consolidado")
        sheet.merge_range("A1:K1", "RELACIÓN DE CASOS (SINTETICO)")
        sheet.write_row("A2", ["Actualizado al", "30/06/2024"])
        sheet.write_row("A4", TOP)
        sheet.write_row("A5", BELOW)
        for cells, text in (("C4:E4", "Víctima"), ("F4:G4", "Imputado"), ("H4:J4", "Hechos")):
            sheet.merge_range(cells, text)
        for cells, text in (("A4:A5", "N°"), ("B4:B5", "Carpeta"), ("K4:K5", "Estado")):
            sheet.merge_range(cells, text)
        for at, row in enumerate(ROWS):
            sheet.write_row(5 + at, 0, row)
        sheet.write_row(5 + len(ROWS), 0, ["TOTAL", "", "1"])
    return path


def test_a_group_goes_on_to_the_right_until_the_next() -> None:
    assert grouped_headings(TOP, BELOW) == TOGETHER


@pytest.mark.parametrize(
    "above",
    [
        ("RELACIÓN DE CASOS", "", "", ""),
        ("Actualizado al", "30/06/2024", "", ""),
        ("Fiscalía:", "SINTETICA", "", ""),
        ("C-1", "ANA", "15", "F"),
        (),
    ],
)
def test_a_title_or_another_row_is_no_row_of_groups(above: tuple[str, ...]) -> None:
    assert grouped_headings(above, ("Caso", "Víctima", "Edad", "Sexo")) is None


def test_the_draft_of_a_merged_workbook_tells_the_victim_from_the_suspect(tmp_path: Path) -> None:
    path = merged_workbook(tmp_path / "consolidado.xlsx")

    (guesses,) = draft("mio", headings(path), first_cells(path)).guesses.values()

    subjects = {guess.heading: guess.subject for guess in guesses}
    assert tuple(subjects) == TOGETHER
    assert subjects["Víctima / Edad"] == subjects["Víctima / Apellidos"] == "victim"
    assert subjects["Imputado / Edad"] == subjects["Imputado / Nombre"] == "suspect"
    assert {g.moment for g in guesses if g.use in ("date", "place_text")} == {"stage"}


def test_the_drafted_profile_reads_the_rows_below_both_headings(tmp_path: Path) -> None:
    path = merged_workbook(tmp_path / "consolidado.xlsx")
    own = tmp_path / "mio.yaml"
    own.write_text(draft("mio", headings(path), first_cells(path)).text, encoding="utf-8")

    with map_file(path, load_profile(own), lambda _: None) as (table,):
        rows = [row for row in table.rows if isinstance(row, MappedRow)]

    assert len(rows) == len(ROWS)
    ages = {mention.kind: mention.fields.get("age") for row in rows for mention in row.mentions}
    assert (ages[Kind.VICTIM], ages[Kind.SUSPECT]) == (15, 40)
