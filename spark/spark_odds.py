"""The log2 odds of pairs, compared on the executors of Spark by the comparators of ``compare``.

The executors need the package ``trama`` of the same version. An identity goes to them pickled, by
its number; a pair comes back as its number and its odds.
"""

import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.linkage.model.weights import Model

_READ_AT_ONCE = 20_000  # identities that an executor holds unpickled: some 60 MB
_WEIGHED = pa.schema({"pair": pa.int64(), "bits": pa.float64()})


def spark_odds(
    identities: Sequence[ComparedIdentity],
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    model: Model,
    spark: Any,  # noqa: ANN401 - pyspark may be absent
) -> NDArray[np.float64]:
    """Return the log2 odds of each pair of identities, given by their places.

    The numbers are those of one machine to the last digit: the same Python compares.
    """
    bits = np.zeros(len(one))
    ends = np.unique(np.concatenate([one, other]))
    written = pa.array((pickle.dumps(identities[end]) for end in ends.tolist()), pa.binary())
    people = spark.createDataFrame(pa.table({"place": pa.array(ends, pa.int32()), "who": written}))
    numbers = pa.array(np.arange(len(one)), pa.int64())
    pairs = spark.createDataFrame(pa.table({"pair": numbers, "one": one, "other": other}))
    left = people.withColumnsRenamed({"place": "one", "who": "left"})
    right = people.withColumnsRenamed({"place": "other", "who": "right"})
    joined = pairs.join(left, "one").join(right, "other").select("pair", "left", "right")
    weighed = joined.mapInArrow(partial(_weighed, model), "pair long, bits double").toArrow()
    bits[weighed["pair"].to_numpy()] = weighed["bits"].to_numpy()
    return bits


def _weighed(model: Model, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the odds of the pairs of each batch. Runs on an executor."""
    read = lru_cache(_READ_AT_ONCE)(pickle.loads)
    for batch in batches:
        sides = (batch[name].to_pylist() for name in ("left", "right"))
        bits = [
            model.bits(compare(read(one), read(other))) for one, other in zip(*sides, strict=True)
        ]
        yield pa.record_batch([batch["pair"], pa.array(bits, pa.float64())], schema=_WEIGHED)
