"""Tests of whether two records may be one person."""

import pytest
from made_records import record

from trama.linkage.compatible import compatible_names, compatible_people, same_within_case


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SINTETICA QUISPE ROSA", "SINTETICA QUISPE ROSA LUZ"),
        ("SINTETICA QUISPE ROSA", "ROSA SINTETICA"),
        ("SINTETICA QUISPE ROSA", "SINTETICA QISPE ROSA"),
        ("SINTETICA DE LA CRUZ ROSA", "SINTETICA CRUZ ROSA"),
        ("SINTETICA", "SINTETICA QUISPE ROSA"),
    ],
)
def test_names_that_share_two_words_can_be_one_persons(one: str, other: str) -> None:
    assert compatible_names(record("1", name_key=one), record("2", name_key=other))
    assert compatible_names(record("2", name_key=other), record("1", name_key=one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SINTETICA QUISPE ROSA", "FICTICIA MAMANI ELENA"),
        ("SINTETICA QUISPE ROSA", "SINTETICA MAMANI ELENA"),
        ("DE LA CRUZ", "DE LA TORRE"),
    ],
)
def test_names_that_share_one_surname_or_a_particle_are_two_persons(one: str, other: str) -> None:
    assert not compatible_names(record("1", name_key=one), record("2", name_key=other))


def test_initials_fit_the_name_they_abbreviate_and_no_other() -> None:
    initials = record("1", initials="R.S.Q.")

    assert compatible_names(initials, record("2", name_key="SINTETICA QUISPE ROSA LUZ"))
    assert not compatible_names(initials, record("3", name_key="FICTICIO CONDORI JUAN"))


def test_of_two_initials_one_may_be_that_of_a_particle() -> None:
    surname = record("1", initials="R.C.S.L.")  # RODRIGUEZ DE LA CRUZ

    assert compatible_names(surname, record("2", initials="R.D.S.L."))
    assert compatible_names(record("2", initials="R.D.S.L."), surname)
    assert not compatible_names(surname, record("3", initials="R.M.S.L."))
    assert not compatible_names(surname, record("4", initials="D.D.S.L."))


def test_initials_may_leave_out_a_particle_and_know_one_more_name() -> None:
    initials = record("1", initials="SCRV")

    assert compatible_names(initials, record("2", name_key="SINTETICA DEL CASTILLO ROSA"))


def test_a_record_without_a_name_is_compatible_with_any() -> None:
    assert compatible_names(record("1"), record("2", name_key="SINTETICA QUISPE ROSA"))


def test_another_sex_is_another_person_and_an_unknown_one_is_not() -> None:
    woman = record("1", name_key="SINTETICA QUISPE ROSA", sex="F")

    assert not compatible_people(woman, record("2", name_key="SINTETICA QUISPE ROSA", sex="M"))
    assert compatible_people(woman, record("3", name_key="SINTETICA QUISPE ROSA"))


def test_within_a_case_the_same_name_is_one_person_unless_something_speaks_against_it() -> None:
    one = record("1", name_key="SINTETICA QUISPE ROSA", document_key="DNI:00000101", age=17.0)

    assert same_within_case(one, record("2", name_key="SINTETICA QUISPE ROSA", age=18.0))
    assert not same_within_case(one, record("3", name_key="SINTETICA QUISPE ROSA", age=30.0))
    assert not same_within_case(
        one, record("4", name_key="SINTETICA QUISPE ROSA", document_key="DNI:00000102")
    )
    assert not same_within_case(record("5"), record("6"))
