from datetime import date
from random import Random

import pytest

from trama.twin.case_maker import CaseMaker
from trama.twin.dirt_rates import DirtRates
from trama.twin.hand import Hand
from trama.twin.law import RENUMBERED_ON, aggravating, police_article, prosecutor_article
from trama.twin.options import TwinOptions
from trama.twin.true_cases import TrueCase


@pytest.fixture(scope="module")
def cases() -> list[TrueCase]:
    maker = CaseMaker.of(TwinOptions(cases=400, seed=2))
    return list(maker.cases(400, maker.plan(400)))


def test_the_article_has_the_number_in_force_when_the_conduct_began(
    cases: list[TrueCase],
) -> None:
    clean = Hand(DirtRates.none(), Random(1))

    assert {case.began < date(2021, 3, 31) for case in cases} == {True, False}
    for case in cases:
        former = case.began < date(2021, 3, 31)
        assert police_article(case, clean) == ("153" if former else "129-A")
        assert prosecutor_article(case, clean)[0].startswith(("153", "168") if former else "129")


def test_no_article_is_cited_before_it_existed(cases: list[TrueCase]) -> None:
    clean = Hand(DirtRates.none(), Random(1))
    early = [case for case in cases if case.began < date(2017, 1, 7)]

    assert early
    assert {prosecutor_article(case, clean)[0] for case in early} <= {"153", "153-A"}


def test_a_mistaken_hand_cites_the_former_number(cases: list[TrueCase]) -> None:
    mistaken = Hand(DirtRates(law_outdated=1.0), Random(1))
    late = next(case for case in cases if case.began >= RENUMBERED_ON)

    assert police_article(late, mistaken) == "153"


def test_circumstances_follow_from_ages_and_numbers(cases: list[TrueCase]) -> None:
    assert any(len(case.victims) > 1 for case in cases)
    for case in cases:
        circumstances = aggravating(case)
        children = any(victim.age < 14 for victim in case.victims)
        assert ("PLURALIDAD DE VICTIMAS" in circumstances) == (len(case.victims) > 1)
        assert ("VICTIMA MENOR DE 14 AÑOS" in circumstances) == children
