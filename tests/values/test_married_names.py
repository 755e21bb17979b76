"""A husband's surname apart from a woman's own name."""

import pytest

from trama.values.married_names import NameParts, with_husband_apart, with_surnames_parted


@pytest.mark.parametrize(
    ("name", "surnames", "apart"),
    [
        (("QUISPE", "DE SOTO", "ROSA"), "", ("QUISPE", "", "ROSA", "SOTO")),
        (("QUISPE", "MAMANI DE SOTO", "ROSA"), "", ("QUISPE", "MAMANI", "ROSA", "SOTO")),
        (("QUISPE", "MAMANI", "DE SOTO ROSA"), "", ("QUISPE", "MAMANI", "ROSA", "SOTO")),
        (("QUISPE", "", "ROSA"), "QUISPE VDA DE SOTO", ("QUISPE", "", "ROSA", "SOTO")),
        (("QUISPE", "DE LA CRUZ", "ROSA"), "", ("QUISPE", "DE LA CRUZ", "ROSA", "")),
        (("PONCE", "DE LEON SOTO", "ROSA"), "", ("PONCE DE LEON", "SOTO", "ROSA", "")),
        (("ROJAS", "DE SANTA MARIA", "EVA"), "", ("ROJAS", "DE SANTA MARIA", "EVA", "")),
        (("ROJAS", "SOTO", "DE JESUS MARIA"), "", ("ROJAS", "SOTO", "DE JESUS MARIA", "")),
    ],
)
def test_a_husbands_surname_stands_apart(
    name: tuple[str, str, str], surnames: str, apart: tuple[str, str, str, str]
) -> None:
    assert with_husband_apart(NameParts(*name), surnames) == apart


def test_two_surnames_in_one_field_are_parted() -> None:
    assert with_surnames_parted(NameParts("DE LA CRUZ ROJAS", "", "ANA"))[:2] == (
        "DE LA CRUZ",
        "ROJAS",
    )
    assert with_surnames_parted(NameParts("PONCE DE LEON", "", ""))[:2] == ("PONCE DE LEON", "")
    assert with_surnames_parted(NameParts("QUISPE", "MAMANI", ""))[:2] == ("QUISPE", "MAMANI")
