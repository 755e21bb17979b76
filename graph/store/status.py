"""The status of a graph: counts of its contents, its loaded files, and the work still to do."""

from dataclasses import asdict, dataclass
from typing import Any

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.schema import pending
from trama.ontology.canonical_layer import (
    Case,
    Observation,
    Person,
    Stage,
    Suspect,
    Victim,
)
from trama.ontology.classes import label_of, type_of
from trama.ontology.internal_layer import StaleNames, StaleRoutes, StaleTallies
from trama.ontology.source_layer import Record, SourceFile
from trama.ontology.tally_layer import Route

_NOTES = (StaleRoutes, StaleTallies, StaleNames)
_COUNT = "MATCH (n:{label}) RETURN count(n) AS count"
_COUNT_ROUTES = f"MATCH ()-[r:{type_of(Route)}]->() RETURN count(r) AS count"
_RECORDS = (
    f"MATCH (n:{label_of(Record)}) "
    "RETURN n.registry AS registry, n.kind AS kind, count(n) AS count ORDER BY registry, kind"
)
_FILES = (
    f"MATCH (f:{label_of(SourceFile)}) RETURN f.uid AS sha256, f.name AS name, "
    "f.registry AS registry, f.profile AS profile, f.loaded_at AS loaded_at "
    "ORDER BY loaded_at, name, sha256"
)
_COUNTED = (Case, Person, Victim, Suspect, Stage, Observation)


@dataclass(frozen=True, slots=True)
class Status:
    """The contents of a graph in numbers.

    ``nodes`` has counts by label, ``records`` counts by registry and kind, ``files`` the loaded
    files. ``unfinished`` is True if a load died before it counted routes and tallies; the next load
    counts them. ``migrations`` names the schema steps still to run. ``fingerprint`` is None unless
    asked for.
    """

    engine: str
    where: str
    nodes: dict[str, int]
    records: list[dict[str, Any]]
    files: list[dict[str, Any]]
    routes: int
    unfinished: bool
    migrations: tuple[str, ...]
    fingerprint: str | None = None

    def document(self) -> dict[str, Any]:
        """Return the status as JSON can hold it."""
        return asdict(self)


def status(graph: Graph, *, with_fingerprint: bool = False) -> Status:
    """Return the status of ``graph``. Only the fingerprint reads the whole graph.

    Raises:
        EngineError: the engine failed.
    """
    return Status(
        engine=graph.engine,
        where=graph.where,
        nodes={label: _count(graph, label) for label in map(label_of, _COUNTED)},
        records=list(graph.stream(_RECORDS)),
        files=list(graph.stream(_FILES)),
        routes=next(graph.stream(_COUNT_ROUTES))["count"],
        unfinished=any(_count(graph, label_of(note)) for note in _NOTES),
        migrations=tuple(step.name for step in pending(graph)),
        fingerprint=fingerprint(graph) if with_fingerprint else None,
    )


def _count(graph: Graph, label: str) -> int:
    return int(next(graph.stream(_COUNT.format(label=label)))["count"])
