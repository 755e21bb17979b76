"""Sealed bytes that go outside and come back: the key alone reads them, and no change passes."""

from string import ascii_letters, digits

import pytest

from trama.access.sealing import bytes_of, letters_of, sealed, unsealed

KEY = b"k" * 32
CONTENT = b"SINTETICO"


def test_what_is_sealed_is_read_with_its_key_and_use_alone() -> None:
    written = sealed(CONTENT, KEY, "cursor")

    assert unsealed(written, KEY, "cursor") == CONTENT
    assert unsealed(written, KEY, "judgement") is None
    assert unsealed(written, b"K" * 32, "cursor") is None


def test_one_content_gives_the_same_bytes_each_time_and_shows_nothing() -> None:
    written = sealed(CONTENT, KEY, "cursor")

    assert written == sealed(CONTENT, KEY, "cursor")
    assert len(written) == len(CONTENT) + 16
    assert CONTENT not in written


@pytest.mark.parametrize("place", range(25))
def test_no_changed_byte_passes(place: int) -> None:
    written = bytearray(sealed(CONTENT, KEY, "cursor"))
    written[place] ^= 1

    assert unsealed(bytes(written), KEY, "cursor") is None


@pytest.mark.parametrize("written", [b"", b"x", b"x" * 15, b"x" * 16, b"x" * 100])
def test_what_nobody_sealed_is_nothing(written: bytes) -> None:
    assert unsealed(written, KEY, "cursor") is None


@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", b"\xff\xfe\xfd"])
def test_bytes_go_outside_as_letters_and_come_back(content: bytes) -> None:
    letters = letters_of(content)

    assert set(letters) <= set(ascii_letters + digits + "-_")
    assert bytes_of(letters) == content
