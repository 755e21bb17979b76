"""The redaction of answers: the one place where access/policy.py meets the rows.

A victim stays a victim wherever they stand: a suspect who is a victim in any case is protected as
a victim. A value that nobody declared harmless does not leave. A value that identifies somebody is
hidden with that person, whatever column it stands in (``hidden/``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import DeclarationError
from trama.cypher.header import ITEM_OF, Column, ColumnType
from trama.cypher.vocabulary import vocabulary
from trama.queries.catalog import SavedQuery
from trama.queries.hidden.hidden import Hidden
from trama.queries.seen_nodes import NODE_TYPES, SeenNodes

_PERSON_KEYS = frozenset({"uid", "pseudonym", "name", "victim"})
_LISTS = frozenset({*ITEM_OF, ColumnType.VALUES})
_NUMBERS = {
    ColumnType.INTEGER: int,
    ColumnType.COUNT: int,
    ColumnType.NUMBER: int | float,
    ColumnType.BOOLEAN: bool,
}
_PERSONAL = frozenset({ColumnType.PERSON, ColumnType.PEOPLE})
# What RETURN gives for a value of a type, where that is not plain.
_RETURNED = {
    ColumnType.INTEGER: "toInteger(x)",
    ColumnType.PLACE: "l.uid",
    ColumnType.CASE: "c.uid",
    ColumnType.PERSON: "p {.uid, .pseudonym, .name, victim: p:Victim}",
    ColumnType.NODE: "n {.uid, .pseudonym, .name, .numbers, labels: labels(n)}",
}


def redact(
    query: SavedQuery,
    rows: Sequence[Mapping[str, Any]],
    viewer: Viewer,
    hidden: Hidden,
    key: bytes = b"",
) -> list[dict[str, Any]]:
    """Return the rows as the viewer may have them: the same columns, in order.

    - A person becomes ``{"pseudonym"}``, or ``{"uid", "name", "pseudonym"}`` if the viewer may see
      who it is. ``hidden`` says whether somebody is a victim, not the query.
    - A value that is too sensitive for the role, or that ``hidden`` hides, becomes None. In a list
      it is left out, and so is the item beside it in a list that goes with this list.
    - A node becomes ``{"key", "type", "roles", "label"}``; ``key`` seals the handles of those that
      go by a number or a name. A row with a node that is hidden is left out.
    - A row that counts too few people for the role is left out; other counts are rounded.

    Raises:
        DeclarationError: a cell holds something other than its column declares.
    """
    nodes = SeenNodes(viewer, hidden, key)
    shown = (_with_shown_counts(query, row, viewer) for row in rows if _known(query, row, nodes))
    return [
        {
            column.name: nodes.cell(column, row)
            if column.type in NODE_TYPES
            else _redacted(query, column, row, viewer, hidden)
            for column in query.columns.values()
        }
        for row in shown
        if row is not None
    ]


def _known(query: SavedQuery, row: Mapping[str, Any], nodes: SeenNodes) -> bool:
    """Return whether the viewer may know every node of a row, and one at least of those counted.

    Raises:
        DeclarationError: a cell holds something other than its column declares.
    """
    for column in query.columns.values():
        if column.type not in NODE_TYPES:
            continue
        if not nodes.holds(column, row):
            raise _undeclared(query, column)
        if not nodes.knows(column, row[column.name]):
            return False
    return True


def person_text(person: Mapping[str, Any]) -> str:
    """Return the text for a person or node: the name if the answer has it, else the pseudonym."""
    return str(person.get("name") or person.get("label") or person.get("pseudonym") or "")


def _with_shown_counts(
    query: SavedQuery, row: Mapping[str, Any], viewer: Viewer
) -> Mapping[str, Any] | None:
    """Return the row with its counts as the viewer may see them. Return None if one is hidden."""
    if viewer.minimum_cell <= 1:
        return row
    counts = {
        column.name: viewer.shown_count(row[column.name])
        for column in query.columns.values()
        if row[column.name] is not None and _counts_people(column, row)
    }
    return None if None in counts.values() else {**row, **counts}


def _counts_people(column: Column, row: Mapping[str, Any]) -> bool:
    if column.counts is not None:
        name, _, value = column.counts.partition("=")
        return bool(row[name] == value)
    return column.type is ColumnType.COUNT


def _redacted(
    query: SavedQuery, column: Column, row: Mapping[str, Any], viewer: Viewer, hidden: Hidden
) -> object:
    value = row[column.name]
    if value is None or not _visible(column, row, viewer):
        return None
    if column.type in _LISTS:
        if not isinstance(value, list):
            raise _undeclared(query, column)
        beside = (row[column.beside] or []) if column.beside else []
        left_out = {at for items in (value, beside) for at in _hidden_at(items, hidden)}
        items = [item for at, item in enumerate(value) if at not in left_out]
        return [_item(query, column, item, viewer, hidden) for item in items]
    return _item(query, column, value, viewer, hidden)


def _hidden_at(items: Sequence[object], hidden: Hidden) -> set[int]:
    """Return the places of the values of a list that are hidden."""
    return {
        at for at, item in enumerate(items) if not isinstance(item, Mapping) and hidden.hides(item)
    }


def _visible(column: Column, row: Mapping[str, Any], viewer: Viewer) -> bool:
    """Return whether the role may see the column in this row; people are decided one by one."""
    if column.type in _PERSONAL:
        return True
    name = column.of if column.field is None else f"{column.of}.{row[column.field]}"
    declared = vocabulary().property(name) if name else None
    if column.field is not None and declared is None:
        return False
    return declared is None or viewer.sees(declared.sensitivity)


def _item(
    query: SavedQuery, column: Column, value: object, viewer: Viewer, hidden: Hidden
) -> object:
    if column.type in _PERSONAL:
        if not isinstance(value, Mapping) or value.keys() != _PERSON_KEYS:
            raise _undeclared(query, column)
        return _person(query, column, value, viewer, hidden)
    expected = _NUMBERS.get(column.type, str | int | float | bool)
    if value is not None and not isinstance(value, expected):
        raise _undeclared(query, column)
    return None if hidden.hides(value) else value


def _person(
    query: SavedQuery, column: Column, told: Mapping[str, Any], viewer: Viewer, hidden: Hidden
) -> dict[str, Any]:
    """Return a person as the viewer may know them; the graph's word outranks the query's."""
    if hidden.people is None:
        return {key: told[key] for key in ("uid", "name", "pseudonym")}
    known = hidden.people.get(told["uid"])
    if known is None:
        raise _undeclared(query, column)
    if viewer.sees_person(victim=known.victim or told["victim"] is not False):
        return {"uid": told["uid"], "name": known.name, "pseudonym": known.pseudonym}
    return {"pseudonym": known.pseudonym}


def _undeclared(query: SavedQuery, column: Column) -> DeclarationError:
    line = query.header.line("columns", column.name)
    one = _RETURNED.get(ITEM_OF.get(column.type, column.type))
    wanted = one and (f"collect({one})" if column.type in ITEM_OF else one)
    return DeclarationError(
        where=f"{query.file}:{line}",
        why_es=f"la columna {column.name} trajo algo que no es {column.type}"
        + (f"; se espera {wanted} AS {column.name}" if wanted else ""),
        why_en=f"the column {column.name} brought something that is no {column.type}"
        + (f"; expected is {wanted} AS {column.name}" if wanted else ""),
    )
