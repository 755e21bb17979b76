"""A graph between a test and the engine: it passes each read on, and a test says what happens."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from trama.graph.engine import Answer, Graph


class PassingGraph(Graph):
    """A graph whose reads go through `passed`, which a test writes: it may watch, change, raise."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def passed(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        rows: int,
        read_on: Callable[[], Answer],
    ) -> Answer:
        """Return what the reader gets; ``read_on`` asks the engine."""
        raise NotImplementedError

    def turn(self, seconds: float) -> AbstractContextManager[None]:
        return self._graph.turn(seconds)

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float,
        rows: int,
    ) -> Answer:
        def read_on() -> Answer:
            return self._graph.read(cypher, parameters, seconds=seconds, rows=rows)

        return self.passed(cypher, parameters, rows, read_on)
