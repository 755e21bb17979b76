"""Tokens: shown once, stored as hashes, refused alike whatever is wrong with them."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.errors import InputError, InsecureFile, TokenRefused, UnknownName
from trama.core.home import Home, write_private


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    return TokenStore(Home(tmp_path / "home"))


def test_a_token_opens_with_the_role_that_it_was_made_for(store: TokenStore) -> None:
    _, plain = store.create("oficina SINTETICO", Role.ANALYST)

    assert store.check(plain).role is Role.ANALYST


def test_the_file_holds_neither_the_token_nor_is_readable_by_others(
    store: TokenStore, tmp_path: Path
) -> None:
    _, plain = store.create("oficina SINTETICO", Role.ANALYST)

    path = tmp_path / "home" / "tokens.json"
    assert plain not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_revoked_token_opens_nothing_from_then_on(store: TokenStore) -> None:
    token, plain = store.create("", Role.PUBLIC)

    store.revoke(token.id)

    with pytest.raises(TokenRefused):
        store.check(plain)


def test_a_token_revoked_by_another_process_opens_nothing(tmp_path: Path) -> None:
    serving, revoking = (TokenStore(Home(tmp_path)) for _ in range(2))
    token, plain = serving.create("", Role.PUBLIC)
    serving.check(plain)

    revoking.revoke(token.id)

    with pytest.raises(TokenRefused):
        serving.check(plain)


def test_an_expired_token_opens_nothing(tmp_path: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    _, plain = TokenStore(Home(tmp_path)).create("", Role.ANALYST, tomorrow)

    with pytest.raises(TokenRefused):
        TokenStore(Home(tmp_path), clock=lambda: later).check(plain)


def test_a_made_up_token_opens_nothing_even_if_no_token_was_made(store: TokenStore) -> None:
    with pytest.raises(TokenRefused):
        store.check("trama_inventado")


def test_revoking_an_unknown_token_says_so(store: TokenStore) -> None:
    with pytest.raises(UnknownName):
        store.revoke("no-such")


def test_without_a_token_nobody_is_more_than_an_analyst(store: TokenStore) -> None:
    assert store.role_without_token() is Role.ANALYST

    store.create("", Role.INVESTIGATOR)
    store.create("", Role.SUPERVISOR)

    assert store.role_without_token() is Role.ANALYST


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_leaving_a_token_out_never_raises_rights(store: TokenStore, role: Role) -> None:
    store.create("", Role.INVESTIGATOR)
    token, _ = store.create("", role)

    assert store.role_without_token() is role

    store.revoke(token.id)
    assert store.role_without_token() is role
    assert token.id not in [kept.id for kept in store.all()]


def test_tokens_that_others_could_change_open_nothing(store: TokenStore, tmp_path: Path) -> None:
    _, plain = store.create("", Role.ANALYST)
    (tmp_path / "home" / "tokens.json").chmod(0o666)

    with pytest.raises(InsecureFile) as refusal:
        TokenStore(Home(tmp_path / "home")).check(plain)

    assert "tokens.json" in refusal.value.message()
    assert "666" in refusal.value.message()


@pytest.mark.parametrize(
    "written", ["", "{QUISPE", "[7]", '[{"role": "analyst"}]', '[{"role": "QUISPE"}]', "null"]
)
def test_a_file_that_holds_no_tokens_is_named_and_lets_nobody_in(
    store: TokenStore, tmp_path: Path, written: str
) -> None:
    _, plain = store.create("", Role.ANALYST)
    path = tmp_path / "home" / "tokens.json"
    kept = path.read_text(encoding="utf-8")
    write_private(path, written)

    with pytest.raises(InputError, match=r"tokens\.json") as refusal:
        store.check(plain)

    assert "QUISPE" not in refusal.value.message()
    write_private(path, kept)
    assert store.check(plain).role is Role.ANALYST
