"""Descriptions of saved queries for other systems, the same in command and API."""

from typing import Any

from trama.cypher.header import Column, Parameter
from trama.queries.catalog import TOPICS, SavedQuery


def _topic_title(topic: str) -> dict[str, str]:
    spanish, english = TOPICS.get(topic, ("Propias", "Your own"))
    return {"es": spanish, "en": english}


def query_summary(query: SavedQuery) -> dict[str, Any]:
    """Return what a list of queries shows of a query."""
    header = query.header
    return {
        "name": query.name,
        "topic": query.topic,
        "topic_title": _topic_title(query.topic),
        "own": query.is_own,
        "version": query.version,
        "title": dict(header.titles),
        "question": dict(header.questions),
        "sensitivity": str(header.sensitivity),
        "starts_from": list(header.starts_from),
        "needs": list(header.needs),
    }


def query_description(query: SavedQuery) -> dict[str, Any]:
    """Return the parameters, columns, examples and text of a query."""
    return {
        **query_summary(query),
        "since_version": None if query.is_own else query.header.since_version,
        "notes": dict(query.header.notes),
        "parameters": [_parameter(parameter) for parameter in query.parameters.values()],
        "columns": [_column(column) for column in query.columns.values()],
        "views": list(query.header.views),
        "examples": [
            {"parameters": dict(example.parameters), "es": example.es, "en": example.en}
            for example in query.header.examples
        ],
        "cypher": query.text,
    }


def run_description(query: SavedQuery) -> str:
    """Return the question of a query and how much of the graph it reads, in Markdown."""
    header = query.header
    spanish, english = reach(query)
    return f"{header.questions['es']} {spanish}.\n\n*{header.questions['en']} {english}.*"


def reach(query: SavedQuery) -> tuple[str, str]:
    """Return how much of the graph a query reads, in Spanish and English."""
    if not query.header.starts_from:
        return "Pesada: recorre todo el grafo", "Heavy: it surveys the whole graph"
    names = ", ".join(f"`{name}`" for name in query.header.starts_from)
    return f"Ligera: parte de {names}", f"Light: it starts from {names}"


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described = {
        "name": parameter.name,
        "type": str(parameter.type),
        "title": {"es": parameter.es, "en": parameter.en},
        "required": parameter.required,
        "default": parameter.default,
        "min": parameter.min,
        "max": parameter.max,
        "codes": parameter.of,
    }
    return {name: value for name, value in described.items() if value is not None}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": str(column.type),
        "title": {"es": column.es, "en": column.en},
        "of": column.of,
    }
