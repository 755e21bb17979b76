"""Keys, documents, telephones and plates in cells that a spreadsheet has damaged."""

from datetime import UTC, date, datetime

import pytest

from trama.values.cells import Cell
from trama.values.contacts import account, phone, plate
from trama.values.defects import DefectCode, Normalised
from trama.values.documents import document
from trama.values.identifiers import bounded, holds_cells, identifier, is_missing_key

DAMAGED: list[tuple[Cell, DefectCode]] = [
    (date(2010, 3, 5), DefectCode.IDENTIFIER_IS_DATE),
    (datetime(2010, 3, 5, 10, 30, tzinfo=UTC), DefectCode.IDENTIFIER_IS_DATE),
    ("05/03/2010", DefectCode.IDENTIFIER_IS_DATE),
    ("5-3-10", DefectCode.IDENTIFIER_IS_DATE),
    ("2010-03-05", DefectCode.IDENTIFIER_IS_DATE),
    ("2010-03-05 00:00:00", DefectCode.IDENTIFIER_IS_DATE),
    ("5-mar-10", DefectCode.IDENTIFIER_IS_DATE),
    ("mar-18", DefectCode.IDENTIFIER_IS_DATE),
    ("05 03 2010", DefectCode.IDENTIFIER_IS_DATE),
    ("05 03 2010 00:00", DefectCode.IDENTIFIER_IS_DATE),
    ("12:30", DefectCode.IDENTIFIER_IS_DATE),
    ("3.05012E+13", DefectCode.LOST_DIGITS),
    ("3,05012E+13", DefectCode.LOST_DIGITS),
    ("3.05012e13", DefectCode.LOST_DIGITS),
    ("1e+16", DefectCode.LOST_DIGITS),
    ("3.05012E 13", DefectCode.LOST_DIGITS),
    ("3,05012 e 13", DefectCode.LOST_DIGITS),
    ("3.05012×10^13", DefectCode.LOST_DIGITS),
    ("3,05012 x 10¹³", DefectCode.LOST_DIGITS),
    ("12345678901234500000", DefectCode.LOST_DIGITS),
    (12345678901234500000, DefectCode.LOST_DIGITS),
    (1.23456789012345e19, DefectCode.LOST_DIGITS),
    (45678912.5, DefectCode.NOT_AN_IDENTIFIER),
    ("45678912.5", DefectCode.NOT_AN_IDENTIFIER),
    ("45,678,912.5", DefectCode.NOT_AN_IDENTIFIER),
    ("45.678.912,50", DefectCode.NOT_AN_IDENTIFIER),
    ("45 678 912.25", DefectCode.NOT_AN_IDENTIFIER),
    ("987'654'321.5", DefectCode.NOT_AN_IDENTIFIER),
    ("-45,678.9", DefectCode.NOT_AN_IDENTIFIER),
    (True, DefectCode.NOT_AN_IDENTIFIER),
    ("VERDADERO", DefectCode.NOT_AN_IDENTIFIER),
    (float("nan"), DefectCode.NOT_AN_IDENTIFIER),
    ("7" * 5000, DefectCode.CELL_TOO_LONG),
]


@pytest.mark.parametrize(("cell", "code"), DAMAGED)
def test_a_cell_that_lost_digits_identifies_nothing(cell: Cell, code: DefectCode) -> None:
    for read in (identifier, phone, plate, account, document):
        answer: Normalised[object] = read(cell)  # type: ignore[operator]

        assert answer.value is None
        assert [defect.code for defect in answer.defects] == [code]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (45678912, "45678912"),
        (45678912.0, "45678912"),
        ("45678912", "45678912"),
        ("3106014505-2018-123-0", "3106014505-2018-123-0"),
        ("05-2018", "05-2018"),
        ("2018.15", "2018.15"),
        ("12345678901234567890", "12345678901234567890"),
        ("45-13-2019", "45-13-2019"),
        ("987.654.321", "987.654.321"),
        ("987 654 321", "987 654 321"),
        ("1.234-2018", "1.234-2018"),
        ("EXP-SINT-1", "EXP-SINT-1"),
    ],
)
def test_a_whole_number_and_a_registry_s_number_stay(cell: Cell, text: str) -> None:
    assert identifier(cell) == Normalised(text)


@pytest.mark.parametrize("cell", ["45678912.0", "45678912,0", "45678912.00"])
def test_a_whole_number_loses_its_decimal_and_that_is_told(cell: str) -> None:
    answer = identifier(cell)

    assert answer.value == "45678912"
    assert [(d.code, d.outcome) for d in answer.defects] == [("decimal_cut", "corrected")]


@pytest.mark.parametrize("cell", ["45,678,912.0", "45.678.912,00", "45 678 912.0"])
def test_a_grouped_number_loses_its_decimal_too(cell: str) -> None:
    answer = identifier(cell)

    assert answer.value == "45678912"
    assert [(d.code, d.outcome) for d in answer.defects] == [("decimal_cut", "corrected")]


@pytest.mark.parametrize(
    "text", ["EXP-2018", "N° 15", "CASO A", "CARPETA FISCAL 3-2018", "2018", "EXP-000-2018", "N-1"]
)
def test_a_noun_before_a_number_leaves_a_number(text: str) -> None:
    assert not is_missing_key(text)


@pytest.mark.parametrize("text", ["S/D", "N.N.", "-", "000", "pendiente", "SE DESCONOCE", "nan"])
def test_a_word_for_unknown_numbers_no_case(text: str) -> None:
    assert is_missing_key(text)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("N° 45678912", "DNI:45678912"),
        ("Nº 45678913", "DNI:45678913"),
        ("Nro. 45678914", "DNI:45678914"),
        ("No. 45678915", "DNI:45678915"),
        ("Núm. 45678916", "DNI:45678916"),
        ("DNI N° 45678917", "DNI:45678917"),
        ("# 45678918", "DNI:45678918"),
        ("DNI45678919", "DNI:45678919"),
        ("Doc. 45678920", "DNI:45678920"),
    ],
)
def test_a_sign_for_number_is_no_part_of_a_document(cell: str, key: str) -> None:
    value = document(cell).value

    assert value is not None
    assert value.key == key


@pytest.mark.parametrize("cell", ["N45678912", "NO45678912", "L.E. 45678925"])
def test_letters_that_may_say_number_make_no_passport(cell: str) -> None:
    answer = document(cell)

    assert answer.value is not None
    assert answer.value.key is None
    assert [defect.code for defect in answer.defects] == ["document_type_unclear"]


@pytest.mark.parametrize(
    "text",
    [
        "SN",
        "sin exp.",
        "ídem",
        "id.",
        "el mismo",
        "en proceso",
        "por numerar",
        "Nuevo",
        "11111111",
        "123456789",
        "NR",
        "Sin expediente asignado",
    ],
)
def test_a_word_in_a_key_s_place_numbers_nothing(text: str) -> None:
    assert is_missing_key(text)


@pytest.mark.parametrize("text", ["1111", "1000000", "2222223", "N-1", "SN-12", "EXP 5", "1"])
def test_a_number_stays_a_key(text: str) -> None:
    assert not is_missing_key(text)


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("456789**", "DNI"),
        ("DNI 456789__", None),
        ("45678912?", None),
        ("4567891*", "DNI"),
        ("*****678", "DNI"),
        ("4567…12", "DNI"),
        ("¿45678912?", "DNI"),
    ],
)
def test_a_document_with_covered_digits_identifies_nobody(cell: str, type_: str | None) -> None:
    answer = document(cell, type_)

    assert answer.value is None or answer.value.key is None
    assert [defect.code for defect in answer.defects] == [DefectCode.HIDDEN_DIGITS]


def test_the_mark_of_a_footnote_covers_no_digit() -> None:
    answer = document("45678912*", "DNI")

    assert answer.value is not None
    assert answer.value.key == "DNI:45678912"


def test_a_mobile_under_document_is_no_document() -> None:
    answer = document("987654322")

    assert answer.value is None or answer.value.key is None
    assert answer.defects


@pytest.mark.parametrize(
    "cell",
    [
        'EXP-1;"SINTETICA, ROSA";F',
        "EXP-1;SINTETICA ROSA",
        "EXP-1\tSINTETICA ROSA",
        "EXP-1|SINTETICA ROSA|20",
        "EXP-1,SINTETICA ROSA,F",
        'EXP-1"SINTETICA ROSA"',
    ],
)
def test_a_key_that_holds_the_cells_of_its_row_is_no_key(cell: str) -> None:
    assert holds_cells(cell)


@pytest.mark.parametrize(
    "cell", ["123-2018; 124-2018", "EXP-1, 2do Juzgado", "001-2024/FPTP", '"', "1;2;3", 20, None]
)
def test_a_key_of_one_or_several_numbers_holds_no_cells(cell: Cell) -> None:
    assert not holds_cells(cell)


def test_the_apostrophe_that_marks_a_text_is_no_part_of_an_identifier() -> None:
    assert identifier("'0123-2018") == identifier("0123-2018")


def test_a_name_of_any_length_becomes_a_bounded_part_of_a_key() -> None:
    long, longer = "HOJA SINTETICA " * 100, "HOJA SINTETICA " * 101

    assert bounded("HOJA 1") == "HOJA 1"
    assert len(bounded(long)) == 16
    assert bounded(long) != bounded(longer)
