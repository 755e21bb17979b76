"""Judging on a real engine: joins and parts, undoes without a trace, goes on after a kill."""

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.core.errors import LoadInterrupted, PairChanged, UnknownName
from trama.graph.engine import Graph
from trama.graph.store import judgement_rows
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict, judgement_uid
from trama.ontology.internal_layer import Judgement
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

OPTIONS = LoadOptions(key=b"k" * 32)
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=OPTIONS.key))

JUDGEMENTS = int(os.environ.get("TRAMA_TEST_JUDGEMENTS", "100"))
"""The number of random judgements made and undone; 10,000 take some minutes an engine."""

PEOPLE = "MATCH (r:Record) WHERE r.kind = 'victim' OR r.kind = 'suspect' RETURN r.uid AS end"
CASES = "MATCH (r:Record) RETURN DISTINCT r.registry + ':' + r.case_key AS end"
PERSON_OF = "MATCH (p:Person)-[:ATTESTED_BY]->(:Record {uid: $uid}) RETURN p.uid AS uid"


@pytest.fixture
def twin(graph: Graph, tmp_path: Path) -> Path:
    """Load a twin of 8 cases into the graph; return its folder."""
    folder = tmp_path / "twin"
    write_twin(folder, TwinOptions(cases=8, seed=5))
    assert not load([folder], graph, OPTIONS).failed
    return folder


def ends(graph: Graph, text: str) -> list[str]:
    return sorted(row["end"] for row in graph.stream(text))


def opinion(one: str, other: str, verdict: Verdict, subject: Subject = Subject.PERSON) -> Opinion:
    return Opinion(subject, one, other, verdict, by="SINTETICA", at="2026-11-28T00:00:00+00:00")


def random_opinions(graph: Graph, seed: int, count: int) -> list[Opinion]:
    chance = random.Random(seed)
    of = {Subject.PERSON: ends(graph, PEOPLE), Subject.CASE: ends(graph, CASES)}
    opinions = []
    for _ in range(count):
        subject = chance.choice((Subject.PERSON, Subject.PERSON, Subject.PERSON, Subject.CASE))
        one, other = chance.sample(of[subject], 2)
        opinions.append(opinion(one, other, chance.choice(list(Verdict)), subject))
    return opinions


def judge_in_parts(graph: Graph, opinions: Sequence[Opinion], chance: random.Random) -> None:
    left = list(opinions)
    while left:
        size = chance.randint(1, 1 + len(opinions) // 10)
        judge(graph, left[:size], DERIVING, None)
        left = left[size:]


def test_random_judgements_and_their_undoing_leave_no_trace(graph: Graph, twin: Path) -> None:
    before = fingerprint(graph)
    opinions = random_opinions(graph, 3, JUDGEMENTS)

    judge_in_parts(graph, opinions, random.Random(4))
    judged = fingerprint(graph)
    undone = [opinion(o.one, o.other, Verdict.WITHDRAWN, o.subject) for o in opinions]
    judge_in_parts(graph, undone, random.Random(5))

    assert judged != before
    assert fingerprint(graph) == before
    rows = list(judgement_rows.read_judgements(graph))
    assert len(rows) == 2 * JUDGEMENTS
    assert all(row.applied for row in rows)


def test_a_rebuild_and_a_load_of_the_same_files_keep_what_was_judged(
    graph: Graph, twin: Path
) -> None:
    judge(graph, random_opinions(graph, 6, 30), DERIVING, None)
    judged = fingerprint(graph)

    assert not rebuild_all(graph, DERIVING).changed
    assert not load([twin], graph, OPTIONS).failed

    assert fingerprint(graph) == judged


def test_a_judgement_counts_the_routes_of_its_own_cases_alone(graph: Graph, twin: Path) -> None:
    graph.write_rows("MATCH ()-[r:ROUTE]->() SET r.victims = 99 RETURN count(r) AS routes")
    wrong = "MATCH ()-[r:ROUTE]->() RETURN r.victims = 99 AS wrong, count(r) AS routes"
    people = ends(graph, PEOPLE)

    judge(graph, [opinion(people[0], people[-1], Verdict.SAME)], DERIVING, None)
    counted = {row["wrong"]: row["routes"] for row in graph.stream(wrong)}
    rebuild_all(graph, DERIVING)

    assert 0 < counted[False] < counted[True]
    assert [row["wrong"] for row in graph.stream(wrong)] == [False]


def test_a_person_keeps_every_uid_through_a_judgement_and_its_undoing(
    graph: Graph, twin: Path
) -> None:
    one, other = ends(graph, PEOPLE)[:2]
    uids = {uid: person_of(graph, uid) for uid in (one, other)}

    judge(graph, [opinion(one, other, Verdict.SAME)], DERIVING, None)
    joined = person_of(graph, other)
    judge(graph, [opinion(one, other, Verdict.WITHDRAWN)], DERIVING, None)

    assert joined == person_of(graph, one) == min(uids.values())
    assert {uid: person_of(graph, uid) for uid in (one, other)} == uids


def test_an_unknown_end_changes_nothing(graph: Graph, twin: Path) -> None:
    before = fingerprint(graph)
    one, other = ends(graph, PEOPLE)[:2]
    opinions = [opinion(one, other, Verdict.SAME), opinion(one, "R-no", Verdict.SAME)]

    with pytest.raises(UnknownName) as caught:
        judge(graph, opinions, DERIVING, None)

    assert "R-no" in caught.value.message("es")
    assert fingerprint(graph) == before
    assert list(judgement_rows.read_judgements(graph)) == []


def test_a_judging_that_was_killed_is_finished_by_the_next_load(graph: Graph, twin: Path) -> None:
    one, other = ends(graph, PEOPLE)[:2]
    stored = row_of(one, other, Verdict.SAME, by="SINTETICA")
    judgement_rows.put_judgements(graph, [stored])  # killed here: no case follows yet
    assert person_of(graph, one) != person_of(graph, other)

    assert not load([twin], graph, OPTIONS).failed

    assert person_of(graph, one) == person_of(graph, other)
    assert all(row.applied for row in judgement_rows.read_judgements(graph))


def test_a_number_that_another_installation_gave_meanwhile_is_told_and_its_row_stays(
    graph: Graph, twin: Path
) -> None:
    one, other, third = ends(graph, PEOPLE)[:3]
    stored = row_of(one, other, Verdict.DIFFERENT, by="SINTETICA")
    judgement_rows.put_judgements(graph, [stored])

    of_another = row_of(one, other, Verdict.SAME, by="OTRA")
    of_a_model = replace(of_another, by="trama link", model="modelo@0123456789ab", score=0.9)
    beside_it = replace(of_a_model, uid=judgement_uid(one, third, 1), other=third)
    with pytest.raises(PairChanged):
        judgement_rows.put_judgements(graph, [of_another])
    with pytest.raises(LoadInterrupted):
        judgement_rows.put_judgements(graph, [beside_it, of_a_model])
    judgement_rows.put_judgements(graph, [stored])  # a commit whose answer was lost

    assert list(judgement_rows.read_judgements(graph)) == [stored]


def row_of(one: str, other: str, verdict: Verdict, by: str) -> Judgement:
    return Judgement(
        uid=judgement_uid(one, other, 1),
        subject=Subject.PERSON.value,
        one=one,
        other=other,
        verdict=verdict.value,
        number=1,
        by=by,
    )


def person_of(graph: Graph, record: str) -> str:
    (row,) = graph.stream(PERSON_OF, uid=record)
    return str(row["uid"])
