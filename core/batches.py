"""Items by the batch, for statements and transactions that must not grow with a graph."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of ``size``, the last one shorter; take them only as asked for.

    ``itertools.batched`` of Python 3.12 does so; Trama runs on 3.11 too.

    Example: the batches of ``"abcde"`` with a size of 2 are ``["a", "b"]``, ``["c", "d"]`` and
    ``["e"]``.
    """
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
