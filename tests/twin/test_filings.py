"""The registrations and carpetas of true cases."""

from collections import defaultdict
from dataclasses import replace
from random import Random

import pytest

from trama.twin.case_maker import RAID_DAYS, CaseMaker
from trama.twin.dirt_rates import DirtRates
from trama.twin.hand import Hand
from trama.twin.options import TwinOptions
from trama.twin.people import OF_AGE
from trama.twin.reta_rows import COLUMNS, RegistrationWriter
from trama.twin.sistra_rows import CarpetaWriter
from trama.twin.sistra_words import SHEETS
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


def test_a_parted_case_has_each_victim_in_one_of_its_filings() -> None:
    parted = [
        case
        for case in filed(registered_twice=1.0, carpeta_split=1.0, filing_parted=1.0)
        if len(case.victims) > 1
    ]

    assert parted
    for case in parted:
        for filings in filter(None, (case.registrations, case.carpetas)):
            first, second = filings
            assert second.again
            assert [*first.victims, *second.victims] == case.victims


def test_each_registry_may_name_suspects_of_its_own() -> None:
    both = [case for case in filed(suspects_apart=1.0) if case.kind == "both"]
    several = [case for case in both if len(case.suspects) > 1 and not case.planted.suspects]

    assert several
    for case in several:
        (police,), (prosecutors,) = case.registrations, case.carpetas
        assert police.suspects
        assert prosecutors.suspects
        assert set(police.suspects).isdisjoint(prosecutors.suspects)
    alone = [case for case in both if len(case.suspects) == 1]
    assert all(case.registrations[0].suspects == case.suspects for case in alone)


def test_of_a_reserved_case_both_registries_keep_initials_sex_and_age() -> None:
    dirt = replace(CLEAN, case_reserved=1.0)
    cases = [case for case in filed(case_reserved=1.0) if case.kind == "both" and case.reserved]
    hand = Hand(dirt, Random(1))

    assert cases
    for case in cases:
        assert all(victim.age < OF_AGE for victim in case.victims)
        row = RegistrationWriter(hand).registration(case, case.registrations[0]).rows[0]
        police = dict(zip(COLUMNS, row, strict=True))
        age = hand.age(case.victims[0].age, case.victims[0].person.birth, case.received)
        assert police["APE_PATERNO_VICT"] == f"{case.victims[0].person.paternal[0]}."
        assert police["EDAD_VICT"] == str(age)
        assert not police["NRO_DOC_VICT"] + police["FEC_NAC_VICT"]
        carpeta = CarpetaWriter(hand, 0.0).carpeta(case, case.carpetas[0])
        cells = carpeta.rows["AGRAVIADOS"][0]
        prosecutors = dict(zip(SHEETS["AGRAVIADOS"], cells, strict=True))
        assert prosecutors["reserva_identidad"] == "SI"
        assert prosecutors["edad"] == age
        assert not prosecutors["apellidos_nombres"]
        assert not prosecutors["nro_doc"]
        assert not prosecutors["fecha_nacimiento"]
    assert not any(case.reserved for case in filed())


def test_the_day_of_the_complaint_may_stand_for_the_day_of_the_fact() -> None:
    hand = Hand(replace(CLEAN, fact_of_report=1.0), Random(1))
    cases = [case for case in filed() if case.in_reta]

    assert cases
    for case in cases:
        (filing,) = case.registrations
        assert RegistrationWriter(hand).registration(case, filing).note["fact_date"] == (
            filing.day.isoformat()
        )


def test_one_operation_brings_several_cases_to_light() -> None:
    raids = defaultdict(list)
    for case in filed():
        raids[case.destination, case.received, case.until].append(case)
    together = [cases for cases in raids.values() if len(cases) > 1]

    assert together
    for one, other, *_ in together:
        assert not {v.person for v in one.victims} & {v.person for v in other.victims}
        assert 0 <= (other.registered - one.registered).days <= RAID_DAYS
        assert one.until <= other.registered


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
