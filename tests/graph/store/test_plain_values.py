"""Values of both engines in one form."""

import datetime

import pytest

from trama.graph.store.plain_values import plain, plain_text


def test_whole_decimals_are_whole_numbers_and_what_is_empty_is_absent() -> None:
    assert plain({"age": 17.0, "part": 0.5, "means": [], "sex": None, "n": [1.0, "a"]}) == {
        "age": 17,
        "part": 0.5,
        "n": [1, "a"],
    }


@pytest.mark.parametrize("other", [{"a": 1}, {"a": "true"}, {"a": [True]}, {"b": True}, {}])
def test_different_properties_have_different_texts(other: dict[str, object]) -> None:
    assert plain_text({"a": True}) != plain_text(other)


def test_the_order_of_properties_does_not_matter() -> None:
    assert plain_text({"a": 1, "b": ("x",)}) == plain_text({"b": ["x"], "a": 1.0})


def test_a_value_that_json_does_not_know_equals_no_text() -> None:
    day = datetime.date(2017, 3, 5)

    assert plain_text({"date": day}) != plain_text({"date": "2017-03-05"})
