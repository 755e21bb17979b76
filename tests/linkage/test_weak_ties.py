"""Weak ties: an alias, initials or one name alone never joins two people by itself."""

import pytest
from decided_pairs import MODEL, person, scored

from trama.graph.records import FieldValue, Kind
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.scored import Decided, Guard
from trama.linkage.judgements import Verdict
from trama.linkage.weak_ties import is_weak_tie

WHOLE: dict[str, FieldValue] = dict.fromkeys(("name", "name_key"), "SINTETICO QUISPE JUAN")


def decided(one: dict[str, FieldValue], other: dict[str, FieldValue], kind: Kind) -> Decided:
    """Decide on two people of one case that both registries have, who agree by 12 bits."""
    people = [person("a", "R1", kind, **one), person("b", "S1", kind, **other)]
    return decide(scored(people, {"a-b": 12.0}, {"R1-S1": 12.0}), MODEL)


@pytest.mark.parametrize("kind", [Kind.VICTIM, Kind.SUSPECT])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"nickname": "EL GATO"}, {"nickname": "EL GATO"}),
        ({"nickname": "EL GATO"}, {"nickname": "EL GATO", "document_key": "DNI:00000101", **WHOLE}),
        ({"nickname": "EL GATO", "sex": "M"}, {"nickname": "EL GATO", "sex": "M"}),
        ({"initials": "J.Q.S."}, WHOLE),
        ({"initials": "J.Q.S.", "nationality": "PE"}, {"initials": "J.Q.S.", "nationality": "PE"}),
        ({"name": "JUAN", "name_key": "JUAN"}, WHOLE),
        ({"given_names": "JUAN"}, {"nickname": "JUANCITO", "age": 31.0}),
    ],
)
def test_a_pair_that_shares_one_weak_identifier_goes_to_a_person(
    one: dict[str, FieldValue], other: dict[str, FieldValue], kind: Kind
) -> None:
    found = decided(one, other, kind)

    (pair,) = found.people
    assert pair.score >= MODEL.same_at
    assert (pair.verdict, pair.reason) == (Verdict.UNSURE, Guard.WEAK)
    assert len(found.persons) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, WHOLE),
        ({"nickname": "EL GATO", "age": 31.0}, {"nickname": "EL GATO", "birth_date": "1986-02-03"}),
        ({"initials": "J.Q.S.", "residence": "PE-15"}, {"residence": "PE-15", **WHOLE}),
        ({"nickname": "EL GATO", **WHOLE}, {"nickname": "EL GATO", **WHOLE}),
        ({"document_key": "DNI:00000101", "initials": "J.Q."}, {"document_number": "101", **WHOLE}),
    ],
)
def test_a_pair_that_shares_more_is_joined_as_its_score_says(
    one: dict[str, FieldValue], other: dict[str, FieldValue]
) -> None:
    found = decided(one, other, Kind.SUSPECT)

    (pair,) = found.people
    assert (pair.verdict, pair.reason) == (Verdict.SAME, "")
    assert len(found.persons) == 1


def test_who_is_known_by_nothing_at_all_is_no_weak_tie() -> None:
    assert not is_weak_tie(person("a", "R1"), person("b", "S1"))
    assert not is_weak_tie(person("a", "R1", nickname="EL GATO"), person("b", "S1"))


def test_a_weak_tie_within_a_group_that_others_join_stays_a_question() -> None:
    cat: dict[str, FieldValue] = {"nickname": "EL GATO"}
    people = [
        person("a", "R1", Kind.SUSPECT, **cat),
        person("b", "S1", Kind.SUSPECT, **cat, **WHOLE),
        person("c", "U1", Kind.SUSPECT, **cat, **WHOLE),
    ]
    pairs = {"a-b": 12.0, "a-c": 12.0, "b-c": 12.0}
    cases = {"R1-S1": 12.0, "R1-U1": 12.0, "S1-U1": 12.0}

    found = decide(scored(people, pairs, cases), MODEL)

    reasons = {(pair.one, pair.other): pair.reason for pair in found.people}
    assert reasons == {("R-a", "R-b"): "WEAK", ("R-a", "R-c"): "WEAK", ("R-b", "R-c"): ""}
    assert [cluster.uid for cluster in found.persons] == ["P-a", "P-b"]
