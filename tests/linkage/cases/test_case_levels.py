"""The levels of two cases, each by an example."""

from dataclasses import replace

import pytest

from trama.compare.residences import PlaceLevel
from trama.graph.records import CaseKey
from trama.linkage.cases.case_comparison import CASE_LEVELS, compare_cases, explain_cases
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.cases.case_levels import FactPlaceLevel
from trama.linkage.model.beliefs import case_beliefs
from trama.linkage.model.case_weights import CaseWeights
from trama.values.partial_date import PartialDate

POLICE = ComparedCase(
    CaseKey("RETA", "SINT-2017-000005"),
    fact_date=PartialDate.parse("2017-03-05"),
    registered_on=PartialDate.parse("2017-03-20"),
    place="PE-150132",
    victims=2,
    suspects=1,
    provisions=frozenset({"153"}),
    purposes=frozenset({"SEXUAL"}),
    things=frozenset({"plates:ABC123"}),
)
CARPETA = replace(
    POLICE, key=CaseKey("SISTRA", "9999-2017-1"), registered_on=PartialDate.parse("2017-04-10")
)


def level(name: str, one: ComparedCase, other: ComparedCase) -> str:
    """Return the name of a level, which is the same in both orders."""
    there, back = (
        getattr(compare_cases(*ends), name).name for ends in ((one, other), (other, one))
    )
    assert there == back
    return str(there)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2017-03-05", "SAME_DAY"),
        ("2017-03-11", "WITHIN_WEEK"),
        ("2017-03", "FITS"),
        ("2017-03-01/2017-03-09", "FITS"),
        ("2017-02-10", "WITHIN_MONTH"),
        ("2017-01-02", "WITHIN_QUARTER"),
        ("2017", "YEAR_FITS"),
        ("2016-07-01", "WITHIN_YEAR"),
        ("2014-07-01", "APART"),
        ("2017-04-02", "AFTER_REGISTRATION"),
        (None, "NOTHING_TO_COMPARE"),
    ],
)
def test_dates_of_facts(date: str | None, expected: str) -> None:
    other = replace(CARPETA, fact_date=PartialDate.parse(date) if date else None)

    assert level("fact_dates", POLICE, other) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("SINT2017000005", "NAMES_THE_OTHER"),
        ("SINT2017000006", "SLIP"),
        ("SINT2016000117", "NAMES_ANOTHER"),
        (None, "NOTHING_TO_COMPARE"),
    ],
)
def test_the_registration_that_a_carpeta_names(named: str | None, expected: str) -> None:
    assert level("named_registrations", POLICE, replace(CARPETA, named=named)) == expected


def test_two_carpetas_of_one_registration() -> None:
    one = replace(CARPETA, named="SINT2017000005")
    other = replace(one, key=CaseKey("SISTRA", "9999-2017-2"))

    assert level("named_registrations", one, other) == "NAME_THE_SAME"


def test_agencies_are_compared_within_a_registry_only() -> None:
    one = replace(POLICE, agency="DEPINCRI HUANCAYO")
    same = replace(one, key=CaseKey("RETA", "SINT-2017-000009"))

    assert level("agencies", one, same) == "SAME"
    assert level("agencies", one, replace(same, agency="DEPINCRI TACNA")) == "OTHER"
    assert level("agencies", one, replace(CARPETA, agency="LIMA")) == "NOTHING_TO_COMPARE"


@pytest.mark.parametrize(
    ("victims", "expected"),
    [(2, "SAME"), (3, "NEAR"), (4, "NEAR"), (9, "APART"), (0, "NOTHING_TO_COMPARE")],
)
def test_numbers_of_victims(victims: int, expected: str) -> None:
    assert level("victim_counts", POLICE, replace(CARPETA, victims=victims)) == expected


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ({"plates:ABC123"}, "SHARED"),
        ({"plates:XYZ999"}, "OTHERS"),
        ({"phones:999999999"}, "NOTHING_TO_COMPARE"),
        (set(), "NOTHING_TO_COMPARE"),
    ],
)
def test_shared_things(things: set[str], expected: str) -> None:
    assert level("shared_things", POLICE, replace(CARPETA, things=frozenset(things))) == expected


def test_places_have_the_levels_of_residences() -> None:
    assert [each.name for each in FactPlaceLevel] == [each.name for each in PlaceLevel]
    assert level("fact_places", POLICE, replace(CARPETA, place="PE-150101")) == "SAME_PROVINCE"


def test_the_date_of_registration_counts_only_where_that_of_the_fact_is_vague() -> None:
    vague = replace(CARPETA, fact_date=PartialDate.parse("2017"))

    assert "registration_dates" not in compare_cases(POLICE, CARPETA).weighed_levels()
    assert "registration_dates" in compare_cases(POLICE, vague).weighed_levels()


def test_an_explanation_has_values_only_for_whoever_may_see_them() -> None:
    pair = compare_cases(POLICE, replace(CARPETA, named="SINT2017000005"))
    hidden = {line.comparator: line.sentence for line in explain_cases(pair)}
    shown = {line.comparator: line.sentence for line in explain_cases(pair, "en", reveal=True)}

    assert hidden["fact_dates"] == "Los hechos son del mismo día."
    assert shown["fact_dates"] == "The facts are of the same day: 2017-03-05 / 2017-03-05."
    assert shown["fact_places"].endswith("(PE-150132).")
    assert not any(character.isdigit() for sentence in hidden.values() for character in sentence)


def test_agreement_weighs_for_one_case_as_believed() -> None:
    weights = CaseWeights()
    other_day = replace(CARPETA, fact_date=PartialDate.parse("2014-01-01"), place="PE-230101")

    assert weights.bits(compare_cases(POLICE, CARPETA)) > 6
    assert weights.bits(compare_cases(POLICE, other_day)) < -6


def test_every_belief_is_of_a_level() -> None:
    assert set(case_beliefs()) == set(CASE_LEVELS)
    for name, of in case_beliefs().items():
        assert set(of) <= set(CASE_LEVELS[name])


def test_cases_without_people_to_compare_are_seldom_one() -> None:
    nobody = replace(CARPETA, victims=0, suspects=0)
    weights = CaseWeights()

    assert level("people_known", POLICE, CARPETA) == "SOMEBODY"
    assert level("people_known", POLICE, nobody) == "NOBODY"
    assert weights.bits(compare_cases(POLICE, nobody)) < weights.bits(
        compare_cases(POLICE, CARPETA)
    )
