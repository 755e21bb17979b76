"""Answers as files for other programs. SINTETICO."""

import csv
import io
from typing import Any

import python_calamine
from answers import answer, pseudonym

from trama.exchange.answer_files import csv_text, excel_csv_text, headings, xlsx_bytes
from trama.queries.catalog import catalog

LUIS = {"uid": "P-" + "a" * 24, "pseudonym": "X-AAAAAAAAAA", "name": "=SINT, LUIS"}
OTHER_LUIS = {"uid": "P-" + "b" * 24, "pseudonym": "X-BBBBBBBBBB", "name": "=SINT, LUIS"}
MEANS = [
    {
        "kind": "Phone",
        "means": "+51900000001",
        "cases": 2,
        "suspects": [LUIS, OTHER_LUIS],
        "first": "2017-03-05",
        "last": "2017",
        "case_uids": ["C-1", "C-2"],
    },
    {"kind": "Account", "means": "\x1b[31m\u202eROSA;=1", "cases": 3, "suspects": []},
]


def read(name: str, rows: list[dict[str, Any]]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_text(catalog().get(name), answer(name, rows)))))


def read_for_excel(name: str, rows: list[dict[str, Any]]) -> list[list[str]]:
    text = excel_csv_text(catalog().get(name), answer(name, rows), {"C-1": "RETA:SINT-1"})
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_no_cell_runs_and_no_sign_is_unseen() -> None:
    head, *rows = read("shared_means", MEANS)

    cells = [cell for row in rows for cell in row]
    assert len(cells) == 2 * len(head)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert rows[0][1] == "'+51900000001"
    assert rows[1][1] == "⟨U+001B⟩[31m⟨U+202E⟩ROSA;'=1"
    assert all(cell.isprintable() for cell in cells)


def test_namesakes_are_told_apart_by_the_key_beside_their_names() -> None:
    head, first, _ = read("shared_means", MEANS)
    said = dict(zip(head, first, strict=True))

    assert (head[3], head[-1]) == ("suspects", "suspects_key")
    assert said["suspects"] == "'=SINT, LUIS; '=SINT, LUIS"
    assert said["suspects_key"] == "X-AAAAAAAAAA; X-BBBBBBBBBB"
    assert said["case_uids"] == "C-1; C-2"


def test_somebody_who_may_not_be_named_stands_by_pseudonym() -> None:
    head, row = read("incomplete_routes", [{"case": "C-1", "victim": pseudonym("A"), "stages": 1}])
    said = dict(zip(head, row, strict=True))

    assert said["victim"] == said["victim_key"] == "P-AAAAAAAAAA"


def test_numbers_stay_numbers_and_what_is_unknown_stays_empty() -> None:
    rows = [{"registry": "RETA", "records": -3, "share": 0.2691, "confidence": None}]
    head, row = read("load_quality", rows)
    said = dict(zip(head, row, strict=True))

    assert (said["records"], said["share"], said["confidence"]) == ("-3", "0.2691", "")


def test_a_spanish_excel_gets_its_mark_its_semicolons_and_its_commas() -> None:
    query, rows = catalog().get("load_quality"), [{"registry": "RETA", "share": 0.2691}]
    text = excel_csv_text(query, answer("load_quality", rows), {})

    assert text.startswith("\ufeffregistry;kind;")
    assert ";0,2691;" in text
    head, row = read_for_excel("load_quality", rows)
    assert len(head) == len(row) == len(headings(query))


def test_a_spanish_excel_reads_the_numbers_of_cases_and_their_uids_as_keys() -> None:
    head, row, _ = read_for_excel("shared_means", MEANS)
    said = dict(zip(head, row, strict=True))

    assert said["case_uids"] == "RETA:SINT-1; C-2"
    assert (head[-1], said["case_uids_key"]) == ("case_uids_key", "C-1; C-2")


def test_a_workbook_has_titles_words_days_and_numbers_and_says_what_was_asked() -> None:
    said = answer("shared_means", MEANS, {"kind": "Phone", "since": None})
    stored = xlsx_bytes(catalog().get("shared_means"), said, "es", {"C-1": "RETA:SINT-1"})

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stored))
    head, first, second = book.get_sheet_by_name("Respuesta").to_python()
    row = dict(zip(head, first, strict=True))
    assert row["Clase"] == "Teléfono"
    assert row["Medio"] == "+51900000001"
    assert row["Casos"] == 2.0
    assert str(row["Primer hecho (día)"]) == "2017-03-05"
    assert row["Último hecho (día)"] == "2017"
    assert row["Presuntos tratantes que lo usan (clave)"] == "X-AAAAAAAAAA; X-BBBBBBBBBB"
    assert second[1] == "⟨U+001B⟩[31m⟨U+202E⟩ROSA;=1"
    about = book.get_sheet_by_name("Consulta").to_python()
    assert ["Clase", "Teléfono", "kind=Phone"] in [line[:3] for line in about]
    assert row["Los casos (los 30 más recientes)"] == "RETA:SINT-1; C-2"
    assert row["Los casos (clave)"] == "C-1; C-2"
    assert any("archivadas" in cell for line in about for cell in line)


def test_a_workbook_of_no_rows_still_has_its_titles() -> None:
    stored = xlsx_bytes(catalog().get("shared_means"), answer("shared_means", []), "en", {})

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stored))
    assert book.get_sheet_by_name("Answer").to_python()[0][:2] == ["Kind", "Means"]


def test_a_cell_that_a_workbook_cannot_hold_shows_that_it_was_cut() -> None:
    many = {**MEANS[0], "case_uids": [f"C-{number:06}" for number in range(5_000)]}
    stored = xlsx_bytes(catalog().get("shared_means"), answer("shared_means", [many]), "es", {})

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stored))
    cells = [str(cell) for cell in book.get_sheet_by_name("Respuesta").to_python()[1]]
    cut = next(cell for cell in cells if cell.startswith("C-000000"))
    assert len(cut) == 32_767
    assert cut.endswith(" […]")
