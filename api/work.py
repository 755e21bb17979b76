"""The work of the API that waits for the graph: in its own threads, bounded in all and by caller.

A thread that waits for a silent engine cannot be stopped from outside. So the threads are few, each
keeps its place until it really ends, and nothing else of the API runs in them. Light and heavy
questions wait in different lines. A question's time begins when it arrives, and ends early if
whoever asked it leaves.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any, Generic, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect

from trama.access.tokens import Token
from trama.api.lines import Line
from trama.api.services import Services
from trama.core.errors import EngineUnavailable
from trama.graph.engine import HEAVY_TURNS, Graph
from trama.graph.engine.deadline import Deadline

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Work(Generic[Result]):
    """The call of a thread that works for a question.

    ``heavy`` work surveys the whole graph. Work that ``goes_on`` stores something, or reads what
    later questions need too: it is finished though nobody waits for it any longer.
    """

    call: Callable[[], Result]
    heavy: bool = False
    goes_on: bool = False


THREADS = 40
"""Light questions at once, more than the circuit lets to the engine. So the others hear at once
that the engine is silent (:mod:`trama.graph.engine.circuit`)."""

THREADS_EACH = 6
"""Light questions at once of one token: six such callers leave threads to the others."""

MOST_WAITING = 100
"""Light questions that wait for a thread; each holds a connection and a few kilobytes."""

MOST_WAITING_HEAVY = 16
"""Heavy questions that wait: more would hardly come to their turn in time."""

LONGEST_WAIT = 0.5
"""The part of a question's time for which it may wait: the rest is for its answer."""

MARGIN_SECONDS = 10.0
"""Seconds beyond a question's time in which the engine stops its statement and says so."""

_FRESH_SECONDS = 2.0  # for which the graph's last answer to `ready` is believed
_READY_SECONDS = 3.0  # for which `ready` waits for the graph


class Workers:
    """The threads that ask the graph; light and heavy questions wait in lines of their own."""

    def __init__(self, light: Line | None = None, heavy: Line | None = None) -> None:
        self._light = light or Line(THREADS, THREADS_EACH, MOST_WAITING)
        self._heavy = heavy or Line(HEAVY_TURNS, 1, MOST_WAITING_HEAVY)

    async def run(self, caller: str, work: Work[Result], seconds: float) -> Result:
        """Return what the work returns in a thread. ``seconds`` bound its waiting and its reads.

        Work that is not awaited any longer is ended, unless others have the use of it. Its thread
        stays taken until it has ended.

        Raises:
            CallerBusy: the caller's other questions took all of the caller's places.
            ServerBusy: the line is full, or the question's turn did not come in time.
            EngineUnavailable: the work did not end in time.
        """
        line = self._heavy if work.heavy else self._light
        deadline = Deadline(seconds)
        give_back = await line.take(caller, seconds * LONGEST_WAIT)

        def within_its_time() -> Result:
            with nullcontext() if work.goes_on else deadline.held():
                return work.call()

        outcome = in_thread(within_its_time)
        outcome.add_done_callback(lambda _ended: give_back())
        try:
            return await _within(outcome, deadline.left() + MARGIN_SECONDS)
        finally:
            if not (outcome.done() or work.goes_on):
                # Nobody waits for it: whoever asked has left, or it is late.
                in_thread(deadline.end)


async def in_turn(
    request: Request,
    running: Services,
    call: Callable[[], Result],
    *,
    heavy: bool = False,
    goes_on: bool = False,
    seconds: float | None = None,
) -> Result:
    """Return what ``call`` returns in a thread, as a question of the request's caller.

    ``heavy`` and ``goes_on`` are those of :class:`Work`. ``seconds`` is its time, None for that of
    one question.

    Raises:
        CallerBusy, ServerBusy, EngineUnavailable: as :meth:`Workers.run` says.
        ClientDisconnect: the caller left.
    """
    token, workers = request.state.token, request.app.state.workers
    assert isinstance(token, Token)  # noqa: S101 - the caller was checked before
    assert isinstance(workers, Workers)  # noqa: S101 - set by create_app, nowhere else
    work = Work(call, heavy, goes_on)
    time_ = running.limits.seconds if seconds is None else seconds
    return await _while_awaited(request, workers.run(token.id, work, time_))


async def _while_awaited(request: Request, answering: Coroutine[Any, Any, Result]) -> Result:
    """Return the answer. Cancel the answering if the caller leaves.

    Raises:
        ClientDisconnect: the caller left.
    """
    answer = asyncio.create_task(answering)
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({answer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise ClientDisconnect
        return answer.result()
    finally:
        leaving.cancel()
        answer.cancel()


async def _left(request: Request) -> None:
    """Return when the caller has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


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


async def _within(outcome: asyncio.Future[Result], seconds: float) -> Result:
    ended, _ = await asyncio.wait({outcome}, timeout=seconds)
    if not ended:
        raise EngineUnavailable(
            where="Trama", why_es="no contesta a tiempo", why_en="no answer in time"
        )
    return outcome.result()
