"""Codes of entry: they serve once, for some minutes, and few wait at once."""

import pytest

from trama.access.entry_codes import MOST, VALID_SECONDS, EntryCodes
from trama.access.policy import Role
from trama.access.tokens import Token
from trama.core.session_errors import SessionEnded

TOKEN = Token("0a0a0a0a", "oficina SINTETICO", Role.ANALYST, "hash", "")


def test_a_code_opens_once() -> None:
    codes = EntryCodes()
    code = codes.make(TOKEN)

    assert codes.use(code) == TOKEN
    with pytest.raises(SessionEnded):
        codes.use(code)


def test_a_code_opens_for_some_minutes_only() -> None:
    now = [0.0]
    codes = EntryCodes(lambda: now[0])
    early, late = codes.make(TOKEN), codes.make(TOKEN)

    now[0] = VALID_SECONDS - 1
    assert codes.use(early) == TOKEN
    now[0] = VALID_SECONDS
    with pytest.raises(SessionEnded):
        codes.use(late)


@pytest.mark.parametrize("shown", ["", "inventado", "\ud800"])
def test_an_unknown_code_opens_nothing(shown: str) -> None:
    codes = EntryCodes()
    codes.make(TOKEN)

    with pytest.raises(SessionEnded):
        codes.use(shown)


def test_the_oldest_of_too_many_codes_is_forgotten() -> None:
    codes = EntryCodes()
    made = [codes.make(TOKEN) for _ in range(MOST + 1)]

    with pytest.raises(SessionEnded):
        codes.use(made[0])
    assert codes.use(made[1]) == codes.use(made[-1]) == TOKEN
