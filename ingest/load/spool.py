"""Where the mapped rows of a load wait until all rows of a case are there.

A temporary SQLite database: the rows of one case come together whatever the order of rows, sheets
and files, and memory stays flat. It has no name in any folder, so that nothing of it is left when
the process dies.
"""

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from trama.graph.records import CaseKey, Kind, Mention
from trama.ingest.load.reconcile import SpooledRow
from trama.ingest.mapping.mapped import MappedRow
from trama.linkage.identity import POLICE
from trama.values.defects import Defect, DefectCode, Issue, Outcome

_CACHE_KIB = 16 * 1024

_TABLES = """
CREATE TABLE rows (id INTEGER PRIMARY KEY, registry TEXT, number TEXT, file INT, sheet INT,
    digest TEXT, line INT, parent INT, link TEXT, mentions BLOB, UNIQUE (file, sheet, digest));
CREATE TABLE observed (uid TEXT PRIMARY KEY, file INT, sheet INT, digest TEXT, content TEXT)
    WITHOUT ROWID;
CREATE TABLE again (file INT, sheet INT, digest TEXT, PRIMARY KEY (file, sheet, digest))
    WITHOUT ROWID;
CREATE TABLE issues (id INTEGER PRIMARY KEY, load_file INT, file TEXT, sheet TEXT, line INT,
    name TEXT, code TEXT, outcome TEXT, value TEXT, suggestion TEXT);
"""

_ADD = """
INSERT OR IGNORE INTO rows (registry, number, file, sheet, digest, line, parent, link, mentions)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_OBSERVE = "INSERT OR IGNORE INTO observed VALUES (?, ?, ?, ?, ?)"

# Carpetas come beside the registration that they name, so that one transaction holds both.
_GROUP = """
CREATE INDEX rows_by_case ON rows (registry, number);
CREATE TABLE cases AS
    SELECT registry, number, MIN(link) AS link FROM rows GROUP BY registry, number;
CREATE INDEX cases_by_key ON cases (registry, number);
CREATE TABLE ordered (registry TEXT, number TEXT, beside TEXT);
"""
_ORDER = """
INSERT INTO ordered
    SELECT one.registry, one.number, COALESCE(police.number, one.number) AS beside
    FROM cases AS one LEFT JOIN cases AS police
        ON police.registry = ? AND police.number = one.link
    ORDER BY beside, one.registry, one.number
"""
_ROWS = """
SELECT one.registry, one.number, row.file, row.sheet, row.line, row.parent, row.mentions
FROM ordered AS one CROSS JOIN rows AS row
    ON row.registry = one.registry AND row.number = one.number
ORDER BY one.rowid, row.id
"""


@dataclass(frozen=True, slots=True)
class SpooledCase:
    """All rows of a load about one case, in the order of files, sheets and lines."""

    key: CaseKey
    rows: tuple[SpooledRow, ...]


class Observed(NamedTuple):
    """What a row says of an observation: where it stands, and the digests of all of it and of that.

    ``row`` is the digest of the whole row, ``content`` that of the observation alone.
    """

    file: int
    sheet: int
    row: str
    content: str


class Spool:
    """Rows in, cases out; also keeps the issues until they are written."""

    def __init__(self) -> None:
        # '' is SQLite's name for a temporary database on disk, deleted while it is still open.
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.executescript(_TABLES)
        self._store.execute("BEGIN")

    def add(self, registry: str, file: int, sheet: int, rows: Iterable[MappedRow]) -> int:
        """Keeps rows, but of those of a sheet that repeat one another the first; says how many."""
        done = self._store.executemany(
            _ADD,
            (
                (
                    registry,
                    row.case_key,
                    file,
                    sheet,
                    row.digest,
                    row.line,
                    row.parent,
                    _link(row),
                    marshal.dumps(tuple([_packed(mention) for mention in row.mentions])),
                )
                for row in rows
            ),
        )
        return done.rowcount

    def drop(self, file: int, sheet: int) -> None:
        """Forgets the rows of a sheet that could not be read to its end."""
        self._store.execute("DELETE FROM rows WHERE file = ? AND sheet = ?", (file, sheet))

    def observe(self, uid: str, said: Observed) -> Observed | None:
        """Remembers what a load last said of an observation; returns what it said before, or None.

        Within one file the first stays.
        """
        if self._store.execute(_OBSERVE, (uid, *said)).rowcount == 1:
            return None
        found = self._store.execute(
            "SELECT file, sheet, digest, content FROM observed WHERE uid = ?", (uid,)
        )
        before = Observed(*found.fetchone())
        if before.file != said.file:
            self._store.execute("REPLACE INTO observed VALUES (?, ?, ?, ?, ?)", (uid, *said))
        return before

    def is_repeated(self, said: Observed, before: Observed) -> bool:
        """Returns whether a row, not the first of its observation, stood in its sheet already.

        ``before`` is what :meth:`observe` answered. The first row is not looked for elsewhere:
        rows that are equal are about one observation, and this one has only now been met.
        """
        place = (said.file, said.sheet, said.row)
        if place == before[:3]:
            return True
        done = self._store.execute("INSERT OR IGNORE INTO again VALUES (?, ?, ?)", place)
        return done.rowcount == 0

    def group(self) -> int:
        """Closes the spool for rows; returns how many cases it holds."""
        self._store.executescript(_GROUP)
        self._store.execute(_ORDER, (POLICE,))
        return int(self._store.execute("SELECT COUNT(*) FROM ordered").fetchone()[0])

    def cases(self) -> Iterator[SpooledCase]:
        """Yields the cases, once :meth:`group` was called; linked ones one after the other."""
        found = self._store.execute(_ROWS)
        for key, rows in groupby(found, key=lambda row: CaseKey(row[0], row[1])):
            yield SpooledCase(key, tuple(_unpacked(row) for row in rows))

    def add_issue(self, load_file: int, issue: Issue) -> None:
        """Keeps an issue of the file with that number."""
        defect = issue.defect
        self._store.execute(
            "INSERT INTO issues (load_file, file, sheet, line, name, code, outcome, value, "
            "suggestion) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                load_file,
                issue.file,
                issue.sheet,
                issue.line,
                issue.column,
                defect.code,
                defect.outcome.value,
                issue.value,
                defect.suggestion,
            ),
        )

    def issues(self) -> Iterator[Issue]:
        """Yields the issues by file of the load, then as they were found."""
        found = self._store.execute(
            "SELECT file, sheet, line, name, code, outcome, suggestion, value FROM issues "
            "ORDER BY load_file, id"
        )
        for file, sheet, line, name, code, outcome, suggestion, value in found:
            defect = Defect(DefectCode(code), Outcome(outcome), suggestion)
            yield Issue(file, sheet, line, name, defect, value)

    def close(self) -> None:
        """Lets go of everything."""
        self._store.close()


def _link(row: MappedRow) -> str | None:
    for mention in row.mentions:
        named = mention.fields.get("police_report")
        if mention.kind is Kind.CASE and isinstance(named, str):
            return named
    return None


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (mention.kind.value, *mention[1:5], dict(mention.fields))


def _unpacked(row: tuple[Any, ...]) -> SpooledRow:
    _, _, file, sheet, line, parent, packed = row
    mentions = marshal.loads(packed)  # noqa: S302 - we wrote it, into a store nobody else can open
    return SpooledRow(
        file=file,
        sheet=sheet,
        line=line,
        parent=bool(parent),
        mentions=tuple(Mention(Kind(kind), *said) for kind, *said in mentions),
    )
