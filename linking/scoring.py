"""The log2 odds of many pairs, compared in as many processes as the machine has processors."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.linkage.model.weights import Model

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Counted = Callable[[int], None]
"""A function that receives the number of pairs that were compared since it was last called."""

WORTH_PROCESSES = 20_000
"""Pairs from which further processes pay: one second of comparing against 0.1 s of starting."""

_AT_A_TIME = 2_000  # pairs between two notices of progress: 0.1 s
_MOST_PROCESSES = 8  # each copies the pages of the records that it touches


def bits_of(
    identities: Sequence[ComparedIdentity],
    one: Numbers,
    other: Numbers,
    model: Model,
    counted: Counted = lambda _: None,
    worth: int = WORTH_PROCESSES,
) -> Floats:
    """Return the log2 odds of each pair of identities, given by their places.

    Processes are forked, so that no identity is copied through a pipe; where a system cannot fork,
    one process compares. The result does not depend on the number of processes.
    """
    processes = _processes() if len(one) >= worth else 1
    starts = range(0, len(one), _AT_A_TIME)
    bits = np.zeros(len(one))

    def part(start: int) -> Floats:
        places = slice(start, start + _AT_A_TIME)
        ends = zip(one[places].tolist(), other[places].tolist(), strict=True)
        return np.array([model.bits(compare(identities[a], identities[b])) for a, b in ends])

    for start, found in _forked(part, starts, processes) if processes > 1 else _alone(part, starts):
        bits[start : start + len(found)] = found
        counted(len(found))
    return bits


def _processes() -> int:
    if "fork" not in multiprocessing.get_all_start_methods() or not hasattr(
        os, "sched_getaffinity"
    ):
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


Part = Callable[[int], Floats]


def _alone(part: Part, starts: Sequence[int]) -> Iterator[tuple[int, Floats]]:
    return ((start, part(start)) for start in starts)


def _forked(part: Part, starts: Sequence[int], processes: int) -> Iterator[tuple[int, Floats]]:
    """Yield the parts as the processes finish them. No process outlives the loop over them."""
    context = multiprocessing.get_context("fork")
    workers: list[Any] = []
    ends: list[Any] = []
    missing = set(starts)
    try:
        for number in range(processes):
            receiving, sending = context.Pipe(duplex=False)
            ends.append(receiving)
            share = (part, starts[number::processes], sending)
            workers.append(context.Process(target=_work, args=share, daemon=True))
            workers[-1].start()
            sending.close()
        waiting = list(ends)
        while waiting:
            for end in list(wait(waiting)):
                try:
                    start, found = _received(end)
                except EOFError:
                    waiting.remove(end)
                else:
                    missing.remove(start)
                    yield start, found
        yield from _alone(part, sorted(missing))  # the system may have killed a process
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
        for end in ends:
            end.close()


def _received(end: Any) -> tuple[int, Floats]:  # noqa: ANN401 - wait() also knows sockets
    found: tuple[int, Floats] = end.recv()
    return found


def _work(part: Part, starts: Sequence[int], sending: Connection) -> None:
    """Send parts until all are sent or nobody receives them any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends this process
    try:
        for start in starts:
            sending.send((start, part(start)))
    except BrokenPipeError:
        return
    finally:
        sending.close()
