"""Ends as people write them: a record, a person with one record, a case by any of its numbers."""

import pytest
from reviewed import CARPETA, POLICE, Reviewed

from trama.access.policy import Role
from trama.core.errors import BadParameter, UnknownName
from trama.linkage.judgements import Subject, Verdict, judgement_uid
from trama.review.deciding import decide
from trama.review.ends import ends_of, handle_ends, read_pair

pytestmark = pytest.mark.only_on("embedded")


def test_a_pair_is_read_from_records_people_and_numbers_of_cases(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    person = reviewed.person_of(ines)
    cases = Subject.CASE, f"RETA:{POLICE[0]}", f"SISTRA:{CARPETA}"

    for other in (ines, ines.upper(), person["uid"], person["pseudonym"]):
        assert read_pair(f" {rosa}", other, lookup, reviewed.key) == (Subject.PERSON, rosa, ines)
    for written in (POLICE[0], POLICE[0].lower(), f"reta:{POLICE[0]}"):
        assert read_pair(written, f"SISTRA:{CARPETA}", lookup, reviewed.key) == cases


def test_whoever_may_not_know_a_record_names_it_by_the_handle_of_a_judgement_alone(
    reviewed: Reviewed,
) -> None:
    rosa, ines, _ = reviewed.women
    judging, reading = reviewed.lookup(Role.INVESTIGATOR), reviewed.lookup(Role.SUPERVISOR)
    decide((rosa, ines), Verdict.UNSURE, judging, reviewed.home, by="x")
    pair = min(rosa, ines), max(rosa, ines)
    handles, guessed = handle_ends(pair, reviewed.key), judgement_uid(*pair, 1)

    assert read_pair(*handles, reading, reviewed.key) == (Subject.PERSON, *pair)
    for other in (ines, f"{guessed}.2", handle_ends(pair, b"another key")[1]):
        with pytest.raises(UnknownName):
            read_pair(handles[0], other, reading, reviewed.key)
    suspects = reviewed.suspects[:2]
    assert read_pair(*suspects, reading, reviewed.key) == (Subject.PERSON, *suspects)


@pytest.mark.parametrize("unknown", ["R-" + "0" * 24, "R-no", "X-AAAAAAAAAA", "SINT-2017-000009"])
def test_an_end_that_names_nothing_is_an_error_that_says_so(
    reviewed: Reviewed, unknown: str
) -> None:
    with pytest.raises(UnknownName):
        read_pair(reviewed.women[0], unknown, reviewed.lookup(Role.INVESTIGATOR), reviewed.key)


def test_a_pair_of_a_person_and_a_case_or_of_one_record_twice_is_refused(
    reviewed: Reviewed,
) -> None:
    rosa = reviewed.women[0]

    for other in (rosa, POLICE[0]):
        with pytest.raises(BadParameter):
            read_pair(rosa, other, reviewed.lookup(Role.INVESTIGATOR), reviewed.key)


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
