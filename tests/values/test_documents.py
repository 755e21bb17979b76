"""Documents: the hand-labelled cases of tests/data/documents_pe.csv."""

import csv
from pathlib import Path

import pytest

from trama.ontology.codelists import code_list
from trama.values.defects import Outcome
from trama.values.documents import Document, document, types_of
from trama.values.word_tables import table

CASES = Path(__file__).parents[1] / "data" / "documents_pe.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "case", cases(), ids=lambda case: f"{case['type_given'] or 'untyped'} {case['text']}"
)
def test_a_document_is_read_as_a_person_labelled_it(case: dict[str, str]) -> None:
    answer = document(case["text"], case["type_given"] or None)

    read = answer.value or Document(None, "", None)
    code = answer.defects[0].code if answer.defects else ""
    assert (read.type or "", read.number, read.key or "", code) == (
        case["type"],
        case["number"],
        case["key"],
        case["defect"],
    )


def test_there_are_at_least_sixty_labelled_documents() -> None:
    assert len(cases()) >= 60


def test_a_number_from_a_spreadsheet_is_the_same_as_its_text() -> None:
    assert document(40123467, "DNI") == document("40123467", "DNI")
    assert document(40123467.0, "DNI") == document("40123467", "DNI")


def test_restored_zeros_are_a_correction_that_shows_the_number() -> None:
    (defect,) = document("1234568", "DNI").defects

    assert defect.outcome is Outcome.CORRECTED
    assert defect.suggestion == "01234568"


def test_a_guessed_type_is_less_sure_than_a_stated_one() -> None:
    assert document("40123467").confidence < document("40123467", "DNI").confidence == 1.0


def test_every_form_is_of_a_type_in_the_code_list() -> None:
    forms = table("document_forms")

    assert forms["forms"]
    assert forms["prefixes"]
    assert set(forms["forms"]) <= set(code_list("document_type").codes)
    assert set(forms["prefixes"]) <= set(forms["forms"])


@pytest.mark.parametrize(
    ("number", "types"),
    [
        ("40000123", ["DNI", "CEDULA_EXT", "PASAPORTE"]),
        ("10400001236", ["RUC", "PASAPORTE"]),
        ("AB123456", ["PASAPORTE"]),
        ("SINT2017000001", []),
    ],
)
def test_the_form_of_a_number_says_which_documents_may_have_it(
    number: str, types: list[str]
) -> None:
    assert types_of(number) == types


@pytest.mark.parametrize(
    "text",
    [
        *("45678912 DNI", "DNI 45678912 (RENIEC)", "Nro. de DNI 45678912", "Nº Doc 45678912"),
        *("nro. doc. 45678912", "Núm. Documento: 45678912"),
        *("identificado con DNI 45678912", "ID 45678912", "４５６７８９１２"),
        *("DNI N.º 45678912", "D.N.I. Nº45678912"),
    ],
)
def test_words_around_a_number_do_not_change_it(text: str) -> None:
    read = document(text).value

    assert read is not None
    assert read.key == "DNI:45678912"


def test_letters_joined_to_a_number_are_a_passport_still() -> None:
    read = document("ID45678912").value

    assert read is not None
    assert read.key != "DNI:45678912"
