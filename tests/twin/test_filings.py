"""The registrations and carpetas of true cases."""

from dataclasses import replace

import pytest

from trama.twin.case_maker import CaseMaker
from trama.twin.dirt_rates import DirtRates
from trama.twin.options import TwinOptions
from trama.twin.true_cases import TrueCase

CLEAN = DirtRates.none()


def filed(**rates: float) -> list[TrueCase]:
    maker = CaseMaker.of(TwinOptions(cases=300, seed=2, dirt=replace(CLEAN, **rates)))
    return list(maker.cases(300, maker.plan(300)))


def test_a_clean_registry_files_a_case_once() -> None:
    for case in filed():
        assert len(case.registrations) == case.in_reta
        assert len(case.carpetas) == case.in_sistra
        for filing in (*case.registrations, *case.carpetas):
            assert (filing.victims, filing.suspects) == (case.victims, case.suspects)
            assert filing.place is case.destination


def test_a_second_filing_comes_later_under_another_number() -> None:
    cases = filed(registered_twice=1.0, carpeta_split=1.0)
    numbers = [f.number for case in cases for f in (*case.registrations, *case.carpetas)]

    assert len(set(numbers)) == len(numbers) > 600
    for case in cases:
        for filings in (case.registrations, case.carpetas):
            if filings:
                first, second = filings
                assert second.again
                assert second.day > first.day
                assert second.victims
                assert set(second.victims) <= set(first.victims)


def test_only_one_registry_omits_a_person_and_no_registry_all_victims() -> None:
    both = [case for case in filed(victim_omitted=1.0, suspect_omitted=1.0) if case.kind == "both"]

    assert both
    for case in both:
        (police,), (prosecutors,) = case.registrations, case.carpetas
        assert police.victims
        assert prosecutors.victims
        assert {*police.victims, *prosecutors.victims} == {*case.victims}
        assert {*police.suspects, *prosecutors.suspects} == {*case.suspects}
        planted = [one for one in case.suspects if one.person.known]
        assert set(planted) <= set(police.suspects) & set(prosecutors.suspects)


def test_the_district_of_the_unit_is_in_the_province_of_the_fact() -> None:
    moved = [case for case in filed(district_of_unit=1.0) if case.in_reta]

    places = {(case.registrations[0].place, case.destination) for case in moved}
    assert any(place is not true for place, true in places)
    assert all(place.inei[:4] == true.inei[:4] for place, true in places)


@pytest.mark.parametrize("rate", ["registered_twice", "suspect_omitted", "name_typo"])
def test_the_true_cases_are_the_same_whatever_the_registries_do(rate: str) -> None:
    def facts(cases: list[TrueCase]) -> list[tuple[str, str, list[str]]]:
        return [(c.id, c.purpose, [v.person.name for v in c.victims]) for c in cases]

    assert facts(filed(**{rate: 1.0})) == facts(filed())
