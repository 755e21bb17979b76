"""The engines that find the pairs of a list's records and compare their names.

Either engine gives the same pairs and the same levels. All else is done here, on codes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from trama.linkage.extra import Engine
from trama.lists.blocks import ListPairs, pairs_of
from trama.lists.columns import People
from trama.lists.name_levels import RowsOfNames, rows_of_names


@dataclass(frozen=True, slots=True)
class ListEngine:
    """The function that finds pairs of people, and the one that compares names."""

    pairs: Callable[[People], ListPairs]
    names: RowsOfNames


THIS_MACHINE = ListEngine(pairs_of, rows_of_names)
"""The engine of one machine."""


@contextmanager
def opened_engine(engine: Engine, master: str) -> Iterator[ListEngine]:
    """Give the engine; start Spark on ``master``, if Spark is asked for, and end it afterwards.

    Raises:
        MissingPart: pyspark or Java is missing.
        BadParameter: Spark does not start with this master, or fails later.
    """
    if engine is Engine.DUCKDB:
        yield THIS_MACHINE
        return
    from trama.lists.spark_lists import spark_engine  # noqa: PLC0415
    from trama.spark.session import spark_session  # noqa: PLC0415 - only who asks has it

    with spark_session(master) as session:
        yield spark_engine(session)
