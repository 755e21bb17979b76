"""The temporary SQLite database of one load, for all that memory might not hold.

Three stores share it, each with tables of its own: ``RowSpool``, ``ObservationSpool`` and
``IssueSpool``. The database has no name in any folder: nothing of it is left if the process dies.
"""

import sqlite3

# KiB of pages in memory, for the three stores together: SQLite keeps the rest on disk, so that the
# memory of a load does not grow with its rows.
_CACHE_KIB = 16 * 1024


def open_spool_database() -> sqlite3.Connection:
    """Return a new, empty database. Closing it deletes it."""
    # '' is SQLite's name for a temporary database on disk, deleted while it is still open.
    database = sqlite3.connect("", isolation_level=None)
    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("BEGIN")
    return database
