"""The driver of the graph as a command needs it: quickly there."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

# The driver imports them to know their values among parameters, where no command has any: that
# takes longer than what most commands do.
_NOT_NEEDED = ("numpy", "pandas", "pyarrow")


def import_driver() -> None:
    """Import the driver without the packages that it only recognises, unless it is there already.

    It does without them for good, so this is for a process that is the command's own: a notebook
    that imports Trama keeps a driver that knows frames.
    """
    with _unseen(_NOT_NEEDED):
        import trama.graph.engine.graph  # noqa: F401 - for its effect


@contextmanager
def _unseen(names: Sequence[str]) -> Iterator[None]:
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        # An entry of None is how Python is told that a module cannot be imported.
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
