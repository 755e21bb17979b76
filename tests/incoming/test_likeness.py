"""The likeness of mentions and records."""

import itertools

import pytest

from trama.graph.records import FieldValue, Kind
from trama.incoming.likeness import likeness, pairs

ROSA = {"name_key": "SINTETICA QUISPE ROSA", "sex": "F", "age": 17.0}
ELENA = {"name_key": "FICTICIA MAMANI ELENA", "sex": "F", "age": 30.0}


def test_equal_mentions_are_wholly_alike_and_strangers_less_than_half() -> None:
    assert likeness(Kind.VICTIM, ROSA, dict(ROSA)) == 1.0
    assert likeness(Kind.VICTIM, ROSA, ELENA) < 0.6
    assert likeness(Kind.VICTIM, {}, ROSA) == 0.0


def test_a_document_outweighs_sex_and_age() -> None:
    rosa: dict[str, FieldValue] = {"document_key": "DNI:00000101", "sex": "F", "age": 17.0}

    same_document = likeness(Kind.VICTIM, rosa, {**rosa, "sex": "M", "age": 40.0})
    other_document = likeness(Kind.VICTIM, rosa, {**rosa, "document_key": "DNI:00000102"})

    assert same_document > other_document


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"phase": "CAPTACION", "victims": ("A", "B")}, {"phase": "CAPTACION"}, 1.0),
        ({"victims": ("A", "B")}, {"victims": ("B", "C")}, 1 / 3),
    ],
)
def test_lists_are_as_alike_as_what_they_share(
    first: dict[str, FieldValue], second: dict[str, FieldValue], expected: float
) -> None:
    assert likeness(Kind.STAGE, first, second) == pytest.approx(expected)


def test_the_most_alike_find_each_other_whatever_the_order() -> None:
    existing = {"r1": ROSA, "r2": ELENA}
    incoming = {
        "a": {**ELENA, "age": 31.0},
        "b": {**ROSA, "name_key": "SINTETICA QUISPE ROSA LUZ"},
    }

    for order in itertools.permutations(incoming):
        matched = pairs(Kind.VICTIM, existing, {key: incoming[key] for key in order})
        assert set(matched) == {("r1", "b"), ("r2", "a")}


@pytest.mark.parametrize(
    ("name", "given", "alike"),
    [
        ("SINTETICA QUISPE LUZ", "LUZ", False),  # a sister
        ("FICTICIA MAMANI ANA", "ANA", False),
        ("SINTETICA QUISPE ROZA", "ROZA", True),  # a slip
        ("SINTETICA QUISPE ROSA LUZ", "ROSA LUZ", True),
        ("ROSA SINTETICA QUISPE", "SINTETICA QUISPE", True),  # the order changed
        ("SINTETICA ROSA", "ROSA", True),
    ],
)
def test_another_name_is_another_person_however_alike_sex_and_age(
    name: str, given: str, alike: bool
) -> None:
    rosa = {**ROSA, "given_names": "ROSA"}
    other = {**ROSA, "name_key": name, "given_names": given}

    assert bool(pairs(Kind.VICTIM, {"r": rosa}, {"m": other})) is alike


def test_one_document_outweighs_another_name() -> None:
    rosa = {**ROSA, "document_key": "DNI:00000101"}
    ana = {**rosa, "name_key": "FICTICIA MAMANI ANA"}

    assert pairs(Kind.VICTIM, {"r": rosa}, {"m": ana}) == [("r", "m")]
