"""The engines that find and compare the candidate pairs of a whole linking.

Either engine gives the same pairs and the same odds. All decisions are made here from these.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from trama.compare.identity_fields import ComparedIdentity
from trama.linkage.extra import Engine, require_spark
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import CandidatePairs, candidate_pairs
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linking.scoring import Counted, Floats, Numbers, bits_of


@dataclass(frozen=True, slots=True)
class PairEngine:
    """The function that finds pairs of records, and the one that gives the log2 odds of pairs."""

    pairs: Callable[[Sequence[ComparedRecord]], CandidatePairs]
    odds: Callable[[Sequence[ComparedIdentity], Numbers, Numbers, Model, Counted], Floats]


Opened = Callable[[], AbstractContextManager[PairEngine]]
"""A function that starts an engine when a linking needs it."""


@contextmanager
def this_machine() -> Iterator[PairEngine]:
    """Give the engine of one machine: DuckDB finds the pairs, its processors compare them."""
    yield PairEngine(candidate_pairs, bits_of)


@contextmanager
def spark(master: str) -> Iterator[PairEngine]:
    """Start Spark on ``master`` and give its engine.

    Raises:
        MissingPart: pyspark or Java is missing.
        BadParameter: Spark does not start with this master, or fails later.
    """
    from trama.spark.session import spark_session  # noqa: PLC0415 - only who asks has it

    with spark_session(master) as session:
        yield engine_of(session)


def engine_of(session: Any) -> PairEngine:  # noqa: ANN401 - pyspark may be absent
    """Return the engine of a session of Spark."""
    from trama.spark.spark_odds import spark_odds  # noqa: PLC0415 - only who asks has it
    from trama.spark.spark_pairs import spark_pairs  # noqa: PLC0415

    def odds(
        identities: Sequence[ComparedIdentity],
        one: Numbers,
        other: Numbers,
        model: Model,
        counted: Counted,
    ) -> Floats:
        bits = spark_odds(identities, one, other, model, session)
        counted(len(bits))
        return bits

    return PairEngine(lambda records: spark_pairs(records, session), odds)


def opened(engine: Engine, master: str) -> Opened:
    """Return the function that starts an engine.

    The parts that the engine needs are checked at once.

    Raises:
        MissingPart: pyspark or Java is missing.
    """
    if engine is Engine.DUCKDB:
        return this_machine
    require_spark()
    return partial(spark, master)
