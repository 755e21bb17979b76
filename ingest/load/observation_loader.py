"""Observations: rows of statistics, compared with the graph and made into transactions.

Each row gives the value of an indicator at a place in a period.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.core.batches import batched
from trama.graph.records import canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.finder import RecordFinder
from trama.incoming.rows import RowOutcome
from trama.ingest.load.editions import Editions, compare_editions
from trama.ingest.load.files import LoadedFile, LoadedSheet
from trama.ingest.load.observation_spool import ObservationSpool, ObservedRow, StatedFigure
from trama.ingest.load.series import Series
from trama.ingest.load.write_queue import WriteQueue
from trama.mapping.mapped import MappedObservation
from trama.ontology.canonical_layer import Indicator, Location, Observation
from trama.ontology.classes import edge_kind, label_of, properties_of
from trama.ontology.source_layer import From, Revision, SourceFile
from trama.values.defects import DefectCode

OBSERVATION, INDICATOR = label_of(Observation), label_of(Indicator)
REVISION, SOURCE_FILE = label_of(Revision), label_of(SourceFile)

MEASURES = edge_kind("MEASURES", Observation, Indicator)
OBSERVED_AT = edge_kind("OBSERVED_AT", Observation, Location)
FROM = edge_kind("FROM", Observation, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Observation, Revision)

WITHDRAWN_NOTE = "Retirada: la edición más nueva de estos datos ya no trae esta cifra."
"""The note of a figure that the newest edition withdrew; pages show it as it is."""

# Rows of one transaction. An observation is one small node, so more fit than rows of cases.
_ROWS_A_BATCH = 4_000


class ObservationState(NamedTuple):
    """An observation as the graph will hold it, and the line that gives it.

    ``content`` is the digest of all other properties: equal digests say the same. ``old_uid`` is
    the uid that earlier versions gave the observation, ``old_content`` the content with that uid.
    """

    uid: str
    line: int
    content: str
    properties: dict[str, object]
    block: str
    old_uid: str
    old_content: str

    @property
    def value(self) -> float | None:
        """The figure."""
        value = self.properties.get("value")
        return value if isinstance(value, float) else None


class Outcome(NamedTuple):
    """The outcome of a row of a statistic, and what is to be told of it, None if nothing."""

    row: MappedObservation
    outcome: RowOutcome
    told: DefectCode | None = None


@dataclass(slots=True)
class _Batch:
    """The rows of one transaction: what the graph has of them, and what is to be written.

    ``known`` are contents by uid. ``before`` are earlier contents by uid, of a file loaded before.
    """

    known: Mapping[str, str]
    before: Mapping[str, set[str]]
    written: dict[str, ObservationState] = field(default_factory=dict)
    in_load: bool = False

    def content(self, state: ObservationState) -> str | None:
        """Return what the graph says now, under the new or the old uid, in terms of the new."""
        content = self.known.get(state.uid) or self.known.get(state.old_uid)
        return state.content if content == state.old_content else content


@dataclass(slots=True)
class ObservationLoader:
    """The comparison of observations with the graph, and the writing of new ones.

    ``queue`` is None in a dry run. ``began_empty`` is True if the graph held no observation before
    the load. ``known_files`` are the uids of the files that the graph had.
    """

    finder: RecordFinder
    spool: ObservationSpool
    queue: WriteQueue | None
    began_empty: bool
    known_files: Collection[str] = ()

    def load(
        self, file: LoadedFile, sheet: LoadedSheet, series: Series, editions: Editions
    ) -> Iterator[Outcome]:
        """Yield each row of a sheet with its outcome.

        1. A row that repeats a row of its file is merged. A row with other content about the same
           observation is merged too, and told: the first row of a file stays.
        2. A newer edition wins: its figure stays, and a row that it does not have is rejected.
        3. Otherwise the row is loaded if it is new or says something else than the graph says now:
           what the latest export says wins. A file loaded before undoes nothing.
        4. Hand the new and corrected observations over, by the batch.

        Example: three rows give CHIMBOTE in 2017-01 the values 2, 2 and 5; the graph has 3. The
        first row is loaded as a correction, the second merged, the third merged and contradicts.
        The graph then has 2, and a revision with 3.
        """
        unwritten = dict(file.profile.indicators)
        for some in batched(series.rows(), _ROWS_A_BATCH):
            states = [_state(row, block, file) for row, block in some]
            batch = self._batch(file, states)
            for (row, _), state in zip(some, states, strict=True):
                outcome, told = self._outcome(file, sheet, row, state, editions, batch)
                yield Outcome(row, outcome, told)
            self._write(file, sheet, batch, unwritten)

    def withdraw(self, editions: Editions) -> list[str]:
        """Empty the figures that the sheet, as the newest edition, withdrew. Return their uids.

        The value becomes unknown, so that no sum counts it, and a revision keeps it.
        """
        figures = editions.withdrawn()
        if figures and self.queue is not None:
            self.queue.drain()
            changes = Changes()
            uids = {figure.uid for figure in figures}
            before = self._said_before(uids)
            for existing in self.finder.observations(uids):
                emptied = {name: value for name, value in existing.items() if name != "value"}
                emptied["note"] = WITHDRAWN_NOTE
                emptied["content"] = _content(emptied)
                _correct(existing, emptied, changes, before)
            self.queue.submit(changes)
        return sorted(figure.uid for figure in figures)

    def compare(self, file: LoadedFile, series: Series) -> Editions:
        """Return the editions that the graph or the load knows of the data of a sheet."""
        registry = file.profile.registry
        self.spool.expect(
            uid
            for row, _ in series.rows()
            for uid in (_uid(registry, row.key), _uid(registry, row.written_key))
        )
        finder = None if self.began_empty else self.finder
        return compare_editions(finder, self.spool, series.years(), series.reaches)

    def _batch(self, file: LoadedFile, states: Sequence[ObservationState]) -> _Batch:
        if self.began_empty:
            return _Batch({}, {})
        uids = {uid for state in states for uid in (state.uid, state.old_uid)}
        known = dict(self.finder.observation_digests(uids))
        return _Batch(known, self._said_before(known) if file.loaded_before else {})

    def _outcome(
        self,
        file: LoadedFile,
        sheet: LoadedSheet,
        row: MappedObservation,
        state: ObservationState,
        editions: Editions,
        batch: _Batch,
    ) -> tuple[RowOutcome, DefectCode | None]:
        observed = ObservedRow(file.number, sheet.number, row.digest, state.content)
        before = self.spool.get(state.uid)
        if before is not None and before.file == file.number:
            return self._again(observed, before)
        now = before.content if before is not None else batch.content(state)
        if editions.is_older(state.block) and now != state.content:
            if now is None:
                return RowOutcome.REJECTED, DefectCode.WITHDRAWN_OBSERVATION
            uids = (state.uid, state.old_uid)
            otherwise = editions.says_otherwise(state.block, uids, state.value)
            return RowOutcome.UNCHANGED, DefectCode.OLDER_EDITION if otherwise else None
        self.spool.remember(state.uid, observed)
        if now == state.content:
            if before is None and state.uid not in batch.known and not self.began_empty:
                batch.written[state.uid] = state  # the graph has it under its old uid
            return RowOutcome.UNCHANGED, None
        if before is None and state.content in batch.before.get(state.uid, ()):
            return RowOutcome.UNCHANGED, DefectCode.FILE_LOADED_BEFORE
        figure = StatedFigure(state.uid, state.block, editions.reaches, state.value)
        self.spool.state(figure, int(str(state.properties["year"])))
        batch.written[state.uid] = state
        batch.in_load = batch.in_load or before is not None
        return RowOutcome.LOADED, None

    def _again(
        self, observed: ObservedRow, before: ObservedRow
    ) -> tuple[RowOutcome, DefectCode | None]:
        """Return the outcome of a further row of the file about one observation."""
        if self.spool.is_repeated(observed, before):
            return RowOutcome.MERGED, None
        if before.content == observed.content:
            return RowOutcome.UNCHANGED, None
        return RowOutcome.MERGED, DefectCode.REPEATED_OBSERVATION

    def _write(
        self,
        file: LoadedFile,
        sheet: LoadedSheet,
        batch: _Batch,
        unwritten: dict[str, Indicator],
    ) -> None:
        """Hand over the observations that are new, corrected or renamed.

        ``unwritten`` has the indicators that no transaction of the sheet holds yet.
        """
        if not batch.written or self.queue is None:
            return
        if batch.in_load:
            self.queue.drain()  # the earlier file must be in the graph to be corrected
        existing: dict[str, dict[str, object]] = {}
        if batch.in_load or not self.began_empty:
            uids = {uid for s in batch.written.values() for uid in (s.uid, s.old_uid)}
            existing = {str(found["uid"]): found for found in self.finder.observations(uids)}
        before = self._said_before(existing)
        changes = Changes()
        changes.share(SOURCE_FILE, properties_of(file.node))
        for uid in list(unwritten):
            changes.share(INDICATOR, properties_of(unwritten.pop(uid)))
        for uid, state in sorted(batch.written.items()):
            now = existing.get(uid) or existing.get(state.old_uid)
            if now is None:
                changes.created[OBSERVATION,].append(state.properties)
                changes.connect(_edges(state.properties))
                changes.name_places(OBSERVATION, state.properties)
            else:
                _correct(now, state.properties, changes, before)
                if uid in existing and state.old_uid in existing and state.old_uid != uid:
                    changes.removed[OBSERVATION].append(state.old_uid)
            if file.node.uid not in self.known_files or state.content not in before.get(uid, ()):
                changes.connect([_from(state, file, sheet)])
        self.queue.submit(changes)

    def _said_before(self, uids: Collection[str]) -> dict[str, set[str]]:
        """Return the contents that these observations had before, by uid."""
        before: dict[str, set[str]] = defaultdict(set)
        for row in self.finder.said_before(uids) if uids else ():
            before[row["uid"]].add(row["content"])
        return before


def _uid(registry: str, key: str) -> str:
    return "O-" + digest(registry, key)


def _state(row: MappedObservation, block: str, file: LoadedFile) -> ObservationState:
    registry = file.profile.registry
    values = {name: listed(value) for name, value in row.fields.items() if value is not None}
    for name in ("value", "place_confidence"):
        if name in values:
            values[name] = float(str(values[name]))
    uid, old_uid = _uid(registry, row.key), _uid(registry, row.written_key)
    properties: dict[str, object] = {"uid": uid, "registry": registry, **values}
    content = _content(properties)
    return ObservationState(
        uid,
        row.line,
        content,
        {**properties, "content": content},
        block,
        old_uid,
        _content({**properties, "uid": old_uid}),
    )


def _content(properties: Mapping[str, object]) -> str:
    return digest(canonical_json({n: v for n, v in properties.items() if n != "content"}))


def _edges(properties: Mapping[str, object]) -> list[Edge]:
    uid = str(properties["uid"])
    edges = [Edge(MEASURES, uid, str(properties["indicator"]))]
    if "place" in properties:
        edges.append(Edge(OBSERVED_AT, uid, str(properties["place"])))
    return edges


def _from(state: ObservationState, file: LoadedFile, sheet: LoadedSheet) -> Edge:
    place = From(sheet=sheet.name, line=state.line)
    return Edge(FROM, state.uid, file.node.uid, properties_of(place))


def _correct(
    existing: Mapping[str, object],
    properties: Mapping[str, object],
    changes: Changes,
    before: Mapping[str, set[str]],
) -> None:
    """Add to ``changes`` the new properties, and a revision with the existing ones.

    There is no revision of what is one already (``before``), nor where the uid alone changes.
    """
    old_uid, uid, content = str(existing["uid"]), str(properties["uid"]), str(existing["content"])
    changes.updated.append(NodeUpdate(OBSERVATION, old_uid, properties))
    only_renamed = _content({**existing, "uid": uid}) == properties["content"]
    if not only_renamed and content not in before.get(old_uid, ()):
        revision = Revision(
            uid="V-" + digest(old_uid, content), content=content, values=canonical_json(existing)
        )
        changes.created[REVISION,].append(properties_of(revision))
        changes.connect([Edge(SAID_BEFORE, uid, revision.uid)])
    for named in (existing, properties):
        changes.name_places(OBSERVATION, named)
    had, has = ({edge[::2]: edge for edge in _edges(named)} for named in (existing, properties))
    for end in sorted(had.keys() - has.keys()):
        changes.cut[had[end].kind].append(had[end])
    changes.connect(has[end] for end in sorted(has.keys() - had.keys()))
