"""A twin loaded once for each engine, for tests that only ask."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from engines import EngineUnderTest
from truth_model import UNKNOWN, Known, known_cases

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.queries.run import Limits, run
from trama.twin import DirtRates, TwinOptions, write_twin

INVESTIGATOR = Viewer(Role.INVESTIGATOR)
LIMITS = Limits(seconds=60, rows=10_000)
# Clean but for what a query is to find: articles cited by the number that they no longer had.
OPTIONS = TwinOptions(cases=160, seed=11, dirt=replace(DirtRates.none(), law_outdated=0.2))


@dataclass(frozen=True, slots=True)
class TwinGraph:
    """A graph of a clean twin, what is true of it, and what truth calls its cases and people."""

    graph: Graph
    truth: dict[str, Any]
    known: list[Known]
    numbers: dict[str, tuple[str, ...]]
    names: dict[str, str]

    def rows(self, name: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
        """Returns the rows of an answer: people by document, cases by their numbers."""
        answer = run(name, given, self.graph, INVESTIGATOR, LIMITS)
        assert not answer.truncated
        chosen = columns or answer.columns
        return [tuple(self._told(column, row[column]) for column in chosen) for row in answer.rows]

    def uid_of(self, name: str) -> str:
        """Returns the uid of the person of that document."""
        return next(uid for uid, known in self.names.items() if known == name)

    def _told(self, column: str, value: object) -> object:
        if isinstance(value, dict):
            return self.names[value["uid"]]
        if isinstance(value, list):
            return [self._told(column, item) for item in value]
        return self.numbers.get(value, value) if column in ("case", "case_uids") else value


@pytest.fixture(scope="session")
def twin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twin")
    write_twin(folder, OPTIONS)
    return folder


@pytest.fixture(scope="module")
def twin(engine: EngineUnderTest, twin_folder: Path) -> Iterator[TwinGraph]:
    graph = engine.as_migrated()
    files = sorted(path for path in twin_folder.iterdir() if path.suffix != ".json")
    load(files, graph, LoadOptions(key=b"k" * 32))
    truth = json.loads((twin_folder / "truth.json").read_text(encoding="utf-8"))
    yield TwinGraph(graph, truth, known_cases(truth), _numbers(graph), _names(graph))
    engine.empty()


def _numbers(graph: Graph) -> dict[str, tuple[str, ...]]:
    text = "MATCH (c:Case) RETURN c.uid AS uid, c.numbers AS numbers"
    return {row["uid"]: tuple(row["numbers"]) for row in graph.stream(text)}


def _names(graph: Graph) -> dict[str, str]:
    text = "MATCH (p:Person) RETURN p.uid AS uid, p.document_key AS document"
    return {
        row["uid"]: row["document"].partition(":")[2] if row["document"] else UNKNOWN
        for row in graph.stream(text)
    }
