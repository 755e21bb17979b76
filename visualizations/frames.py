"""The notebook helper: a query's answer as a pandas frame or a networkx graph."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import networkx as nx
import pandas as pd

from trama.queries.redact import person_text


class Answer(Protocol):
    """The part of a QueryAnswer (trama.queries.run) that frames and graphs need."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in order."""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows; a person is a mapping with ``pseudonym`` and, where allowed, ``name``."""


def frame(answer: Answer) -> pd.DataFrame:
    """Return the answer as a frame with the query's columns; people as text."""
    rows = [{name: _plain(row[name]) for name in answer.columns} for row in answer.rows]
    return pd.DataFrame(rows, columns=list(answer.columns))


def graph(answer: Answer, start: str, end: str) -> "nx.MultiDiGraph[str]":
    """Return the answer as a directed graph with one edge a row, from ``start`` to ``end``.

    The other columns are the attributes of the edge. A row without both ends gives no edge.
    An attribute may be a list: join it before a GEXF export (findings/networkx-gexf-aliases.sh).

    Raises:
        KeyError: the answer has no such column.
    """
    missing = [name for name in (start, end) if name not in answer.columns]
    if missing:
        raise KeyError(missing[0])
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    others = [name for name in answer.columns if name not in (start, end)]
    for row in answer.rows:
        ends = (_plain(row[start]), _plain(row[end]))
        if None not in ends:
            drawn.add_edge(*map(str, ends), **{name: _plain(row[name]) for name in others})
    return drawn


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return person_text(value) if "pseudonym" in value else dict(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
