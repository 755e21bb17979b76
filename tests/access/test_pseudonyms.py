"""Pseudonyms and handles: stable for one key, unlike any uid, and useless without the key."""

import re

import pytest

from trama.access.pseudonyms import PREFIX, judgement_handle, judgement_of, pseudonym

KEY = b"k" * 32
JUDGEMENT = "J-0123456789abcdef01234567"


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


def test_a_handle_leads_back_to_its_judgement_with_the_key_alone() -> None:
    handle = judgement_handle(JUDGEMENT, KEY)

    assert re.fullmatch(r"J-[A-Z2-7]{45}", handle)
    assert judgement_of(handle, KEY) == judgement_of(handle.lower(), KEY) == JUDGEMENT
    assert judgement_of(handle, b"K" * 32) is None


def test_one_key_gives_one_judgement_one_handle_for_ever() -> None:
    # Another value would make the exported files of judgements unreadable.
    assert judgement_handle(JUDGEMENT, KEY) == "J-MRXE36I2644S2PA3HGDDKXYPPFQIH5OB7F3RPGI4EJMO6"


def test_nobody_makes_a_handle_of_a_uid_or_changes_one() -> None:
    handle = judgement_handle(JUDGEMENT, KEY)
    changed = [
        handle[:at] + ("A" if handle[at] != "A" else "B") + handle[at + 1 :]
        for at in range(2, len(handle))
    ]
    made_up = (JUDGEMENT, "J-", "", "J-" + "A" * 45, "X-" + handle[2:], handle + "AAAAAAAA", "J-ñ")

    assert len(changed) == 45
    assert {judgement_of(text, KEY) for text in (*changed, *made_up)} == {None}


@pytest.mark.parametrize("uid", ["R-0123456789abcdef01234567", "J-1", "J-" + "g" * 24])
def test_only_a_judgement_has_a_handle(uid: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        judgement_handle(uid, KEY)
