"""Telephones, plates and accounts: one form each, so that they recur."""

import pytest

from trama.values.cells import Cell
from trama.values.contacts import account, phone, plate
from trama.values.defects import Normalised


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("900 000 001", "+51900000001"),
        ("900-000-001", "+51900000001"),
        (900000001, "+51900000001"),
        (900000001.0, "+51900000001"),
        ("51900000001", "+51900000001"),
        ("+51 900 000 001", "+51900000001"),
        ("01 4000001", "+5114000001"),
        ("(054) 200001", "+5154200001"),
        ("+58 412 0000001", "+584120000001"),
        ("0058 412 0000001", "+584120000001"),
    ],
)
def test_a_telephone_is_written_in_e164(cell: Cell, number: str) -> None:
    assert phone(cell) == Normalised(number)


@pytest.mark.parametrize("cell", ["abc", "123", "999999999", "12345678901234567890"])
def test_what_is_no_possible_number_is_set_aside(cell: Cell) -> None:
    assert [defect.code for defect in phone(cell).defects] == ["unreadable_phone"]


@pytest.mark.parametrize("cell", ["XYZ-001", "xyz 001", "PLACA: XYZ001"])
def test_a_plate_has_no_signs(cell: Cell) -> None:
    assert plate(cell) == Normalised("XYZ001")


@pytest.mark.parametrize("cell", ["123456", "NO RECUERDA", "ROJO"])
def test_what_is_no_plate_is_set_aside(cell: Cell) -> None:
    assert [defect.code for defect in plate(cell).defects] == ["unreadable_plate"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("@Prueba.Sintetica", "prueba.sintetica"),
        ("facebook.com/prueba.sintetica", "facebook:prueba.sintetica"),
        ("https://www.facebook.com/prueba.sintetica/", "facebook:prueba.sintetica"),
        ("FB: prueba.sintetica", "facebook:prueba.sintetica"),
        ("Instagram: @prueba", "instagram:prueba"),
        ("https://www.tiktok.com/@prueba", "tiktok:prueba"),
        ("prueba sintetica", "prueba sintetica"),
    ],
)
def test_an_account_is_lower_case_with_its_network_where_it_is_said(cell: Cell, name: str) -> None:
    assert account(cell) == Normalised(name)


def test_an_empty_cell_says_nothing() -> None:
    assert phone("") == plate(None) == account(" ") == Normalised(None)
