"""Rare searches for cyclic garbage during a load or a linking, which make hardly any."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before Python searches the youngest. At Python's own 700 the search takes a third of
# a load's time: it walks through the gazetteer, the code lists and all libraries over and over. It
# takes a quarter of a linking's, through all records that are compared.
_NEW_OBJECTS = 50_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Leave the objects that exist out of every search, and search new objects rarely.

    At the end everything is as before. Has no effect if the caller has switched the search off.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
