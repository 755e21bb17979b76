"""The engines that find the pairs of a list's records and compare their names.

Either engine gives the same pairs and the same levels. All else is done here, on codes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.linkage.extra import Engine
from trama.lists.blocks import ListPairs, pairs_of
from trama.lists.columns import People
from trama.lists.name_levels import RowsOfNames, shared_out
from trama.values.name_shares import Shares


@dataclass(frozen=True, slots=True)
class ListEngine:
    """The function that finds pairs of people, and the one that compares names (`RowsOfNames`).

    The last argument of ``names`` is the number of processes that share the work here.
    """

    pairs: Callable[[People], ListPairs]
    names: Callable[[People, Shares, NDArray[np.int64], NDArray[np.int64], int], NDArray[np.int16]]

    def on(self, processes: int) -> RowsOfNames:
        """Return the function that compares names with so many processes."""
        return lambda people, shares, one, other: self.names(people, shares, one, other, processes)


HERE = ListEngine(pairs_of, shared_out)
"""The engine of one machine."""


@contextmanager
def opened_engine(engine: Engine, master: str) -> Iterator[ListEngine]:
    """Give the engine; start Spark on ``master``, if Spark is asked for, and end it afterwards.

    Raises:
        MissingPart: pyspark or Java is missing.
        BadParameter: Spark does not start with this master, or fails later.
    """
    if engine is Engine.DUCKDB:
        yield HERE
        return
    from trama.linkage.spark.session import spark_session  # noqa: PLC0415 - only who asks has it
    from trama.lists.spark_lists import spark_engine  # noqa: PLC0415

    with spark_session(master) as session:
        yield spark_engine(session)
