"""The constraints and indexes that the engines keep, generated from the ontology's shapes."""

from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import get_type_hints

from trama.graph import canonical_layer, source_layer
from trama.graph.declare import Node, Property

_LAYERS: tuple[ModuleType, ...] = (source_layer, canonical_layer)


def schema_statements() -> tuple[str, ...]:
    """Returns the statements that make every constraint and index, in a fixed order.

    Each may be run again without effect. A property that a label shares with a parent label
    (Victim and Suspect with Person) is kept once, on the parent: their nodes carry that label too.
    """
    wanted: dict[tuple[str, str], bool] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for shape, cls in _nodes():
        parents[shape.label] = shape.parents
        for name, said in _properties(cls):
            if said.unique or said.indexed:
                wanted[shape.label, name] = wanted.get((shape.label, name), False) or said.unique
    return tuple(
        _statement(label, name, unique=unique)
        for (label, name), unique in sorted(wanted.items())
        if not any((parent, name) in wanted for parent in parents[label])
    )


def _statement(label: str, name: str, *, unique: bool) -> str:
    known_as = f"{label}_{name}".lower()
    if unique:
        return (
            f"CREATE CONSTRAINT {known_as} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        )
    return f"CREATE INDEX {known_as} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"


def _nodes() -> list[tuple[Node, type]]:
    """Returns the classes that are themselves marked as a node; several may share a label."""
    return [
        (cls.__dict__["__shape__"], cls)
        for layer in _LAYERS
        for cls in vars(layer).values()
        if isinstance(cls, type)
        and is_dataclass(cls)
        and isinstance(cls.__dict__.get("__shape__"), Node)
    ]


def _properties(cls: type) -> list[tuple[str, Property]]:
    hints = get_type_hints(cls, include_extras=True)
    return [
        (field.name, said)
        for field in fields(cls)
        for said in getattr(hints[field.name], "__metadata__", ())
        if isinstance(said, Property)
    ]
