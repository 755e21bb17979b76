"""The worth of a pair: the doubt in the counts that an answer takes away."""

import random
from itertools import pairwise

import pytest

from trama.graph.records import CaseKey, Kind
from trama.linkage.judgements import Subject
from trama.review.worth import HANGS, MOST_LEANING, End, OpenPair, OpenPairs

RETA, SISTRA = frozenset({"RETA"}), frozenset({"SISTRA"})
BOTH = RETA | SISTRA


def end(name: str, case: str, registries: frozenset[str], kind: Kind = Kind.VICTIM) -> End:
    registry = "SISTRA" if case.startswith("S") else "RETA"
    return End(f"R-{name}", kind, CaseKey(registry, case), f"P-{name}", registries)


def pair(one: End, other: End, score: float = 0.5, reason: str = "") -> OpenPair:
    subject = Subject.CASE if one.kind is Kind.CASE else Subject.PERSON
    return OpenPair(subject, one, other, score, reason)


A, B, C = end("a", "1", RETA), end("b", "S1", SISTRA), end("c", "S1", SISTRA)


@pytest.mark.parametrize(
    ("one", "other", "figures"),
    [(RETA, SISTRA, 3), (BOTH, RETA, 1), (RETA, RETA, 1), (BOTH, BOTH, 1)],
)
def test_a_pair_that_crosses_registries_changes_most_counts(
    one: frozenset[str], other: frozenset[str], figures: int
) -> None:
    assert pair(end("x", "1", one), end("y", "2", other)).figures == figures


def test_doubt_is_greatest_at_a_half_and_where_a_guard_contradicts_the_model() -> None:
    assert pair(A, B, 0.5).doubt == 3 / 4
    assert pair(A, B, 0.9).doubt == pytest.approx(3 * 0.09)
    assert pair(A, B, 0.999, "ONE_TO_ONE").doubt == 3 / 4


def test_the_example_of_two_people_of_one_carpeta_who_fit_one_registration() -> None:
    pairs = OpenPairs([pair(A, B), pair(A, C)])

    assert pairs.worth(("R-a", "R-b")) == pytest.approx(1.125)


def test_people_of_two_cases_are_no_rivals_but_a_case_and_its_people_lean_on_each_other() -> None:
    elsewhere = end("d", "S2", SISTRA)
    cases = pair(end("k", "1", RETA, Kind.CASE), end("l", "S1", SISTRA, Kind.CASE))
    pairs = OpenPairs([pair(A, B), pair(A, elsewhere), cases])

    assert pairs.worth(("R-a", "R-d")) == pytest.approx(0.75)
    assert pairs.worth(("R-a", "R-b")) == pytest.approx(0.75 + HANGS * 0.75)
    assert pairs.worth(cases.key) == pytest.approx(0.75 + HANGS * 0.75)


def test_a_pair_of_which_one_answer_settles_more_is_asked_first() -> None:
    lone = pair(end("x", "7", RETA), end("y", "S7", SISTRA))
    inside = pair(end("v", "8", RETA), end("w", "9", RETA))

    ordered = OpenPairs([inside, lone, pair(A, B), pair(A, C)]).ordered()

    assert [one.key for one in ordered[2:]] == [lone.key, inside.key]


def test_a_component_holds_what_leans_on_a_pair_and_nothing_else() -> None:
    far = pair(end("x", "7", RETA), end("y", "S7", SISTRA))
    next_one = pair(end("e", "2", RETA), C)
    pairs = OpenPairs([pair(A, B), pair(A, C), next_one, far])

    assert pairs.component(("R-a", "R-b")) == {("R-a", "R-b"), ("R-a", "R-c"), ("R-e", "R-c")}
    assert pairs.component(far.key) == {far.key}


def test_a_long_way_of_pairs_is_read_anew_in_part_the_nearest_first() -> None:
    ends = [end(f"{number:03}", f"S{number}", SISTRA) for number in range(300)]
    pairs = OpenPairs(pair(one, other) for one, other in pairwise(ends))
    middle = (ends[150].key, ends[151].key)

    found = pairs.component(middle)
    nearest = pairs.component(middle, most=3)

    assert len(found) == MOST_LEANING
    assert nearest == {(ends[n].key, ends[n + 1].key) for n in (149, 150, 151)}


def test_replacing_pairs_gives_the_worth_that_counting_all_anew_gives() -> None:
    chance = random.Random(7)
    ends = [
        end(f"{number:02}", f"{chance.choice(('', 'S'))}{number % 5}", chance.choice((RETA, BOTH)))
        for number in range(14)
    ]
    everything = [
        pair(one, other, round(chance.random(), 2))
        for place, one in enumerate(ends)
        for other in ends[place + 1 :]
        if chance.random() < 0.3
    ]
    kept = {one.key: one for one in everything}
    pairs = OpenPairs(everything)
    assert len(everything) > 20

    for _ in range(30):
        gone = chance.sample(sorted(kept), min(3, len(kept)))
        come = [one for one in everything if chance.random() < 0.05]
        pairs.replace(gone, come)
        for key in gone:
            del kept[key]
        kept |= {one.key: one for one in come}
        fresh = OpenPairs(kept.values())
        assert {one.key for one in pairs} == kept.keys()
        for key in kept:
            assert pairs.worth(key) == pytest.approx(fresh.worth(key))
