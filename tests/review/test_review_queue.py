"""The queue on a real engine: what is open, what an answer changes, second readings, races."""

from collections import Counter
from dataclasses import replace

import pytest
from made_judgements import made_judgements
from queued import CASES, leave_five_open, leave_open
from reviewed import Reviewed

from trama.access.policy import Role
from trama.canonical.judging import Opinion, judge
from trama.core.errors import BadParameter, PairChanged, UnknownName
from trama.graph.records import Kind, from_properties
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.judgement_rows import (
    judgements_that_may_stand,
    put_judgements,
    read_judgements,
)
from trama.linkage.judgements import Decisions, Subject, Verdict, judgement_uid
from trama.ontology.internal_layer import Judgement
from trama.review.agreements import agreement_by_kind, disagreements
from trama.review.deciding import NOTHING_BESIDE, Beside, decide, deriving_of, last_own_pair, now
from trama.review.pair_view import view_pair
from trama.review.review_queue import (
    Ranking,
    ReviewQueue,
    SecondReadings,
    Wanted,
    open_among,
)

ASK_AT = 0.5
RECORDS = "MATCH (r:Record) RETURN properties(r) AS r"
ANA, EVA, BOSS = "Ana SINTETICA", "Eva SINTETICA", "Jefa SINTETICA"
BLIND = Beside(blind=True)


def say(
    reviewed: Reviewed,
    pair: tuple[str, str],
    verdict: Verdict,
    by: str = ANA,
    beside: Beside = NOTHING_BESIDE,
    role: Role = Role.INVESTIGATOR,
) -> None:
    decide(pair, verdict, reviewed.lookup(role), reviewed.home, by=by, beside=beside)


def keys(queue: ReviewQueue) -> list[tuple[str, str]]:
    return [pair.key for pair in queue.ordered()]


def test_the_queue_asks_what_a_model_left_and_an_answer_settles_what_leans_on_it(
    reviewed: Reviewed,
) -> None:
    leave_five_open(reviewed)
    rosa, ines, eva = reviewed.women
    suspects = (reviewed.suspects[0], reviewed.suspects[1])
    leave_open(reviewed, {(CASES[1], CASES[2]): 0.3}, Subject.CASE)  # under ask_at
    queue = ReviewQueue(reviewed.lookup(Role.INVESTIGATOR), ASK_AT)
    asked = keys(queue)
    before = fingerprint(reviewed.graph)

    assert len(queue) == 5
    assert asked.index(pair_of(rosa, eva)) < asked.index(pair_of(rosa, ines))  # crosses registries
    assert asked[-1] == pair_of(*suspects)  # one registry, 0.9: little doubt

    say(reviewed, (rosa, eva), Verdict.SAME)
    queue.refresh(pair_of(rosa, eva))
    joined = keys(queue)
    say(reviewed, (ines, eva), Verdict.SAME)  # ROSA is INES now: nothing is left to ask of them
    queue.refresh(pair_of(ines, eva))
    settled = keys(queue)
    for pair in ((ines, eva), (rosa, eva)):
        say(reviewed, pair, Verdict.WITHDRAWN)
        queue.refresh(pair_of(*pair))

    assert set(asked) - set(joined) == {pair_of(rosa, eva)}
    assert set(joined) - set(settled) == {pair_of(ines, eva), pair_of(rosa, ines)}
    assert keys(queue) == asked
    assert keys(ReviewQueue(reviewed.lookup(Role.INVESTIGATOR), ASK_AT)) == asked
    assert fingerprint(reviewed.graph) == before


def test_an_answered_pair_never_comes_again_and_a_skipped_one_comes_last(
    reviewed: Reviewed,
) -> None:
    leave_five_open(reviewed)
    queue = ReviewQueue(reviewed.lookup(Role.SUPERVISOR), ASK_AT)
    first = queue.next()
    assert first is not None

    queue.skip(first)
    second = queue.next()
    assert second is not None
    say(reviewed, second, Verdict.UNSURE, EVA)  # another reviewer, whom this queue does not hear
    third = queue.next()

    assert len({first, second, third}) == 3
    assert keys(queue)[-1] == first
    assert second not in keys(ReviewQueue(reviewed.lookup(Role.SUPERVISOR), ASK_AT))


@pytest.mark.only_on("embedded")
def test_kinds_registries_and_scores_are_asked_for(reviewed: Reviewed) -> None:
    leave_five_open(reviewed)
    lookup = reviewed.lookup(Role.INVESTIGATOR)

    def count(wanted: Wanted) -> int:
        return len(ReviewQueue(lookup, ASK_AT, wanted))

    assert count(Wanted(kinds=frozenset({Kind.VICTIM}))) == 3
    assert count(Wanted(kinds=frozenset({Kind.CASE, Kind.SUSPECT}))) == 2
    assert count(Wanted(registries=frozenset({"RETA"}))) == 2
    assert count(Wanted(least=0.65, most=0.7)) == 2


@pytest.mark.only_on("embedded")
def test_a_row_that_a_model_took_back_or_a_guard_stopped(reviewed: Reviewed) -> None:
    rosa, ines, eva = reviewed.women
    leave_open(reviewed, {(rosa, ines): 0.7})
    leave_open(reviewed, {(rosa, eva): 0.999}, reason="ONE_TO_ONE")
    one, other = pair_of(rosa, ines)
    gone = Opinion(
        Subject.PERSON,
        one,
        other,
        Verdict.WITHDRAWN,
        by="trama link",
        at=now(),
        score=0.0,
        model="prueba@0123456789ab",
    )
    judge(reviewed.graph, [gone], deriving_of(reviewed.home), None)

    (pair,) = ReviewQueue(reviewed.lookup(Role.INVESTIGATOR), ASK_AT).ordered()

    assert (pair.key, pair.reason, pair.probability) == (pair_of(rosa, eva), "ONE_TO_ONE", 0.5)


@pytest.mark.only_on("embedded")
def test_a_second_reading_is_blind_and_a_disagreement_waits_for_a_supervisor(
    reviewed: Reviewed,
) -> None:
    rosa, ines, eva = reviewed.women
    leave_five_open(reviewed)
    lookup, key = reviewed.lookup(Role.INVESTIGATOR), reviewed.key
    say(reviewed, (rosa, ines), Verdict.SAME)
    say(reviewed, (rosa, eva), Verdict.DIFFERENT)
    before = fingerprint(reviewed.graph)
    again = SecondReadings(lookup, EVA, 1.0)
    assert (len(again), len(SecondReadings(lookup, ANA, 1.0))) == (2, 0)

    view = view_pair(rosa, ines, lookup, key, "es", blind=True)
    say(reviewed, (rosa, ines), Verdict.DIFFERENT, EVA, Beside(seen=view.state, blind=True))
    say(reviewed, (rosa, eva), Verdict.DIFFERENT, EVA, BLIND)

    assert view.judged is None
    assert view.one.pseudonym is view.other.pseudonym is None
    assert fingerprint(reviewed.graph) == before
    (waiting,) = disagreements(reviewed.lookup(Role.SUPERVISOR), reviewed.key)
    assert (waiting.first, waiting.second) == ("same", "different")
    assert waiting.one.key is None  # a supervisor does not know victims
    found = agreement_by_kind(lookup)
    assert (found["victim"].pairs, found["victim"].percent) == (2, 50.0)
    assert (found["case"].pairs, found["all"].pairs) == (0, 2)

    with pytest.raises(BadParameter):
        say(reviewed, (rosa, ines), Verdict.UNSURE)
    ends = (f"{waiting.handle}.1", f"{waiting.handle}.2")
    say(reviewed, ends, Verdict.DIFFERENT, BOSS, role=Role.SUPERVISOR)
    assert disagreements(reviewed.lookup(Role.SUPERVISOR), reviewed.key) == []
    assert reviewed.person_of(rosa) != reviewed.person_of(ines)
    assert agreement_by_kind(lookup)["victim"].percent == 50.0
    assert len(SecondReadings(lookup, EVA, 1.0)) == 0


@pytest.mark.only_on("embedded")
def test_a_second_reading_needs_a_first_and_is_taken_back_alone(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    with pytest.raises(BadParameter):
        say(reviewed, (rosa, ines), Verdict.SAME, EVA, BLIND)
    with pytest.raises(UnknownName):
        say(reviewed, (rosa, ines), Verdict.WITHDRAWN, EVA, BLIND)
    say(reviewed, (rosa, ines), Verdict.SAME)
    with pytest.raises(BadParameter):
        say(reviewed, (rosa, ines), Verdict.SAME, ANA, BLIND)

    say(reviewed, (rosa, ines), Verdict.DIFFERENT, EVA, BLIND)
    assert last_own_pair(lookup, EVA, blind=False) is None
    assert last_own_pair(lookup, EVA, blind=True) == pair_of(rosa, ines)
    say(reviewed, (rosa, ines), Verdict.WITHDRAWN, EVA, BLIND)

    assert last_own_pair(lookup, EVA, blind=True) is None
    assert reviewed.person_of(rosa) == reviewed.person_of(ines)
    assert disagreements(reviewed.lookup(Role.SUPERVISOR), reviewed.key) == []
    assert len(SecondReadings(lookup, EVA, 1.0)) == 1


@pytest.mark.only_on("embedded")
def test_undo_goes_back_through_the_own_judgements_that_stand(reviewed: Reviewed) -> None:
    rosa, ines, eva = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    for pair in ((rosa, ines), (rosa, eva), (ines, eva)):
        say(reviewed, pair, Verdict.UNSURE)
    say(reviewed, (rosa, eva), Verdict.DIFFERENT, EVA)

    undone = []
    while pair := last_own_pair(lookup, ANA, blind=False):
        undone.append(pair)
        say(reviewed, pair, Verdict.WITHDRAWN)

    assert undone == [pair_of(ines, eva), pair_of(rosa, ines)]  # EVA has judged the other since


@pytest.mark.only_on("embedded")
def test_of_two_reviewers_at_one_pair_the_second_is_told(reviewed: Reviewed) -> None:
    leave_five_open(reviewed)
    rosa, ines, _ = reviewed.women
    lookup, key = reviewed.lookup(Role.INVESTIGATOR), reviewed.key
    seen = view_pair(rosa, ines, lookup, key, "es").state
    say(reviewed, (rosa, ines), Verdict.DIFFERENT, EVA, Beside(seen=seen))

    with pytest.raises(PairChanged):
        say(reviewed, (rosa, ines), Verdict.SAME, ANA, Beside(seen=seen))

    anew = view_pair(rosa, ines, lookup, key, "es")
    assert anew.judged is not None
    assert (anew.judged.verdict, anew.judged.by) == ("different", EVA)
    assert reviewed.person_of(rosa) != reviewed.person_of(ines)
    say(reviewed, (rosa, ines), Verdict.SAME, ANA, Beside(seen=anew.state))
    assert reviewed.person_of(rosa) == reviewed.person_of(ines)


@pytest.mark.only_on("embedded")
def test_a_pair_that_a_load_changed_is_refused_and_one_that_it_removed_is_dropped(
    reviewed: Reviewed,
) -> None:
    leave_five_open(reviewed)
    rosa, ines, eva = reviewed.women
    lookup, key = reviewed.lookup(Role.INVESTIGATOR), reviewed.key
    seen = view_pair(rosa, ines, lookup, key, "es").state
    reviewed.graph.write_rows("MATCH (r:Record {uid: $uid}) SET r.content = 'otro'", uid=ines)

    with pytest.raises(PairChanged):
        say(reviewed, (rosa, ines), Verdict.SAME, ANA, Beside(seen=seen))

    queue = ReviewQueue(lookup, ASK_AT, Wanted(kinds=frozenset({Kind.VICTIM})))
    reviewed.graph.write_rows("MATCH (r:Record {uid: $uid}) DETACH DELETE r", uid=eva)
    assert queue.next() == pair_of(rosa, ines)
    assert open_among(lookup, [pair_of(rosa, eva)], ASK_AT) == []
    with pytest.raises(UnknownName):
        view_pair(rosa, eva, lookup, key, "es")


def pair_of(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def test_the_rows_that_may_stand_decide_what_all_rows_decide(reviewed: Reviewed) -> None:
    records = [from_properties(row["r"]) for row in reviewed.graph.stream(RECORDS)]
    put_judgements(reviewed.graph, numbered(made_judgements(5, records, 300)))

    every = list(read_judgements(reviewed.graph))
    some = list(judgements_that_may_stand(reviewed.graph))

    assert 200 < len(some) < len(every)
    assert Decisions.of(some) == Decisions.of(every)
    assert Decisions.of(every).links


def numbered(rows: list[Judgement]) -> list[Judgement]:
    """Return the rows, each with the next number of its pair, as a judging stores them."""
    last: Counter[tuple[str, str]] = Counter()
    found = []
    for row in rows:
        last[row.one, row.other] += 1
        number = last[row.one, row.other]
        found.append(replace(row, number=number, uid=judgement_uid(row.one, row.other, number)))
    return found


def test_the_pairs_are_ranked_once_for_each_state(reviewed: Reviewed) -> None:
    leave_five_open(reviewed)
    lookup, ranking = reviewed.lookup(Role.INVESTIGATOR), Ranking(ASK_AT)

    first = ranking.open_pairs(lookup, "1")
    leave_open(reviewed, {(CASES[1], CASES[2]): 0.9}, Subject.CASE)

    assert ranking.open_pairs(lookup, "1") is first
    again = ranking.open_pairs(lookup, "2")
    assert (len(first), len(again)) == (5, 6)
    queue = ReviewQueue(lookup, ASK_AT, None, again)
    assert keys(queue) == keys(ReviewQueue(lookup, ASK_AT))
