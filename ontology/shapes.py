"""The declared classes as plain data: one shape for each label, relationship type and property.

The shape of a label joins all classes of that label. Other rooms get the shapes from lookup.py,
which checks them first.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from trama.ontology import (
    canonical_layer,
    canonical_relationships,
    internal_layer,
    network_layer,
    source_layer,
    tally_layer,
)
from trama.ontology.declare import Node, Property, Relationship
from trama.ontology.plain_relationships import PLAIN_RELATIONSHIPS

PropertyKind = Literal["text", "texts", "integer", "number", "flag"]
_KINDS: Mapping[object, PropertyKind] = {
    str: "text",
    tuple: "texts",
    int: "integer",
    float: "number",
    bool: "flag",
}
LAYERS: tuple[ModuleType, ...] = (
    source_layer,
    canonical_layer,
    canonical_relationships,
    tally_layer,
    network_layer,
)
"""The layers that hold knowledge; the loader's own notes (internal_layer) have no shape."""


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """One property: its name, the kind of its value, whether it may be None, its declaration."""

    name: str
    kind: PropertyKind
    optional: bool
    declaration: Property


@dataclass(frozen=True, slots=True)
class NodeShape:
    """One label: its names, its meaning, its layer, its parents, and the properties of its classes.

    A label has several classes if its nodes differ (a Record of a case, of a victim…). A property
    that two classes declare has the stricter sensitivity. ``meaning`` is the first line of the
    first class's docstring.
    """

    label: str
    es: str
    en: str
    meaning: str
    layer: str
    parents: tuple[str, ...]
    classes: tuple[type, ...]
    properties: Mapping[str, PropertyShape]


@dataclass(frozen=True, slots=True)
class RelationshipShape:
    """One type of relationship: the labels at its ends, its names, its meaning, its properties."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    es: str
    en: str
    meaning: str
    derived: bool
    properties: Mapping[str, PropertyShape]


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared class, before the classes of one label are joined."""

    layer: str
    declaration: Node | Relationship
    cls: type
    properties: tuple[PropertyShape, ...]


@cache
def declared() -> tuple[Declared, ...]:
    """Return every class with a declaration of its own, in the order of the source text."""
    return tuple(
        Declared(
            layer.__name__.rpartition(".")[2], cls.__dict__["__declaration__"], cls, _read(cls)
        )
        for layer in LAYERS
        for cls in vars(layer).values()
        if isinstance(cls, type) and is_dataclass(cls) and "__declaration__" in cls.__dict__
    )


def class_properties(cls: type) -> tuple[PropertyShape, ...]:
    """Return the properties of one declared class, in the order of the source text."""
    return next(entry.properties for entry in declared() if entry.cls is cls)


def note_classes() -> tuple[type, ...]:
    """Return the declared classes of the internal layer, in the order of the source text."""
    found = vars(internal_layer).values()
    return tuple(cls for cls in found if isinstance(cls, type) and "__declaration__" in vars(cls))


def note_properties(cls: type) -> tuple[PropertyShape, ...]:
    """Return the properties of a class of the internal layer, in the order of the source text."""
    return _read(cls)


@cache
def node_shapes() -> Mapping[str, NodeShape]:
    """Return the shapes of nodes, by label."""
    shapes: dict[str, NodeShape] = {}
    for entry in declared():
        node = entry.declaration
        if isinstance(node, Node):
            earlier = shapes.get(node.label)
            shapes[node.label] = _joined(earlier, entry) if earlier else _node_shape(entry, node)
    return MappingProxyType(shapes)


@cache
def relationship_shapes() -> Mapping[str, RelationshipShape]:
    """Return the shapes of relationships, by type, including relationships without properties."""
    shapes = {
        entry.declaration.type: _relationship_shape(entry, entry.declaration)
        for entry in declared()
        if isinstance(entry.declaration, Relationship)
    }
    for type_, start, end, es, en in PLAIN_RELATIONSHIPS:
        ends = tuple(start.split("|")), tuple(end.split("|"))
        shapes[type_] = RelationshipShape(
            type_, *ends, es, en, "", derived=False, properties=MappingProxyType({})
        )
    return MappingProxyType(shapes)


def _node_shape(entry: Declared, node: Node) -> NodeShape:
    return NodeShape(
        node.label,
        node.es,
        node.en,
        _meaning(entry.cls),
        entry.layer,
        node.parents,
        (entry.cls,),
        MappingProxyType({shape.name: shape for shape in entry.properties}),
    )


def _joined(earlier: NodeShape, entry: Declared) -> NodeShape:
    """Return the shape of a label with one more of its classes."""
    properties = dict(earlier.properties)
    for shape in entry.properties:
        properties[shape.name] = _stricter(properties.get(shape.name, shape), shape)
    return replace(
        earlier,
        classes=(*earlier.classes, entry.cls),
        properties=MappingProxyType(properties),
    )


def _stricter(first: PropertyShape, second: PropertyShape) -> PropertyShape:
    return max(first, second, key=lambda shape: shape.declaration.sensitivity.rank)


def _relationship_shape(entry: Declared, relationship: Relationship) -> RelationshipShape:
    return RelationshipShape(
        relationship.type,
        relationship.start,
        relationship.end,
        relationship.es,
        relationship.en,
        _meaning(entry.cls),
        relationship.derived,
        MappingProxyType({shape.name: shape for shape in entry.properties}),
    )


def _meaning(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _read(cls: type) -> tuple[PropertyShape, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_properties(cls, hints))


def _properties(cls: type, hints: Mapping[str, Any]) -> Iterator[PropertyShape]:
    for field in fields(cls):
        hint = hints[field.name]
        for declaration in getattr(hint, "__metadata__", ()):
            if isinstance(declaration, Property):
                kind, optional = _kind(get_args(hint)[0])
                yield PropertyShape(field.name, kind, optional, declaration)


def _kind(hint: object) -> tuple[PropertyKind, bool]:
    """Return the kind of a Python type, and whether it may be None (``str | None``)."""
    parts = get_args(hint) if get_origin(hint) in (types.UnionType, Union) else (hint,)
    (real,) = [part for part in parts if part is not type(None)]
    return _KINDS[get_origin(real) or real], len(parts) > 1
