"""The rows of statistics that a load has met so far, by observation.

Each observation uid has one ``ObservedRow``: the first row about the observation in the latest
file. Comparing a new row with it often settles the new row, without asking the graph.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_TABLES = (
    """
CREATE TABLE observed (uid TEXT PRIMARY KEY, file INT, sheet INT, digest TEXT, content TEXT)
    WITHOUT ROWID
""",
    """
CREATE TABLE editions (uid TEXT PRIMARY KEY, year INT, block TEXT, reaches TEXT, value REAL)
    WITHOUT ROWID
""",
    "CREATE TABLE incoming (uid TEXT PRIMARY KEY) WITHOUT ROWID",
    """
CREATE TABLE later_rows (file INT, sheet INT, digest TEXT, PRIMARY KEY (file, sheet, digest))
    WITHOUT ROWID
""",
)
_ADD = "INSERT OR IGNORE INTO observed VALUES (?, ?, ?, ?, ?)"
_REPLACE = "REPLACE INTO observed VALUES (?, ?, ?, ?, ?)"
_READ = "SELECT file, sheet, digest, content FROM observed WHERE uid = ?"
_ADD_EDITION = "REPLACE INTO editions VALUES (?, ?, ?, ?, ?)"
_EDITIONS = "SELECT uid, block, reaches, value FROM editions WHERE year = ?"
_CLEAR_INCOMING = "DELETE FROM incoming"
_ADD_INCOMING = "INSERT OR IGNORE INTO incoming VALUES (?)"
_IS_INCOMING = "SELECT 1 FROM incoming WHERE uid = ?"
_ADD_LATER = "INSERT OR IGNORE INTO later_rows VALUES (?, ?, ?)"


class ObservedRow(NamedTuple):
    """A row that gives an observation: the numbers of its file and sheet, and two digests.

    ``row`` is the digest of the whole row, ``content`` the digest of the observation alone.
    """

    file: int
    sheet: int
    row: str
    content: str


class StatedFigure(NamedTuple):
    """A figure as the newest edition of its data states it.

    ``block`` is its source, department and year (`series.block_of`). ``reaches`` is the last period
    of the edition.
    """

    uid: str
    block: str
    reaches: str
    value: float | None


class ObservationSpool:
    """The row to compare with for each observation, and the digests of later rows.

    It also has the figures that the load has written so far, and the uids of the sheet at hand.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for table in _TABLES:
            self._database.execute(table)

    def remember(self, uid: str, row: ObservedRow) -> ObservedRow | None:
        """Store the row under the observation's uid. Return the row stored before, or None.

        The first row of a file stays: a later row of the same file does not replace it.
        """
        if self._database.execute(_ADD, (uid, *row)).rowcount == 1:
            return None
        before = ObservedRow(*self._database.execute(_READ, (uid,)).fetchone())
        if before.file != row.file:
            self._database.execute(_REPLACE, (uid, *row))
        return before

    def get(self, uid: str) -> ObservedRow | None:
        """Return the row that gives the observation so far. Return None if no row does."""
        row = self._database.execute(_READ, (uid,)).fetchone()
        return ObservedRow(*row) if row else None

    def state(self, figure: StatedFigure, year: int) -> None:
        """Store a figure that the load has written."""
        uid, block, reaches, value = figure
        self._database.execute(_ADD_EDITION, (uid, year, block, reaches, value))

    def stated(self, year: int) -> list[StatedFigure]:
        """Return the figures of a year that the load has written."""
        return [StatedFigure(*row) for row in self._database.execute(_EDITIONS, (year,))]

    def expect(self, uids: Iterable[str]) -> None:
        """Store the uids of the sheet at hand, in place of those of the sheet before."""
        self._database.execute(_CLEAR_INCOMING)
        self._database.executemany(_ADD_INCOMING, ((uid,) for uid in uids))

    def expects(self, uid: str) -> bool:
        """Return whether the sheet at hand has a row about the observation."""
        return self._database.execute(_IS_INCOMING, (uid,)).fetchone() is not None

    def is_repeated(self, row: ObservedRow, before: ObservedRow) -> bool:
        """Return whether the sheet of this row had an equal row before. Store the row's digest.

        ``before`` is the result of :meth:`remember` for the row. If that is None, the row repeats
        no other: equal rows are about one observation.
        """
        place = (row.file, row.sheet, row.row)
        if place == before[:3]:
            return True
        return self._database.execute(_ADD_LATER, place).rowcount == 0
