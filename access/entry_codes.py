"""Codes of entry: printed by `trama serve` in an address, each opens one session, once, soon.

A code stays in the memory of the process that printed it. It stands after the ``#`` of the address,
which a browser never sends, so no log of a server or proxy holds it.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from threading import Lock

from trama.access.private_rows import hash_of
from trama.access.tokens import Token
from trama.core.session_errors import SessionEnded

VALID_SECONDS = 600.0
"""A code's life: long enough to start a browser, too short to be found later in a terminal."""

MOST = 20
"""Codes that wait at once; one more forgets the oldest."""


class EntryCodes:
    """The codes that wait for their one use, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._waiting: dict[str, tuple[float, Token]] = {}

    def make(self, token: Token) -> str:
        """Return a new code that opens a session of ``token``."""
        plain = secrets.token_urlsafe(24)
        with self._lock:
            while len(self._waiting) >= MOST:
                del self._waiting[next(iter(self._waiting))]
            self._waiting[hash_of(plain)] = (self._clock() + VALID_SECONDS, token)
        return plain

    def use(self, plain: str) -> Token:
        """Return the token of a code, which serves no second time.

        Raises:
            SessionEnded: the code is unknown, was used, or is too old.
        """
        shown = hash_of(plain)
        with self._lock:
            found = [code for code in self._waiting if hmac.compare_digest(code, shown)]
            if not found:
                raise SessionEnded
            until, token = self._waiting.pop(found[0])
        if self._clock() >= until:
            raise SessionEnded
        return token
