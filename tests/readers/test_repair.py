import pytest

from trama.readers.encoding import TextForm
from trama.readers.repair import repair, shown, suspects

DAMAGED = {
    # UTF-8 read as Windows-1252, once and twice
    "MUÃ‘OZ": "MUÑOZ",
    "MuÃ±oz": "Muñoz",
    "NÃšÃ‘EZ": "NÚÑEZ",
    "PÃ‰REZ": "PÉREZ",
    "Ã“SCAR": "ÓSCAR",
    "MUÃƒâ€˜OZ": "MUÑOZ",
    "ÁNGEL MUÃ‘OZ": "ÁNGEL MUÑOZ",
    "Â¿QUÃ‰?": "¿QUÉ?",
    "NÂ° 5": "N° 5",
    # UTF-8 read as CP850
    "MU├æOZ": "MUÑOZ",
    # CP850 read as Windows-1252
    "MU¥OZ": "MUÑOZ",
    "PE¥A": "PEÑA",
    "JOS‚": "JOSé",
    "L¢pez": "López",
    "Garc¡a": "García",
    "µNGEL": "ÁNGEL",
    "Mu¤oz": "Muñoz",
    "MU¥OZ DÖAZ": "MUÑOZ DÍAZ",
    # Windows-1252 read as CP850
    "MUÐOZ": "MUÑOZ",
    "P╔REZ": "PÉREZ",
    "GARC═A": "GARCÍA",
    "┴NGEL": "ÁNGEL",
    "pe±a": "peña",
}
SOUND = [
    "MUÑOZ",
    "JOSÉ MARÍA",
    "José",
    "N° 5",
    "1.ª",
    "¿QUÉ? ¡NO!",
    "¡Hola!",
    "S/ 500 o £20",
    "¥ 300",
    "20 µg",
    "5 ± 2",
    "SÃO PAULO",
    "JOÃO",
    "GÖTTINGEN",
    "FRANÇOIS",
    "½ hora",
    "«LA TÍA»",
    "“CHATA”",
    "GROß",
    "PEREZ",
    "",
]


@pytest.mark.parametrize(("damaged", "meant"), DAMAGED.items())
def test_damaged_letters_are_what_they_were_meant_to_be(damaged: str, meant: str) -> None:
    repaired = repair(damaged)

    assert repaired is not None
    assert repaired.text == meant
    assert repaired.defect.suggestion == meant


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) is None


@pytest.mark.parametrize("meant", DAMAGED.values())
def test_what_was_repaired_is_sound(meant: str) -> None:
    assert repair(meant) is None


def test_stray_bytes_are_read_in_the_given_code_page() -> None:
    repaired = repair("MU\udca5OZ", "cp850")

    assert repaired is not None
    assert (repaired.text, repaired.defect.code) == ("MUÑOZ", "mixed_encoding")


def test_what_was_written_can_be_shown_whatever_bytes_it_had() -> None:
    assert shown("MU\udca5OZ\0") == "MU\\xa5OZ\\x00"


def test_a_text_of_spanish_letters_only_is_not_searched() -> None:
    assert suspects(TextForm("utf-8", inventory=frozenset("ÑÁÉ°"))) is None


def test_only_the_strange_characters_that_occur_are_searched_for() -> None:
    pattern = suspects(TextForm("utf-8", inventory=frozenset("ÑÃ-]^")))

    assert pattern is not None
    assert pattern.search("MUÃ‘OZ")
    assert not pattern.search("MUÑOZ ‘")
