"""The pairs that the rules of blocking find."""

import numpy as np
import pytest

from trama.compare.identity_fields import ComparedIdentity
from trama.graph.records import CaseKey, Kind
from trama.linkage.pairs.blocking import RULES, CandidatePairs, candidate_pairs
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.values.partial_date import PartialDate

FACT = PartialDate.parse("2017-03-05")
ROSA = {"paternal": "QUISPE", "maternal": "MAMANI", "given": ("ROSA", "LUZ")}


def police(place: str | None = "PE-150132", **identity: object) -> ComparedRecord:
    return made("RETA", "SINT-2017-1", place, **identity)


def prosecutors(place: str | None = "PE-150132", **identity: object) -> ComparedRecord:
    return made("SISTRA", "9999-2017-1-0", place, **identity)


def made(registry: str, case: str, place: str | None, **identity: object) -> ComparedRecord:
    fields = {"counted_on": FACT, "sex": "F", **identity}
    person = ComparedIdentity(**fields)  # type: ignore[arg-type]
    return ComparedRecord(f"R-{registry}-{case}", CaseKey(registry, case), person, place)


def rules_of(found: CandidatePairs) -> set[str]:
    """Return the rules that find the first and only pair."""
    assert found.one.tolist() == [0]
    assert found.other.tolist() == [1]
    return {rule.name for rule, holds in zip(RULES, found.found_by[0], strict=True) if holds}


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        ("document", {"documents": ("DNI:01234567",)}, {"unsure_numbers": ("1234567",)}),
        ("whole_name", ROSA, {**ROSA, "paternal": "MAMANI", "maternal": "QUISPE"}),
        ("whole_name", ROSA, {**ROSA, "paternal": "QISPE", "given": ("ROSA",)}),
        ("surnames", {**ROSA, "age": 16.0}, {**ROSA, "given": ("LUZ",), "age": 17.0}),
        ("paternal", {**ROSA, "age": 16.0}, {**ROSA, "maternal": None, "age": 17.0}),
        ("three_words", ROSA, {**ROSA, "paternal": "QUIPSE"}),
        ("three_words", ROSA, {**ROSA, "maternal": "DE SOTO", "given": ("LUZ", "ROSA")}),
        ("ageless", {**ROSA, "age": 30.0}, {**ROSA, "maternal": None}),
        (
            "birthday",
            {**ROSA, "birth": PartialDate.parse("2001-03-05")},
            {"initials": ("X", "Y", "Z"), "birth": PartialDate.parse("2001-03-05")},
        ),
        ("letters", {**ROSA, "age": 16.0}, {"initials": tuple("RQM"), "age": 16.0}),
        ("letters", {**ROSA, "age": 16.0}, {"initials": tuple("QMRL"), "age": 17.0}),
        ("district", {**ROSA, "age": 16.0}, {"initials": ("Q", "M"), "age": 16.0}),
        ("day", {**ROSA, "age": 16.0}, {"initials": ("X", "Y"), "age": 19.0}),
        ("district_word", ROSA, {**ROSA, "paternal": "UQISPE"}),
        ("district_word", ROSA, {"fragment": "ROSA"}),
        ("district_word", {**ROSA, "aliases": ("CHATA",)}, {"fragment": "CHATA"}),
    ],
)
def test_a_rule_finds_the_pair_that_it_is_for(
    rule: str, one: dict[str, object], other: dict[str, object]
) -> None:
    found = candidate_pairs([police(**one), prosecutors(**other)])

    assert rule in rules_of(found)
    assert found.found()[rule] == 1
    assert sum(found.added.values()) == 1


def test_unknown_blocks_nothing() -> None:
    nobody = {"counted_on": None, "sex": None}

    assert len(candidate_pairs([police(None, **nobody), prosecutors(None, **nobody)])) == 0


def test_records_of_one_case_and_of_two_kinds_are_no_pair() -> None:
    accused = made("SISTRA", "9999-2017-1-0", None, **ROSA, kind=Kind.SUSPECT)

    assert len(candidate_pairs([police(**ROSA), police(**ROSA), accused])) == 0


def test_two_cases_of_one_registry_are_paired() -> None:
    again = made("RETA", "SINT-2019-7", None, **ROSA)

    assert len(candidate_pairs([police(**ROSA), again])) == 1


def test_a_pair_of_several_rules_is_one_pair_that_the_first_rule_adds() -> None:
    known = {**ROSA, "documents": ("DNI:40000001", "PASAPORTE:AB123456"), "age": 16.0}
    found = candidate_pairs([police(**known), prosecutors(**known)])

    assert rules_of(found) >= {"document", "whole_name", "surnames", "district_word"}
    assert dict(found.added) == {rule.name: int(rule.name == "document") for rule in RULES}


def test_the_order_of_the_records_changes_no_pair() -> None:
    records = [police(**ROSA), prosecutors(**ROSA), made("RETA", "SINT-2018-2", None, **ROSA)]
    forward, back = candidate_pairs(records), candidate_pairs(records[::-1])

    def named(found: CandidatePairs, of: list[ComparedRecord]) -> set[frozenset[str]]:
        ends = zip(found.one, found.other, strict=True)
        return {frozenset((of[one].uid, of[other].uid)) for one, other in ends}

    assert len(forward) == 3
    assert named(forward, records) == named(back, records[::-1])
    assert np.array_equal(forward.found_by.sum(axis=0), back.found_by.sum(axis=0))
