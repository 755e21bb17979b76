"""Relatives and homonyms among the people of a twin."""

from datetime import date
from itertools import pairwise
from random import Random

from trama.twin.geography import Atlas
from trama.twin.people import Population, TruePerson, birth_for
from trama.twin.relatives import Relatives

DAY = date(2020, 3, 5)


def people(count: int) -> list[TruePerson]:
    random, population, here = Random(1), Population(), Atlas().spot("080101", Random(1))
    births = [birth_for(17 + number % 3, DAY, random) for number in range(count)]
    return [population.person("F", (birth, here, here), random) for birth in births]


def test_siblings_share_surnames_and_home_but_not_their_first_letter() -> None:
    relatives, (elder, *others) = Relatives(Random(1)), people(200)
    for person in others:
        relatives.sibling(person, elder, share=1.0)

    siblings = [person for person in others if person.street == elder.street]
    assert 100 < len(siblings) < 200
    for person in siblings:
        assert (person.paternal, person.maternal) == (elder.paternal, elder.maternal)
        assert person.given[0][0] != elder.given[0][0]
    assert any(person.birth == elder.birth for person in siblings), "some are twins"
    assert len({person.paper.number for person in siblings}) == len(siblings)


def test_some_people_have_the_name_of_somebody_else_and_their_own_document() -> None:
    relatives, everybody = Relatives(Random(1)), people(1500)
    for person in everybody:
        relatives.of_other_cases(person)

    pairs = list(pairwise(everybody))
    homonyms = [(one, other) for one, other in pairs if one.name == other.name]
    cousins = [(one, other) for one, other in pairs if one.paternal == other.paternal]
    assert 10 < len(homonyms) < len(cousins)
    assert all(one.paper.number != other.paper.number for one, other in homonyms)
