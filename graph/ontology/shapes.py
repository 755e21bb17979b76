"""What the declared classes say, as plain objects: nodes, relationships and their properties."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from trama.graph.ontology import canonical_layer, source_layer
from trama.graph.ontology.declare import Node, Property, Relationship

PropertyKind = Literal["text", "texts", "integer", "number", "flag"]
_KINDS: Mapping[object, PropertyKind] = {
    str: "text",
    tuple: "texts",
    int: "integer",
    float: "number",
    bool: "flag",
}
LAYERS: tuple[ModuleType, ...] = (source_layer, canonical_layer)


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """One property: its name, the kind of its value, whether it may be unknown, what is said."""

    name: str
    kind: PropertyKind
    optional: bool
    declaration: Property


@dataclass(frozen=True, slots=True)
class NodeShape:
    """One label: its names, what it means, its parents, its properties over all its classes.

    A label has several classes where its nodes differ (a Record of a case, of a victim…); a
    property that two of them declare has the stricter sensitivity.
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
    """One type of relationship: from which labels to which, its names and its properties."""

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
    """One class as it is declared, before classes of one label are joined."""

    layer: str
    declaration: Node | Relationship
    cls: type
    properties: tuple[PropertyShape, ...]


@cache
def declared() -> tuple[Declared, ...]:
    """Returns every class that is itself marked as a node or a relationship, in written order."""
    return tuple(
        Declared(
            layer.__name__.rpartition(".")[2], cls.__dict__["__declaration__"], cls, _read(cls)
        )
        for layer in LAYERS
        for cls in vars(layer).values()
        if isinstance(cls, type) and is_dataclass(cls) and "__declaration__" in cls.__dict__
    )


def class_properties(cls: type) -> tuple[PropertyShape, ...]:
    """Returns the properties of one declared class, in written order."""
    return next(one.properties for one in declared() if one.cls is cls)


@cache
def node_shapes() -> Mapping[str, NodeShape]:
    """Returns the nodes of the ontology by label."""
    shapes: dict[str, NodeShape] = {}
    for one in declared():
        if isinstance(one.declaration, Node):
            held = shapes.get(one.declaration.label)
            shapes[one.declaration.label] = (
                _joined(held, one) if held else _node(one, one.declaration)
            )
    return MappingProxyType(shapes)


@cache
def relationship_shapes() -> Mapping[str, RelationshipShape]:
    """Returns the relationships of the ontology by type, those without properties included."""
    shapes = {
        one.declaration.type: RelationshipShape(
            one.declaration.type,
            one.declaration.start,
            one.declaration.end,
            one.declaration.es,
            one.declaration.en,
            _meaning(one.cls),
            one.declaration.derived,
            MappingProxyType({shape.name: shape for shape in one.properties}),
        )
        for one in declared()
        if isinstance(one.declaration, Relationship)
    }
    for type_, start, end, es, en in canonical_layer.PLAIN_RELATIONSHIPS:
        ends = tuple(start.split("|")), tuple(end.split("|"))
        shapes[type_] = RelationshipShape(
            type_, *ends, es, en, "", derived=False, properties=MappingProxyType({})
        )
    return MappingProxyType(shapes)


def _node(one: Declared, node: Node) -> NodeShape:
    return NodeShape(
        node.label,
        node.es,
        node.en,
        _meaning(one.cls),
        one.layer,
        node.parents,
        (one.cls,),
        MappingProxyType({shape.name: shape for shape in one.properties}),
    )


def _joined(held: NodeShape, one: Declared) -> NodeShape:
    properties = dict(held.properties)
    for shape in one.properties:
        properties[shape.name] = _stricter(properties.get(shape.name, shape), shape)
    return NodeShape(
        held.label,
        held.es,
        held.en,
        held.meaning,
        held.layer,
        held.parents,
        (*held.classes, one.cls),
        MappingProxyType(properties),
    )


def _stricter(one: PropertyShape, other: PropertyShape) -> PropertyShape:
    return max(one, other, key=lambda shape: shape.declaration.sensitivity.rank)


def _meaning(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _read(cls: type) -> tuple[PropertyShape, ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_properties(cls, hints))


def _properties(cls: type, hints: Mapping[str, Any]) -> Iterator[PropertyShape]:
    for field in fields(cls):
        hint = hints[field.name]
        for said in getattr(hint, "__metadata__", ()):
            if isinstance(said, Property):
                kind, optional = _kind(get_args(hint)[0])
                yield PropertyShape(field.name, kind, optional, said)


def _kind(hint: object) -> tuple[PropertyKind, bool]:
    """Returns the kind of a Python type and whether it may be None (``str | None``)."""
    parts = get_args(hint) if get_origin(hint) in (types.UnionType, Union) else (hint,)
    (real,) = [part for part in parts if part is not type(None)]
    return _KINDS[get_origin(real) or real], len(parts) > 1
