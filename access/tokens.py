"""Bearer tokens of the API: shown once, stored as hashes in a file that only its owner can read."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from trama.access.policy import Role, role_without_token
from trama.core.errors import InputError, TokenRefused, UnknownName
from trama.core.home import Home, read_private, write_private

PREFIX = "trama_"
"""First letters of a token, so that people and scanners of secrets recognise it."""


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

    def expired(self, now: datetime) -> bool:
        """Return whether the token has expired."""
        return bool(self.expires_at) and datetime.fromisoformat(self.expires_at) <= now


def _now() -> datetime:
    return datetime.now(UTC)


class TokenStore:
    """The tokens of one home folder. Several processes may make and revoke tokens at once."""

    def __init__(self, home: Home, clock: Callable[[], datetime] = _now) -> None:
        self._path: Path = home.tokens
        self._home = home
        self._clock = clock
        self._stamp: tuple[int, int] | None = None
        self._tokens: tuple[Token, ...] = ()

    def create(self, name: str, role: Role, expires_at: str = "") -> tuple[Token, str]:
        """Make a token. Return its record and the token itself, which is never shown again."""
        plain = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(4),
            name=name,
            role=role,
            hash=_hash(plain),
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

    def _stored(self) -> tuple[Token, ...]:
        """Return all records, the revoked too. Read the file again if it changed.

        Raises:
            InputError: the file holds no tokens, so nobody can be let in.
            InsecureFile: others could have changed the file.
        """
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if stamp != self._stamp:
                rows = json.loads(read_private(self._path))
                self._tokens = tuple(Token(**{**row, "role": Role(row["role"])}) for row in rows)
                self._stamp = stamp
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError):
            raise InputError(
                file=self._path,
                why_es="no es una lista de tokens; repóngalo de una copia, o quítelo y cree otros",
                why_en="it is no list of tokens; restore it from a copy, or remove it and make new "
                "ones",
            ) from None
        return self._tokens

    def check(self, plain: str) -> Token:
        """Return the record of the token that somebody shows.

        Raises:
            TokenRefused: the token is unknown, revoked or expired. The error does not say which.
        """
        shown = _hash(plain)
        now = self._clock()
        matching = [token for token in self.all() if hmac.compare_digest(token.hash, shown)]
        if not matching or matching[0].expired(now):
            raise TokenRefused
        return matching[0]

    def _change(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> None:
        self._home.make()
        with FileLock(self._path.with_suffix(".lock")):
            tokens = change(self._stored())
            write_private(self._path, json.dumps([asdict(token) for token in tokens], indent=1))


def _hash(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
