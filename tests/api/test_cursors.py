"""Cursors: signed, and readable only by who wrote them."""

import base64

import pytest

from trama.api.cursors import Cursor, Pages, read_cursor
from trama.core.errors import BadParameter, CursorOutdated

KEY = b"a key of 32 bytes, SINTETICO ...."
CURSOR = Cursor(200, "token:7", "d" * 64)


@pytest.mark.parametrize("skip", [1, 10, 100, 1_000, 10_000])
def test_a_cursor_of_any_length_is_read_as_it_was_written(skip: int) -> None:
    cursor = Cursor(skip, "token:7", "d" * 64)

    assert read_cursor(cursor.written(KEY), KEY) == cursor


def test_a_cursor_needs_no_quoting_in_a_url() -> None:
    assert CURSOR.written(KEY).replace("-", "").replace("_", "").isalnum()


def test_a_cursor_leads_on_from_a_case_and_shows_nothing_of_it() -> None:
    cursor = Cursor(200, "token:7", "d" * 64, "C-0123456789abcdef01234567", 3)

    written = cursor.written(KEY)

    assert read_cursor(written, KEY) == cursor
    whole = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
    assert not any(shown in whole for shown in (b"C-", b"case", b"token", b"dddd"))


def test_a_changed_cursor_is_refused_wherever_it_was_changed() -> None:
    whole = base64.urlsafe_b64decode(CURSOR.written(KEY) + "==")

    assert len(whole) > 16
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises(BadParameter):
            read_cursor(base64.urlsafe_b64encode(bytes(changed)).decode(), KEY)


@pytest.mark.parametrize("written", ["", "x", "=", "ñ", "a" * 1_000, "\ud800", "..//"])
def test_what_is_no_cursor_is_refused(written: str) -> None:
    with pytest.raises(BadParameter):
        read_cursor(written, KEY)


def test_a_cursor_of_another_installation_is_refused() -> None:
    with pytest.raises(BadParameter):
        read_cursor(CURSOR.written(b"another key"), KEY)


def test_pages_lead_on_until_the_last_row_and_refuse_what_changed() -> None:
    pages = Pages(KEY, "7", "d" * 24)
    cursor = pages.after(20, 50)

    assert pages.skip(None) == 0
    assert pages.skip(cursor) == 20
    assert pages.after(50, 50) is None
    with pytest.raises(CursorOutdated):
        Pages(KEY, "8", "d" * 24).skip(cursor)
    with pytest.raises(BadParameter):
        Pages(KEY, "7", "e" * 24).skip(cursor)
