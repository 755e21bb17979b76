"""Bearer tokens: made once, shown once, kept as hashes in a file that only its owner reads."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from trama.access.policy import Role
from trama.core.errors import TokenRefused, UnknownName
from trama.core.home import Home, write_private

PREFIX = "trama_"


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token: never the token itself.

    ``hash`` is its SHA-256; a token has 256 random bits, so a slow hash would add nothing.
    ``made_at`` and ``expires_at`` are ISO 8601 in UTC; '' never expires.
    """

    id: str
    name: str
    role: Role
    hash: str
    made_at: str
    expires_at: str = ""

    def expired(self, now: datetime) -> bool:
        """Returns whether the token's time is over."""
        return bool(self.expires_at) and datetime.fromisoformat(self.expires_at) <= now


def _now() -> datetime:
    return datetime.now(UTC)


class TokenStore:
    """The tokens of one home folder; several processes may make and revoke them at once."""

    def __init__(self, home: Home, clock: Callable[[], datetime] = _now) -> None:
        self._path: Path = home.tokens
        self._home = home
        self._clock = clock
        self._read_at: tuple[int, int] | None = None
        self._tokens: tuple[Token, ...] = ()

    def create(self, name: str, role: Role, expires_at: str = "") -> tuple[Token, str]:
        """Returns a new token's record and the token itself, which can't be had again."""
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
        """Forgets a token: from the next request on it opens nothing.

        Raises:
            UnknownName: no token has that id.
        """
        if all(token.id != token_id for token in self.all()):
            raise UnknownName(kind=("token", "token"), name=token_id)
        self._change(lambda tokens: tuple(token for token in tokens if token.id != token_id))

    def all(self) -> tuple[Token, ...]:
        """Returns the records of all tokens, oldest first; read again when the file changed."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return ()
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._read_at:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            self._tokens = tuple(Token(**{**row, "role": Role(row["role"])}) for row in rows)
            self._read_at = stamp
        return self._tokens

    def check(self, plain: str) -> Token:
        """Returns the record of the token that somebody shows.

        Raises:
            TokenRefused: it is unknown, revoked or expired; never says which.
        """
        shown = _hash(plain)
        now = self._clock()
        known = [t for t in self.all() if hmac.compare_digest(t.hash, shown)]
        if not known or known[0].expired(now):
            raise TokenRefused
        return known[0]

    def _change(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> None:
        self._home.make()
        with FileLock(self._path.with_suffix(".lock")):
            tokens = change(self.all())
            write_private(self._path, json.dumps([asdict(token) for token in tokens], indent=1))


def _hash(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
