"""The lines in which questions wait for a thread: bounded in all and by caller."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trama.core.errors import CallerBusy, ServerBusy


class Line:
    """The questions of one kind: ``at_once`` are answered, ``waiting`` at most stand behind them.

    One caller has ``each`` that are answered or next in line. The caller's others wait behind
    these, and take half of the line at most, so that they keep nobody else from their turn. One
    event loop uses it.
    """

    def __init__(self, at_once: int, each: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._free_of: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(each)
        )
        self._most = waiting
        self._waiting: Counter[str] = Counter()

    async def take(self, caller: str, seconds: float) -> Callable[[], None]:
        """Wait for a place, for at most ``seconds``; return the function that gives it back.

        ``caller`` is the id of a token; a store holds few, so a semaphore for each is kept.

        Raises:
            CallerBusy: the caller's other questions took all that one caller may have.
            ServerBusy: the line is full, or its turn did not come in time.
        """
        own, ends = self._free_of[caller], time.monotonic() + seconds
        if not own.locked() and not self._free.locked():
            await own.acquire()
            await self._free.acquire()
        else:
            with self._standing(caller):
                await _acquired(own, ends, CallerBusy())
                try:
                    await _acquired(self._free, ends, ServerBusy())
                except BaseException:
                    own.release()
                    raise

        def give_back() -> None:
            self._free.release()
            own.release()

        return give_back

    @contextmanager
    def _standing(self, caller: str) -> Iterator[None]:
        """Stand in the line, which is refused at once if the line is full."""
        if self._waiting.total() >= self._most:
            raise ServerBusy
        if self._waiting[caller] >= max(1, self._most // 2):
            raise CallerBusy
        self._waiting[caller] += 1
        try:
            yield
        finally:
            self._waiting[caller] -= 1


async def _acquired(free: asyncio.Semaphore, ends: float, refusal: CallerBusy | ServerBusy) -> None:
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + ends - time.monotonic()):
            await free.acquire()
    except TimeoutError:
        raise refusal from None
