"""Ends as people write them: a record, a person with one record, a case by any of its numbers."""

import pytest
from reviewed import CARPETA, POLICE, Reviewed

from trama.access.policy import Role
from trama.core.errors import BadParameter, UnknownName
from trama.linkage.judgements import Subject
from trama.review.ends import ends_of, read_pair

pytestmark = pytest.mark.only_on("embedded")


def test_a_pair_is_read_from_records_people_and_numbers_of_cases(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    person = reviewed.person_of(ines)
    cases = Subject.CASE, f"RETA:{POLICE[0]}", f"SISTRA:{CARPETA}"

    for other in (ines, ines.upper(), person["uid"], person["pseudonym"]):
        assert read_pair(f" {rosa}", other, lookup) == (Subject.PERSON, rosa, ines)
    for written in (POLICE[0], POLICE[0].lower(), f"reta:{POLICE[0]}"):
        assert read_pair(written, f"SISTRA:{CARPETA}", lookup) == cases


@pytest.mark.parametrize("unknown", ["R-" + "0" * 24, "R-no", "X-AAAAAAAAAA", "SINT-2017-000009"])
def test_an_end_that_names_nothing_is_an_error_that_says_so(
    reviewed: Reviewed, unknown: str
) -> None:
    with pytest.raises(UnknownName):
        read_pair(reviewed.women[0], unknown, reviewed.lookup(Role.INVESTIGATOR))


def test_a_pair_of_a_person_and_a_case_or_of_one_record_twice_is_refused(
    reviewed: Reviewed,
) -> None:
    rosa = reviewed.women[0]

    for other in (rosa, POLICE[0]):
        with pytest.raises(BadParameter):
            read_pair(rosa, other, reviewed.lookup(Role.INVESTIGATOR))


def test_the_ends_of_a_case_are_its_numbers_and_the_records_of_its_people(
    reviewed: Reviewed,
) -> None:
    ends = ends_of(CARPETA, reviewed.lookup(Role.INVESTIGATOR))

    assert ends == {f"SISTRA:{CARPETA}", reviewed.women[2]}


def test_the_record_of_a_victim_is_as_unknown_to_an_analyst_as_an_invented_one(
    reviewed: Reviewed,
) -> None:
    lookup = reviewed.lookup(Role.ANALYST)

    for uid in (reviewed.women[0], "R-" + "0" * 24):
        with pytest.raises(UnknownName):
            ends_of(uid, lookup)
    assert ends_of(reviewed.suspects[0], lookup) == {reviewed.suspects[0]}
