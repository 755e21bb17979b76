"""The rows of statistics that a load has met so far, by observation.

Each observation uid has one ``ObservedRow``: the first row about the observation in the latest
file. Comparing a new row with it often settles the new row, without asking the graph.
"""

import sqlite3
from typing import NamedTuple

_TABLES = (
    """
CREATE TABLE observed (uid TEXT PRIMARY KEY, file INT, sheet INT, digest TEXT, content TEXT)
    WITHOUT ROWID
""",
    """
CREATE TABLE later_rows (file INT, sheet INT, digest TEXT, PRIMARY KEY (file, sheet, digest))
    WITHOUT ROWID
""",
)
_ADD = "INSERT OR IGNORE INTO observed VALUES (?, ?, ?, ?, ?)"
_REPLACE = "REPLACE INTO observed VALUES (?, ?, ?, ?, ?)"
_READ = "SELECT file, sheet, digest, content FROM observed WHERE uid = ?"
_ADD_LATER = "INSERT OR IGNORE INTO later_rows VALUES (?, ?, ?)"


class ObservedRow(NamedTuple):
    """A row that gives an observation: the numbers of its file and sheet, and two digests.

    ``row`` is the digest of the whole row, ``content`` the digest of the observation alone.
    """

    file: int
    sheet: int
    row: str
    content: str


class ObservationSpool:
    """The row to compare with for each observation, and the digests of later rows."""

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

    def is_repeated(self, row: ObservedRow, before: ObservedRow) -> bool:
        """Return whether the sheet of this row had an equal row before. Store the row's digest.

        ``before`` is the result of :meth:`remember` for the row. If that is None, the row repeats
        no other: equal rows are about one observation.
        """
        place = (row.file, row.sheet, row.row)
        if place == before[:3]:
            return True
        return self._database.execute(_ADD_LATER, place).rowcount == 0
