"""Bounded work: light questions pass heavy ones, every wait ends, and whoever leaves stops it."""

import asyncio
import threading
import time
from collections.abc import Callable
from threading import Event
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from trama.access.policy import Role
from trama.access.tokens import Token
from trama.api import work
from trama.api.lines import Line
from trama.api.services import Services
from trama.api.work import Readiness, Work, Workers, in_thread, in_turn
from trama.core.errors import EngineUnavailable, ServerBusy
from trama.graph.engine import Graph
from trama.graph.engine.deadline import deadline_of
from trama.queries.run import Limits


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MARGIN_SECONDS", 0.05)
    monkeypatch.setattr(work, "_READY_SECONDS", 0.05)


def test_work_returns_what_it_returns_and_raises_what_it_raises() -> None:
    async def ask() -> int:
        workers = Workers()
        with pytest.raises(ZeroDivisionError):
            await workers.run("a", Work(lambda: 1 // 0), 5)
        return await workers.run("a", Work(lambda: 7), 5)

    assert asyncio.run(ask()) == 7


def test_light_questions_pass_heavy_ones() -> None:
    ended = Event()

    async def ask() -> None:
        workers = Workers(heavy=Line(1, 1, waiting=2))
        heavy = [
            asyncio.create_task(workers.run(caller, Work(ended.wait, heavy=True), 5))
            for caller in "abc"
        ]
        await asyncio.sleep(0.01)

        with pytest.raises(ServerBusy):  # one is answered, two wait
            await workers.run("d", Work(ended.wait, heavy=True), 5)
        assert await workers.run("a", Work(lambda: 7), 5) == 7

        ended.set()
        assert await asyncio.gather(*heavy) == [True] * 3

    asyncio.run(ask())


def test_waiting_takes_from_the_time_of_a_question() -> None:
    ended = Event()

    def left() -> float:
        return deadline_of(60).left()

    async def ask() -> None:
        workers = Workers(heavy=Line(1, 1, waiting=2))
        first = asyncio.create_task(workers.run("a", Work(ended.wait, heavy=True), 60))
        await asyncio.sleep(0.01)
        second = asyncio.create_task(workers.run("b", Work(left, heavy=True), 50))
        await asyncio.sleep(0.2)
        ended.set()

        assert await second < 49.9
        assert await first

        # A question waits for half its time at most: the other half is for its answer.
        ended.clear()
        first = asyncio.create_task(workers.run("a", Work(ended.wait, heavy=True), 60))
        await asyncio.sleep(0.01)
        with pytest.raises(ServerBusy):
            await workers.run("b", Work(left, heavy=True), 0.1)
        ended.set()
        await first

    asyncio.run(ask())


def test_work_that_nobody_awaits_is_ended_unless_it_goes_on() -> None:
    begun = Event()

    def ends_early() -> bool:
        begun.set()
        ends = time.monotonic() + 30
        while deadline_of(60).left() and time.monotonic() < ends:
            time.sleep(0.01)
        return time.monotonic() < ends

    ended: list[bool] = []

    async def leave(*, goes_on: bool, work: Callable[[], bool]) -> None:
        begun.clear()
        workers = Workers()
        call = Work(lambda: ended.append(work()), goes_on=goes_on)
        asked = asyncio.create_task(workers.run("a", call, 40))
        await asyncio.to_thread(begun.wait, 5)
        asked.cancel()
        before = len(ended)
        while len(ended) == before:
            await asyncio.sleep(0.01)

    asyncio.run(leave(goes_on=False, work=ends_early))

    def goes_on() -> bool:
        begun.set()
        time.sleep(0.2)
        return deadline_of(60).left() > 50

    asyncio.run(leave(goes_on=True, work=goes_on))
    assert ended == [True, True]


def test_a_thread_that_is_not_awaited_any_longer_keeps_its_place_until_it_ends() -> None:
    silent = Event()

    async def ask() -> None:
        workers = Workers(light=Line(1, 1, waiting=2))
        with pytest.raises(EngineUnavailable):
            await workers.run("a", Work(silent.wait), 0.05)
        with pytest.raises(ServerBusy):
            await workers.run("b", Work(silent.wait), 0.1)

        silent.set()
        await asyncio.sleep(0.05)
        assert await workers.run("b", Work(lambda: 7), 5) == 7

    asyncio.run(ask())


def test_whoever_leaves_ends_their_question() -> None:
    ended: list[bool] = []

    def asks() -> None:
        ends = time.monotonic() + 30
        while deadline_of(60).left() and time.monotonic() < ends:
            time.sleep(0.01)
        ended.append(time.monotonic() < ends)

    async def leaves() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.disconnect"}

    async def ask() -> None:
        app = SimpleNamespace(state=SimpleNamespace(workers=Workers()))
        request = Request({"type": "http", "app": app}, leaves)
        request.state.token = Token("T-SINTETICO", "", Role.ANALYST, "", "")
        running = SimpleNamespace(limits=Limits(40, 10))

        with pytest.raises(ClientDisconnect):
            await in_turn(request, cast("Services", running), asks)
        while not ended:
            await asyncio.sleep(0.01)

    asyncio.run(ask())

    assert ended == [True]


class SilentGraph:
    """A graph whose engine does not answer until it is told to."""

    def __init__(self) -> None:
        self.answers = Event()
        self.asked = 0

    def check_health(self) -> None:
        self.asked += 1
        self.answers.wait(5)


def test_readiness_asks_a_silent_engine_once_however_many_ask() -> None:
    graph = SilentGraph()

    async def ask() -> None:
        readiness = Readiness(cast("Graph", graph))
        told = await asyncio.gather(*(readiness.check() for _ in range(50)), return_exceptions=True)

        assert len(told) == 50
        assert all(isinstance(one, EngineUnavailable) for one in told)
        assert graph.asked == 1

        graph.answers.set()
        await asyncio.sleep(0.05)
        await readiness.check()
        await readiness.check()
        assert graph.asked == 2

    asyncio.run(ask())


def test_a_thread_that_outlives_its_loop_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    late, done = Event(), Event()
    raised: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: raised.append(told.exc_type))

    def work() -> None:
        late.wait(5)
        done.set()

    async def leave() -> None:
        in_thread(work)

    before = set(threading.enumerate())
    asyncio.run(leave())
    workers = set(threading.enumerate()) - before
    late.set()
    for worker in workers:
        worker.join(5)

    assert workers
    assert done.is_set()
    assert not raised
