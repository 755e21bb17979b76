"""Registries of another generator than the twin's, linked by the shipped model (SINTETICO).

Wrong links found there: two people of one regional name and nothing else, joined over years.
"""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

pytest.importorskip("splink")

from foreign_files import write_foreign
from foreign_styles import STYLES
from twin_people import TwinPeople, people_of_files

from trama.compare.comparison import compare
from trama.graph.records import Kind
from trama.linkage.case_identity import case_links
from trama.linkage.cases.case_candidates import case_pairs
from trama.linkage.cases.case_comparison import compare_cases
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.scored import Decided, Scored, ScoredCasePair, ScoredPair
from trama.linkage.model.shipped import shipped_model
from trama.linkage.pairs.blocking import candidate_pairs

Pairs = set[tuple[str, str]]


def decided(people: TwinPeople) -> Decided:
    model, records = shipped_model(), people.records
    found = candidate_pairs(records)
    ends = [(records[a], records[b]) for a, b in zip(found.one, found.other, strict=True)]
    of_case = {record.case: [] for record in records}
    for local in people.locals:
        of_case[local.case].append(local)
    cases = {key: compared_case(key, of, of_case.get(key, [])) for key, of in people.states.items()}
    pairs = case_pairs(list(cases.values()), [(one.case, other.case) for one, other in ends]).pairs
    told = [
        ScoredCasePair(one, other, model.cases.bits(compare_cases(cases[one], cases[other])))
        for one, other in pairs
    ]
    scored = [
        ScoredPair(one.uid, other.uid, model.bits(compare(one.identity, other.identity)))
        for one, other in ends
    ]
    links = case_links(record for of in people.states.values() for record in of)
    return decide(Scored(people.locals, scored, sorted(people.states), told, links), model)


def true_pairs(people: TwinPeople) -> Pairs:
    uids = [record.uid for record in people.records]
    links = people.links(Kind.VICTIM) | people.links(Kind.SUSPECT)
    return {(min(uids[a], uids[b]), max(uids[a], uids[b])) for a, b in links}


def joined_pairs(found: Decided) -> Pairs:
    members = (sorted(local.uid for local in person.members) for person in found.persons)
    return {pair for uids in members for pair in combinations(uids, 2)}


@pytest.mark.parametrize(
    ("style", "least_recall"), [("normal", 0.85), ("sparse", 0.75), ("names", 0.78)]
)
def test_registries_of_another_hand_are_joined_without_wrong_links(
    tmp_path: Path, style: str, least_recall: float
) -> None:
    manner = STYLES[style]
    small = replace(manner, society=replace(manner.society, events=120))
    files = write_foreign(tmp_path, small, seed=901)
    people = people_of_files(files.reta, [files.sistra], files.truth)
    true, joined = true_pairs(people), joined_pairs(decided(people))

    assert len(true) > 100
    assert len(joined - true) <= 0.005 * len(joined)
    assert len(joined & true) >= least_recall * len(true)
