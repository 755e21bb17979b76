"""The OpenAPI schema of the answer of a saved query, made from its header."""

from collections.abc import Mapping
from typing import Any

from trama.graph.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery
from trama.queries.header import ITEM_OF, Column, ColumnType

ANSWER = "Answer"
PERSON = "PersonInAnswer"
UNDERSTOOD = "UnderstoodPlace"
_JSON = {
    ColumnType.INTEGER: "integer",
    ColumnType.COUNT: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
}

COMPONENTS: Mapping[str, dict[str, Any]] = {
    ANSWER: {
        "type": "object",
        "required": [
            "query",
            "version",
            "parameters",
            "columns",
            "rows",
            "truncated",
            "receipt",
            "understood",
        ],
        "properties": {
            "query": {"type": "string"},
            "version": {"type": "integer"},
            "parameters": {"type": "object"},
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": {"type": "object"}},
            "truncated": {
                "type": "boolean",
                "description": "Hay más filas que las devueltas / There are more rows",
            },
            "receipt": {"type": "object"},
            "understood": {
                "type": "array",
                "description": "Por qué lugar se tomó cada texto / "
                "The place that each text was taken for",
                "items": {"$ref": f"#/components/schemas/{UNDERSTOOD}"},
            },
        },
    },
    UNDERSTOOD: {
        "type": "object",
        "required": ["parameter", "text", "place", "name", "level", "rivals"],
        "properties": {
            "parameter": {"type": "string"},
            "text": {"type": "string", "examples": ["Trujillo"]},
            "place": {"type": "string", "examples": ["PE-1301"]},
            "name": {"type": "string", "examples": ["Trujillo, La Libertad"]},
            "level": {"type": "string", "enum": list(code_list("place_level").codes)},
            "rivals": {
                "type": "array",
                "description": "Otros lugares con ese nombre / Other places of that name",
                "items": {
                    "type": "object",
                    "required": ["uid", "name"],
                    "properties": {"uid": {"type": "string"}, "name": {"type": "string"}},
                },
            },
        },
    },
    PERSON: {
        "type": "object",
        "description": "Solo el seudónimo donde el rol no ve quién es / "
        "Only the pseudonym where the role may not see who it is",
        "required": ["pseudonym"],
        "properties": {
            "pseudonym": {"type": "string", "examples": ["X-XKURUUGHFZ"]},
            "uid": {"type": "string"},
            "name": {"type": ["string", "null"]},
        },
    },
}


def answers(query: SavedQuery) -> dict[int | str, dict[str, Any]]:
    """Return the description of answer 200 of a saved query, with each column of its rows."""
    columns = query.columns.values()
    row = {
        "type": "object",
        "required": [column.name for column in columns],
        "properties": {column.name: _cell(column) for column in columns},
    }
    rows = {"properties": {"rows": {"items": row}}}
    schema = {"allOf": [{"$ref": f"#/components/schemas/{ANSWER}"}, rows]}
    title = f"{query.header.titles['es']} / {query.header.titles['en']}"
    return {200: {"description": title, "content": {"application/json": {"schema": schema}}}}


def _cell(column: Column) -> dict[str, Any]:
    said = {"title": column.es, "description": column.en}
    item = ITEM_OF.get(column.type)
    if item is not None:
        return {**said, "type": ["array", "null"], "items": _value(item)}
    if column.type is ColumnType.VALUES:
        return {**said, "type": ["array", "null"], "items": {}}
    return {**said, "anyOf": [_value(column.type), {"type": "null"}]}


def _value(kind: ColumnType) -> dict[str, Any]:
    if kind is ColumnType.PERSON:
        return {"$ref": f"#/components/schemas/{PERSON}"}
    return {"type": _JSON.get(kind, "string")}
