"""The form of each saved query's question and answer: pydantic models made from its header.

One model both checks what a caller sends and describes it in OpenAPI, so neither can say more than
the other. The form is strict: a number is no text, null is no value, and no field is unknown.
:mod:`trama.queries.parameters` then looks up what a value names.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    create_model,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo
from pydantic.json_schema import models_json_schema
from pydantic_core import PydanticCustomError

from trama.access.node_handles import LONGEST as LONGEST_HANDLE
from trama.cypher.header import ITEM_OF, Column, ColumnType, Example, Parameter, ParameterType
from trama.cypher.parameter_text import LONGEST_TEXT
from trama.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.lookups.nodes import MOST as MOST_NODES
from trama.queries.lookups.places import LEVEL_NAMES
from trama.schemas.answer_parts import MissingStep, Receipt, UnderstoodPlace
from trama.schemas.graph_models import NodeInAnswer, PersonInAnswer
from trama.values.partial_date import PARTIAL_DATE

Model: TypeAlias = type[BaseModel]
"""A class of models, made at run time."""

LONGEST_CURSOR = 1_000
"""Characters; a cursor of ours has about 300."""

_FOUNDED_BY_PROFILES = "registry"  # a closed list to which a profile may add

_ASKED: Mapping[ParameterType, str] = {
    ParameterType.PARTIAL_DATE: "2017-03",
    ParameterType.PLACE: "PE-08",
    ParameterType.CASE: "RETA:SINT-2017-000123",
    ParameterType.PERSON: "X-XKURUUGHFZ",
    ParameterType.REGISTRY: "SISTRA",
    ParameterType.NETWORK: "N-1",
    ParameterType.NODE: "X-XKURUUGHFZ",
}
"""An example of a parameter's value, by type."""

_ANSWERED: Mapping[ColumnType, str] = {
    ColumnType.DATE: "2017-03-05",
    ColumnType.PLACE: "PE-150132",
    ColumnType.CASE: "C-81d2d3d8e9443a1ff0319914",
}
"""An example of a cell, by type."""


_Node = Annotated[str, Field(min_length=1, max_length=LONGEST_HANDLE)]
_PLAIN: Mapping[ParameterType, Any] = {
    ParameterType.INTEGER: Annotated[int, Strict()],
    ParameterType.BOOLEAN: Annotated[bool, Strict()],
    ParameterType.NODE: _Node,
    ParameterType.NODES: Annotated[list[_Node], Field(max_length=MOST_NODES)],
}
_LISTS = (ParameterType.PROPERTIES, ParameterType.NODES, ParameterType.STRINGS)


class Sent(BaseModel):
    """A part of a request: nothing in it is unknown."""

    model_config = ConfigDict(extra="forbid")


class _Question(Sent):
    @model_validator(mode="before")
    @classmethod
    def _name_what_is_missing(cls, sent: object) -> object:
        """Add parameters to a question without any: the error then names what is required."""
        return {"parameters": {}, **sent} if isinstance(sent, dict) else sent


class OwnQuestion(Sent):
    """Lo que se pregunta a una consulta propia / The question to a query of one's own."""

    parameters: dict[str, Any] = Field(default_factory=dict)
    cursor: Annotated[str, Field(max_length=LONGEST_CURSOR)] = ""


class OwnAnswer(BaseModel):
    """La respuesta de una consulta propia / The answer to a query of one's own."""

    query: str
    version: int
    parameters: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    next: str | None
    receipt: Receipt
    understood: list[UnderstoodPlace]
    missing: MissingStep | None


def question_model(query: SavedQuery) -> Model:
    """Return the form of a question: ``{"parameters": {…}, "cursor": "…"}``."""
    declared = query.parameters.values()
    parameters = create_model(
        f"{_pascal(query.name)}Parameters",
        __base__=Sent,
        **_fields(
            {
                one.name: (_parameter_type(one, query), _parameter_field(one, query))
                for one in declared
            }
        ),
    )
    needed = any(one.required for one in declared)
    cursor = Annotated[str, Field(min_length=1, max_length=LONGEST_CURSOR)]
    return create_model(
        f"{_pascal(query.name)}Question",
        __base__=_Question,
        parameters=(parameters, Field() if needed else Field(default_factory=parameters)),
        cursor=(cursor, absent(description="next de la página anterior / of the page before")),
    )


def example_parameters(query: SavedQuery, example: Example) -> dict[str, object]:
    """Return the parameters of an example; a text that the header joins with commas is a list."""
    return {
        name: value.split(",")
        if isinstance(value, str) and query.parameters[name].type in _LISTS
        else value
        for name, value in example.parameters.items()
    }


def answer_model(query: SavedQuery) -> Model:
    """Return the form of an answer, with each column of its rows."""
    columns = query.columns.values()
    row = create_model(
        f"{_pascal(query.name)}Row",
        **_fields({one.name: (_cell_type(one, query), _titled(one)) for one in columns}),
    )
    return create_model(
        f"{_pascal(query.name)}Answer",
        query=(_constant(query.name), ...),
        version=(int, ...),
        parameters=(dict[str, Any], ...),
        columns=(list[str], ...),
        rows=(list[row], ...),  # type: ignore[valid-type]  # made above
        truncated=(bool, Field(description="Hay más filas / There are more rows")),
        next=(
            str | None,
            Field(description="Cursor de la página siguiente / Cursor of the next page"),
        ),
        receipt=(Receipt, ...),
        understood=(list[UnderstoodPlace], ...),
        missing=(
            MissingStep | None,
            Field(description="Sin filas: lo que falta hacer / Without rows: what is to be done"),
        ),
    )


def body_schemas(*others: Model) -> dict[str, dict[str, Any]]:
    """Return the schemas of all questions and answers and of ``others``, by component."""
    models = [make(query) for query in catalog() for make in (question_model, answer_model)]
    models += others
    _, schema = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    return dict(schema["$defs"])


def _parameter_type(parameter: Parameter, query: SavedQuery) -> Any:  # noqa: ANN401 - a type made at run time
    kind = parameter.type
    own = f"{_pascal(query.name)}{_pascal(parameter.name)}"  # the name of an enum of its own
    if kind in _PLAIN:
        longer = kind is ParameterType.NODES and parameter.max
        return Annotated[list[_Node], Field(max_length=longer)] if longer else _PLAIN[kind]
    if kind is ParameterType.CODE:
        return _codes(str(parameter.of))
    if kind is ParameterType.LEVEL:
        names = tuple(name for name in LEVEL_NAMES if name in (parameter.among or LEVEL_NAMES))
        return _enum("Level" if len(names) == len(LEVEL_NAMES) else own, names)
    if kind is ParameterType.PROPERTIES and isinstance(parameter.default, list):
        name = _enum(f"{own}Item", tuple(parameter.default))
        return Annotated[
            list[name],  # type: ignore[valid-type]  # made above
            Field(max_length=len(parameter.default), json_schema_extra={"uniqueItems": True}),
            AfterValidator(_unrepeated),
        ]
    if kind is ParameterType.STRINGS:
        item = _enum(f"{own}Item", parameter.among)
        return Annotated[list[item], Field(max_length=len(parameter.among))]  # type: ignore[valid-type]
    if parameter.among:
        return _enum(own, parameter.among)
    if kind is ParameterType.PARTIAL_DATE:
        return Annotated[str, Field(pattern=PARTIAL_DATE)]
    return Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


def _parameter_field(parameter: Parameter, query: SavedQuery) -> FieldInfo:
    example = _ASKED.get(parameter.type)
    said: dict[str, Any] = {
        "title": parameter.es,
        "description": parameter.en,
        "ge": parameter.min,
        "le": None if parameter.type is ParameterType.NODES else parameter.max,
        "examples": [example] if example else None,
    }
    given = {name: value for name, value in said.items() if value is not None}
    if parameter.required:
        return _field(**given)
    if any(place.level == parameter.name for place in query.parameters.values()):
        # No default is true of all places: a client that sent a default would refuse a district.
        given["description"] = (
            f"{parameter.en}. If absent: {parameter.default}, or that of the finest place asked"
        )
        return absent(**given)
    if parameter.default is None:
        return absent(**given)
    return _field(default=parameter.default, **given)


def absent(**said: Any) -> FieldInfo:  # noqa: ANN401 - what Field takes
    """Return a field that may be absent but not null: null is no default of it."""
    return _field(default=None, json_schema_extra=_without_default, **said)


def _field(**said: Any) -> FieldInfo:  # noqa: ANN401 - what Field takes
    made: FieldInfo = Field(**said)
    return made


def _without_default(schema: JsonDict) -> None:
    schema.pop("default", None)


def _cell_type(column: Column, query: SavedQuery) -> Any:  # noqa: ANN401 - a type made at run time
    """Return the type of a cell; redaction may make any cell null."""
    item = ITEM_OF.get(column.type)
    if item is not None:
        kind = _value_type(item, column)
        if column.type is ColumnType.CODES and _stands_beside_people(query) and kind is not str:
            # An unknown role keeps its place beside its suspect: it is an empty text.
            kind = kind | Literal[""]
        return list[kind] | None  # type: ignore[valid-type]  # made above
    if column.type is ColumnType.VALUES:
        return list[Any] | None
    return _value_type(column.type, column) | None


def _stands_beside_people(query: SavedQuery) -> bool:
    return any(column.type is ColumnType.PEOPLE for column in query.columns.values())


def _value_type(kind: ColumnType, column: Column) -> Any:  # noqa: ANN401 - made at run time
    if kind is ColumnType.PERSON:
        return PersonInAnswer
    if kind is ColumnType.NODE:
        return NodeInAnswer
    if kind is ColumnType.FACTS:
        return dict[str, Any]
    if kind in (ColumnType.INTEGER, ColumnType.COUNT, ColumnType.SEEN):
        return int
    if kind is ColumnType.NUMBER:
        return float
    if kind is ColumnType.BOOLEAN:
        return bool
    if kind is ColumnType.CODE and column.of:
        return _codes(column.of)
    return str


def _titled(column: Column) -> FieldInfo:
    example = _ANSWERED.get(column.type)
    said = {"title": column.es, "description": column.en}
    return _field(**said, examples=[example]) if example else _field(**said)


def _codes(name: str) -> Any:  # noqa: ANN401 - a type made at run time
    """Return the enum of a closed list; it is named as the ontology's own component is."""
    if name == _FOUNDED_BY_PROFILES:
        return str
    return _enum(f"{_pascal(name)}Code", tuple(code_list(name).codes))


def _constant(text: str) -> Any:  # noqa: ANN401 - a type made at run time
    return Literal[text]


@cache
def _enum(name: str, texts: tuple[str, ...]) -> Any:  # noqa: ANN401 - a type made at run time
    """Return the enum ``name``; OpenAPI gets a component of that name."""
    return StrEnum(name, {text: text for text in texts})


def _unrepeated(items: list[Any]) -> list[Any]:
    if len(set(items)) < len(items):
        raise PydanticCustomError("repeated", "repeated")
    return items


def _fields(declared: Mapping[str, tuple[Any, FieldInfo]]) -> dict[str, Any]:
    # create_model takes fields and options alike as keywords: a field is no option.
    return dict(declared)


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
