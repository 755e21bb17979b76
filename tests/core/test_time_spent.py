"""Each part of a work counts for itself alone, and nothing is lost between the parts."""

import time

import pytest

from trama.core.time_spent import Part, TimeSpent, measured, spending


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the clock's time, which only the test moves."""
    now = [100.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    return now


def known(spent: TimeSpent) -> dict[str, float]:
    return {part: seconds for part, seconds in spent.seconds().items() if seconds}


def test_a_part_inside_another_counts_for_itself_alone(clock: list[float]) -> None:
    with measured() as spent, spending(Part.READING):
        clock[0] += 1
        with spending(Part.MAPPING):
            clock[0] += 6
        clock[0] += 3

    assert known(spent) == {"reading": 4.0, "mapping": 6.0}


def test_a_function_counts_for_its_part_also_if_it_fails(clock: list[float]) -> None:
    @spending(Part.DERIVING)
    def fail() -> None:
        clock[0] += 2
        raise ValueError("SINTETICO")

    with measured() as spent:
        with pytest.raises(ValueError, match="SINTETICO"):
            fail()
        clock[0] += 5

    assert known(spent) == {"deriving": 2.0, "other": 5.0}


def test_nothing_counts_where_nobody_measures(clock: list[float]) -> None:
    with spending(Part.ENGINE):
        clock[0] += 1
    with measured() as spent:
        clock[0] += 1

    assert known(spent) == {"other": 1.0}
