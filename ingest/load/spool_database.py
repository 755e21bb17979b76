"""The temporary SQLite database in which one load keeps what would not fit in memory.

Three stores share it, each with tables of its own: ``RowSpool``, ``ObservationSpool`` and
``IssueSpool``. The database has no name in any folder: nothing of it is left if the process dies.
"""

import sqlite3

# KiB of pages that SQLite keeps in memory, for the three stores together: with this cache the
# memory of a load does not grow with its rows.
_CACHE_KIB = 16 * 1024


def open_spool_database() -> sqlite3.Connection:
    """Return a new, empty database. Whoever opens it closes it, and with that deletes it."""
    # '' is SQLite's name for a temporary database on disk, deleted while it is still open.
    database = sqlite3.connect("", isolation_level=None)
    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("BEGIN")
    return database
