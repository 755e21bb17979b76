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


@pytest.mark.parametrize("cell", ["abc", "123", "12345678901234567890"])
def test_what_is_no_possible_number_is_set_aside(cell: Cell) -> None:
    assert [defect.code for defect in phone(cell).defects] == ["unreadable_phone"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("987654321 FAX", "+51987654321"),
        ("987654321 (WhatsApp)", "+51987654321"),
        ("+51 987 654 321 ROSA", "+51987654321"),
        ("01 4271234 TRABAJO", "+5114271234"),
        ("CEL 987654321", "+51987654321"),
        ("RPM: #987654321", "+51987654321"),
        ("+58 412 0000001 FAX", "+584120000001"),
        ("987654321 x", "+51987654321"),
    ],
)
def test_a_remark_beside_a_number_is_no_part_of_it(cell: Cell, number: str) -> None:
    assert phone(cell) == Normalised(number)


@pytest.mark.parametrize(
    "cell",
    [
        "987654 FAX",
        "*987654 RPM",
        "987654 TIA",
        "987654 CASA",
        "FAX 987654",
        "987654xFAX",
        "1-800-PERUCALL",
        "987 TIA 654 321",
        "98765432O",
        "987654321 CASA 4271234",
        "987654321 LLAMAR A LAS 5",
    ],
)
def test_letters_are_never_read_as_the_digits_of_a_keypad(cell: Cell) -> None:
    assert unreadable(cell)


@pytest.mark.parametrize(
    "cell",
    ["4271234", 4271234, "427-1234", "231234", "4271234 ANEXO 12", "+1 555 1234", "51 4271234"],
)
def test_a_local_number_without_its_area_code_is_set_aside(cell: Cell) -> None:
    assert unreadable(cell)


@pytest.mark.parametrize("cell", ["98765432", "1234577 89", "900 00001"])
def test_a_number_that_peru_does_not_assign_is_set_aside(cell: Cell) -> None:
    assert unreadable(cell)


@pytest.mark.parametrize(
    "mark", ["anexo ", "ANEXO N° ", "Anx. ", "int. ", "ext:", "x", "#", ";ext="]
)
def test_the_extension_of_a_switchboard_stays_with_its_number(mark: str) -> None:
    assert phone(f"(01) 427-1234 {mark}12") == Normalised("+5114271234;ext=12")


def test_a_mobile_has_no_extension() -> None:
    assert phone("987654321 anexo 12") == Normalised("+51987654321")


@pytest.mark.parametrize("cell", ["987654322?", "9876543**", "987 654 3__", "¿987654322?"])
def test_a_number_with_covered_or_doubtful_digits_joins_nobody(cell: Cell) -> None:
    assert phone(cell).value is None


@pytest.mark.parametrize("cell", ["ABC?123", "AB*-123", "ABC-12*", "ABC-1…3"])
def test_a_plate_with_covered_signs_is_told(cell: Cell) -> None:
    assert [defect.code for defect in plate(cell).defects] == ["hidden_digits"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("https://www.facebook.com/rosa.x?mibextid=ab", "facebook:rosa.x"),
        ("https://www.facebook.com/profile.php?id=100012345&sk=about", "facebook:100012345"),
        ("facebook.com/profile.php?id=100012345", "facebook:100012345"),
        ("tiktok @rosa.x", "tiktok:rosa.x"),
        ("@rosa.x (TikTok)", "tiktok:rosa.x"),
        ("facebook.com/photo.php?fbid=12", "facebook.com/photo.php?fbid=12"),
    ],
)
def test_one_account_has_one_form_however_it_is_written(cell: Cell, name: str) -> None:
    assert account(cell) == Normalised(name)


@pytest.mark.parametrize(
    "cell",
    ["cuenta bloqueada", "perfil eliminado", "LINK", "ídem", "el mismo", "facebook.com/search?q=x"],
)
def test_an_account_that_is_nobody_s_links_nobody(cell: Cell) -> None:
    assert [defect.code for defect in account(cell).defects] == ["filler_value"]


@pytest.mark.parametrize(
    "cell", ["987654321, 912345678", "987654321; 912345678", "01 4271234 anexo 912345678"]
)
def test_a_second_number_is_no_extension(cell: Cell) -> None:
    assert unreadable(cell)


def unreadable(cell: Cell) -> bool:
    answer = phone(cell)
    codes = [defect.code for defect in answer.defects]
    return answer.value is None and codes == ["unreadable_phone"]


@pytest.mark.parametrize("cell", ["XYZ-001", "xyz 001", "PLACA: XYZ001"])
def test_a_plate_has_no_signs(cell: Cell) -> None:
    assert plate(cell) == Normalised("XYZ001")


@pytest.mark.parametrize("cell", ["123456", "ROJO"])
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


@pytest.mark.parametrize(
    "cell",
    [
        *("https://www.facebook.com/profile.php", "https://m.facebook.com/home.php"),
        *("https://www.facebook.com/messages/t/", "https://www.instagram.com/accounts/login/"),
        *("https://www.facebook.com/sharer/sharer.php?u=x", "https://l.facebook.com/l.php?u=x"),
        *("https://www.tiktok.com/foryou", "instagram.com/direct/inbox/"),
        *("Facebook (no recuerda)", "sin nombre de usuario", "Free Fire", "Facebook Live"),
    ],
)
def test_a_page_or_a_service_is_no_account(cell: str) -> None:
    assert [defect.code for defect in account(cell).defects] == ["filler_value"]


def test_an_account_is_that_of_its_video() -> None:
    assert account("https://www.tiktok.com/@sint.uno/video/7123") == Normalised("tiktok:sint.uno")


@pytest.mark.parametrize("cell", ["01-1234567", "(01) 7654321"])
def test_digits_in_a_row_are_no_telephone(cell: str) -> None:
    assert [defect.code for defect in phone(cell).defects] == ["filler_value"]


@pytest.mark.parametrize(
    "cell", ["ABC124 (rojo)", "Nº ABC-124", "placa N° ABC 124", "Placa: ABC124"]
)
def test_a_remark_or_a_number_sign_is_no_part_of_a_plate(cell: str) -> None:
    assert plate(cell) == Normalised("ABC124")


def test_a_plate_with_a_sign_for_a_digit_is_set_aside() -> None:
    assert [defect.code for defect in plate("ABC-12_").defects] == ["hidden_digits"]


@pytest.mark.parametrize("cell", ["se comunicaba por facebook con la menor", "sintetico@"])
def test_a_sentence_and_half_an_address_are_no_account(cell: str) -> None:
    answer = account(cell)

    assert answer.value is None
    assert [defect.code.value for defect in answer.defects] == ["not_an_identifier"]


def test_a_whole_name_may_be_an_account() -> None:
    assert account("Rosa María Sintética De Prueba").value == "rosa maría sintética de prueba"


def test_a_long_address_of_a_page_is_read_at_once() -> None:
    assert account("facebook.com/messages/" + "a" * 150 + "!").defects == ()
