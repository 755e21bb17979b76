"""The survey of a graph read anew, whatever is kept of an earlier one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from trama.graph.engine import Graph
from trama.quality.findings_store import FindingsStore
from trama.quality.survey import Survey
from trama.quality.surveying import Told, follow


def survey(
    graph: Graph, state: str, *, synthetic: bool, own: Path | None = None, told: Told | None = None
) -> Survey:
    """Return the counts of all units, from the records of a graph alone."""
    with closing(sqlite3.connect(":memory:")) as database:
        store = FindingsStore(database, b"", "")
        follow(graph, store, own, told)
        return Survey(state, synthetic, store.units())
