"""Texts and numbers that are nobody's, and texts like them that may be somebody's."""

import pytest

from trama.places.gazetteer import gazetteer
from trama.values.contacts import account, phone, plate
from trama.values.documents import document
from trama.values.fillers import FillerKind, is_filler, is_filler_number, reason_for_nothing


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nan", "SIN_DATO"),
        ("None", "SIN_DATO"),
        ("NULL", "SIN_DATO"),
        ("(null)", "SIN_DATO"),
        ("\\N", "SIN_DATO"),
        ("(en blanco)", "SIN_DATO"),
        ("-", "SIN_DATO"),
        ("…", "SIN_DATO"),
        ("S/P", "SIN_DATO"),
        ("********", "RESERVADO"),
        ("no tiene", "SIN_DATO"),
        ("No tiene teléfono celular", "SIN_DATO"),
        ("SIN PLACA DE RODAJE", "SIN_DATO"),
        ("No refiere", "NO_PRECISA"),
        ("no sabe", "NO_PRECISA"),
        ("Se desconoce", "NO_IDENTIFICADO"),
        ("sujeto no identificado", "NO_IDENTIFICADO"),
        ("Dos sujetos desconocidos", "NO_IDENTIFICADO"),
        ("Unknown", "NO_IDENTIFICADO"),
        ("por confirmar", "POR_DETERMINAR"),
        ("pendiente de identificación", "POR_DETERMINAR"),
    ],
)
def test_a_text_for_nothing_has_a_reason(text: str, reason: str) -> None:
    assert reason_for_nothing(text) == reason


@pytest.mark.parametrize("text", ["?", "", "ROSA", "NO", "N", "SIN FRONTERAS TOURS", "NOE QUISPE"])
def test_other_texts_may_be_values(text: str) -> None:
    assert reason_for_nothing(text) is None


def test_no_place_has_the_name_of_nothing() -> None:
    names = {place.name for place in gazetteer().places()}

    assert len(names) > 1000
    assert {name for name in names if reason_for_nothing(name)} == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vía pública", "venue"),
        ("SIN NOMBRE", "venue"),
        ("S/N", "venue"),
        ("Bar", "venue"),
        ("HOSTAL SIN NOMBRE", "venue"),
        ("en la calle", "venue"),
        ("domicilio de la víctima", "venue"),
        ("habitación alquilada", "venue"),
        ("bar sin razón social", "venue"),
        ("local nocturno", "venue"),
        ("varios bares", "venue"),
        ("salón de masajes", "venue"),
        ("vía terrestre", "company"),
        ("bus de servicio público", "company"),
        ("moto lineal", "company"),
        ("bus interprovincial", "company"),
        ("taxi colectivo", "company"),
        ("INFORMAL", "company"),
        ("Particular", "company"),
        ("COMBI", "company"),
        ("Taxi", "company"),
        ("DESCONOCIDO", "company"),
        ("XXXX", "name"),
        ("000", "document"),
    ],
)
def test_a_filler_stands_for_a_value_of_its_kind(text: str, kind: FillerKind) -> None:
    assert is_filler(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BAR LA FICCION", "venue"),
        ("Hostal Sintético", "venue"),
        ("EXPRESO SINTETICO", "company"),
        ("TAXI SINTETICO SAC", "company"),
    ],
)
def test_a_name_is_no_filler(text: str, kind: FillerKind) -> None:
    assert not is_filler(text, kind)


@pytest.mark.parametrize(
    "digits", ["00000000", "11111111", "12345678", "123456789", "900000000", "00000001"]
)
def test_a_number_typed_to_get_past_a_form_is_a_filler(digits: str) -> None:
    assert is_filler_number(digits)


@pytest.mark.parametrize("digits", ["40123467", "01234567", "98765432", "987654322", "1098765432"])
def test_a_number_of_somebody_is_no_filler(digits: str) -> None:
    assert not is_filler_number(digits)


@pytest.mark.parametrize(
    "cell",
    ["999999999", "900000000", "+51900000000", "012345678", "01 0000000", "123456789", "XXXXXXXXX"],
)
def test_a_filler_telephone_links_nobody(cell: str) -> None:
    assert phone(cell).value is None
    assert [defect.code for defect in phone(cell).defects] == ["filler_value"]


@pytest.mark.parametrize(
    "cell",
    [
        *("Facebook", "WhatsApp", "facebook.com", "https://www.facebook.com/", "FB: no tiene"),
        *("instagram.com/", "facebook y whatsapp", "por Facebook", "@", "https:", "no usa", "-"),
    ],
)
def test_the_name_of_a_service_is_no_account(cell: str) -> None:
    assert account(cell).value is None
    assert [defect.code for defect in account(cell).defects] == ["filler_value"]


@pytest.mark.parametrize("cell", ["XXX-000", "XXX000", "AAA-111", "ABC-000", "SIN PLACA", "S/P"])
def test_a_filler_plate_links_nobody(cell: str) -> None:
    assert plate(cell).value is None
    assert [defect.code for defect in plate(cell).defects] == ["filler_value"]


@pytest.mark.parametrize("cell", ["00000000", "X", "XXXXXXXX", "10000000", "V-00000000"])
def test_a_filler_document_identifies_nobody(cell: str) -> None:
    assert document(cell, "DNI").value is None
    assert [defect.code for defect in document(cell, "DNI").defects] == ["filler_document"]
