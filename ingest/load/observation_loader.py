"""Observations: rows of statistics, compared with the graph and made into transactions.

Each row gives the value of an indicator at a place in a period.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from trama.graph.ontology.canonical_layer import Indicator, Location, Observation
from trama.graph.ontology.classes import edge_kind, label_of, properties_of
from trama.graph.ontology.source_layer import From, Revision, SourceFile
from trama.graph.records import canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.finder import RecordFinder
from trama.ingest.load.files import LoadedFile, LoadedSheet
from trama.ingest.load.observation_spool import ObservationSpool, ObservedRow
from trama.ingest.load.report import RowOutcome
from trama.ingest.load.write_queue import WriteQueue
from trama.ingest.mapping.mapped import MappedObservation

OBSERVATION, INDICATOR = label_of(Observation), label_of(Indicator)
REVISION, SOURCE_FILE = label_of(Revision), label_of(SourceFile)

MEASURES = edge_kind("MEASURES", Observation, Indicator)
OBSERVED_AT = edge_kind("OBSERVED_AT", Observation, Location)
FROM = edge_kind("FROM", Observation, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Observation, Revision)

# Rows of one transaction. An observation is one small node, so more fit than rows of cases.
_ROWS_A_BATCH = 4_000


class ObservationState(NamedTuple):
    """An observation as the graph will hold it, and the line that gives it.

    ``content`` is the digest of all other properties: equal digests say the same.
    """

    uid: str
    line: int
    content: str
    properties: dict[str, object]


class _FirstLook(NamedTuple):
    """The part of a row's outcome that earlier rows of the load settle, without the graph.

    ``outcome`` is None if the graph must be asked. A row ``contradicts`` an earlier row of its
    file with another value; it ``corrects`` an earlier file of the load with another value.
    """

    outcome: RowOutcome | None
    contradicts: bool = False
    corrects: bool = False


@dataclass(slots=True)
class ObservationLoader:
    """The comparison of observations with the graph, and the writing of new ones.

    ``queue`` is None in a dry run. ``began_empty`` is True if the graph held no observation before
    the load.
    """

    finder: RecordFinder
    spool: ObservationSpool
    queue: WriteQueue | None
    began_empty: bool

    def load(
        self, file: LoadedFile, sheet: LoadedSheet, rows: Iterator[MappedObservation]
    ) -> Iterator[tuple[MappedObservation, RowOutcome, bool]]:
        """Yield each row with its outcome, and whether it contradicts an earlier row of the file.

        For each batch of rows:

        1. Compare each row with the earlier rows of the load about its observation. An exact
           repeat is merged. The same content is unchanged. Other content in the same file is
           merged and contradicts: the first row of a file stays.
        2. Compare the rows left with the graph. A new observation is loaded. Other content is
           loaded as a correction, unless the observation had it before. Any other row is unchanged.
        3. Hand the new and corrected observations over, as one transaction.

        Example: three rows give CHIMBOTE in 2017-01 the values 2, 2 and 5; the graph has 3. The
        first row is loaded as a correction, the second merged, the third merged and contradicts.
        The graph then has 2, and a revision with 3.
        """
        unwritten = dict(file.profile.indicators)
        while batch := list(islice(rows, _ROWS_A_BATCH)):
            fresh: list[ObservationState] = []
            corrects = False
            for row in batch:
                state = _state(row, file)
                look = self._first_look(file, sheet, row, state)
                corrects = corrects or look.corrects
                if look.outcome is None:
                    fresh.append(state)
                else:
                    yield row, look.outcome, look.contradicts
            by_uid = {state.uid: state for state in fresh}
            written = self._write(file, sheet, by_uid, unwritten, corrects=corrects)
            by_line = {state.line: state.uid for state in fresh}
            for row in batch:
                uid = by_line.get(row.line)
                if uid is not None:
                    outcome = RowOutcome.LOADED if uid in written else RowOutcome.UNCHANGED
                    yield row, outcome, False

    def _first_look(
        self, file: LoadedFile, sheet: LoadedSheet, row: MappedObservation, state: ObservationState
    ) -> _FirstLook:
        observed = ObservedRow(file.number, sheet.number, row.digest, state.content)
        before = self.spool.remember(state.uid, observed)
        if before is None:
            return _FirstLook(None)
        if self.spool.is_repeated(observed, before):
            return _FirstLook(RowOutcome.MERGED)
        if before.content == state.content:
            return _FirstLook(RowOutcome.UNCHANGED)
        if before.file == file.number:
            return _FirstLook(RowOutcome.MERGED, contradicts=True)
        return _FirstLook(None, corrects=True)

    def _write(
        self,
        file: LoadedFile,
        sheet: LoadedSheet,
        states: Mapping[str, ObservationState],
        unwritten: dict[str, Indicator],
        *,
        corrects: bool,
    ) -> set[str]:
        """Hand over the observations that are new or corrected. Return their uids.

        ``unwritten`` has the indicators that no transaction of the sheet holds yet.
        """
        if self.queue is not None and corrects:
            self.queue.drain()  # the earlier file must be in the graph to be corrected
        ask = corrects or not self.began_empty
        known = dict(self.finder.observation_digests(states)) if ask else {}
        corrected = self._corrected(states, known)
        existing = {row["uid"]: row for row in self.finder.observations(corrected)}
        new = [state for uid, state in states.items() if uid not in known]
        changes = Changes()
        for state in new:
            changes.created[OBSERVATION,].append(state.properties)
            changes.connect(_edges(state.properties))
            changes.name_places(OBSERVATION, state.properties)
        for uid in sorted(corrected):
            _correct(existing[uid], states[uid].properties, changes)
        written = {state.uid for state in new} | corrected
        if written and self.queue is not None:
            changes.share(SOURCE_FILE, properties_of(file.node))
            for uid in list(unwritten):
                changes.share(INDICATOR, properties_of(unwritten.pop(uid)))
            changes.connect(_from(states[uid], file, sheet) for uid in sorted(written))
            self.queue.submit(changes)
        return written

    def _corrected(
        self, states: Mapping[str, ObservationState], known: Mapping[str, str]
    ) -> set[str]:
        """Return the uids of known observations with a value that they never had before."""
        corrected = {uid for uid, content in known.items() if content != states[uid].content}
        for row in self.finder.said_before(corrected):
            if row["content"] == states[row["uid"]].content:
                corrected.discard(row["uid"])
        return corrected


def _state(row: MappedObservation, file: LoadedFile) -> ObservationState:
    uid = "O-" + digest(file.profile.registry, row.key)
    values = {name: listed(value) for name, value in row.fields.items() if value is not None}
    for name in ("value", "place_confidence"):
        if name in values:
            values[name] = float(str(values[name]))
    properties: dict[str, object] = {"uid": uid, "registry": file.profile.registry, **values}
    content = digest(canonical_json(properties))
    return ObservationState(uid, row.line, content, {**properties, "content": content})


def _edges(properties: dict[str, object]) -> list[Edge]:
    uid = str(properties["uid"])
    edges = [Edge(MEASURES, uid, str(properties["indicator"]))]
    if "place" in properties:
        edges.append(Edge(OBSERVED_AT, uid, str(properties["place"])))
    return edges


def _from(state: ObservationState, file: LoadedFile, sheet: LoadedSheet) -> Edge:
    place = From(sheet=sheet.sheet, line=state.line)
    return Edge(FROM, state.uid, file.node.uid, properties_of(place))


def _correct(existing: dict[str, object], properties: dict[str, object], changes: Changes) -> None:
    """Add to ``changes`` the new properties, and a revision with the existing ones."""
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
    for named in (existing, properties):
        changes.name_places(OBSERVATION, named)
    had, has = set(_edges(existing)), set(_edges(properties))
    for edge in sorted(had - has):
        changes.cut[edge.kind].append(edge)
    changes.connect(sorted(has - had))
