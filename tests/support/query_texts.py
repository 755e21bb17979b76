"""The smallest possible saved query; a test spoils it in one place."""

import pytest

from trama.core.errors import DeclarationError
from trama.queries.catalog import SavedQuery, read_query

HEADER = """/*---
name: probe
version: 1
title_es: Prueba
title_en: Probe
question_es: ¿Qué casos hay?
question_en: Which cases are there?
params:
  since: {type: partial_date, bound: first, title_es: Desde, title_en: Since}
  limit: {type: integer, default: 10, min: 1, max: 100, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
sensitivity: restricted
indexes: [Case.since]
views: [table]
examples:
  - {params: {}, title_es: Todos, title_en: All}
---*/
"""
BODY = """MATCH (c:Case)
WHERE $since IS NULL OR c.since >= $since
RETURN c.uid AS case
ORDER BY case
LIMIT $limit
"""
FIRST_LINE = HEADER.count("\n") + 1
"""The line of the file on which the body begins."""


def query_text(body: str = BODY, **changed: str) -> str:
    """Return the query with another body, or with lines of its header replaced by key."""
    header = HEADER
    for key, line in changed.items():
        old = next(one for one in HEADER.splitlines() if one.strip().startswith(f"{key}:"))
        header = header.replace(old, line)
    return header + body


def read(text: str) -> SavedQuery:
    """Return the saved query of a text."""
    return read_query(text, "routes", "probe.cypher")


def complaint(text: str) -> str:
    """Return why a text is refused."""
    with pytest.raises(DeclarationError) as caught:
        read(text)
    return caught.value.message("en")


def at(offset: int, why: str) -> str:
    """Return the complaint about a line of the body."""
    return f"queries/pack/routes/probe.cypher:{FIRST_LINE + offset}: {why}."
