"""Spares a load the search for cyclic garbage, which it makes next to none of."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the youngest are searched. At Python's own 700 the search takes a third of a
# load's time: over and over it walks through the gazetteer, the lists and all libraries.
_YOUNG = 50_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Searches what is there already not at all, and what comes rarely; then as before.

    Without effect where the caller has switched the search off.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
