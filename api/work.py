"""The work of the API that waits for the graph: in its own threads, bounded in all and by caller.

A thread that waits for a silent engine cannot be stopped from outside. So the threads are few, each
keeps its place until it really ends, and nothing else of the API runs in them.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import TypeVar

from fastapi import Request

from trama.access.tokens import Token
from trama.api.services import Services
from trama.core.errors import CallerBusy, EngineUnavailable, ServerBusy
from trama.graph.engine import Graph

Result = TypeVar("Result")

THREADS = 40
"""Questions at once: more than the circuit lets to the engine, so that the others hear at once
that the engine is silent (:mod:`trama.graph.engine.circuit`)."""

THREADS_EACH = 6
"""Questions at once of one token: six such callers leave threads to the others."""

MOST_WAITING = 100
"""Questions that wait for a thread; each holds a connection and a few kilobytes."""

WAIT_SECONDS = 10.0
"""Seconds for which a question waits for a thread."""

MARGIN_SECONDS = 10.0
"""Seconds beyond a query's own limit: its look-ups, its redaction, and stopping it."""

_FRESH_SECONDS = 2.0  # for which the graph's last answer to `ready` is believed
_READY_SECONDS = 3.0  # for which `ready` waits for the graph


class Workers:
    """The threads that ask the graph. One event loop uses them."""

    def __init__(self, threads: int = THREADS, each: int = THREADS_EACH) -> None:
        self._free = asyncio.Semaphore(threads)
        self._free_of: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(each)
        )
        self._waiting = 0

    async def run(self, caller: str, work: Callable[[], Result], seconds: float) -> Result:
        """Return what ``work`` returns in a thread, for at most ``seconds``.

        ``caller`` is the id of a token; a store holds few, so a semaphore for each is kept.

        Raises:
            CallerBusy: the caller's other questions took all of the caller's threads.
            ServerBusy: the questions of all callers took all threads.
            EngineUnavailable: the work did not end in time; its thread stays taken until it does.
        """
        own = self._free_of[caller]
        async with self._in_line():
            await _taken(own, CallerBusy())
            try:
                await _taken(self._free, ServerBusy())
            except ServerBusy:
                own.release()
                raise

        def release(_ended: object) -> None:
            self._free.release()
            own.release()

        outcome = in_thread(work)
        outcome.add_done_callback(release)
        return await _within(outcome, seconds)

    @asynccontextmanager
    async def _in_line(self) -> AsyncIterator[None]:
        if self._waiting >= MOST_WAITING:
            raise ServerBusy
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1


async def in_turn(request: Request, running: Services, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns in a thread, as a question of the request's caller.

    Raises:
        CallerBusy, ServerBusy, EngineUnavailable: as :meth:`Workers.run` says.
    """
    token, workers = request.state.token, request.app.state.workers
    assert isinstance(token, Token)  # noqa: S101 - the caller was checked before
    assert isinstance(workers, Workers)  # noqa: S101 - set by create_app, nowhere else
    return await workers.run(token.id, work, running.limits.seconds + MARGIN_SECONDS)


class Readiness:
    """A check that the graph answers, by one thread at most; an answer holds for two seconds."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._asking: asyncio.Future[None] | None = None
        self._answered_at = float("-inf")

    async def check(self) -> None:
        """Return if the graph answers.

        Raises:
            EngineError: the graph does not answer, or not in time.
        """
        if time.monotonic() - self._answered_at < _FRESH_SECONDS:
            return
        if self._asking is None or self._asking.done():
            self._asking = in_thread(self._graph.check_health)
        await _within(self._asking, _READY_SECONDS)
        self._answered_at = time.monotonic()


def in_thread(work: Callable[[], Result]) -> asyncio.Future[Result]:
    """Run ``work`` in a new thread, and return its outcome as it will be.

    The thread does not hold up the end of the process, as those of an executor do.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[Result] = loop.create_future()
    # An error that nobody waits for any longer is no news: it is read here.
    outcome.add_done_callback(lambda ended: ended.cancelled() or ended.exception())

    def settle(result: Result | None, error: BaseException | None) -> None:
        if outcome.cancelled():
            return
        if error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(result)  # type: ignore[arg-type]  # work returned a Result

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - the caller raises it
            failure = error
        with suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(settle, result, failure)

    Thread(target=run, name="trama-question", daemon=True).start()
    return outcome


async def _taken(free: asyncio.Semaphore, refusal: CallerBusy | ServerBusy) -> None:
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            await free.acquire()
    except TimeoutError:
        raise refusal from None


async def _within(outcome: asyncio.Future[Result], seconds: float) -> Result:
    ended, _ = await asyncio.wait({outcome}, timeout=seconds)
    if not ended:
        raise EngineUnavailable(
            where="Trama", why_es="no contesta a tiempo", why_en="no answer in time"
        )
    return outcome.result()
