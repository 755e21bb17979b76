"""Consequences of decided pairs, on linkages drawn at random: no order or detour changes them."""

from itertools import combinations
from random import Random

import pytest
from decided_pairs import MODEL, case, decided, judged, person

from trama.graph.records import Kind
from trama.linkage.case_identity import case_clusters
from trama.linkage.identity import LocalPerson, joined_people
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.parting import components
from trama.linkage.joint.scored import Decided, Scored, ScoredCasePair, ScoredPair
from trama.linkage.judgements import NO_DECISIONS, Decisions, Subject, Verdict
from trama.ontology.internal_layer import Judgement

CASES = ("R1", "R2", "R3", "S1", "S2", "S3", "U1", "U2")
SEEDS = range(12)


def drawn(seed: int) -> tuple[Scored, Decisions]:
    """Return a tangle of some 16 people in eight cases of three registries, and judgements."""
    random = Random(seed)
    people: list[LocalPerson] = []
    for of in CASES:
        for number in range(random.choice((1, 2, 3))):
            document = random.choice((None, None, None, "DNI:40000001", "DNI:40000002"))
            fields = {"document_key": document} if document else {}
            kind = random.choice((Kind.VICTIM, Kind.SUSPECT))
            people.append(person(f"{of}{number}".lower(), of, kind, **fields))
    likely = (-6.0, 4.0, 9.0, 14.0)
    pairs = [
        ScoredPair(one.uid, other.uid, random.choice(likely) + random.random())
        for one, other in combinations(people, 2)
        if one.kind is other.kind and one.case != other.case and random.random() < 0.35
    ]
    case_pairs = [
        ScoredCasePair(*sorted((case(one), case(other))), random.uniform(-8, 8))
        for one, other in combinations(CASES, 2)
        if random.random() < 0.3
    ]
    ends = [random.sample(people, 2) for _ in range(3)]
    verdicts = [
        (one.uid[2:], other.uid[2:], random.choice((Verdict.SAME, Verdict.DIFFERENT)))
        for one, other in ends
        if one.case != other.case
    ]
    verdicts.append(("R1", "S2", random.choice((Verdict.SAME, Verdict.DIFFERENT))))
    stated = [(case("S1"), case("R3"))] if random.random() < 0.5 else []
    whole = Scored(people, pairs, [case(of) for of in CASES], case_pairs, stated)
    return whole, judged(*verdicts)


def rows_of(found: Decided) -> list[Judgement]:
    """Return the rows that a linkage would store of a decision."""
    return [
        Judgement(
            uid=f"J-{pair.one}-{pair.other}",
            subject=subject.value,
            one=pair.one,
            other=pair.other,
            verdict=pair.verdict.value,
            number=1,
            score=pair.score,
            model="m@1",
            reason=pair.reason,
        )
        for subject, pairs in ((Subject.PERSON, found.people), (Subject.CASE, found.cases))
        for pair in pairs
    ]


def followed(decisions: Decisions, found: Decided) -> Decisions:
    """Return the decisions with the rows of the model among them."""
    of_model = Decisions.of(rows_of(found))
    ends = {*decisions.links, *of_model.links}
    links = {
        end: tuple(sorted((*decisions.links.get(end, ()), *of_model.links.get(end, ()))))
        for end in ends
    }
    return Decisions(links, decisions.different)


@pytest.mark.parametrize("seed", SEEDS)
def test_following_the_verdicts_gives_the_groups_of_the_decision(seed: int) -> None:
    whole, decisions = drawn(seed)
    found = decide(whole, MODEL, decisions)
    then = followed(decisions, found)
    assert any(pair.verdict is Verdict.SAME for pair in found.people)

    joined = joined_people(whole.people, then)

    assert joined.clusters == found.persons
    assert not [link for link in joined.refused if not link.by_person]
    assert case_clusters(whole.cases, whole.stated, then) == found.case_groups


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    whole, decisions = drawn(seed)
    random = Random(seed)
    mixed = Scored(
        *(
            random.sample(list(rows), len(list(rows)))
            for rows in (whole.people, whole.pairs, whole.cases, whole.case_pairs, whole.stated)
        )
    )

    assert decide(mixed, MODEL, decisions) == decide(whole, MODEL, decisions)


@pytest.mark.parametrize("seed", SEEDS)
def test_opinions_of_the_model_change_nothing(seed: int) -> None:
    whole, decisions = drawn(seed)
    found = decide(whole, MODEL, decisions)

    assert decide(whole, MODEL, followed(decisions, found)) == found


def test_parts_are_decided_apart_as_together() -> None:
    whole, decisions = drawn(2)
    others = [person("x", "R8"), person("y", "S8")]
    whole = Scored(
        [*whole.people, *others],
        [*whole.pairs, ScoredPair("R-x", "R-y", 5.0)],
        [*whole.cases, case("R8"), case("S8"), case("S9")],
        whole.case_pairs,
        whole.stated,
    )
    parts = components(whole, decisions)
    assert len(parts) >= 3

    together = decide(whole, MODEL, decisions)
    apart = [decide(part, MODEL, decisions) for part in parts]

    assert together.people == tuple(sorted(pair for part in apart for pair in part.people))
    assert together.cases == tuple(sorted(pair for part in apart for pair in part.cases))
    persons = sorted((found for part in apart for found in part.persons), key=lambda p: p.uid)
    assert together.persons == tuple(persons)
    groups = sorted(group for part in apart for group in part.case_groups)
    assert together.case_groups == tuple(groups)


def test_a_shared_document_and_a_judgement_connect_parts() -> None:
    key = "DNI:40000001"
    people = [
        person("a", "R1", document_key=key),
        person("b", "S1", document_key=key),
        person("c", "R2"),
        person("d", "S2"),
    ]
    whole = Scored(people, [], [local.case for local in people], [])

    assert [part.cases for part in components(whole)] == [
        [case("R1"), case("S1")],
        [case("R2")],
        [case("S2")],
    ]
    assert len(components(whole, judged(("c", "d", Verdict.DIFFERENT)))) == 2
    assert len(components(whole, judged(("R1", "S2", Verdict.SAME)))) == 2


def test_nothing_is_decided_of_nothing() -> None:
    assert decided(Scored([], [], [], [])) == Decided((), (), (), ())
    assert components(Scored([], [], [], []), NO_DECISIONS) == []
