"""Sex, nationality, yes and no as sources write them."""

import pytest

from trama.ontology.codelists import code_list
from trama.places.countries import country as nationality
from trama.values.cells import Cell
from trama.values.defects import Normalised
from trama.values.word_tables import meanings
from trama.values.words import sex, yes_or_no


@pytest.mark.parametrize(
    ("cell", "code"),
    [("F", "F"), ("femenino", "F"), ("MUJER", "F"), ("M", "M"), ("Varón", "M"), ("HOMBRE", "M")],
)
def test_sex_is_a_code_of_its_list(cell: Cell, code: str) -> None:
    assert sex(cell) == Normalised(code)
    assert code in code_list("sex").codes


@pytest.mark.parametrize(
    ("cell", "uid"),
    [
        ("PERUANA", "PE"),
        ("peruano", "PE"),
        ("PERÚ", "PE"),
        ("PE", "PE"),
        ("PER", "PE"),
        ("VENEZOLANA", "VE"),
        ("Venezolano", "VE"),
        ("VENEZUELA", "VE"),
        ("COLOMBIANA", "CO"),
        ("ECUATORIANO", "EC"),
        ("BOLIVIANA", "BO"),
        ("BRASILEÑA", "BR"),
        ("ESPAÑA", "ES"),
        ("Peru", "PE"),
    ],
)
def test_a_nationality_is_the_uid_of_its_country(cell: Cell, uid: str) -> None:
    assert nationality(cell) == Normalised(uid)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("SI", True), ("Sí", True), (True, True), ("X", True), (1, True), ("NO", False), (0, False)],
)
def test_yes_and_no(cell: Cell, value: bool) -> None:
    assert yes_or_no(cell) == Normalised(value)


def test_other_words_are_set_aside_with_their_code() -> None:
    assert [defect.code for defect in sex("TAL VEZ").defects] == ["unknown_sex"]
    assert [defect.code for defect in nationality("MARCIANA").defects] == ["unknown_country"]
    assert [defect.code for defect in yes_or_no("TAL VEZ").defects] == ["neither_yes_nor_no"]


def test_an_empty_cell_says_nothing() -> None:
    assert sex("") == nationality(None) == yes_or_no(" ") == Normalised(None)


def test_the_reasons_for_naming_nobody_are_codes_of_their_list() -> None:
    reasons = set(meanings("nobody").values())

    assert reasons
    assert reasons <= set(code_list("unknown_reason").codes)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("YES", True), ("true", True), ("No", False), ("FALSE", False), ("n", False)],
)
def test_english_answers_are_answers(cell: str, value: bool) -> None:
    assert yes_or_no(cell).value is value


@pytest.mark.parametrize("cell", ["F?", "?F", "¿M?", "FEMENINO (?)", "M*", "?"])
def test_a_doubted_sex_is_no_sex(cell: str) -> None:
    found = sex(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["unknown_sex"]
