"""Surnames from their words: particles, two surnames, a widow's married name."""

import pytest

from trama.values.surnames import split_surnames, split_whole_name, without_widowhood


@pytest.mark.parametrize(
    ("text", "parts", "confidence"),
    [
        ("DE LA CRUZ FICTICIO PRUEBA ANA", ("DE LA CRUZ", "FICTICIO", "PRUEBA ANA"), 0.8),
        ("EJEMPLO Y FICTICIO DEL PRADO ANA", ("EJEMPLO Y FICTICIO", "DEL PRADO", "ANA"), 0.8),
        ("EJEMPLO PRUEBA", ("EJEMPLO", "", "PRUEBA"), 0.6),
        ("PRUEBA", ("PRUEBA",), 0.4),
        ("DE LA", ("DE LA",), 0.4),
    ],
)
def test_a_whole_name_has_its_surnames_first(
    text: str, parts: tuple[str, ...], confidence: float
) -> None:
    assert split_whole_name(text) == (parts, confidence)


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("EJEMPLO FICTICIO", ("EJEMPLO", "FICTICIO")),
        ("DE LOS RIOS SAN MARTIN", ("DE LOS RIOS", "SAN MARTIN")),
        ("EJEMPLO FICTICIO VDA DE PRUEBA", ("EJEMPLO", "FICTICIO VDA DE PRUEBA")),
        ("EJEMPLO", ("EJEMPLO", "")),
        ("", ("", "")),
    ],
)
def test_surnames_part_into_the_father_s_and_the_mother_s(
    text: str, surnames: tuple[str, str]
) -> None:
    assert split_surnames(text) == surnames


def test_a_married_name_is_cut_before_comparing() -> None:
    assert without_widowhood("FICTICIO VDA. DE PRUEBA") == "FICTICIO"
    assert without_widowhood("FICTICIO VIUDA DE PRUEBA") == "FICTICIO"
    assert without_widowhood("FICTICIO") == "FICTICIO"
