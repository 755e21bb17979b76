"""Names as a whole, beyond the labelled pairs."""

import pickle

import pytest
from made_records import record

from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.names import NameLevel, compare_names
from trama.compare.of_record import compared_identity


def named(name: str, sex: str = "F") -> ComparedIdentity:
    return compared_identity(record("1", name=name, sex=sex))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        # Without a comma the second surname is taken for a given name: a sister fits too.
        ("QUISPE MAMANI", "QUISPE MAMANI, ROSA", NameLevel.FRAGMENT_FITS),
        ("ROSA QUISPE", "QUISPE MAMANI, ROSA", NameLevel.FIELDS_EXCHANGED),
        ("KISPE MAMANI, ROZA", "QUISPE MAMANI, ROSA", NameLevel.SPELLED_OTHERWISE),
        ("DE SOTO RUIZ, ANA", "SOTO RUIZ, ANA", NameLevel.SPELLED_OTHERWISE),
        ("QUISPE DE SOTO, ANA", "QUISPE SOTO, ANA", NameLevel.MARRIED_NAME),
        ("QUISPE QUISPE, ROSA", "QUISPE, ROSA", NameLevel.SURNAME_MISSING),
        ("QUISPE MAMANI, ROSA", "CONDORI APAZA, ROSA", NameLevel.DIFFERENT),
    ],
)
def test_names_agree_as_a_person_would_say(one: str, other: str, level: NameLevel) -> None:
    assert compare_names(named(one), named(other)) is level
    assert compare_names(named(other), named(one)) is level


def test_a_record_with_given_names_alone_has_a_fragment_of_the_name() -> None:
    given = ComparedIdentity(given=("ROSA", "LUZ"))

    assert compare_names(given, named("QUISPE MAMANI, ROSA LUZ")) is NameLevel.FRAGMENT_FITS
    assert compare_names(given, named("QUISPE MAMANI, ELENA")) is NameLevel.DIFFERENT


def test_two_whole_names_that_differ_tell_more_than_a_lone_word_that_may_be_a_nickname() -> None:
    assert compare_names(named("CHARAPA"), named("QUISPE MAMANI, ELENA")) is (
        NameLevel.FRAGMENT_DIFFERS
    )
    assert compare_names(named("ROSA"), named("ELENA")) is NameLevel.FRAGMENT_DIFFERS
    assert compare_names(named("VEGA LEON, ROSA"), named("QUISPE MAMANI, ELENA")) is (
        NameLevel.DIFFERENT
    )


def test_given_names_made_in_another_process_are_the_same_names() -> None:
    one = ComparedIdentity(paternal="QUISPE", given=("ROSA", "ELENA"))
    sent = pickle.loads(pickle.dumps(one))

    assert compare_given_names(one, sent) is GivenLevel.SAME
