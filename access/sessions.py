"""Browser sessions: a random text in a cookie that opens what one token opens, for some hours.

The file ``sessions.json`` of the home folder holds the hash of each session, so several processes
may serve one home, and a session outlives a restart. A session holds the id and the hash of its
token: whoever revokes the token ends it. It ends after an hour without a request, and in any case
after twelve.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from trama.access.private_rows import PrivateRows, hash_of
from trama.access.sealing import letters_of
from trama.access.tokens import WITHOUT_TOKEN, Token, TokenStore
from trama.core.home import Home
from trama.core.session_errors import SessionEnded

LONGEST = timedelta(hours=12)
"""A session's longest life: a working day with its overtime."""

IDLE = timedelta(hours=1)
"""The time without a request after which a session ends: a lunch at an unlocked desk."""

MOST_EACH = 10
"""Sessions of one token at once; one more ends the one that was used least recently."""

MOST = 500
"""Sessions of one home at once; as many people at once as no office has."""

_NOTED_EVERY = timedelta(minutes=1)  # a request writes to the disk once a minute at most


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """The stored record of a session, never the text in its cookie.

    ``hash`` is the SHA-256 of that text, which has 256 random bits. Times are ISO 8601 in UTC.
    """

    hash: str
    token_id: str
    token_hash: str
    made_at: str
    seen_at: str

    def ends_at(self) -> datetime:
        """Return when the session ends, however much it is used."""
        return datetime.fromisoformat(self.made_at) + LONGEST

    def is_over(self, now: datetime) -> bool:
        """Return whether the session is too old, or was unused for too long."""
        return now >= self.ends_at() or now >= datetime.fromisoformat(self.seen_at) + IDLE


def _now() -> datetime:
    return datetime.now(UTC)


class SessionStore:
    """The sessions of one home folder. Several processes may begin and end sessions at once."""

    def __init__(
        self, home: Home, tokens: TokenStore, clock: Callable[[], datetime] = _now
    ) -> None:
        self._rows = PrivateRows(home, home.sessions, _session)
        self._tokens = tokens
        self._clock = clock

    def begin(self, token: Token) -> tuple[BrowserSession, str]:
        """Begin a session of a token. Return its record, and the text for the cookie."""
        plain = secrets.token_urlsafe(32)
        now = self._clock().isoformat(timespec="seconds")
        begun = BrowserSession(hash_of(plain), token.id, token.hash, now, now)
        self._change(lambda sessions: (*_with_room(sessions, token.id), begun))
        return begun, plain

    def check(self, plain: str) -> tuple[BrowserSession, Token]:
        """Return the session whose text a cookie holds, and its token; note that it is in use.

        Raises:
            SessionEnded: the session is unknown or over, or its token was revoked or has expired.
                The error does not say which.
        """
        shown, now = hash_of(plain), self._clock()
        matching = [one for one in self._stored() if hmac.compare_digest(one.hash, shown)]
        if not matching or matching[0].is_over(now):
            raise SessionEnded
        session = matching[0]
        token = self._token_of(session)
        if now - datetime.fromisoformat(session.seen_at) >= _NOTED_EVERY:
            seen = now.isoformat(timespec="seconds")
            self._change(
                lambda sessions: tuple(
                    replace(one, seen_at=seen) if one.hash == shown else one for one in sessions
                )
            )
        return session, token

    def end(self, plain: str) -> None:
        """End the session whose text a cookie holds; an unknown session has ended already."""
        shown = hash_of(plain)
        if any(one.hash == shown for one in self._stored()):
            self._change(lambda sessions: tuple(one for one in sessions if one.hash != shown))

    def without_token(self) -> Token:
        """Return what stands for the token of whoever enters from the home's own terminal.

        They have the role of the command without a token.
        """
        return Token(WITHOUT_TOKEN, "", self._tokens.role_without_token(), "", "")

    def _token_of(self, session: BrowserSession) -> Token:
        """Return the token of a session.

        Raises:
            SessionEnded: the token is unknown, revoked or expired.
        """
        if session.token_id == WITHOUT_TOKEN:
            return self.without_token()
        token = self._tokens.standing(self._clock()).get(session.token_id)
        if token is None or not hmac.compare_digest(token.hash, session.token_hash):
            raise SessionEnded
        return token

    def _stored(self) -> tuple[BrowserSession, ...]:
        """Return all records; a broken file holds none.

        Raises:
            InsecureFile: others could have changed the file.
        """
        try:
            return self._rows.all()
        except (ValueError, TypeError):
            return ()  # everybody enters again, which writes the file anew

    def _change(
        self, change: Callable[[Iterable[BrowserSession]], tuple[BrowserSession, ...]]
    ) -> None:
        with self._rows.alone():
            now = self._clock()
            self._rows.write(change([one for one in self._stored() if not one.is_over(now)]))


def csrf_of(plain: str) -> str:
    """Return the text that a page shows beside the cookie when it changes something.

    It is computed from the cookie's text, which no page can read, and does not tell it.
    """
    digest = hmac.new(plain.encode(), b"trama csrf", hashlib.sha256).digest()
    return letters_of(digest)


def is_csrf_of(shown: str, plain: str) -> bool:
    """Return whether ``shown`` is the text that goes with a cookie, in constant time."""
    return hmac.compare_digest(shown.encode("utf-8", "replace"), csrf_of(plain).encode())


def _with_room(sessions: Iterable[BrowserSession], token_id: str) -> list[BrowserSession]:
    """Return the sessions without those that a new session of the token takes the place of."""
    latest = sorted(sessions, key=lambda one: one.seen_at, reverse=True)
    own = [one for one in latest if one.token_id == token_id][: MOST_EACH - 1]
    others = [one for one in latest if one.token_id != token_id]
    kept = {one.hash for one in (*own, *others[: MOST - 1 - len(own)])}
    return [one for one in latest if one.hash in kept]


def _session(row: dict[str, str]) -> BrowserSession:
    return BrowserSession(**row)
