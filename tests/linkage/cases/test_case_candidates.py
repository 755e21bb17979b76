"""The pairs of cases that are compared."""

from trama.graph.records import CaseKey
from trama.linkage.cases.case_candidates import MOST_SHARING, case_pairs
from trama.linkage.cases.case_fields import ComparedCase
from trama.values.partial_date import PartialDate


def at(registry: str, number: str, day: str, place: str = "PE-150132") -> ComparedCase:
    return ComparedCase(CaseKey(registry, number), PartialDate.parse(day), place=place)


def test_cases_of_one_district_and_week_are_compared() -> None:
    cases = [
        at("RETA", "1", "2017-03-05"),
        at("SISTRA", "1", "2017-03-12"),
        at("SISTRA", "2", "2017-03-13"),
        at("SISTRA", "3", "2017-03-05", place="PE-150101"),
        at("SISTRA", "4", "2017"),
    ]
    pairs = case_pairs(cases).pairs

    assert (CaseKey("RETA", "1"), CaseKey("SISTRA", "1")) in pairs
    assert len(pairs) == 2


def test_a_pair_of_people_brings_its_cases() -> None:
    cases = [at("RETA", "1", "2017-03-05"), at("SISTRA", "1", "2011-01-01")]
    ends = (cases[1].key, cases[0].key)

    found = case_pairs(cases, [ends, ends, (cases[0].key, cases[0].key)])

    assert found.pairs == ((cases[0].key, cases[1].key),)
    assert found.added == {"people": 1, "named": 0, "things": 0, "near": 0}


def test_a_named_registration_is_compared_though_nothing_else_agrees() -> None:
    police = ComparedCase(CaseKey("RETA", "SINT-2017-000005"))
    naming = ComparedCase(CaseKey("SISTRA", "1"), named="SINT2017000005")
    twice = ComparedCase(CaseKey("SISTRA", "2"), named="SINT2017000005")

    assert case_pairs([police, naming, twice]).added["named"] == 3


def test_a_thing_of_many_cases_finds_no_pairs() -> None:
    def sharing(count: int) -> int:
        things = frozenset({"phones:999999999"})
        cases = [ComparedCase(CaseKey("RETA", str(n)), things=things) for n in range(count)]
        return len(case_pairs(cases).pairs)

    assert sharing(3) == 3
    assert sharing(MOST_SHARING + 1) == 0


def test_the_order_of_the_cases_changes_nothing() -> None:
    cases = [at("RETA", str(n), f"2017-03-{n + 1:02d}") for n in range(9)]

    assert case_pairs(cases) == case_pairs(cases[::-1])
    assert len(case_pairs(cases).pairs) > 20
