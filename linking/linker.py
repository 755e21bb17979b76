"""Linking: from the records of a graph to the judgements of a model.

The main function is `link`. It compares only what changed since the last linking, and the result is
that of linking all.
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from trama.canonical.fillers import Fillers
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.graph.engine import Graph
from trama.graph.ontology.internal_layer import Judgement
from trama.graph.records import CaseKey
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import (
    count_judgements,
    judgements_by_people,
    judgements_of,
    places_of_records,
    read_judgements,
)
from trama.graph.store.turns import LOCK, turn
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.scored import Decided, DecidedPair, Scored, ScoredCasePair, ScoredPair
from trama.linkage.judgements import Decisions, Subject, Verdict, case_end, case_of_end, standing
from trama.linkage.model.weights import Model
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linkage.pairs.lost import lost_links
from trama.linking.case_reading import CaseReader, ReadCase
from trama.linking.components import edges, reached
from trama.linking.counting import cases_of, counted_case_pairs, counted_pairs
from trama.linking.kept_models import keep_model
from trama.linking.known_pairs import KnownPairs, case_hash
from trama.linking.link_report import Blocking, LinkReport
from trama.linking.opinions import BY, model_said, new_opinions
from trama.linking.pair_cache import PairCache, Through
from trama.linking.renewing import Renewed, digests, renewed
from trama.linking.steps import Step, Watcher, nobody


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """The model to link with and its name, the home folder with its key, and the present second.

    ``at`` is ISO 8601, as judgements hold it. A dry run writes nothing, neither into the graph nor
    into the home folder.
    """

    model: Model
    name: str
    deriving: Deriving
    home: Path
    key: bytes
    at: str
    dry_run: bool = False

    @property
    def signature(self) -> str:
        """The model as judgements name it: its name, and the first signs of its hash."""
        return f"{self.name}@{self.model.hash[:12]}"


def link(graph: Graph, options: LinkOptions, watcher: Watcher = nobody) -> LinkReport:
    """Make the model's judgements what the model says of the records, and derive what follows.

    1. Compare the cases that changed with what they may be linked to (`renewed`). Keep the pairs.
    2. Find the cases whose decisions may change (`components`), and decide them together.
    3. Store the judgements that differ from those that stand, and derive their cases anew.

    It may be killed at any moment: the next linking ends where this one would have ended. It waits
    for its turn like a load and a rebuild, and nobody else changes the graph meanwhile.

    Raises:
        LoadInterrupted: a load of another installation has begun. EngineError: the engine failed.
            What was stored stays, and the next linking goes on.
        OutputError, OSError: the cache cannot be written. Nothing was stored.
    """
    with turn(options.home / LOCK):
        return _Linking(graph, options, watcher).run()


class _Linking:
    """One linking: it has the turn."""

    def __init__(self, graph: Graph, options: LinkOptions, watcher: Watcher) -> None:
        self._graph = graph
        self._options = options
        self._model = options.model
        self._watcher = watcher
        self._finder = RecordFinder(graph)
        self._hashed = KeyedHash(options.key)
        marks = read_marks(graph)
        self._by_people = judgements_by_people(graph)
        self._decisions = Decisions.of(self._by_people)
        self._reader = CaseReader(self._finder, Fillers.of(marks), self._decisions)
        marked = json.dumps(sorted((mark.kind, mark.uid) for mark in marks))
        compared_with = {
            "weights": replace(options.model, same_at=1.0, ask_at=0.5, trained_on="").hash,
            "fillers": hashlib.sha256(marked.encode()).hexdigest(),
        }
        self._cache = PairCache(options.home, options.key, compared_with)
        self._seconds: dict[str, float] = {}

    def run(self) -> LinkReport:
        """Link, and return the report."""
        with self._timed("reading"):
            now = digests(self._finder, self._decisions, self._hashed)
            before = self._cache.read()
            through = self._cache.through()
        with self._timed("comparing"):
            found = renewed(before, now, self._reader, self._model, self._hashed, self._watcher)
            if found.changed and not self._options.dry_run:
                self._cache.write(found.known)
        report = self._report(now, found)
        with self._timed("deciding"):
            self._watcher(Step.DECIDING, 0, None)
            affected = self._affected(before, found, now, through)
            report.decided = len(affected)
            opinions = self._opinions(before, found, affected, now, report) if affected else []
            report.tell_stored(opinions)
        if not self._options.dry_run:
            with self._timed("judging"):
                report.rebuilt = self._judge(opinions)
        report.seconds = {**self._seconds, "all": round(sum(self._seconds.values()), 3)}
        return report

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self._seconds[step] = round(time.monotonic() - begun, 3)

    def _report(self, now: Mapping[CaseKey, int], found: Renewed) -> LinkReport:
        known = found.known
        candidates = known.candidates()
        chances = 1 / (1 + np.exp2(-known.bits))
        return LinkReport(
            model=self._options.signature,
            same_at=self._model.same_at,
            ask_at=self._model.ask_at,
            dry_run=self._options.dry_run,
            cases=dict(sorted(Counter(case.registry for case in now).items())),
            people=known.people.num_rows,
            changed=found.cases,
            compared=found.compared,
            blocking=Blocking.of(candidates, lost_links(candidates.found_by, chances)),
        )

    def _affected(
        self,
        before: KnownPairs,
        found: Renewed,
        now: Mapping[CaseKey, int],
        through: Through | None,
    ) -> dict[int, CaseKey]:
        """Return the cases to decide, by hash: all unless the last linking went through."""
        by_hash = {case_hash(case, self._hashed): case for case in now}
        rows = count_judgements(self._graph)
        if (
            through is None
            or through.model != self._model.hash
            or through.rows - through.of_people != rows - len(self._by_people)
        ):
            return by_hash
        judged = self._judged_cases()
        touched = set(found.changed)
        if through.of_people != len(self._by_people):
            touched |= {end for row in judged for end in row}
        if not touched:
            return {}
        ways = np.concatenate(
            [
                edges(before, self._model),
                edges(found.known, self._model),
                np.array(judged, dtype=np.int64).reshape(-1, 2),
            ]
        )
        nodes = reached(touched, ways).tolist()
        return {node: by_hash[node] for node in nodes if node in by_hash}

    def _judged_cases(self) -> list[tuple[int, int]]:
        """Return the two cases of each judgement by a person, also of those taken back."""
        people = [row for row in self._by_people if row.subject == Subject.PERSON]
        records = {end for row in people for end in (row.one, row.other)}
        places = places_of_records(self._graph, records)
        of_end = {uid: CaseKey(registry, number) for uid, (_, registry, number) in places.items()}
        cases = [row for row in self._by_people if row.subject == Subject.CASE]
        of_end |= {end: case_of_end(end) for row in cases for end in (row.one, row.other)}
        hashes = {end: case_hash(case, self._hashed) for end, case in of_end.items()}
        return [
            (hashes[row.one], hashes[row.other])
            for row in self._by_people
            if row.one in hashes and row.other in hashes
        ]

    def _decided(self, found: Renewed, affected: Mapping[int, CaseKey]) -> Decided:
        """Return what is decided of the affected cases."""
        known = found.known
        read: dict[CaseKey, ReadCase] = {
            case: found.read[case] for case in affected.values() if case in found.read
        }
        missing = {*affected.values()} - read.keys()
        for case in self._reader.read(missing):
            read[case.key] = case
        counted = counted_pairs(known, self._model)
        of_people = cases_of(known, counted)
        among = np.fromiter(affected, dtype=np.int64)
        mine = counted[np.isin(of_people[:, 0], among)]
        uids, bits = known.uids, known.bits[mine].tolist()
        ends = (rows[mine].tolist() for rows in known.ends)
        pairs = [ScoredPair(uids[a], uids[b], told) for a, b, told in zip(*ends, bits, strict=True)]
        rows = counted_case_pairs(known, of_people)
        columns = [known.case_pairs[name].to_numpy()[rows] for name in ("one", "other", "bits")]
        kept = np.isin(columns[0], among)
        case_pairs = [
            ScoredCasePair(affected[a], affected[b], told)
            for a, b, told in zip(*(column[kept].tolist() for column in columns), strict=True)
        ]
        stated = [(case.key, named) for case in read.values() for named in case.named]
        people = [person for case in read.values() for person in case.people]
        scored = Scored(people, pairs, sorted(read), case_pairs, stated)
        return decide(scored, self._model, self._decisions)

    def _opinions(
        self,
        before: KnownPairs,
        found: Renewed,
        affected: Mapping[int, CaseKey],
        now: Mapping[CaseKey, int],
        report: LinkReport,
    ) -> list[Opinion]:
        """Return the judgements to store about the affected cases and their people."""
        decided = self._decided(found, affected)
        report.tell_decided(decided, self._model)
        ends = {case_end(case) for case in affected.values()}
        among = np.fromiter(affected, dtype=np.int64)
        for tables in (before, found.known):
            mine = np.isin(tables.of_case, among)
            ends.update(uid for uid, is_mine in zip(tables.uids, mine, strict=True) if is_mine)
        rows = self._rows_about(ends, everybody=len(affected) == len(now))
        said = model_said(rows)
        judged = {(row.one, row.other) for row in standing(self._by_people)}
        held = {case_end(case) for case in now}

        def exists(subject: Subject, some: Collection[str]) -> Collection[str]:
            if subject is Subject.CASE:
                return held.intersection(some)
            return places_of_records(self._graph, some).keys()

        return new_opinions(decided, said, judged, exists, self._as_opinion)

    def _rows_about(self, ends: Collection[str], *, everybody: bool) -> list[Judgement]:
        if everybody:
            return list(read_judgements(self._graph))
        return judgements_of(self._graph, ends)

    def _as_opinion(self, subject: Subject, pair: DecidedPair) -> Opinion:
        return Opinion(
            subject,
            pair.one,
            pair.other,
            pair.verdict,
            by=BY,
            at=self._options.at,
            reason=pair.reason,
            score=None if pair.verdict is Verdict.WITHDRAWN else pair.score,
            model=self._options.signature,
        )

    def _judge(self, opinions: list[Opinion]) -> int:
        """Store the judgements; return the number of cases that were derived anew.

        Without an opinion it still derives what a killed linking left waiting.
        """

        def watch(_step: object, done: int, total: int) -> None:
            self._watcher(Step.JUDGING, done, total)

        options = self._options
        if opinions or count_judgements(self._graph):  # first: no judgement names a lost model
            keep_model(self._graph, options.model, options.name, options.at)
        report = judge(self._graph, opinions, options.deriving, None, watch)
        rows = count_judgements(self._graph)
        through = Through(self._cache.digest, self._model.hash, rows, len(self._by_people))
        self._cache.write_through(through)
        return report.cases.compared
