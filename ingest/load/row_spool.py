"""The mapped rows of a load, kept on disk until all rows of a case are there.

The rows of one case come out together, whatever the order of rows, sheets and files went in.
"""

import marshal
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from trama.core.time_spent import Part, spending
from trama.graph.records import CaseKey, Kind, Mention
from trama.incoming.rows import SpooledRow
from trama.linkage.case_identity import POLICE
from trama.linkage.identity import IDENTIFYING, PEOPLE
from trama.mapping.mapped import MappedRow

_BETWEEN_KEYS = "\x1f"

_TABLE = """
CREATE TABLE rows (id INTEGER PRIMARY KEY, registry TEXT, number TEXT, file INT, sheet INT,
    digest TEXT, line INT, parent INT, link TEXT, keys TEXT, mentions BLOB,
    UNIQUE (file, sheet, digest))
"""
_ADD = """
INSERT OR IGNORE INTO rows
    (registry, number, file, sheet, digest, line, parent, link, keys, mentions)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_BEGIN_KEYS = "UPDATE rows SET number = ? || number WHERE sheet = ?"
_DROP = "DELETE FROM rows WHERE file = ? AND sheet = ?"

# ``link`` is the police registration that a carpeta names.
_GROUP = """
CREATE INDEX rows_by_case ON rows (registry, number);
CREATE TABLE cases AS
    SELECT registry, number, MIN(link) AS link FROM rows GROUP BY registry, number;
CREATE INDEX cases_by_key ON cases (registry, number);
CREATE TABLE ordered (registry TEXT, number TEXT, beside TEXT);
"""
_ORDER = """
INSERT INTO ordered
    SELECT cases.registry, cases.number, COALESCE(police.number, cases.number) AS beside
    FROM cases LEFT JOIN cases AS police
        ON police.registry = ? AND police.number = cases.link
    ORDER BY beside, cases.registry, cases.number
"""
# Each carpeta once, at its first row.
_DANGLING = """
SELECT MIN(id), file, sheet, line, link FROM rows
WHERE link IS NOT NULL AND registry <> ?1 AND NOT EXISTS
    (SELECT 1 FROM cases WHERE cases.registry = ?1 AND cases.number = rows.link)
GROUP BY registry, number, link ORDER BY 1
"""
_COUNT = "SELECT COUNT(*) FROM ordered"
_COUNT_ROWS = "SELECT COUNT(*) FROM rows"
_ROWS = """
SELECT ordered.registry, ordered.number, file, sheet, line, parent, mentions
FROM ordered CROSS JOIN rows
    ON rows.registry = ordered.registry AND rows.number = ordered.number
ORDER BY ordered.rowid, rows.id
"""
_ROWS_OF_CASE = """
SELECT registry, number, file, sheet, line, parent, mentions FROM rows
WHERE registry = ? AND number = ? ORDER BY id
"""
# What joins cases of a load: the keys of people, and the registrations that carpetas name.
_INDEX = """
CREATE TABLE keys (key TEXT, registry TEXT, number TEXT);
CREATE INDEX rows_by_link ON rows (link) WHERE link IS NOT NULL;
"""
_KEYS = "SELECT keys, registry, number FROM rows WHERE keys IS NOT NULL"
_ADD_KEY = "INSERT INTO keys VALUES (?, ?, ?)"
_INDEX_KEYS = "CREATE INDEX keys_by_key ON keys (key)"
_CASES_WITH = "SELECT DISTINCT registry, number FROM keys WHERE key = ?"
_CASES_NAMING = "SELECT DISTINCT registry, number FROM rows WHERE link = ? AND registry <> ?"


@dataclass(frozen=True, slots=True)
class SpooledCase:
    """All rows of a load about one case, in the order of files, sheets and lines."""

    key: CaseKey
    rows: tuple[SpooledRow, ...]


class RowSpool:
    """Rows in, cases out: first :meth:`add` every row, then :meth:`group`, then :meth:`cases`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute(_TABLE)

    @spending(Part.SPOOL)
    def add(
        self,
        registry: str,
        file: int,
        sheet: int,
        rows: Iterable[MappedRow],
        *,
        by_line: bool = False,
    ) -> int:
        """Store rows, skipping exact repeats within a sheet. Return the number stored.

        No row is a repeat ``by_line``: each line is an event of its own.
        """
        added = self._database.executemany(
            _ADD,
            (
                (
                    registry,
                    row.case_key,
                    file,
                    sheet,
                    f"{row.digest}:{row.line}" if by_line else row.digest,
                    row.line,
                    row.parent,
                    _link(row),
                    _keys(row),
                    marshal.dumps(tuple([_packed(mention) for mention in row.mentions])),
                )
                for row in rows
            ),
        )
        return added.rowcount

    def begin_keys(self, sheet: int, scope: str) -> None:
        """Put ``scope`` before the keys of the cases of a sheet, which are numbers of lines."""
        self._database.execute(_BEGIN_KEYS, (scope, sheet))

    def drop(self, file: int, sheet: int) -> None:
        """Delete the rows of a sheet that could not be read to its end."""
        self._database.execute(_DROP, (file, sheet))

    def group(self) -> int:
        """Close the spool for rows and put its cases in order. Return the number of cases.

        A carpeta comes right after the registration that it names: one transaction mostly holds
        both. Example: of A-9 (a carpeta that names Z-1), B-9 and Z-1 the order is B-9, Z-1, A-9.
        """
        self._database.executescript(_GROUP)
        self._database.execute(_ORDER, (POLICE,))
        return int(self._database.execute(_COUNT).fetchone()[0])

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._database.execute(_COUNT_ROWS).fetchone()[0])

    def index(self) -> None:
        """Index the rows for :meth:`rows_of`, :meth:`cases_with` and :meth:`cases_naming`.

        Call it once, after :meth:`group`.
        """
        self._database.executescript(_INDEX)
        rows = self._database.execute(_KEYS)
        self._database.executemany(
            _ADD_KEY,
            ((key, *case) for keys, *case in rows for key in keys.split(_BETWEEN_KEYS)),
        )
        self._database.execute(_INDEX_KEYS)

    def rows_of(
        self, case: CaseKey, origins: Mapping[int, str], about: Collection[Kind] = tuple(Kind)
    ) -> tuple[SpooledRow, ...]:
        """Return the rows of one case, as :meth:`cases` does.

        Rows that mention nothing of the kinds ``about`` come without mentions.
        """
        rows = self._database.execute(_ROWS_OF_CASE, case)
        return tuple(_unpacked(row, origins, frozenset(about)) for row in rows)

    def cases_with(self, keys: Collection[str]) -> set[CaseKey]:
        """Return the cases with a row that gives one of these keys of a person."""
        return {
            CaseKey(*row) for key in keys for row in self._database.execute(_CASES_WITH, (key,))
        }

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a row that names one of these police registrations."""
        return {
            CaseKey(*row)
            for registration in registrations
            for row in self._database.execute(_CASES_NAMING, (registration, POLICE))
        }

    def dangling(self) -> list[tuple[SpooledRow, str]]:
        """Return the rows that name a police registration that no row is about, with its number."""
        return [
            (SpooledRow(file, sheet, line, parent=True, mentions=()), link)
            for _, file, sheet, line, link in self._database.execute(_DANGLING, (POLICE,))
        ]

    def cases(self, origins: Mapping[int, str] | None = None) -> Iterator[SpooledCase]:
        """Yield the cases in the order of :meth:`group`.

        ``origins`` has, by the number of a sheet, a digest of the sheet and its file.
        """
        rows_in_order = self._database.execute(_ROWS)
        for key, rows in groupby(rows_in_order, key=lambda row: CaseKey(row[0], row[1])):
            yield SpooledCase(key, tuple(_unpacked(row, origins or {}) for row in rows))


def _link(row: MappedRow) -> str | None:
    for mention in row.mentions:
        registration = mention.fields.get("police_report")
        if mention.kind is Kind.CASE and isinstance(registration, str):
            return registration
    return None


def _keys(row: MappedRow) -> str | None:
    """Return the documents and codes that a row gives of people."""
    keys = {
        key
        for mention in row.mentions
        if mention.kind in PEOPLE
        for name in IDENTIFYING
        if isinstance(key := mention.fields.get(name), str) and key
    }
    return _BETWEEN_KEYS.join(keys) or None


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (mention.kind.value, mention.entity_key, *mention[3:5], dict(mention.fields))


def _unpacked(
    row: tuple[Any, ...], origins: Mapping[int, str], about: frozenset[str] = frozenset(Kind)
) -> SpooledRow:
    _, number, file, sheet, line, parent, packed = row
    mentions = marshal.loads(packed)  # noqa: S302 - we wrote it, into a store nobody else can open
    if about.isdisjoint(kind for kind, *_ in mentions):
        mentions = ()
    return SpooledRow(
        file=file,
        sheet=sheet,
        line=line,
        parent=bool(parent),
        mentions=tuple(Mention(Kind(kind), number, *parts) for kind, *parts in mentions),
        origin=origins.get(sheet, ""),
    )
