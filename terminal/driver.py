"""The driver of the graph for a command: imported without pandas and numpy."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

# The driver imports these packages only to recognise their values among parameters. No command
# has such values, and the import takes longer than most commands.
_NOT_NEEDED = ("numpy", "pandas", "pyarrow")


def import_driver() -> None:
    """Import the driver without the packages that it only recognises, unless it is imported.

    The driver then never recognises frames in this process. So only the command does this: a
    notebook that imports Trama keeps a driver that knows frames.
    """
    with _unseen(_NOT_NEEDED):
        import trama.graph.engine.graph  # noqa: F401 - for its effect


@contextmanager
def _unseen(names: Sequence[str]) -> Iterator[None]:
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        # Python refuses to import a module whose entry is None.
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
