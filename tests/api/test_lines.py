"""Lines: a few questions at once, fewer of one caller, and a full line refuses at once."""

import asyncio

import pytest

from trama.api.lines import Line
from trama.core.errors import CallerBusy, ServerBusy


def test_one_caller_takes_no_more_than_their_share() -> None:
    async def ask() -> None:
        line = Line(4, 2, waiting=10)
        taken = [await line.take("a", 5) for _ in range(2)]

        with pytest.raises(CallerBusy):
            await line.take("a", 0.05)
        (await line.take("b", 5))()

        for give_back in taken:
            give_back()
        (await line.take("a", 5))()

    asyncio.run(ask())


def test_who_finds_no_place_in_time_hears_so() -> None:
    async def ask() -> None:
        line = Line(1, 2, waiting=10)
        give_back = await line.take("a", 5)

        with pytest.raises(ServerBusy):
            await line.take("b", 0.05)

        give_back()
        (await line.take("b", 5))()

    asyncio.run(ask())


def test_a_full_line_refuses_at_once_and_one_caller_fills_half_of_it_at_most() -> None:
    async def ask() -> None:
        line = Line(1, 1, waiting=4)
        give_back = await line.take("a", 5)
        waiting = [asyncio.create_task(pass_through(line, "a")) for _ in range(2)]
        await asyncio.sleep(0.01)

        with pytest.raises(CallerBusy):
            await line.take("a", 3_600)
        waiting += [asyncio.create_task(pass_through(line, caller)) for caller in "bc"]
        await asyncio.sleep(0.01)
        with pytest.raises(ServerBusy):
            await line.take("d", 3_600)

        give_back()
        await asyncio.gather(*waiting)

    asyncio.run(ask())


async def pass_through(line: Line, caller: str) -> None:
    (await line.take(caller, 3_600))()


def test_callers_take_turns_however_much_one_of_them_asks() -> None:
    came: list[str] = []

    async def one(line: Line, caller: str) -> None:
        give_back = await line.take(caller, 5)
        came.append(caller)
        await asyncio.sleep(0)
        give_back()

    async def ask() -> None:
        line = Line(1, 1, waiting=10)
        give_back = await line.take("z", 5)
        asked = [asyncio.create_task(one(line, caller)) for caller in "aaabb"]
        await asyncio.sleep(0.01)
        give_back()
        await asyncio.gather(*asked)

    asyncio.run(ask())

    assert came == ["a", "b", "a", "b", "a"]


def test_who_leaves_the_line_leaves_no_gap() -> None:
    async def ask() -> list[str]:
        line = Line(1, 1, waiting=2)
        give_back = await line.take("a", 5)
        leaving = asyncio.create_task(line.take("b", 5))
        await asyncio.sleep(0.01)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)

        give_back()
        came = []
        for caller in ("b", "a"):
            (await line.take(caller, 5))()
            came.append(caller)
        return came

    assert asyncio.run(ask()) == ["b", "a"]
