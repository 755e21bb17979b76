"""Keys of the rows of a query, and the columns that may change in a row: by the column types.

A row is told apart by what it is about: people, places, cases, nodes, the places of a way, and the
words of a kind. All else (counts, dates, lists that grow, how a case stands) may change in it.
Rows that nothing tells apart are one group, which changes when one of them does.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trama.access.sealing import letters_of
from trama.cypher.header import Column, ColumnType
from trama.queries.catalog import SavedQuery

_NAMING = frozenset(
    {ColumnType.PERSON, ColumnType.PLACE, ColumnType.CASE, ColumnType.NODE, ColumnType.LABEL}
)
_STANDINGS = frozenset(
    {
        "entry_form",
        "network_state",
        "procedural_stage",
        "procedural_status",
        "role",
        "situation",
        "transport",
        "venue",
    }
)
"""The closed lists whose code says how a row's subject stands, and so may change in the row."""

_SAYINGS = frozenset({"certainty"})
"""The texts without a property that say something of a row, and do not name it."""

_ORDINALS = frozenset(
    {
        "age_from",
        "age_to",
        "calculated",
        "day",
        "days_from",
        "days_to",
        "position",
        "step",
        "way",
        "year",
    }
)
"""The numbers and days by which a query sorts its rows into classes or steps."""

_SAYING_OWNERS = ("Judgement.", "Observation.note", "Record.agency")
_DIGEST = 15  # bytes: no two of a million rows share a key
_VALUE = 6  # bytes a column: what changed is compared with one older value only


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row, or a group of rows with one key, as a question saw it: keyed hashes alone.

    ``values`` has one for each column that may change, in the order of :func:`watched_columns`.
    """

    key: str
    values: tuple[str, ...]


def key_columns(query: SavedQuery) -> tuple[str, ...]:
    """Return the columns that say which row it is."""
    return tuple(column.name for column in query.columns.values() if _names(query, column))


def watched_columns(query: SavedQuery) -> tuple[str, ...]:
    """Return the columns whose values may change in a row."""
    keys = key_columns(query)
    return tuple(name for name in query.columns if name not in keys and name not in _told(query))


def form_of(query: SavedQuery) -> str:
    """Return a text that is another one when rows of the query are to be keyed otherwise."""
    parts = [query.version, key_columns(query), watched_columns(query)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


class RowHasher:
    """The keyed hashes of the rows of one question; without the key of the home none is made."""

    def __init__(self, query: SavedQuery, question: str, key: bytes) -> None:
        self._keys = key_columns(query)
        self._watched = watched_columns(query)
        self._secret = hmac.new(key, f"standing {question}".encode(), hashlib.sha256).digest()

    def key(self, row: Mapping[str, Any]) -> str:
        """Return the key of a row."""
        # The places of a way keep their order.
        return self._hash(_DIGEST, "row", [_cell(row[name]) for name in self._keys])

    def seen(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[SeenRow]:
        """Yield the rows as they are remembered, each key once."""
        groups: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            groups.setdefault(self.key(row), []).append(row)
        for key, group in groups.items():
            yield SeenRow(key, tuple(self._value(name, group) for name in self._watched))

    def _value(self, name: str, group: Iterable[Mapping[str, Any]]) -> str:
        told = sorted(json.dumps(_unordered(row[name]), sort_keys=True) for row in group)
        return self._hash(_VALUE, name, told)

    def _hash(self, size: int, use: str, content: object) -> str:
        text = json.dumps([use, content], sort_keys=True)
        return letters_of(hmac.new(self._secret, text.encode(), hashlib.sha256).digest()[:size])


def _names(query: SavedQuery, column: Column) -> bool:
    """Return whether a column says which row it is."""
    match column.type:
        case ColumnType.CODE:
            return column.of not in _STANDINGS
        case ColumnType.PLACES:
            return _is_way(query, column)
        case ColumnType.CODES:
            ways = any(_is_way(query, one) for one in query.columns.values())
            return ways and column.of == "phase"
        case ColumnType.STRING:
            said = column.name in _SAYINGS or (column.of or "").startswith(_SAYING_OWNERS)
            return not said and column.name not in _told(query)
        case ColumnType.INTEGER | ColumnType.DATE:
            return column.name in _ORDINALS
        case _:
            return column.type in _NAMING


def _is_way(query: SavedQuery, column: Column) -> bool:
    """Return whether a list of places is a way: it is alone, or stands between two places.

    A list behind two places tells of the leg that they make, and grows.
    """
    if column.type is not ColumnType.PLACES or column.beside:
        return False
    names = list(query.columns)
    before = [query.columns[name] for name in names[: names.index(column.name)]]
    return sum(one.type is ColumnType.PLACE for one in before) <= 1


def _told(query: SavedQuery) -> frozenset[str]:
    """Return the columns that only name what another column holds: places and case numbers."""
    return frozenset(
        name
        for name, column in query.columns.items()
        if column.of in ("Location.name", "Case.numbers", "PenalProvision.name")
    )


def _cell(value: object) -> object:
    """Return a cell without what may change of its subject: a person's name, a node's label."""
    if isinstance(value, Mapping):
        return value.get("pseudonym") or value.get("key") or dict(value)
    if isinstance(value, list | tuple):
        return [_cell(item) for item in value]
    return value


def _unordered(value: object) -> object:
    """Return a cell so that a list says the same in any order."""
    cell = _cell(value)
    return sorted(cell, key=json.dumps) if isinstance(cell, list) else cell
