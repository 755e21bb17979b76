"""Answers of saved queries made by hand, for the tests of pages and exports. SINTETICO."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.queries.catalog import catalog
from trama.queries.run import QueryAnswer, Receipt


def answer(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    parameters: Mapping[str, Any] | None = None,
    *,
    truncated: bool = False,
) -> QueryAnswer:
    """Return an answer of the query ``name``; columns missing in a row are None."""
    query = catalog().get(name)
    columns = tuple(query.columns)
    assert all(row.keys() <= set(columns) for row in rows), "a row has an unknown column"
    digest = "0" * 64
    return QueryAnswer(
        query=name,
        version=query.version,
        parameters=parameters or {},
        columns=columns,
        rows=[{column: row.get(column) for column in columns} for row in rows],
        truncated=truncated,
        receipt=Receipt(name, query.version, digest, digest, "analyst", "2026-11-24", digest),
    )


def pseudonym(letter: str) -> dict[str, str]:
    """Return a person as an analyst sees a victim."""
    return {"pseudonym": f"P-{letter * 10}"}


def stage(**values: object) -> dict[str, Any]:
    """Return a row of a stage, its lists empty unless given."""
    return {"suspects": [], "used": [], "registries": ["RETA"]} | values
