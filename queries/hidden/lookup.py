"""The look-ups of this folder: one Cypher file each, read as the reader, within limits."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core.errors import EngineOverloaded
from trama.graph.engine import Graph

_MOST = 500_000  # rows of one look-up


class HiddenLookup:
    """Look-ups about one answer. ``everybody`` says that suspects are hidden as victims are."""

    def __init__(self, graph: Graph, seconds: float, *, everybody: bool) -> None:
        self._graph = graph
        self._seconds = seconds
        self._everybody = everybody

    def rows(self, name: str, **given: object) -> list[dict[str, Any]]:
        """Return all rows of the file ``name``.

        Raises:
            EngineOverloaded: there are more rows than can be weighed; then nothing may leave.
            EngineError: the engine failed.
        """
        return self._read(name, _text(name), given)

    def values(self, name: str, texts: Iterable[str], *, indexed: bool) -> set[str]:
        """Return the texts that are values of the property ``name``, a ``Label.name`` we declare.

        ``indexed`` says whether an index holds them; no list and no number has one.

        Raises:
            EngineOverloaded, EngineError: as :meth:`rows`.
        """
        label, _, key = name.partition(".")
        if indexed:
            text = f"MATCH (n:{label}) WHERE n.{key} IN $texts RETURN DISTINCT n.{key} AS text"
            return {row["text"] for row in self._read(name, text, {"texts": [*texts]})}
        # A list is a list of values; a single value is a list of one.
        text = (
            f"MATCH (n:{label}) WHERE n.{key} IS NOT NULL UNWIND n.{key} AS text "
            "WITH toString(text) AS text WHERE $texts[text] IS NOT NULL RETURN DISTINCT text"
        )
        given: dict[str, object] = {"texts": dict.fromkeys(texts, True)}
        return {row["text"] for row in self._read(name, text, given)}

    def _read(self, name: str, text: str, given: dict[str, object]) -> list[dict[str, Any]]:
        if "$everybody" in text:
            given = {**given, "everybody": self._everybody}
        answer = self._graph.read(text, given, seconds=self._seconds, rows=_MOST)
        if answer.truncated:
            raise EngineOverloaded(
                why_es=f"hay demasiado que ocultar ({name}); acote el período o el lugar",
                why_en=f"there is too much to hide ({name}); narrow the period or the place",
            )
        return answer.rows


@cache
def _text(name: str) -> str:
    return (files("trama.queries") / "hidden" / f"{name}.cypher").read_text(encoding="utf-8")
