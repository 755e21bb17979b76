"""Garbage collection in a load: rare, and as before when the load is over."""

import gc

import pytest

from trama.core.garbage_collection import rare_collection


def test_the_search_is_rare_inside_and_as_before_outside() -> None:
    before = gc.get_threshold()

    with rare_collection():
        inside, frozen = gc.get_threshold(), gc.get_freeze_count()

    assert inside[0] > before[0]
    assert inside[1:] == before[1:]
    assert frozen > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_a_failure_inside_changes_nothing_of_that() -> None:
    before = gc.get_threshold()

    with pytest.raises(ValueError, match="SINTETICO"), rare_collection():
        raise ValueError("SINTETICO")

    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
