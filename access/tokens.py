"""Bearer tokens of the API: shown once, stored as hashes in a file that only its owner can read."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from trama.access.policy import Role, role_without_token
from trama.access.private_rows import PrivateRows, hash_of
from trama.core.errors import InputError, TokenRefused, UnknownName
from trama.core.home import Home

PREFIX = "trama_"
"""First letters of a token, so that people and scanners of secrets recognise it."""

WITHOUT_TOKEN = "-"  # noqa: S105 - stands for the absence of a token
"""The id of the token of whoever entered from the terminal of the home folder without one."""

LOCAL = "local"
"""The owner of what is kept by whoever works at that terminal without a token."""


@dataclass(frozen=True, slots=True)
class Token:
    """The stored record of a token, never the token itself.

    ``hash`` is its SHA-256. A token has 256 random bits, so a slow hash would add nothing.
    ``made_at`` and ``expires_at`` are ISO 8601 in UTC. A token whose ``expires_at`` is '' never
    expires. A ``revoked`` token opens nothing; its role is kept, because the role of those without
    a token depends on it.
    """

    id: str
    name: str
    role: Role
    hash: str
    made_at: str
    expires_at: str = ""
    revoked: bool = False

    @property
    def owner(self) -> str:
        """The name under which the token keeps questions and workspaces."""
        return LOCAL if self.id == WITHOUT_TOKEN else self.id

    def expired(self, now: datetime) -> bool:
        """Return whether the token has expired."""
        return bool(self.expires_at) and datetime.fromisoformat(self.expires_at) <= now


def _now() -> datetime:
    return datetime.now(UTC)


class TokenStore:
    """The tokens of one home folder. Several processes may make and revoke tokens at once."""

    def __init__(self, home: Home, clock: Callable[[], datetime] = _now) -> None:
        self._rows = PrivateRows(home, home.tokens, _token)
        self._path = home.tokens
        self._clock = clock

    def create(self, name: str, role: Role, expires_at: str = "") -> tuple[Token, str]:
        """Make a token. Return its record and the token itself, which is never shown again."""
        plain = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(4),
            name=name,
            role=role,
            hash=hash_of(plain),
            made_at=self._clock().isoformat(timespec="seconds"),
            expires_at=expires_at,
        )
        self._change(lambda tokens: (*tokens, token))
        return token, plain

    def revoke(self, token_id: str) -> None:
        """Remove a token; from the next request on it opens nothing.

        Raises:
            UnknownName: no token has that id.
        """
        if all(token.id != token_id for token in self.all()):
            raise UnknownName(kind=("token", "token"), name=token_id)
        self._change(
            lambda tokens: tuple(
                replace(token, revoked=True, hash="") if token.id == token_id else token
                for token in tokens
            )
        )

    def role_without_token(self) -> Role:
        """Return the role of whoever shows no token: never more than any token gave."""
        return role_without_token(token.role for token in self._stored())

    def all(self) -> tuple[Token, ...]:
        """Return the records of the tokens that are not revoked, the oldest first."""
        return tuple(token for token in self._stored() if not token.revoked)

    def names(self) -> dict[str, str]:
        """Return the names of all tokens by their ids, of the revoked too."""
        return {token.id: token.name for token in self._stored()}

    def _stored(self) -> tuple[Token, ...]:
        """Return all records, the revoked too.

        Raises:
            InputError: the file holds no tokens, so nobody can be let in.
            InsecureFile: others could have changed the file.
        """
        try:
            return self._rows.all()
        except (OSError, ValueError, KeyError, TypeError):
            raise InputError(
                file=self._path,
                why_es="no es una lista de tokens; repóngalo de una copia, o quítelo y cree otros",
                why_en="it is no list of tokens; restore it from a copy, or remove it and make new "
                "ones",
            ) from None

    def check(self, plain: str) -> Token:
        """Return the record of the token that somebody shows.

        Raises:
            TokenRefused: the token is unknown, revoked or expired. The error does not say which.
        """
        shown = hash_of(plain)
        now = self._clock()
        matching = [token for token in self.all() if hmac.compare_digest(token.hash, shown)]
        if not matching or matching[0].expired(now):
            raise TokenRefused
        return matching[0]

    def standing(self, now: datetime | None = None) -> dict[str, Token]:
        """Return the tokens that open something at a moment, or now, by id."""
        at = now or self._clock()
        return {token.id: token for token in self.all() if not token.expired(at)}

    def _change(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> None:
        with self._rows.alone():
            self._rows.write(change(self._stored()))


def _token(row: dict[str, Any]) -> Token:
    return Token(**{**row, "role": Role(row["role"])})
