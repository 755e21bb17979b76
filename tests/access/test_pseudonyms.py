"""Pseudonyms: stable for one key, unlike any uid, and useless without the key."""

import re

from trama.access.pseudonyms import PREFIX, pseudonym

KEY = b"k" * 32


def test_a_pseudonym_is_the_prefix_and_ten_letters_of_base32() -> None:
    assert re.fullmatch(r"X-[A-Z2-7]{10}", pseudonym("P-SINTETICO-1", KEY))
    assert PREFIX == "X-"


def test_one_key_gives_one_person_one_pseudonym_for_ever() -> None:
    # Another value would rename everybody in the graphs that exist.
    assert pseudonym("P-SINTETICO-1", KEY) == "X-4AXWCC7XD5"


def test_another_person_or_another_key_gives_another_pseudonym() -> None:
    names = {
        pseudonym("P-SINTETICO-1", KEY),
        pseudonym("P-SINTETICO-2", KEY),
        pseudonym("P-SINTETICO-1", b"K" * 32),
    }

    assert len(names) == 3
