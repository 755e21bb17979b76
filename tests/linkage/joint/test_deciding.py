"""People and cases decided together, on cases made by hand."""

from dataclasses import replace

import pytest
from decided_pairs import MODEL, case_groups, decided, judged, of, person, persons, scored

from trama.graph.records import Kind
from trama.linkage.joint.scored import Guard
from trama.linkage.judgements import Verdict

SUSPECT = Kind.SUSPECT


def score(found: object, name: str) -> float:
    """Return the score of a decided pair, 0 if it is not kept."""
    pair = of(found, name)  # type: ignore[arg-type]
    return pair.score if pair else 0.0


def test_initials_that_nobody_could_link_are_decided_by_the_case() -> None:
    people = [
        person("a", "R1"),
        person("b", "S1"),
        person("c", "R1", SUSPECT),
        person("d", "S1", SUSPECT),
    ]
    initials, name = {"a-b": 3.0}, {"c-d": 12.0}

    without = decided(scored(people, initials, {"R1-S1": 4.0}))
    with_suspect = decided(scored(people, {**initials, **name}, {"R1-S1": 4.0}))

    assert score(without, "a-b") < 0.99
    assert persons(with_suspect) == ["a b", "c d"]
    assert case_groups(with_suspect) == ["R1 S1"]
    pair = of(with_suspect, "a-b")
    assert pair is not None
    assert pair.bits_alone == 3.0
    assert pair.bits_joint > 4


def test_the_same_initials_in_another_case_say_little() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "S1")]

    assert score(decided(scored(people, {"a-b": 3.0}, {"R1-S1": -8.0})), "a-b") < 0.3


def test_people_that_only_one_case_has_tell_of_two_cases() -> None:
    shared = [person("a", "R1"), person("b", "S1")]
    others = [person("c", "R1"), person("d", "R1"), person("e", "S1"), person("f", "S1")]
    pairs, cases = {"a-b": 10.0}, {"R1-S1": -1.0}

    assert score(decided(scored(shared, pairs, cases)), "R1-S1") > 0.99
    assert score(decided(scored([*shared, *others], pairs, cases)), "R1-S1") < 0.5


def test_a_suspect_tells_less_of_the_case_than_a_victim() -> None:
    victims = [person("a", "R1"), person("b", "S1")]
    suspects = [person("a", "R1", SUSPECT), person("b", "S1", SUSPECT)]
    pairs, cases = {"a-b": 12.0}, {"R1-S1": -4.0}

    of_victims, of_suspects = (
        score(decided(scored(people, pairs, cases)), "R1-S1") for people in (victims, suspects)
    )
    assert of_suspects < of_victims


def test_sisters_of_one_case_are_not_told_apart_by_what_they_share() -> None:
    sisters = [person(name, "R1") for name in "ab"] + [person(name, "S1") for name in "cd"]
    alike = dict.fromkeys(("a-c", "a-d", "b-c", "b-d"), 9.0)

    found = decided(scored(sisters, alike, {"R1-S1": 8.0}))

    assert persons(found) == []
    assert all(pair.score == pytest.approx(0.5, abs=0.02) for pair in found.people)


def test_one_sister_told_tells_the_other() -> None:
    sisters = [person(name, "R1") for name in "ab"] + [person(name, "S1") for name in "cd"]
    alike = {"a-c": 14.0, "a-d": 3.0, "b-c": 3.0, "b-d": 3.0}

    assert persons(decided(scored(sisters, alike, {"R1-S1": 8.0}))) == ["a c", "b d"]


def test_rivals_within_a_case_lower_each_other() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "S1")]
    cases = {"R1-S1": 6.0}

    alone = decided(scored(people, {"a-b": 6.0}, cases))
    rivals = decided(scored(people, {"a-b": 6.0, "a-c": 6.0}, cases))

    assert score(alone, "a-b") > 0.99
    assert score(rivals, "a-b") == score(rivals, "a-c") == pytest.approx(0.5, abs=0.01)


def test_a_suspect_who_comes_back_is_one_person_in_three_cases() -> None:
    people = [person(*ends, SUSPECT) for ends in (("a", "R1"), ("b", "S1"), ("c", "S2"))]
    pairs = dict.fromkeys(("a-b", "a-c", "b-c"), 14.0)

    found = decided(scored(people, pairs, {"R1-S1": 8.0, "R1-S2": -12.0, "S1-S2": -14.0}))

    assert persons(found) == ["a b c"]
    assert case_groups(found) == ["R1 S1"]


def test_cases_of_a_registry_compete_for_a_case_of_the_other() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "S2")]
    both = {"R1-S1": 5.0, "R1-S2": 4.0}

    found = decided(scored(people, {"a-b": 8.0, "a-c": 8.0}, both))

    assert score(found, "R1-S1") + score(found, "R1-S2") < 1.01
    assert case_groups(found) == []


def test_cases_that_a_registry_has_twice_do_not_compete() -> None:
    people = [person("a", "R1"), person("b", "R2"), person("c", "S1")]
    pairs = dict.fromkeys(("a-b", "a-c", "b-c"), 14.0)

    found = decided(scored(people, pairs, {"R1-R2": 6.0, "R1-S1": 6.0, "R2-S1": 6.0}))

    assert case_groups(found) == ["R1 R2 S1"]
    assert persons(found) == ["a b c"]


def test_a_case_with_110_victims_is_decided_like_a_small_one() -> None:
    size = 110
    people = [person(f"a{n}", "R1") for n in range(size)]
    people += [person(f"b{n}", "S1") for n in range(size)]
    pairs = {f"a{n}-b{n}": 9.0 for n in range(size)}
    pairs |= {f"a{n}-b{(n + 1) % size}": 1.0 for n in range(size)}

    found = decided(scored(people, pairs, {"R1-S1": 0.0}))

    assert case_groups(found) == ["R1 S1"]
    assert len(persons(found)) == size
    assert all(pair.score < 0.1 for pair in found.people if pair.verdict is Verdict.UNSURE)


def test_a_stated_key_joins_without_a_row_and_tells_of_the_cases() -> None:
    key = "DNI:40000001"
    people = [person("a", "R1", document_key=key), person("b", "S1", document_key=key)]

    found = decided(scored(people, {"a-b": 9.0}, {"R1-S1": -1.0}))

    assert persons(found) == ["a b"]
    assert found.people == ()
    assert score(found, "R1-S1") > 0.99


def test_a_named_registration_makes_the_cases_one_without_a_row() -> None:
    people = [person("a", "R1"), person("b", "S1")]

    found = decided(scored(people, {"a-b": 3.0}, {"R1-S1": 14.0}, stated=[("S1", "R1")]))

    assert case_groups(found) == ["R1 S1"]
    assert found.cases == ()
    assert score(found, "a-b") > 0.99


def test_a_judgement_of_same_pulls_as_certainty() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "R1"), person("d", "S1")]
    whole = scored(people, {"a-b": -5.0, "c-d": 3.0}, {"R1-S1": 0.0})

    before, after = decided(whole), decided(whole, judged(("a", "b", Verdict.SAME)))

    assert score(before, "c-d") < score(after, "c-d")
    assert persons(after)[0] == "a b"
    assert of(after, "a-b") is None


def test_a_judgement_of_different_takes_the_pair_away_and_its_pull() -> None:
    people = [person("a", "R1"), person("b", "S1")]
    whole = scored(people, {"a-b": 12.0}, {"R1-S1": 0.0})

    after = decided(whole, judged(("a", "b", Verdict.DIFFERENT)))

    assert persons(decided(whole)) == ["a b"]
    assert persons(after) == []
    assert of(after, "a-b") is None
    assert score(after, "R1-S1") < 0.2


def test_cases_judged_different_are_two_whatever_they_share() -> None:
    people = [person("a", "R1"), person("b", "S1")]
    whole = scored(people, {"a-b": 12.0}, {"R1-S1": 9.0})

    after = decided(whole, judged(("R1", "S1", Verdict.DIFFERENT)))

    assert case_groups(after) == []
    assert after.cases == ()


def test_cases_judged_the_same_decide_their_people() -> None:
    people = [person("a", "R1"), person("b", "S1")]
    whole = scored(people, {"a-b": 3.0}, {"R1-S1": -9.0})

    assert persons(decided(whole, judged(("R1", "S1", Verdict.SAME)))) == ["a b"]


def test_different_is_kept_through_a_third_person() -> None:
    people = [person(*ends, SUSPECT) for ends in (("a", "R1"), ("b", "S1"), ("c", "R2"))]
    pairs = {"a-b": 14.0, "b-c": 12.0}
    whole = scored(people, pairs, {"R1-S1": 3.0, "R2-S1": -9.0})

    found = decided(whole, judged(("a", "c", Verdict.DIFFERENT)))

    assert persons(decided(whole)) == ["a b c"]
    assert persons(found) == ["a b"]
    stopped = of(found, "b-c")
    assert stopped is not None
    assert (stopped.verdict, stopped.reason) == (Verdict.UNSURE, Guard.CONTRADICTION)


def test_records_that_disagree_are_not_joined_through_a_third() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "R2")]
    pairs = {"a-b": 14.0, "b-c": 13.0, "a-c": -9.0}

    found = decided(scored(people, pairs, {"R1-S1": 3.0}))

    assert persons(found) == ["a b"]
    stopped = of(found, "b-c")
    assert stopped is not None
    assert stopped.reason == Guard.CONTRADICTION


def test_other_documents_are_a_veto() -> None:
    people = [
        person("a", "R1", document_key="DNI:40000001"),
        person("b", "S1", document_key="DNI:49999999"),
    ]

    found = decided(scored(people, {"a-b": 14.0}, {"R1-S1": 5.0}))

    stopped = of(found, "a-b")
    assert stopped is not None
    assert (stopped.verdict, stopped.reason) == (Verdict.UNSURE, Guard.VETO)


def test_two_people_of_one_case_do_not_become_one_through_a_third() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "R1")]

    found = decided(scored(people, {"a-b": 13.0, "b-c": 5.0}, {"R1-S1": 3.0}))
    both = decided(
        scored(
            [*people, person("d", "S2")],
            {"a-b": 14.0, "a-d": 14.0, "c-d": 13.5, "b-d": 14.0},
            {"R1-S1": 3.0},
        )
    )

    assert persons(found) == ["a b"]
    assert all("a" not in group or "c" not in group for group in persons(both))


def test_the_way_through_a_group_lifts_a_pair() -> None:
    people = [person(*ends, SUSPECT) for ends in (("a", "R1"), ("b", "S1"), ("c", "R2"))]
    found = decided(scored(people, {"a-b": 16.0, "b-c": 16.0, "a-c": 2.0}, {"R1-S1": 5.0}))

    lifted = of(found, "a-c")
    assert lifted is not None
    assert lifted.verdict is Verdict.SAME
    assert lifted.score > 0.99


def test_a_pair_under_the_least_score_is_not_kept() -> None:
    people = [person("a", "R1"), person("b", "S1"), person("c", "S1")]

    assert decided(scored(people, {"a-b": -9.0}, {"R1-S1": -9.0})).people == ()


def test_the_thresholds_of_the_model_decide() -> None:
    people = [person("a", "R1"), person("b", "S1")]
    whole = scored(people, {"a-b": 6.0}, {"R1-S1": 3.0})
    careful = decided(whole, model=replace(MODEL, same_at=0.99999))

    assert persons(decided(whole)) == ["a b"]
    assert persons(careful) == []
