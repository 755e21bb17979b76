"""Answers of somebody at a terminal: a key press where that works, else a line's first letter."""

import os
import select
from collections.abc import Callable
from typing import TextIO

Ask = Callable[[Callable[[], None]], str | None]
"""A function that calls its argument, which shows a question, and waits for the answer.

It returns one sign in lower case, '' for a key or a line without a letter, and None once no more
answers can come.
"""

_ENDS = frozenset({"", "\x04"})  # nothing, as of a terminal that was closed; Ctrl-D
_LONGEST = 32  # bytes of one key press: an arrow has three, a letter four at most
_LOOK_SECONDS = 0.25  # between two looks for a key; a Ctrl-C just before a look is seen after it


def open_answers(stream: TextIO) -> Ask:
    """Return how to ask whoever types into ``stream``."""
    if stream.isatty() and _has_keys():
        return lambda show: _key(stream.fileno(), show)
    return lambda show: _line(stream, show)


def _has_keys() -> bool:
    try:
        import termios  # noqa: F401, PLC0415 - absent on Windows
    except ImportError:  # Windows
        return False
    return True


def _key(terminal: int, show: Callable[[], None]) -> str | None:
    """Return one key press. Ctrl-C stays an interruption.

    Keys that were pressed before the question stood there are thrown away: nobody judges unseen.
    """
    import termios  # noqa: PLC0415 - absent on Windows
    import tty  # noqa: PLC0415 - absent on Windows

    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSAFLUSH)
            show()
            while not select.select([terminal], [], [], _LOOK_SECONDS)[0]:
                pass
            pressed = os.read(terminal, _LONGEST).decode("utf-8", "replace")
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):  # the terminal was closed
        return None
    if pressed in _ENDS:
        return None
    return pressed[0].lower() if pressed[0].isprintable() else ""


def _line(stream: TextIO, show: Callable[[], None]) -> str | None:
    show()
    line = stream.readline()
    return line.strip()[:1].lower() if line else None
