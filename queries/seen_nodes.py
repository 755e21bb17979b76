"""Nodes of any kind in an answer, as a viewer may know them: their keys, roles and labels.

A means that identifies a hidden person is not there at all: its row is left out, and it is not
counted. A case whose number identifies somebody goes by a handle, and by its other numbers. An
agency whose name identifies somebody has no label.
"""

from collections.abc import Mapping
from typing import Any

from trama.access.node_handles import node_handle
from trama.access.policy import Viewer
from trama.cypher.header import Column, ColumnType
from trama.cypher.vocabulary import vocabulary
from trama.queries.hidden.collecting import SHARED
from trama.queries.hidden.hidden import Hidden
from trama.values.partial_date import is_partial_date

NODE_TYPES = frozenset({ColumnType.NODE, ColumnType.SEEN, ColumnType.FACTS})
_KEYS = frozenset({"uid", "pseudonym", "name", "numbers", "labels"})
_MORE = frozenset({"phase", "date", "since", "until", "registered_on", "conflicts"})
"""The properties that a node may bring besides: a picture is layered, dated and marked by them."""
_ROLES = {"Victim": "victim", "Suspect": "suspect"}
_OPEN = frozenset({"Location", "Network"})  # their uids tell of nobody
_DATES = frozenset({"date", "since", "until", "first", "last", "registered_on"})
_CONFLICTS = "conflicts"  # the names of fields of records


class SeenNodes:
    """The nodes of one answer for one viewer; ``key`` seals handles."""

    def __init__(self, viewer: Viewer, hidden: Hidden, key: bytes) -> None:
        self._viewer = viewer
        self._hidden = hidden
        self._key = key

    def holds(self, column: Column, row: Mapping[str, Any]) -> bool:
        """Return whether a cell holds what its column declares."""
        value = row[column.name]
        if value is None:
            return column.type is ColumnType.FACTS
        if column.type is ColumnType.FACTS:
            return isinstance(value, Mapping)
        if column.type is ColumnType.SEEN and not isinstance(value, list):
            return isinstance(value, int)
        nodes = value if column.type is ColumnType.SEEN else [value]
        return all(
            isinstance(one, Mapping) and _KEYS <= one.keys() <= _KEYS | _MORE for one in nodes
        )

    def knows(self, column: Column, value: object) -> bool:
        """Return whether the viewer may know the node, or one at least of those that are counted.

        A person is known by a pseudonym at least.
        """
        if column.type is ColumnType.SEEN and isinstance(value, list):
            return any(self._shows(node) for node in value)
        return not isinstance(value, Mapping) or self._shows(value)

    def cell(self, column: Column, row: Mapping[str, Any]) -> object:
        """Return a cell as the viewer may have it."""
        value = row[column.name]
        if value is None:
            return None
        if column.type is ColumnType.FACTS:
            return self._facts(str(row[str(column.field)]), value)
        if column.type is ColumnType.SEEN:
            return sum(map(self._shows, value)) if isinstance(value, list) else value
        return self._node(value)

    def _shows(self, node: Mapping[str, Any]) -> bool:
        if self._hidden.people is not None and "Person" in node.get("labels", ()):
            return node["uid"] in self._hidden.people
        means = SHARED.intersection(node.get("labels", ()))
        return not (means and self._hidden.hides(node["name"]))

    def _node(self, node: Mapping[str, Any]) -> dict[str, Any]:
        labels = sorted(node["labels"])
        if "Person" in labels:
            return self._person(node, labels)
        type_ = labels[0]
        numbers = [one for one in node["numbers"] or () if not self._hidden.hides(one)]
        name = None if self._hidden.hides(node["name"]) else node["name"]
        label = " / ".join(numbers) or name or ""
        is_open = type_ in _OPEN or (type_ == "Case" and not self._hidden.hides(node["uid"]))
        key = node["uid"] if is_open else node_handle(type_, node["uid"], self._key)
        shown = label or (key if is_open else "")
        return {"key": key, "type": type_, "roles": [], "label": shown, **self._more(node, type_)}

    def _more(self, node: Mapping[str, Any], type_: str) -> dict[str, Any]:
        """Return the properties of a node that is nobody, or nothing where it has none to show."""
        told = self._facts(type_, {name: node.get(name) for name in sorted(_MORE)})
        return {"properties": told} if told else {}

    def _person(self, node: Mapping[str, Any], labels: list[str]) -> dict[str, Any]:
        roles = [role for label, role in _ROLES.items() if label in labels]
        told = {"type": "Person", "roles": roles}
        if self._hidden.people is None:
            uid, name, pseudonym = node["uid"], node["name"], node["pseudonym"]
        else:
            known = self._hidden.people[node["uid"]]
            uid, name, pseudonym = node["uid"], known.name, known.pseudonym
            if not self._viewer.sees_person(victim=known.victim or "Victim" in labels):
                uid, name = pseudonym, None
        return {"key": uid, **told, "label": name or pseudonym, "pseudonym": pseudonym}

    def _facts(self, owner: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties of an owner that the viewer may see and that name nobody.

        A code, a date, a number, a truth or the name of a field names nobody; no other text leaves.
        """
        told = {}
        for name, value in values.items():
            declared = vocabulary().property(f"{owner}.{name}")
            if value is None or declared is None or not self._viewer.sees(declared.sensitivity):
                continue
            day = name in _DATES and isinstance(value, str) and is_partial_date(value)
            if isinstance(value, bool | int | float) or declared.codes or day:
                told[name] = value
            elif name == _CONFLICTS:
                told[name] = [field for field in value if vocabulary().property(f"Record.{field}")]
        return told
