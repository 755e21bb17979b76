"""The line that tells what the cases add to a pair of people, and the people to a pair of cases."""

import math

import pytest

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.graph.records import CaseKey
from trama.linkage.cases.case_comparison import compare_cases
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.model.case_weights import LevelWeight
from trama.linkage.model.explanation import (
    SameCaseLevel,
    SharedPeopleLevel,
    explain_case_pair,
    explain_pair,
)
from trama.linkage.model.weights import Model
from trama.values.partial_date import PartialDate

MODEL = Model({"sexes": {"SAME": LevelWeight(0.5, 0.25, 1.0)}}, prior=0.5, trained_on="SINTETICO")
PAIR = compare(ComparedIdentity(sex="F"), ComparedIdentity(sex="F"))
DAY = PartialDate.parse("2017-03-05")
CASES = compare_cases(
    ComparedCase(CaseKey("RETA", "1"), DAY), ComparedCase(CaseKey("SISTRA", "1"), DAY)
)


def test_the_cases_add_what_the_comparators_do_not_tell() -> None:
    first, second = explain_pair(MODEL, PAIR, score=0.99)

    assert first.line.comparator == "same_case"
    assert first.line.level is SameCaseLevel.TELLS_SAME
    assert first.line.title == "El caso de ambas personas"
    assert first.weight == pytest.approx(math.log2(99) - 1)
    assert (second.line.comparator, second.weight) == ("sexes", 1.0)


def test_without_a_score_nothing_is_said_of_the_cases() -> None:
    assert [found.line.comparator for found in explain_pair(MODEL, PAIR)] == ["sexes"]


@pytest.mark.parametrize(
    ("score", "level"), [(0.1, "TELLS_APART"), (0.67, "TELLS_LITTLE"), (1.0, "TELLS_SAME")]
)
def test_the_weight_decides_the_sentence(score: float, level: str) -> None:
    lines = {found.line.comparator: found for found in explain_pair(MODEL, PAIR, "en", score=score)}

    assert lines["same_case"].line.level is SameCaseLevel[level]
    assert math.isfinite(lines["same_case"].weight or 0.0)


def test_people_are_evidence_for_cases() -> None:
    lines = explain_case_pair(MODEL, CASES, score=0.999)

    told = {found.line.comparator for found in lines}
    assert told == {"fact_dates", "people_known", "shared_people"}
    weights = {found.line.comparator: found.weight or 0.0 for found in lines}
    start = MODEL.cases.start(same_registry=False)
    assert sum(weights.values()) + start == pytest.approx(math.log2(999))
    assert lines[0].line.level in {SharedPeopleLevel.TELLS_SAME, CASES.fact_dates}
