"""The mapped rows of a load, kept on disk until all rows of a case are there.

The rows of one case come out together, whatever the order of rows, sheets and files went in.
"""

import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from trama.core.time_spent import Part, spending
from trama.graph.records import CaseKey, Kind, Mention
from trama.incoming.rows import SpooledRow
from trama.linkage.case_identity import POLICE
from trama.mapping.mapped import MappedRow

_TABLE = """
CREATE TABLE rows (id INTEGER PRIMARY KEY, registry TEXT, number TEXT, file INT, sheet INT,
    digest TEXT, line INT, parent INT, link TEXT, mentions BLOB, UNIQUE (file, sheet, digest))
"""
_ADD = """
INSERT OR IGNORE INTO rows (registry, number, file, sheet, digest, line, parent, link, mentions)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
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
_ROWS = """
SELECT ordered.registry, ordered.number, file, sheet, line, parent, mentions
FROM ordered CROSS JOIN rows
    ON rows.registry = ordered.registry AND rows.number = ordered.number
ORDER BY ordered.rowid, rows.id
"""


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


def _packed(mention: Mention) -> tuple[Any, ...]:
    return (mention.kind.value, mention.entity_key, *mention[3:5], dict(mention.fields))


def _unpacked(row: tuple[Any, ...], origins: Mapping[int, str]) -> SpooledRow:
    _, number, file, sheet, line, parent, packed = row
    mentions = marshal.loads(packed)  # noqa: S302 - we wrote it, into a store nobody else can open
    return SpooledRow(
        file=file,
        sheet=sheet,
        line=line,
        parent=bool(parent),
        mentions=tuple(Mention(Kind(kind), number, *parts) for kind, *parts in mentions),
        origin=origins.get(sheet, ""),
    )
