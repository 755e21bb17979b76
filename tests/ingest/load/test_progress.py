"""Progress: counted always, shown ten times a second at most."""

import time

import pytest

from trama.ingest.load.progress import Meter, Phase, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


def test_the_watcher_is_notified_at_most_ten_times_a_second(clock: Clock) -> None:
    steps: list[Progress] = []
    meter = Meter(steps.append, Phase.WRITING, total=100)

    for _ in range(100):
        clock.now += 0.03
        meter.advance()

    assert meter.done == 100
    assert 20 <= len(steps) <= 30


def test_the_rate_and_the_time_left_follow_from_the_clock(clock: Clock) -> None:
    steps: list[Progress] = []
    meter = Meter(steps.append, Phase.WRITING, total=30)

    clock.now += 2.0
    meter.advance(10)

    assert steps == [Progress(Phase.WRITING, done=10, total=30, rate=5.0, left=4.0)]


def test_while_the_total_is_unknown_there_is_no_time_left(clock: Clock) -> None:
    steps: list[Progress] = []
    meter = Meter(steps.append, Phase.READING, file="a.csv")

    clock.now += 1.0
    meter.advance(5)

    assert [(step.total, step.left, step.file) for step in steps] == [(None, None, "a.csv")]


def test_without_a_watcher_it_only_counts() -> None:
    meter = Meter(None, Phase.ROUTES)

    meter.advance(3)
    meter.notify()

    assert meter.done == 3
