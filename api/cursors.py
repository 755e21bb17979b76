"""Cursors: sealed texts that lead to the next page of one answer.

A cursor holds where the page begins, the state of the graph, and the digest of the question, which
covers query, version, parameters and role. Its holder can neither read nor change it: the page may
begin with a case whose key the holder may not see. Pages of one answer come from one state of the
graph: once a load has written, the cursor is refused (409), and the answer is to be asked for anew.
"""

import json
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Query

from trama.access.sealing import bytes_of, letters_of, sealed, unsealed
from trama.core.errors import BadParameter, CursorOutdated
from trama.schemas.query_models import LONGEST_CURSOR

_USE = "cursor"

CursorText = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=LONGEST_CURSOR,
        description="next de la página anterior / of the page before",
    ),
]
"""The cursor in the address of a request."""

DEEPEST = 100_000
"""Rows before a page at most: the engine sorts the rows before a page that nobody kept."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a page: ``skip`` rows come before it; ``digest`` is the question's receipt.

    ``case`` and ``of_case`` are those of `trama.queries.run.Begin`.
    """

    skip: int
    state: str
    digest: str
    case: str = ""
    of_case: int = 0

    def written(self, key: bytes) -> str:
        """Return the cursor as a caller gets it, in letters that need no quoting in a URL."""
        return letters_of(sealed(json.dumps(asdict(self)).encode(), key, _USE))


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one answer: where a page begins, and the cursor to the next page.

    ``state`` is the state of all that the answer is counted from, ``digest`` that of the question
    with the role of whoever asks.
    """

    key: bytes
    state: str
    digest: str

    def skip(self, cursor: str | None) -> int:
        """Return the rows before the page that a cursor leads to, 0 without a cursor.

        Raises:
            BadParameter: the cursor is of another question, or nobody here wrote it.
            CursorOutdated: a load or a judgement has changed the answer since.
        """
        if cursor is None:
            return 0
        read = read_cursor(cursor, self.key)
        if read.digest != self.digest:
            raise foreign_cursor()
        if read.state != self.state:
            raise CursorOutdated
        return read.skip

    def after(self, skip: int, rows: int) -> str | None:
        """Return the cursor to the page that begins at ``skip``, None after the last of ``rows``.

        A page that would begin deeper than `DEEPEST` has no cursor.
        """
        if skip >= rows or skip > DEEPEST:
            return None
        return Cursor(skip, self.state, self.digest).written(self.key)


def read_cursor(written: str, key: bytes) -> Cursor:
    """Return the cursor that :meth:`Cursor.written` wrote.

    Raises:
        BadParameter: it was not written with ``key``, or it was changed.
    """
    try:
        content = unsealed(bytes_of(written), key, _USE)
    except ValueError:
        raise foreign_cursor() from None
    if content is None:
        raise foreign_cursor()
    return Cursor(**json.loads(content))


def foreign_cursor() -> BadParameter:
    """Return the error for a cursor that belongs to another question, or that nobody here wrote."""
    return BadParameter(
        name="cursor",
        why_es="no es de esta consulta con estos parámetros y este rol",
        why_en="it is not of this query with these parameters and this role",
    )
