"""The ontology by name: the shapes of labels and types, their keys, their drawing, their schemas.

``properties("Person")["name"]`` is the shape of a property. Look-ups that start from a class are in
classes.py, and closed lists are in codelists.py. The first call checks that the declarations in
source_layer.py and canonical_layer.py, codes/ and legend.yaml agree with one another.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any

from trama.core import safe_yaml
from trama.core.errors import DeclarationError, UnknownName
from trama.ontology.codelists import code_list, code_list_names
from trama.ontology.declare import Sensitivity
from trama.ontology.shapes import (
    NodeShape,
    PropertyShape,
    RelationshipShape,
    declared,
    node_shapes,
    note_classes,
    note_properties,
    relationship_shapes,
)

HOMONYMS: Mapping[str, str] = MappingProxyType(
    {
        "uid": "its name for people says what it identifies",
        "name": "its name for people says what has the name",
        "place": "on a case it is the place of the fact, elsewhere just the place",
        "victims": "on a record of a stage it holds keys of people, on a route a count",
    }
)
"""The properties that classes may declare differently under one name, each with the reason."""


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """The drawing of a label's nodes: a colour as CSS writes it, and a ``shape`` of vis.js."""

    label: str
    es: str
    en: str
    colour: str
    symbol: str


@cache
def nodes() -> Mapping[str, NodeShape]:
    """Return the shapes of nodes, by label.

    Raises:
        DeclarationError: the ontology contradicts itself.
    """
    for where, why_es, why_en in problems():
        raise DeclarationError(where=where, why_es=why_es, why_en=why_en)
    return node_shapes()


@cache
def relationships() -> Mapping[str, RelationshipShape]:
    """Return the shapes of relationships, by type.

    Raises:
        DeclarationError: the ontology contradicts itself.
    """
    nodes()
    return relationship_shapes()


@cache
def place_properties(owner: str) -> tuple[str, ...]:
    """Return the names of the properties of a label that hold uids of places."""
    return tuple(name for name, shape in properties(owner).items() if shape.declaration.place)


def properties(owner: str) -> Mapping[str, PropertyShape]:
    """Return the properties of a label or of a type of relationship, by name.

    Raises:
        UnknownName: the ontology has no such label or type.
    """
    shape = nodes().get(owner) or relationships().get(owner)
    if shape is None:
        raise UnknownName(kind=("etiqueta ni relación", "label or relationship"), name=owner)
    return shape.properties


def sensitivity(owner: str, name: str) -> Sensitivity:
    """Return who may see a property: the strictest answer of the classes of its label.

    Raises:
        UnknownName: the ontology has no such label, type or property.
    """
    shape = properties(owner).get(name)
    if shape is None:
        raise UnknownName(kind=("propiedad", "property"), name=f"{owner}.{name}")
    return shape.declaration.sensitivity


def unique_keys() -> tuple[tuple[str, str], ...]:
    """Return (label, property) of every key, without keys that a label has from a parent.

    Notes of the internal layer are among them: without an index each judgement reads all others.
    """
    return tuple(_own(lambda shape: shape.declaration.unique))


def indexed() -> tuple[tuple[str, str], ...]:
    """Return (label, property) of every indexed property that is not a key."""
    return tuple(_own(lambda shape: shape.declaration.indexed and not shape.declaration.unique))


@cache
def legend() -> Mapping[str, NodeStyle]:
    """Return the drawing of each label's nodes, by label."""
    return MappingProxyType(
        {
            label: NodeStyle(label, shape.es, shape.en, drawn["colour"], drawn["symbol"])
            for label, shape in nodes().items()
            for drawn in (_drawing()["nodes"][label],)
        }
    )


@cache
def phase_colours() -> Mapping[str, str]:
    """Return the colour of each phase, by its code."""
    return MappingProxyType(dict(_drawing()["phases"]))


def openapi_components() -> dict[str, dict[str, Any]]:
    """Return the schemas of all nodes and closed lists, by name (``Case``, ``MeansCode``).

    ``x-sensitivity`` contains who may see a property. ``x-names`` contains the names of each code,
    and whether somebody has verified it.
    """
    components = {label: _node_schema(shape) for label, shape in nodes().items()}
    return components | {_code_schema_name(name): _code_schema(name) for name in code_list_names()}


def problems() -> Iterator[tuple[str, str, str]]:
    """Yield each contradiction in the ontology: its place, and why in Spanish and in English."""
    yield from _unknown_lists()
    yield from _unlike_properties()
    yield from _loose_ends()
    for label in sorted(node_shapes().keys() ^ _drawing()["nodes"].keys()):
        yield (
            "ontology/legend.yaml",
            f"{label} falta o sobra",
            f"{label} is missing or too many",
        )


def _unknown_lists() -> Iterator[tuple[str, str, str]]:
    for entry in declared():
        for shape in entry.properties:
            codes = shape.declaration.codes
            if codes is not None and codes not in code_list_names():
                where = f"{entry.cls.__name__}.{shape.name}"
                yield where, f"no hay lista «{codes}»", f"there is no list “{codes}”"


def _unlike_properties() -> Iterator[tuple[str, str, str]]:
    seen: dict[str, PropertyShape] = {}
    for entry in declared():
        for shape in entry.properties:
            first = seen.setdefault(shape.name, shape)
            if shape.name not in HOMONYMS and _alike(shape) != _alike(first):
                yield (
                    f"{entry.cls.__name__}.{shape.name}",
                    "otra clase la declara con otro tipo, lista o nombre",
                    "another class declares it with another type, list or name",
                )


def _alike(shape: PropertyShape) -> tuple[object, ...]:
    declaration = shape.declaration
    return shape.kind, declaration.codes, declaration.place, declaration.es, declaration.en


def _loose_ends() -> Iterator[tuple[str, str, str]]:
    known = node_shapes().keys()
    for shape in relationship_shapes().values():
        for label in (*shape.start, *shape.end):
            if label not in known:
                yield shape.type, f"no hay etiqueta «{label}»", f"there is no label “{label}”"
    for node in node_shapes().values():
        for label in node.parents:
            if label not in known:
                yield node.label, f"no hay etiqueta «{label}»", f"there is no label “{label}”"


def _own(wanted: Callable[[PropertyShape], bool]) -> Iterator[tuple[str, str]]:
    for label, shape in nodes().items():
        inherited = set(chain.from_iterable(nodes()[up].properties for up in shape.parents))
        for name, own in shape.properties.items():
            if wanted(own) and name not in inherited:
                yield label, name
    for note in note_classes():
        label = note.__dict__["__declaration__"].label
        yield from ((label, own.name) for own in note_properties(note) if wanted(own))


@cache
def _drawing() -> Mapping[str, Any]:
    text = (files("trama.ontology") / "legend.yaml").read_text(encoding="utf-8")
    drawing: Mapping[str, Any] = safe_yaml.load(text)
    return drawing


_JSON_TYPES: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
}


def _node_schema(shape: NodeShape) -> dict[str, Any]:
    return {
        "type": "object",
        "title": f"{shape.es} / {shape.en}",
        "description": shape.meaning,
        "properties": {name: _property_schema(own) for name, own in shape.properties.items()},
    }


def _property_schema(shape: PropertyShape) -> dict[str, Any]:
    declaration = shape.declaration
    schema = dict(_JSON_TYPES[shape.kind])
    if declaration.codes:
        reference = {"$ref": f"#/components/schemas/{_code_schema_name(declaration.codes)}"}
        schema = {**schema, "items": reference} if shape.kind == "texts" else {"allOf": [reference]}
    if shape.optional:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {
        **schema,
        "title": f"{declaration.es} / {declaration.en}",
        "x-sensitivity": str(declaration.sensitivity),
    }


def _code_schema(name: str) -> dict[str, Any]:
    listed = code_list(name)
    return {
        "type": "string",
        "title": f"{listed.es} / {listed.en}",
        "enum": list(listed.codes),
        "x-names": {
            code.code: {"es": code.es, "en": code.en, "verified": code.verified}
            for code in listed.codes.values()
        },
    }


def _code_schema_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_")) + "Code"
