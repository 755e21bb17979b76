"""The refusal to read a graph that a first load has not completed (`graph.store.first_load`)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Session

from trama.core.errors import GraphLoading
from trama.core.first_load_errors import GraphImported
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import FirstLoad

NOTICE_SECONDS = 1.0
"""The age until which a look for the mark counts. A first load waits as long after its mark."""

LOADING, IMPORTED = "load", "import"
"""The uids of the marks: of a load in parts, and of a graph that was imported."""

_RETRY_AFTER = 30  # seconds: a first load takes minutes
_MARKED = f"MATCH (n:{label_of(FirstLoad)}) RETURN n.uid AS uid"


class FirstLoadCheck:
    """The look for the mark of a first load before a read, once a second; threads may share it."""

    def __init__(self) -> None:
        self._looked_at = -NOTICE_SECONDS
        self._filling = False

    def check(self, session: Session) -> None:
        """Return if no mark stands, or if this graph is the one that the load fills.

        Raises:
            GraphLoading: a first load is under way, or died.
            GraphImported: the graph was imported, and has no constraints and counts yet.
        """
        now = time.monotonic()
        if self._filling or now - self._looked_at < NOTICE_SECONDS:
            return
        marks = [row["uid"] for row in session.run(_MARKED).data()]
        if marks:
            loading = GraphImported if marks == [IMPORTED] else GraphLoading
            raise loading(retry_after=_RETRY_AFTER)
        self._looked_at = now

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Let this graph read within the block, mark or no mark: it is the load's own."""
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before
