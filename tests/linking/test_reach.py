"""Random changes of a twin, without a graph: nothing else than what a change reaches is other.

All that is kept of before, with the decisions on the change, is what deciding all gives: to the
last bit of what is told, and to the last digit of what is stored. TRAMA_REACH_SEEDS sets the number
of twins (1), TRAMA_REACH_CASES their size (60).
"""

import os
import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from twin_people import TwinPeople, twin_people

from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.identity import PEOPLE, local_people
from trama.linkage.joint.scored import Decided
from trama.linkage.judgements import Decisions, Subject, Verdict, case_end, standing
from trama.linkage.model.shipped import shipped_model
from trama.linkage.pairs.keyed_table import KeyedHash
from trama.linking.case_reading import ReadCase
from trama.linking.decision import Deciding, Decision
from trama.linking.known_pairs import NOTHING, KnownPairs, case_hash
from trama.linking.renewing import Renewed, renewed
from trama.linking.scope import Scope
from trama.linking.steps import nobody
from trama.linking.told import Told
from trama.ontology.internal_layer import Judgement
from trama.twin import TwinOptions

SEEDS = int(os.environ.get("TRAMA_REACH_SEEDS", "1"))
CASES = int(os.environ.get("TRAMA_REACH_CASES", "60"))
STEPS = 12
HASHED = KeyedHash(b"k" * 32)
MODEL = shipped_model()

Rows = dict[tuple[str, str], tuple[float, str, str]]


@dataclass
class World:
    """The cases of registries, the judgements of people, and what linking keeps of both."""

    states: dict[CaseKey, list[RecordState]]
    judgements: list[Judgement] = field(default_factory=list)
    known: KnownPairs = NOTHING
    told: Told | None = None
    judged: int = 0
    stored: Rows = field(default_factory=dict)

    @property
    def decisions(self) -> Decisions:
        return Decisions.of(self.judgements)

    def read(self, cases: Collection[CaseKey]) -> Iterator[ReadCase]:
        for key in sorted(cases):
            people = local_people((r for r in self.states[key] if r.kind in PEOPLE), self.decisions)
            others = (r for r in self.states[key] if r.kind not in PEOPLE)
            yield ReadCase(key, people, tuple(others))

    def digests(self) -> dict[CaseKey, int]:
        apart = self.decisions.different
        return {
            key: HASHED(
                "digest",
                repr(sorted((r.uid, repr(r), sorted(apart.get(r.uid, ()))) for r in records)),
            )
            for key, records in self.states.items()
        }

    def judge(self, subject: Subject, one: str, other: str, verdict: Verdict) -> None:
        one, other = sorted((one, other))
        number = sum((row.one, row.other) == (one, other) for row in self.judgements)
        uid = f"J-{len(self.judgements)}"
        self.judgements.append(
            Judgement(
                uid=uid, subject=subject, one=one, other=other, verdict=verdict, number=number
            )
        )

    def scope(self, found: Renewed, *, whole: bool) -> Scope:
        case_of = {r.uid: key for key, records in self.states.items() for r in records}
        case_of |= {case_end(key): key for key in self.states}
        judged = [
            (case_hash(case_of[row.one], HASHED), case_hash(case_of[row.other], HASHED))
            for row in self.judgements
            if row.one in case_of and row.other in case_of
        ]
        by_hash = {case_hash(case, HASHED): case for case in self.states}
        before = None if whole or self.told is None else (self.known, self.told)
        rejudged = self.judged != len(self.judgements)
        return Scope(before, found.known, found.changed, judged, MODEL, by_hash, rejudged=rejudged)

    def decide(self, found: Renewed, scope: Scope) -> Decision:
        return Deciding(
            scope, self.known, found, self, MODEL, self.decisions, watcher=nobody
        ).decision()

    def link(self) -> tuple[Scope, Decision]:
        """Decide what a change reaches, keep the rest, and hold it against deciding all."""
        found = renewed(self.known, self.digests(), self, MODEL, HASHED, nobody)
        everything = self.scope(found, whole=True)
        all_rows = rows_of(self.decide(found, everything).decided)
        scope = self.scope(found, whole=False)
        decision = self.decide(found, scope)
        if decision.pairs is None:
            self.stored = {}
        else:
            gone = self.ends_of_changed(scope, found)
            there = {*found.known.uids, *map(case_end, self.states)}
            self.stored = {
                ends: row
                for ends, row in self.stored.items()
                if ends not in decision.pairs and gone.isdisjoint(ends) and there.issuperset(ends)
            }
        self.stored |= rows_of(decision.decided)
        self.known, self.told, self.judged = found.known, scope.told, len(self.judgements)
        assert self.stored == all_rows
        assert_told_alike(scope, everything)
        return scope, decision

    def ends_of_changed(self, scope: Scope, found: Renewed) -> set[str]:
        changed = scope.cases[scope.changed]
        ends = {
            case_end(scope.case_of[n]) for n in np.flatnonzero(scope.changed) if n in scope.case_of
        }
        for table in (self.known, found.known):
            mine = np.isin(table.of_case, changed)
            ends |= {uid for uid, is_mine in zip(table.uids, mine, strict=True) if is_mine}
        return ends


def rows_of(decided: Decided) -> Rows:
    pairs = (*decided.people, *decided.cases)
    return {(pair.one, pair.other): (pair.score, pair.verdict, pair.reason) for pair in pairs}


def assert_told_alike(scope: Scope, everything: Scope) -> None:
    assert scope.told.units == everything.told.units
    for names, counted in (
        (("bits", "rivals", "stated"), scope.now.counted_cases),
        (("one", "two"), scope.now.counted),
    ):
        for name in names:
            mine, theirs = (getattr(each.told, name)[counted] for each in (scope, everything))
            assert np.array_equal(mine, theirs), name


def changed_record(record: RecordState, other: RecordState, chance: random.Random) -> RecordState:
    """Return a record in which one thing is what another record says, or is gone."""
    fields = dict(record.mention.fields)
    names = sorted({*fields, *other.mention.fields})
    name = chance.choice(names)
    fields.pop(name, None)
    if name in other.mention.fields and chance.random() < 0.8:
        fields[name] = other.mention.fields[name]
    return replace(record, mention=record.mention._replace(fields=fields))


def change(
    world: World, waiting: Mapping[CaseKey, list[RecordState]], chance: random.Random
) -> None:
    """Load some cases, take some away, correct some, or let people judge and take it back."""
    what = chance.choice(["load", "load", "correct", "remove", "judge", "judge"])
    held = sorted(world.states)
    if what == "load" and waiting:
        for key in chance.sample(sorted(waiting), min(len(waiting), 4)):
            world.states[key] = waiting.pop(key)
    elif what == "correct":
        for key in chance.sample(held, 3):
            records = world.states[key]
            at = chance.randrange(len(records))
            alike = [r for k in held for r in world.states[k] if r.kind is records[at].kind]
            fresh = changed_record(records[at], chance.choice(alike), chance)
            world.states[key] = [*records[:at], fresh, *records[at + 1 :]]
    elif what == "remove":
        for key in chance.sample(held, 2):
            waiting[key] = world.states.pop(key)
    else:
        judge(world, chance)


def judge(world: World, chance: random.Random) -> None:
    there = {r.uid for records in world.states.values() for r in records}
    there |= {case_end(key) for key in world.states}
    taken = [
        row
        for row in standing(world.judgements)
        if row.verdict != Verdict.WITHDRAWN and {row.one, row.other} <= there
    ]
    if taken and chance.random() < 0.4:
        row = chance.choice(taken)
        world.judge(Subject(row.subject), row.one, row.other, Verdict.WITHDRAWN)
        return
    ends = chance.choice(sorted(world.stored)) if chance.random() < 0.7 else ()
    if not ends:
        one, other = chance.sample(sorted(world.states), 2)
        ends = (case_end(one), case_end(other))
        if chance.random() < 0.5:
            people = [
                [r.uid for r in world.states[key] if r.kind is Kind.SUSPECT] for key in (one, other)
            ]
            if all(people):
                ends = tuple(chance.choice(uids) for uids in people)
    subject = Subject.CASE if ":" in ends[0] else Subject.PERSON
    world.judge(subject, *ends, chance.choice([Verdict.SAME, Verdict.DIFFERENT]))


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, TwinPeople]:
    return {
        seed: twin_people(
            tmp_path_factory.mktemp(f"twin-{seed}"), TwinOptions(cases=CASES, seed=900 + seed)
        )
        for seed in range(SEEDS)
    }


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_a_change_does_not_reach_is_what_deciding_all_gives(
    people: Mapping[int, TwinPeople], seed: int
) -> None:
    chance = random.Random(seed)
    states = {key: records for key, records in people[seed].states.items() if records}
    waiting = {key: states.pop(key) for key in chance.sample(sorted(states), len(states) // 3)}
    world = World(states)
    world.link()
    narrow = 0
    for _ in range(STEPS):
        change(world, waiting, chance)
        scope, decision = world.link()
        narrow += not scope.whole and decision.cases < len(world.states) // 2

    assert narrow > STEPS // 2
    anew = renewed(NOTHING, world.digests(), world, MODEL, HASHED, nobody).known
    for table in ("cases", "people", "pairs", "case_pairs"):
        assert getattr(world.known, table).equals(getattr(anew, table)), table
