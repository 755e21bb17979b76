"""A graph whose reads go through py2neo, for programs that are written for py2neo.

py2neo has had no release since 2021: it knows neither Bolt 5 nor limits of time. Nothing else of
Trama imports this module, and docs/py2neo.md says why the official driver is the default.
"""

from collections.abc import Mapping
from typing import Any

import py2neo
from py2neo.errors import Neo4jError, ServiceUnavailable

from trama.core.errors import EngineError
from trama.core.settings import Settings
from trama.graph.engine import Answer, Graph
from trama.graph.engine.endpoints import endpoint_of


class Py2neoGraph(Graph):
    """An open graph of Trama's settings, on either engine; use it in a ``with`` block.

    ``py2neo`` is the `py2neo.Graph`. It sees everything in the engine, as no role is applied to it,
    and on a Neo4j server it may write. `trama.queries.run.run` takes this object as its graph: it
    then asks through py2neo, and hides what the viewer's role may not see.

    Example::

        with Py2neoGraph(read_settings()) as graph:
            graph.py2neo.evaluate("MATCH (c:Case) RETURN count(c)")
            run("frequent_legs", {}, graph, Viewer(Role.ANALYST), Limits(seconds=30, rows=100))
    """

    def __init__(self, settings: Settings) -> None:
        endpoint = endpoint_of(settings)
        super().__init__(endpoint)  # it holds the embedded engine until the end of the block
        details = endpoint.prepare()
        self.py2neo = py2neo.Graph(
            details.uri,
            name=details.database,
            user=details.reader.name,
            password=details.reader.password,
        )

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float,  # noqa: ARG002 - py2neo stops no statement
        rows: int,
    ) -> Answer:
        """Return at most ``rows`` rows of a statement, in a transaction that only reads.

        Raises:
            EngineError: py2neo or the engine failed.
        """
        try:
            found = self.py2neo.query(cypher, dict(parameters or {}))
            # Read to the end: py2neo cannot give up an answer, and its connection must be free.
            fetched = [dict(record) for record in found]
        except (Neo4jError, ServiceUnavailable) as error:
            raise EngineError(detail=f"py2neo: {error}") from error
        return Answer(tuple(found.keys()), fetched[:rows], truncated=len(fetched) > rows)

    def close(self) -> None:
        """Close py2neo's connections and Trama's own."""
        self.py2neo.service.connector.close()
        super().close()
