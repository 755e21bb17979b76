"""The steps of a linking that take long, and who watches them."""

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """A step of a linking, in their order."""

    READING = "reading"
    BLOCKING = "blocking"
    COMPARING = "comparing"
    DECIDING = "deciding"
    JUDGING = "judging"


Watcher = Callable[[Step, int, int | None], None]
"""A function that receives the step, the cases or pairs done, and their total if it is known."""


def nobody(_step: Step, _done: int, _total: int | None) -> None:
    """Watch nothing."""
