"""Headings of Peruvian offices, as they write them, and what their words say."""

import pytest

from trama.profiles.guessing.headings import read_heading, subject_of


@pytest.mark.parametrize(
    ("heading", "use", "moment", "subject", "number"),
    [
        ("apellidos", "surnames", "", "", 0),
        ("Ap. Paterno", "paternal", "", "", 0),
        ("APE_MAT", "maternal", "", "", 0),
        ("2do Apellido", "maternal", "", "", 0),
        ("APELLIDOS Y NOMBRES", "name", "", "", 0),
        ("D.N.I.", "document", "", "", 0),
        ("NroDocIdentidad", "document", "", "", 0),
        ("Tip. Doc. víctima", "document_type", "", "victim", 0),
        ("fecha_nac", "date", "birth", "", 0),
        ("F. NAC. AGRAV. 2", "date", "birth", "victim", 2),
        ("F. Ingreso", "date", "registered", "", 0),
        ("Dpto. de nacimiento", "department", "birth", "", 0),
        ("DTO DOMICILIO", "district", "residence", "", 0),
        ("1ra víctima", "name", "", "victim", 1),
        ("Agraviado(a)", "name", "", "victim", 0),
        ("Presunto tratante", "name", "", "suspect", 0),
        ("Telf. del imputado", "phones", "", "suspect", 0),
        ("Vínculo con el imputado", "bond", "", "", 0),
        ("Carpeta Fiscal", "case_number", "", "", 0),
        ("Distrito fiscal", "fiscal_district", "", "", 0),
        ("Lugar de captación", "place_text", "CAPTACION", "", 0),
        ("grupo_v/nroDocumento", "document", "", "", 0),
        ("Nº", "line", "", "", 0),
    ],
)
def test_the_words_of_a_heading_say_its_use(
    heading: str, use: str, moment: str, subject: str, number: int
) -> None:
    said = read_heading(heading)

    best = said.candidates[0]
    assert (best.use, best.moment, said.subject, said.number) == (use, moment, subject, number)
    assert best.score >= 0.9


def test_a_slip_is_read_and_costs_surety() -> None:
    (best, *_) = read_heading("Finaldiad").candidates

    assert (best.use, best.corrected) == ("purposes", "FINALIDAD")
    assert best.score < 1


@pytest.mark.parametrize(
    ("heading", "moment"),
    [
        ("Fue captada en", "CAPTACION"),
        ("¿La víctima fue captada en?", "CAPTACION"),
        ("Fue trasladada a:", "TRANSPORTE"),
        ("Llevado hacia", "TRANSPORTE"),
        ("Fue acogida en", "RECEPCION"),
        ("Era explotada en", "EXPLOTACION"),
        ("Rescatada en", "fact"),
        ("Nació en", "birth"),
        ("Vive en", "residence"),
    ],
)
def test_a_sentence_that_ends_before_a_place_asks_for_it(heading: str, moment: str) -> None:
    best = read_heading(heading).candidates[0]

    assert (best.use, best.moment) == ("place_text", moment)
    assert best.score >= 0.9


@pytest.mark.parametrize(
    "heading", ["Fecha en que fue captada", "Captada", "Explotador a cargo de"]
)
def test_another_sentence_asks_for_no_place(heading: str) -> None:
    assert "place_text" not in [each.use for each in read_heading(heading).candidates]


@pytest.mark.parametrize("heading", ["Fiscal a cargo", "DNI del denunciante", "Psicóloga", "Madre"])
def test_columns_of_other_people_are_nobody_s(heading: str) -> None:
    assert read_heading(heading).subject == "other"


def test_a_heading_between_two_uses_is_a_doubt() -> None:
    assert read_heading("Distrito de la comisaría").candidates[0].score < 0.6


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("AGRAVIADOS", "victim"),
        ("Imputada", "suspect"),
        ("presunto", "suspect"),
        ("Presuntas agraviadas", "victim"),
        ("Presunto delito", ""),
        ("Testigo", "other"),
        ("Hoja1", ""),
    ],
)
def test_names_of_sheets_and_cells_say_whom_they_are_about(text: str, subject: str) -> None:
    assert subject_of(text) == subject
