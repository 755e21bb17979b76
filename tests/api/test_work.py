"""Bounded work: few threads, fewer of each caller, and every wait ends."""

import asyncio
import threading
from threading import Event
from typing import cast

import pytest

from trama.api import work
from trama.api.work import Readiness, Workers, in_thread
from trama.core.errors import CallerBusy, EngineUnavailable, ServerBusy
from trama.graph.engine import Graph


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WAIT_SECONDS", 0.05)
    monkeypatch.setattr(work, "_READY_SECONDS", 0.05)


def test_work_returns_what_it_returns_and_raises_what_it_raises() -> None:
    async def ask() -> int:
        workers = Workers()
        with pytest.raises(ZeroDivisionError):
            await workers.run("a", lambda: 1 // 0, 5)
        return await workers.run("a", lambda: 7, 5)

    assert asyncio.run(ask()) == 7


def test_one_caller_takes_no_more_than_their_share_of_the_threads() -> None:
    silent = Event()

    async def ask() -> None:
        workers = Workers(threads=4, each=2)
        stuck = [asyncio.create_task(workers.run("a", silent.wait, 5)) for _ in range(2)]
        await asyncio.sleep(0.01)

        with pytest.raises(CallerBusy):
            await workers.run("a", silent.wait, 5)
        assert await workers.run("b", lambda: 7, 5) == 7

        silent.set()
        assert await asyncio.gather(*stuck) == [True, True]
        assert await workers.run("a", lambda: 7, 5) == 7

    asyncio.run(ask())


def test_who_finds_no_thread_hears_so() -> None:
    silent = Event()

    async def ask() -> None:
        workers = Workers(threads=1, each=2)
        stuck = asyncio.create_task(workers.run("a", silent.wait, 5))
        await asyncio.sleep(0.01)

        with pytest.raises(ServerBusy):
            await workers.run("b", silent.wait, 5)

        silent.set()
        await stuck
        assert await workers.run("b", lambda: 7, 5) == 7

    asyncio.run(ask())


def test_a_thread_that_is_not_awaited_any_longer_keeps_its_place_until_it_ends() -> None:
    silent = Event()

    async def ask() -> None:
        workers = Workers(threads=1, each=1)
        with pytest.raises(EngineUnavailable):
            await workers.run("a", silent.wait, 0.05)
        with pytest.raises(ServerBusy):
            await workers.run("b", silent.wait, 5)

        silent.set()
        await asyncio.sleep(0.05)
        assert await workers.run("b", lambda: 7, 5) == 7

    asyncio.run(ask())


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
