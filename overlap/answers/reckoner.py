"""The reckoner: reads the registries once for each state of the graph, and draws on demand."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from trama.core.errors import EngineUnavailable, QueryTimeout
from trama.graph.engine import Graph
from trama.overlap.doubt import whole_draws
from trama.overlap.draws import Draws
from trama.overlap.of_graph import Registries, read_registries
from trama.overlap.units import UnitKind, Units, units
from trama.queries.lookups.state import graph_state

USUAL_DRAWS, MOST_DRAWS = 1_000, 10_000
"""Draws of an answer: a thousand give the ends of a 90 % interval to about one in a hundred."""

USUAL_SEED = 2017
"""The seed of an answer that names none, so that two readers get the same figures."""

PART = 0.9
"""The part of the draws that an interval holds."""

_MOST_ROWS = 5_000_000
"""Rows of one statement that a server reads: more than Peru's registries hold in a decade."""

_STATE_SECONDS = 30.0
_KEPT = 6  # sets of draws that stay in memory: kinds and seeds that readers compare


class Reckoner:
    """The registries as the graph has them, read anew only if the graph has changed.

    ``seconds`` bounds each statement of a server; None lets a command take its time. Any number of
    threads may ask: one of them reads, and the others wait for it.
    """

    def __init__(self, graph: Graph, seconds: float | None) -> None:
        self._graph, self._seconds = graph, seconds
        self._lock = Lock()
        self._state: str | None = None
        self._held: Registries | None = None
        self._units: dict[UnitKind, Units] = {}
        self._draws: OrderedDict[tuple[UnitKind, int, int], Draws] = OrderedDict()

    def held(self) -> Registries:
        """Return the registries as the graph has them now.

        Raises:
            EngineError: the engine failed. QueryTimeout: reading took longer than it may.
        """
        with self._turn():
            return self._fresh()

    def counted(self, kind: UnitKind, draws: int, seed: int) -> tuple[Registries, Units, Draws]:
        """Return the registries, the units of a kind and the draws of their open pairs.

        Raises:
            EngineError: as `held`. MissingPart: the draws need numba.
        """
        with self._turn():
            held = self._fresh()
            if kind not in self._units:
                self._units[kind] = units(held, kind)
            found = self._units[kind]
            key = kind, draws, seed
            if key not in self._draws:
                self._draws[key] = whole_draws(found, draws, seed)
            self._draws.move_to_end(key)
            if len(self._draws) > _KEPT:
                self._draws.popitem(last=False)
            return held, found, self._draws[key]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold the lock. A server waits for it as long as for a statement, a command for ever.

        Raises:
            QueryTimeout: another thread reads or draws for longer than that.
        """
        if not self._lock.acquire(timeout=-1 if self._seconds is None else self._seconds):
            raise QueryTimeout(seconds=self._seconds)
        try:
            yield
        finally:
            self._lock.release()

    def _fresh(self) -> Registries:
        state = graph_state(self._graph, self._seconds or _STATE_SECONDS)
        if self._held is None or state != self._state:
            self._units, self._held = {}, None
            self._draws.clear()
            self._held, self._state = read_registries(self._ask), state
        return self._held

    def _ask(self, text: str, given: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        if self._seconds is None:
            return self._graph.stream(text, **given)
        answer = self._graph.read(text, given, seconds=self._seconds, rows=_MOST_ROWS)
        if answer.truncated:
            raise EngineUnavailable(
                where=self._graph.where,
                why_es="el grafo es mayor de lo que el servidor lee; use `trama overlap`",
                why_en="the graph is larger than the server reads; use `trama overlap`",
            )
        return answer.rows
