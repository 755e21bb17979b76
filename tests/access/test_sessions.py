"""Browser sessions: bound to a token, over after a while, stored as hashes, limited in number."""

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trama.access.policy import Role
from trama.access.sessions import (
    IDLE,
    LONGEST,
    MOST_EACH,
    SessionStore,
    csrf_of,
    is_csrf_of,
)
from trama.access.tokens import Token, TokenStore
from trama.core.home import Home, write_private
from trama.core.session_errors import SessionEnded

START = datetime(2026, 11, 30, 8, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def tokens(home: Home, clock: Clock) -> TokenStore:
    return TokenStore(home, clock)


@pytest.fixture
def store(home: Home, tokens: TokenStore, clock: Clock) -> SessionStore:
    return SessionStore(home, tokens, clock)


@pytest.fixture
def token(tokens: TokenStore) -> Token:
    return tokens.create("oficina SINTETICO", Role.ANALYST)[0]


def is_over(store: SessionStore, plain: str) -> bool:
    try:
        store.check(plain)
    except SessionEnded:
        return True
    return False


def test_a_session_opens_what_its_token_opens(store: SessionStore, token: Token) -> None:
    _, plain = store.begin(token)

    assert store.check(plain)[1] == token


def test_an_unknown_session_opens_nothing(store: SessionStore, token: Token) -> None:
    _, plain = store.begin(token)

    assert is_over(store, plain + "x")
    assert is_over(store, "")
    assert is_over(store, "\ud800")


def test_the_file_holds_no_session_and_only_its_owner_reads_it(
    store: SessionStore, token: Token, home: Home
) -> None:
    _, plain = store.begin(token)

    written = home.sessions.read_text(encoding="utf-8")
    assert plain not in written
    assert csrf_of(plain) not in written
    assert stat.S_IMODE(home.sessions.stat().st_mode) == 0o600


def test_a_revoked_token_ends_its_sessions(
    store: SessionStore, tokens: TokenStore, token: Token
) -> None:
    other, _ = tokens.create("otra SINTETICO", Role.PUBLIC)
    (_, ended), (_, going_on) = store.begin(token), store.begin(other)

    tokens.revoke(token.id)

    assert is_over(store, ended)
    assert not is_over(store, going_on)


def test_an_expired_token_ends_its_sessions(
    store: SessionStore, tokens: TokenStore, clock: Clock
) -> None:
    soon = (START + timedelta(minutes=10)).isoformat()
    short, _ = tokens.create("", Role.ANALYST, soon)
    _, plain = store.begin(short)
    assert not is_over(store, plain)

    clock.advance(timedelta(minutes=10))

    assert is_over(store, plain)


def test_an_unused_session_ends_and_a_used_one_goes_on_until_its_longest(
    store: SessionStore, token: Token, clock: Clock
) -> None:
    (_, unused), (_, used) = store.begin(token), store.begin(token)
    step = timedelta(minutes=30)
    assert step < IDLE

    while clock.now < START + LONGEST - step:
        clock.advance(step)
        assert not is_over(store, used)

    assert is_over(store, unused)
    clock.advance(step)
    assert is_over(store, used)


def test_two_processes_of_one_home_know_the_same_sessions(
    home: Home, tokens: TokenStore, token: Token, clock: Clock
) -> None:
    one, other = (SessionStore(home, tokens, clock) for _ in range(2))
    _, plain = one.begin(token)
    assert other.check(plain)[1] == token

    other.end(plain)

    assert is_over(one, plain)


def test_one_token_has_so_many_sessions_and_the_least_recently_used_ends(
    store: SessionStore, token: Token, clock: Clock
) -> None:
    begun = []
    for _ in range(MOST_EACH):
        begun.append(store.begin(token)[1])
        clock.advance(timedelta(minutes=2))
    assert not is_over(store, begun[0])

    store.begin(token)

    assert [is_over(store, plain) for plain in begun[:3]] == [False, True, False]


def test_whoever_enters_without_a_token_has_the_least_role_of_the_tokens(
    store: SessionStore, tokens: TokenStore
) -> None:
    _, plain = store.begin(store.without_token())
    assert store.check(plain)[1].role is Role.ANALYST

    tokens.create("", Role.PUBLIC)

    assert store.check(plain)[1].role is Role.PUBLIC


@pytest.mark.parametrize("broken", ["no JSON", "{}", '[{"hash": "x"}]', "[1]"])
def test_a_broken_file_lets_nobody_in_and_does_not_last(
    store: SessionStore, token: Token, home: Home, broken: str
) -> None:
    _, plain = store.begin(token)
    write_private(home.sessions, broken)

    assert is_over(store, plain)
    _, again = store.begin(token)
    assert not is_over(store, again)


@pytest.mark.parametrize("change", [str.upper, lambda text: text[:-1], lambda _text: "", str.title])
def test_only_the_text_of_the_same_cookie_goes_with_it(
    store: SessionStore, token: Token, change: Callable[[str], str]
) -> None:
    (_, plain), (_, other) = store.begin(token), store.begin(token)

    assert is_csrf_of(csrf_of(plain), plain)
    assert not is_csrf_of(csrf_of(other), plain)
    assert not is_csrf_of(change(csrf_of(plain)), plain)
    assert plain not in csrf_of(plain)
