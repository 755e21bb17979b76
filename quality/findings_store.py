"""The findings of each case, kept beside the graph: only changed cases are read again.

A private SQLite file in the home folder. A case stands under a keyed
digest of its number, so the file has no number of a case and no value of a cell. It can be lost: a
file that is damaged or of other rules is as good as none, and all cases are read again.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from trama.core.errors import OutputError
from trama.core.home import OWNER_ONLY_FILE, private_file
from trama.graph.records import CaseKey
from trama.mapping.rereading import Flaw
from trama.quality.survey import UnitCounts

_FORM = 1  # of the tables
_WAIT = 60.0  # seconds for another process that writes a batch
_TABLES = """
CREATE TABLE IF NOT EXISTS rules (text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (uid TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cases (
    key BLOB PRIMARY KEY, unit TEXT NOT NULL, name TEXT NOT NULL, registry TEXT NOT NULL,
    month TEXT NOT NULL, doubts TEXT NOT NULL, flaws TEXT
) WITHOUT ROWID;
"""
_COUNTED = """
SELECT unit, min(name), registry, month, flaws, count(*) FROM cases WHERE unit <> ''
GROUP BY unit, registry, month, flaws ORDER BY unit, month
"""


class CaseHead(NamedTuple):
    """A case as its unit is counted by: what must be equal for its findings to stand.

    ``unit`` and ``name`` are '' if its records name none. ``month`` is that of registration
    (``2024-03``), '' if it is unknown. ``doubts`` are the sorted doubts of other records, as text.
    """

    unit: str
    name: str
    registry: str
    month: str
    doubts: str


class FindingsStore:
    """The findings of cases, and the files of the graph that they were read from."""

    def __init__(self, database: sqlite3.Connection, key: bytes, rules: str) -> None:
        """Open the tables, empty if what they hold was read under other ``rules``."""
        self._database = database
        self._key = key
        database.executescript(_TABLES)
        held = database.execute("SELECT text FROM rules").fetchall()
        if held != [(rules := f"{_FORM} {rules}",)]:
            with database:
                for table in ("rules", "files", "cases"):
                    database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this module
                database.execute("INSERT INTO rules VALUES (?)", (rules,))

    def digest(self, case: CaseKey) -> bytes:
        """Return the keyed digest under which a case stands."""
        text = f"{case.registry}\x1f{case.number}".encode()
        return hashlib.blake2b(text, key=self._key, digest_size=16).digest()

    def heads(self) -> dict[bytes, CaseHead]:
        """Return the cases whose findings are held, by their digests."""
        rows = self._database.execute("SELECT key, unit, name, registry, month, doubts FROM cases")
        return {key: CaseHead(*head) for key, *head in rows}

    def files(self) -> Mapping[str, str]:
        """Return the marks of the files that the findings were read from, by their uids."""
        return dict(self._database.execute("SELECT uid, mark FROM files"))

    def begin(self, files: Mapping[str, str], outdated: Iterable[bytes]) -> None:
        """Forget the cases that must be read again, and hold the files as they are now, at once.

        So a reading that is stopped after this goes on with the cases that are still missing.
        """
        with self._database:
            gone = ((key,) for key in outdated)
            self._database.executemany("DELETE FROM cases WHERE key = ?", gone)
            self._database.execute("DELETE FROM files")
            self._database.executemany("INSERT INTO files VALUES (?, ?)", files.items())

    def add(self, read: Iterable[tuple[bytes, CaseHead, Iterable[Flaw] | None]]) -> None:
        """Hold the findings of cases; None for a case whose profile is no longer known."""
        rows = ((key, *head, _written(flaws)) for key, head, flaws in read)
        with self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )

    def units(self) -> dict[str, UnitCounts]:
        """Return the counts of the units that cases name, by their uids."""
        units: dict[str, UnitCounts] = {}
        for uid, name, registry, month, written, number in self._database.execute(_COUNTED):
            unit = units.setdefault(uid, UnitCounts(uid, name, registry))
            unit.name = min(unit.name, name)
            if written is None:
                unit.unread += number
                continue
            unit.add(month, [Flaw(*each) for each in json.loads(written)], number)
        return units


@contextmanager
def open_store(path: Path, key: bytes, rules: str) -> Iterator[FindingsStore]:
    """Open the store in a file that its owner only may read; a damaged one is begun anew.

    Raises:
        InsecureFile: others can read or change the file.
        OutputError: the file cannot be written.
    """
    try:
        database = _connected(path)
        try:
            yield FindingsStore(database, key, rules)
        finally:
            database.close()
    except sqlite3.Error as error:
        raise OutputError(
            file=path, why_es=f"SQLite responde «{error}»", why_en=f"SQLite answers “{error}”"
        ) from error


def _connected(path: Path) -> sqlite3.Connection:
    """Return the connection to a sound file, made if there is none."""
    for _ in range(2):
        if not os.path.lexists(path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE))
        with private_file(path):
            database = sqlite3.connect(path, timeout=_WAIT)
        try:
            if database.execute("PRAGMA quick_check").fetchall() == [("ok",)]:
                return database
        except sqlite3.OperationalError:
            database.close()
            raise
        except sqlite3.DatabaseError:  # no database: its first bytes are others
            pass
        database.close()
        path.unlink()
    raise sqlite3.OperationalError(path.name)


def _written(flaws: Iterable[Flaw] | None) -> str | None:
    if flaws is None:
        return None
    return json.dumps([[each.code, each.sheet, each.column] for each in sorted(flaws)])
