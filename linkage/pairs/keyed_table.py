"""A table of blocking columns that holds keyed hashes in place of names, documents and dates.

It can be kept beside the graph: without the key nobody learns a name from it, not even by trying
all names. Two hashes of a column are equal if the values are. A year is the hashes of itself and of
the next year: two years that differ by one at most share a hash.
"""

import hashlib
from collections.abc import Sequence

import pyarrow as pa

from trama.linkage.pairs.compared_records import COLUMNS, ComparedRecord, blocking_columns

_PLAIN = frozenset({"initials_only"})
_NUMBERS = frozenset({"unique_id"})
_YEARS = frozenset({"born_year", "fact_year"})
_BYTES = 8  # of a hash: among ten million values two are equal once in 400,000 tables


def _type(name: str, kind: pa.DataType) -> pa.DataType:
    if name in _PLAIN:
        return kind
    return pa.list_(pa.int64()) if name in _YEARS or pa.types.is_list(kind) else pa.int64()


KEYED = pa.schema(
    {field.name: _type(field.name, field.type) for field in COLUMNS if field.name not in _NUMBERS}
)
"""The columns of the table: those of ``compared_records``, without the number of the record."""


class KeyedHash:
    """A hash of values that nobody can repeat without the key (16 to 64 bytes).

    It remembers what it hashed: a surname comes thousands of times.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[tuple[str, object], int] = {}

    def __call__(self, name: str, value: object) -> int:
        """Return the hash of a value of the column ``name``, a signed number of 64 bits."""
        found = self._known.get((name, value))
        if found is None:
            text = f"{name}\x1f{value}".encode()
            digest = hashlib.blake2b(text, digest_size=_BYTES, key=self._key).digest()
            found = self._known[name, value] = int.from_bytes(digest, "big", signed=True)
        return found


def keyed_table(records: Sequence[ComparedRecord], hashed: KeyedHash) -> pa.Table:
    """Return the table of the hashed blocking columns of records, a row for each in their order."""

    def column(name: str, value: object) -> object:
        if value is None or name in _PLAIN:
            return value
        if name in _YEARS and isinstance(value, int):
            return [hashed(name, value), hashed(name, value + 1)]
        if isinstance(value, list):
            return [hashed(name, item) for item in value]
        return hashed(name, value)

    columns: dict[str, list[object]] = {name: [] for name in KEYED.names}
    for record in records:
        row = blocking_columns(record)
        for name, values in columns.items():
            values.append(column(name, row[name]))
    return pa.Table.from_pydict(columns, schema=KEYED)
