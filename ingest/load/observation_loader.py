"""Statistics: each row an observation of an indicator at a place in a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from trama.graph.ontology.canonical_layer import Indicator, Location, Observation
from trama.graph.ontology.classes import edge_kind, label_of, properties_of
from trama.graph.ontology.source_layer import From, Revision, SourceFile
from trama.graph.records import canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.finder import RecordFinder
from trama.ingest.load.files import LoadedFile
from trama.ingest.load.observation_spool import ObservationSpool, ObservedRow
from trama.ingest.load.reconcile import RowOutcome
from trama.ingest.load.write_queue import WriteQueue
from trama.ingest.mapping.mapped import MappedObservation

OBSERVATION, INDICATOR = label_of(Observation), label_of(Indicator)
REVISION, SOURCE_FILE = label_of(Revision), label_of(SourceFile)

MEASURES = edge_kind("MEASURES", Observation, Indicator)
OBSERVED_AT = edge_kind("OBSERVED_AT", Observation, Location)
FROM = edge_kind("FROM", Observation, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Observation, Revision)

_ROWS_A_BATCH = 4_000


class Given(NamedTuple):
    """An observation as a row gives it, ready to be compared by the digest ``content``."""

    uid: str
    line: int
    content: str
    properties: dict[str, object]


@dataclass(slots=True)
class ObservationLoader:
    """Compares observations with the graph and hands what is new to the queue.

    ``queue`` is None where nothing may be written.
    """

    finder: RecordFinder
    spool: ObservationSpool
    queue: WriteQueue | None
    began_empty: bool

    def load(
        self, file: LoadedFile, sheet: tuple[int, str], rows: Iterator[MappedObservation]
    ) -> Iterator[tuple[MappedObservation, RowOutcome, bool]]:
        """Yields each row with what became of it, and whether it contradicts an earlier row.

        ``sheet`` is its number and name.
        """
        shared = {row_uid: file.profile.indicators[row_uid] for row_uid in file.profile.indicators}
        while batch := list(islice(rows, _ROWS_A_BATCH)):
            fresh: list[Given] = []
            again = False
            for row in batch:
                observed = _observed(row, file)
                outcome, contradicts, repeated = self._first_look(file, sheet[0], row, observed)
                again = again or repeated
                if outcome is None:
                    fresh.append(observed)
                    continue
                yield row, outcome, contradicts
            by_uid = {observed.uid: observed for observed in fresh}
            written = self._write(file, sheet[1], by_uid, shared, settled=not again)
            by_line = {observed.line: observed.uid for observed in fresh}
            for row in batch:
                uid = by_line.get(row.line)
                if uid is not None:
                    done = RowOutcome.LOADED if uid in written else RowOutcome.UNCHANGED
                    yield row, done, False

    def _first_look(
        self, file: LoadedFile, sheet: int, row: MappedObservation, observed: Given
    ) -> tuple[RowOutcome | None, bool, bool]:
        """What is certain without the graph: outcome, contradiction, seen in another file."""
        said = ObservedRow(file.number, sheet, row.digest, observed.content)
        before = self.spool.remember(observed.uid, said)
        if before is None:
            return None, False, False
        if self.spool.is_repeated(said, before):
            return RowOutcome.MERGED, False, False
        if before.content == observed.content:
            return RowOutcome.UNCHANGED, False, False
        if before.file == file.number:
            return RowOutcome.MERGED, True, False
        return None, False, True

    def _write(
        self,
        file: LoadedFile,
        sheet: str,
        observed: dict[str, Given],
        shared: dict[str, Indicator],
        *,
        settled: bool,
    ) -> set[str]:
        """Hands over what is new or corrected, and returns the uids of that."""
        if self.queue is not None and not settled:
            self.queue.drain()
        unread = self.began_empty and settled
        known = {} if unread else dict(self.finder.observation_digests(observed))
        corrected = {uid for uid, said in known.items() if said != observed[uid].content}
        for row in self.finder.said_before(corrected):
            if row["content"] == observed[row["uid"]].content:
                corrected.discard(row["uid"])
        existing = {row["uid"]: row for row in self.finder.observations(corrected)}
        changes = Changes()
        new = [one for uid, one in observed.items() if uid not in known]
        for one in new:
            changes.created[OBSERVATION,].append(one.properties)
            changes.connect(_edges(one.properties))
            changes.name_places(OBSERVATION, one.properties)
        for uid in sorted(corrected):
            _correct(existing[uid], observed[uid].properties, changes)
        written = {one.uid for one in new} | corrected
        if written and self.queue is not None:
            changes.share(SOURCE_FILE, properties_of(file.node))
            for uid in list(shared):
                changes.share(INDICATOR, properties_of(shared.pop(uid)))
            changes.connect(_from(observed[uid], file, sheet) for uid in sorted(written))
            self.queue.submit(changes)
        return written


def _observed(row: MappedObservation, file: LoadedFile) -> Given:
    uid = "O-" + digest(file.profile.registry, row.key)
    said = {name: listed(value) for name, value in row.fields.items() if value is not None}
    for name in ("value", "place_confidence"):
        if name in said:
            said[name] = float(str(said[name]))
    properties: dict[str, object] = {"uid": uid, "registry": file.profile.registry, **said}
    content = digest(canonical_json(properties))
    return Given(uid, row.line, content, {**properties, "content": content})


def _edges(properties: dict[str, object]) -> list[Edge]:
    uid = str(properties["uid"])
    edges = [Edge(MEASURES, uid, str(properties["indicator"]))]
    if "place" in properties:
        edges.append(Edge(OBSERVED_AT, uid, str(properties["place"])))
    return edges


def _from(observed: Given, file: LoadedFile, sheet: str) -> Edge:
    place = From(sheet=sheet, line=observed.line)
    return Edge(FROM, observed.uid, file.node.uid, properties_of(place))


def _correct(existing: dict[str, object], properties: dict[str, object], changes: Changes) -> None:
    """The observation says the new value; what it said stays as a revision."""
    uid = str(properties["uid"])
    changes.updated.append(NodeUpdate(OBSERVATION, uid, properties))
    content = str(existing["content"])
    revision = Revision(
        uid="V-" + digest(uid, content),
        content=content,
        values=canonical_json(existing),
    )
    changes.created[REVISION,].append(properties_of(revision))
    changes.connect([Edge(SAID_BEFORE, uid, revision.uid)])
    for said in (existing, properties):
        changes.name_places(OBSERVATION, said)
    had, has = set(_edges(existing)), set(_edges(properties))
    for edge in sorted(had - has):
        changes.cut[edge.kind].append(edge)
    changes.connect(sorted(has - had))
