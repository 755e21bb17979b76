"""The marking of a value as a filler, and its undoing: only the cases that hold it are rebuilt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trama.canonical.fillers import FIELDS
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import RebuildReport, rebuild_all
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.filler_marks import put_mark, remove_mark, values_of
from trama.ontology.internal_layer import FillerMark


@dataclass(frozen=True, slots=True)
class Holders:
    """The records that hold a value, by uid, and their cases."""

    records: frozenset[str]
    cases: frozenset[CaseKey]


def holders(graph: Graph, kind: str, value: str) -> Holders:
    """Return the records and cases that hold a value of a kind, in any of its spellings."""
    wanted = fold(value)
    records: set[str] = set()
    cases: set[CaseKey] = set()
    for field in FIELDS[kind]:
        for row in values_of(graph, field):
            held: Sequence[str] = row["value"] if isinstance(row["value"], list) else [row["value"]]
            if any(fold(one) == wanted for one in held):
                records.add(row["uid"])
                cases.add(CaseKey(row["registry"], row["case_key"]))
    return Holders(frozenset(records), frozenset(cases))


def mark(graph: Graph, made: FillerMark, deriving: Deriving, lock: Path | None) -> RebuildReport:
    """Store a mark, and derive anew the cases whose records hold the value.

    If the command dies in between, ``trama rebuild`` makes the graph right.

    Raises:
        LoadInterrupted: a load has begun.
        EngineError: the engine failed.
    """
    put_mark(graph, made)
    return _rebuilt(graph, made, deriving, lock)


def unmark(graph: Graph, made: FillerMark, deriving: Deriving, lock: Path | None) -> RebuildReport:
    """Remove a mark, and derive anew the cases whose records hold the value.

    Raises:
        LoadInterrupted: a load has begun.
        EngineError: the engine failed.
    """
    remove_mark(graph, made.uid)
    return _rebuilt(graph, made, deriving, lock)


def _rebuilt(
    graph: Graph, made: FillerMark, deriving: Deriving, lock: Path | None
) -> RebuildReport:
    # A load that is running now may add cases with the value: look them up when it has ended.
    return rebuild_all(
        graph, deriving, lock=lock, only=lambda: holders(graph, made.kind, made.value).cases
    )
