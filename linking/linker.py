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
from trama.core.garbage_collection import rare_collection
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import (
    count_judgements,
    judgements_by_people,
    judgements_of,
    judgements_of_pairs,
    places_of_records,
    read_judgements,
)
from trama.graph.store.turns import LOCK, turn
from trama.linkage.joint.scored import DecidedPair
from trama.linkage.judgements import Decisions, Subject, Verdict, case_end, case_of_end, standing
from trama.linkage.model.odds import probability_of
from trama.linkage.model.weights import Model
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linking.case_reading import CaseReader
from trama.linking.decision import Deciding, Decision
from trama.linking.kept_models import keep_model
from trama.linking.known_pairs import KnownPairs, case_hash
from trama.linking.link_report import Blocking, LinkReport
from trama.linking.opinions import BY, model_said, new_opinions
from trama.linking.pair_cache import PairCache, Through
from trama.linking.pair_engine import Opened, this_machine
from trama.linking.renewing import Renewed, digests, renewed
from trama.linking.scope import Scope
from trama.linking.steps import Step, Watcher, nobody
from trama.ontology.internal_layer import Judgement


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """The model to link with and its name, the home folder with its key, and the present second.

    ``at`` is ISO 8601, as judgements hold it. A dry run writes nothing, neither into the graph nor
    into the home folder. ``engine`` compares all cases the first time.
    """

    model: Model
    name: str
    deriving: Deriving
    home: Path
    key: bytes
    at: str
    dry_run: bool = False
    engine: Opened = this_machine

    @property
    def signature(self) -> str:
        """The model as judgements name it: its name, and the first signs of its hash."""
        return self.model.named(self.name)


def link(graph: Graph, options: LinkOptions, watcher: Watcher = nobody) -> LinkReport:
    """Make the model's judgements what the model says of the records, and derive what follows.

    1. Compare the cases that changed with what they may be linked to (`renewed`). Keep the pairs.
    2. Weigh the cases that the change touches (`Scope`). Decide the pairs that it may change
       (`Reach`).
    3. Store the judgements that differ from those that stand, and derive their cases anew.

    It may be killed at any moment: the next linking ends where this one would have ended. It waits
    for its turn like a load and a rebuild, and nobody else changes the graph meanwhile.

    Raises:
        LoadInterrupted: a load of another installation has begun. EngineError: the engine failed.
            Stored judgements stay, and the next linking goes on.
        OutputError, OSError: the cache cannot be written. Nothing was stored.
    """
    with turn(options.home / LOCK), rare_collection():
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
        # Counted first: of a row that another installation stores meanwhile, the next linking
        # knows by the count.
        self._rows = count_judgements(graph)
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
            found = renewed(
                before,
                now,
                self._reader,
                self._model,
                self._hashed,
                self._watcher,
                engine=self._options.engine,
            )
            if found.changed and not self._options.dry_run:
                self._cache.write(found.known)
        report = self._report(now, found)
        with self._timed("deciding"):
            self._watcher(Step.DECIDING, 0, None)
            by_hash = {case_hash(case, self._hashed): case for case in now}
            scope = self._scope(before, found, through, by_hash)
            opinions = self._opinions(before, found, scope, by_hash, report) if scope else []
            report.tell_stored(opinions)
        if not self._options.dry_run:
            with self._timed("judging"):
                report.rebuilt = self._judge(opinions, scope, through)
        report.seconds = {**self._seconds, "all": round(sum(self._seconds.values()), 3)}
        return report

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self._seconds[step] = round(time.monotonic() - begun, 3)

    def _report(self, now: Mapping[CaseKey, int], found: Renewed) -> LinkReport:
        known = found.known
        return LinkReport(
            model=self._options.signature,
            same_at=self._model.same_at,
            ask_at=self._model.ask_at,
            dry_run=self._options.dry_run,
            cases=dict(sorted(Counter(case.registry for case in now).items())),
            people=known.people.num_rows,
            changed=len(found.changed),
            compared=found.compared,
            blocking=Blocking.of(known.found_by, probability_of(known.bits)),
        )

    def _scope(
        self,
        before: KnownPairs,
        found: Renewed,
        through: Through | None,
        by_hash: Mapping[int, CaseKey],
    ) -> Scope | None:
        """Return the pairs to decide: all unless the last linking went through; None if none."""
        told = self._cache.read_told(through) if through else None
        judged = self._judged_cases()
        since, rejudged = None, False
        if (
            through is not None
            and told is not None
            and through.model == self._model.hash
            and through.rows - through.of_people == self._rows - len(self._by_people)
        ):
            since, rejudged = (before, told), through.of_people != len(self._by_people)
            if not found.changed and not rejudged:
                return None
        known, changed = found.known, found.changed
        return Scope(since, known, changed, judged, self._model, by_hash, rejudged=rejudged)

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

    def _opinions(
        self,
        before: KnownPairs,
        found: Renewed,
        scope: Scope,
        by_hash: Mapping[int, CaseKey],
        report: LinkReport,
    ) -> list[Opinion]:
        """Return the judgements to store about the pairs that a change reaches."""
        decision = Deciding(
            scope,
            before,
            found,
            self._reader,
            self._model,
            self._decisions,
            watcher=self._watcher,
        ).decision()
        report.decided = decision.cases
        report.tell_decided(decision.decided, self._model)
        rows = self._rows_about(before, found, scope, by_hash, decision)
        said = model_said(rows)
        judged = {(row.one, row.other) for row in standing(self._by_people)}
        held = {case_end(case) for case in by_hash.values()}

        def exists(subject: Subject, some: Collection[str]) -> Collection[str]:
            if subject is Subject.CASE:
                return held.intersection(some)
            return places_of_records(self._graph, some).keys()

        return new_opinions(decision.decided, said, judged, exists, self._as_opinion)

    def _rows_about(
        self,
        before: KnownPairs,
        found: Renewed,
        scope: Scope,
        by_hash: Mapping[int, CaseKey],
        decision: Decision,
    ) -> list[Judgement]:
        """Return the rows of the decided pairs, and of all pairs of the cases that changed."""
        if decision.pairs is None:
            return list(read_judgements(self._graph))
        changed = scope.cases[scope.changed]
        ends = {case_end(by_hash[case]) for case in changed.tolist() if case in by_hash}
        for tables in (before, found.known):
            mine = np.isin(tables.of_case, changed)
            ends.update(uid for uid, is_mine in zip(tables.uids, mine, strict=True) if is_mine)
        found_rows = [
            *judgements_of(self._graph, ends),
            *judgements_of_pairs(self._graph, decision.pairs),
        ]
        return list({row.uid: row for row in found_rows}.values())

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

    def _judge(self, opinions: list[Opinion], scope: Scope | None, before: Through | None) -> int:
        """Store the judgements; return the number of cases that were derived anew.

        Without an opinion it still derives what a killed linking left waiting.
        """

        def watch(_step: object, done: int, total: int) -> None:
            self._watcher(Step.JUDGING, done, total)

        options = self._options
        if opinions or self._rows:  # first: no judgement names a lost model
            keep_model(self._graph, options.model, options.name, options.at)
        report = judge(self._graph, opinions, options.deriving, None, watch)
        rows = self._rows + len(opinions)
        told = self._cache.write_told(scope.told) if scope else before.told if before else ""
        through = Through(self._cache.digest, told, self._model.hash, rows, len(self._by_people))
        self._cache.write_through(through)
        return report.cases.compared
