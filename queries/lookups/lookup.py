"""The graph in which names are looked up, for whom, and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from time import monotonic
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import QueryTimeout
from trama.graph.engine import Graph
from trama.queries.shared_parts import with_parts


@dataclass(frozen=True, slots=True)
class Lookup:
    """The graph in which names are looked up, the viewer, and the most seconds for a look-up.

    ``key`` reads the handles of nodes; b"" stands for the key of this process.
    """

    graph: Graph
    viewer: Viewer
    seconds: float
    key: bytes = b""

    def rows(self, name: str, most: int, **given: object) -> list[dict[str, Any]]:
        """Return at most ``most`` rows of the file ``name`` in ``queries/lookups``.

        Raises:
            QueryTimeout: the look-up took longer than ``seconds``.
            EngineError: the engine failed.
        """
        return self.graph.read(_text(name), given, seconds=self.seconds, rows=most).rows


class Clock:
    """The time that is left to several statements which together answer one question."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._end = monotonic() + lookup.seconds

    def rows(self, text: str, most: int, given: Mapping[str, object]) -> list[dict[str, Any]]:
        """Return at most ``most`` rows of a statement, within the time that is left.

        Raises:
            QueryTimeout: no time is left.
            EngineError: the engine failed.
        """
        left = self._end - monotonic()
        if left <= 0:
            raise QueryTimeout(seconds=self._lookup.seconds)
        return self._lookup.graph.read(text, given, seconds=left, rows=most).rows


@cache
def _text(name: str) -> str:
    file = files("trama.queries") / "lookups" / f"{name}.cypher"
    return with_parts(file.read_text(encoding="utf-8"))
