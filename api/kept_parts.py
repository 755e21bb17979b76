"""Parts of answers that are kept for a short time, so that the next pages cost the engine nothing.

A page that a cursor leads to is read together with the next ones: four times as many rows as came
before it. So whoever reads all pages has the query run a few times, however small the pages are: 40
pages of 250 rows are six runs, of 250, 1,000 and then 2,500 rows. The first page is read alone: a
caller may want no other.

A part holds rows as the role of the question sees them. It is found by the question's digest, which
covers the role, and by the state of the graph: after a load nobody finds it.
"""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from trama.core.errors import EngineOverloaded
from trama.queries.run import Asked, Begin, Part

MOST_ROWS = 30_000
"""Rows of all parts together; a row takes about 2 kB."""

MOST_AHEAD = 2_500
"""Rows of one part: half of what a caller may ask for in one page."""

SECONDS = 120.0
"""Seconds for which a part is kept: a client that reads pages asks for the next one at once."""

_AHEAD = 4  # times the rows before a page


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: str
    state: str
    part: Part
    read_at: float


class KeptParts:
    """The parts of answers that were read lately, the oldest first; threads may share them."""

    def __init__(self) -> None:
        self._kept: deque[_Kept] = deque()
        self._lock = Lock()

    def page(self, asked: Asked, state: str, begin: Begin) -> Part:
        """Return the page of an answer that begins at a place, kept or read.

        ``state`` is the state of the graph before the page is read.

        Raises:
            QueryTimeout, EngineError: as :meth:`trama.queries.run.Asked.part` says.
        """
        digest = asked.receipt.digest
        part = self._found(digest, state, begin)
        if part is None:
            part = _read_ahead(asked, begin)
            if len(part.rows) > asked.page:
                self._keep(_Kept(digest, state, part, monotonic()))
        return part.first(asked.page)

    def _found(self, digest: str, state: str, begin: Begin) -> Part | None:
        with self._lock:
            self._forget()
            for kept in self._kept:
                at = begin.rows - kept.part.begin.rows
                if (kept.digest, kept.state) == (digest, state) and 0 <= at < len(kept.part.rows):
                    return kept.part.after(at)
        return None

    def _keep(self, kept: _Kept) -> None:
        with self._lock:
            self._kept.append(kept)
            self._forget()

    def _forget(self) -> None:
        """Forget what is too old, and the oldest of what is too much."""
        rows = sum(len(kept.part.rows) for kept in self._kept)
        while self._kept and (rows > MOST_ROWS or monotonic() - self._kept[0].read_at > SECONDS):
            rows -= len(self._kept.popleft().part.rows)


def _read_ahead(asked: Asked, begin: Begin) -> Part:
    """Return a page with the rows after it; the page alone if these are too much for the engine."""
    ahead = min(_AHEAD * begin.rows, MOST_AHEAD, asked.limits.rows)
    ahead -= ahead % asked.page  # whole pages
    if ahead > asked.page:
        with suppress(EngineOverloaded):
            return asked.part(begin, ahead)
    return asked.part(begin, asked.page)
