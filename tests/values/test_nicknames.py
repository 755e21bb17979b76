"""Nicknames and their likeness."""

from trama.values.nicknames import alike_nicknames, nickname_of


def test_a_title_is_no_part_of_a_nickname_but_alone() -> None:
    assert nickname_of("LA CHATA").bare == "CHATA"
    assert nickname_of("TIA MECHE").bare == "MECHE"
    assert nickname_of("LA TIA").bare == "TIA"


def test_a_diminutive_is_the_same_nickname() -> None:
    assert alike_nicknames(nickname_of("FLAQUITA"), nickname_of("LA FLACA"))
    assert not alike_nicknames(nickname_of("GORDA"), nickname_of("GORDO"))
    assert not alike_nicknames(nickname_of("GATO"), nickname_of("PATO"))


def test_a_nickname_that_many_people_have_is_common() -> None:
    assert nickname_of("EL CHINITO").common
    assert not nickname_of("MOTOSIERRA").common
