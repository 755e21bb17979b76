"""Pairs of a list's records found on Spark, and their names compared on its executors.

The rules, their budgets and the comparators are those of one machine. Spark sees a key of a rule as
a number; names go to the executors, which need the package ``trama`` of the same version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.lists.blocks import ListPairs, shared_keys
from trama.lists.columns import People
from trama.lists.list_engine import ListEngine
from trama.lists.list_rules import RULES, Keys
from trama.lists.name_keys import NameKeys
from trama.lists.name_levels import WIDTH, Rows, rows_of_names
from trama.values.name_shares import Shares

_ROWS = ", ".join(("pair long", *(f"n{place} byte" for place in range(WIDTH))))

Part = tuple[int, Keys, Keys]
"""A rule's number, its keys, and the record of each key."""


def spark_engine(spark: Any) -> ListEngine:  # noqa: ANN401 - pyspark may be absent
    """Return the engine of a session of Spark."""
    return ListEngine(partial(spark_pairs, spark=spark), partial(_spark_names, spark))


def spark_pairs(people: People, spark: Any) -> ListPairs:  # noqa: ANN401
    """Return the pairs of records that a rule finds, as ``blocks.pairs_of`` returns them.

    1. Make the keys of all rules here, and leave out the keys that too many records have.
    2. Let Spark join the records that share a key of a rule. A pair comes back once, with the rules
       that find it.
    """
    skipped = dict.fromkeys((rule.name for rule in RULES), 0)
    mine: list[Part] = []
    theirs: list[Part] = []
    for number, keys in shared_keys(people):
        skipped[RULES[number].name] += keys.skipped
        mine.append((number, keys.mine, keys.one))
        near = range(-keys.reach, keys.reach + 1)
        equals = np.concatenate([keys.theirs + years for years in near])
        theirs.append((number, equals, np.tile(keys.other, len(near))))
    for name, parts in (("mine", mine), ("theirs", theirs)):
        spark.createDataFrame(_table(parts, people)).createOrReplaceTempView(name)
    ends, kept = "m.record, t.record", "true"
    if not people.two_lists:
        ends = "least(m.record, t.record), greatest(m.record, t.record)"
        kept = "m.record <> t.record AND (m.of_case < 0 OR m.of_case <> t.of_case)"
    found = spark.sql(
        f"""
        SELECT one, other, bit_or(bit) AS found_by
        FROM (SELECT {ends}, m.bit FROM mine m JOIN theirs t USING (part, key) WHERE {kept})
        AS joined(one, other, bit) GROUP BY one, other
        """  # noqa: S608 - our own words
    ).toArrow()
    spark.catalog.clearCache()
    one, other, rules = (found[name].to_numpy() for name in ("one", "other", "found_by"))
    order = np.lexsort((other, one))
    return ListPairs(one[order], other[order], rules[order].astype(np.uint16), skipped)


def _table(parts: Sequence[Part], people: People) -> pa.Table:
    """Return a row for each key: the part and the bit of its rule, the record and its case.

    A rule that has keys of two kinds has two parts.
    """
    sizes = [len(keys) for _, keys, _ in parts]
    bits = [1 << number for number, _, _ in parts]
    keys, records = (
        np.concatenate([np.zeros(0, np.int64), *(part[place] for part in parts)])
        for place in (1, 2)
    )
    return pa.table(
        {
            "part": pa.array(np.repeat(np.arange(len(parts)), sizes), pa.int32()),
            "bit": pa.array(np.repeat(np.array(bits, np.int64), sizes), pa.int32()),
            "key": pa.array(keys, pa.int64()),
            "record": pa.array(records, pa.int64()),
            "of_case": pa.array(people.case[records], pa.int64()),
        }
    )


def _spark_names(
    spark: Any,  # noqa: ANN401 - pyspark may be absent
    keys: NameKeys,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
) -> Rows:
    """Return what ``name_levels.rows_of_names`` returns, compared on the executors."""
    pairs = pa.table({"pair": np.arange(len(one)), "one": one, "other": other})
    # The executors need the words of names, and no uid or document.
    people = keys.people
    named = replace(people, uids=people.uids.slice(0, 0), documents=people.sex, address=people.sex)
    work = partial(_compared, named, keys.shares)
    found = spark.createDataFrame(pairs).mapInArrow(work, _ROWS).toArrow()
    rows = np.zeros((len(one), WIDTH), np.int8)
    rows[found["pair"].to_numpy()] = np.stack(
        [found[f"n{place}"].to_numpy() for place in range(WIDTH)], axis=1
    )
    return rows


def _compared(
    people: People, shares: Shares, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of the pairs of each batch. Runs on an executor."""
    keys = NameKeys(people, shares)
    names = [field.partition(" ")[0] for field in _ROWS.split(", ")]
    for batch in batches:
        rows = rows_of_names(keys, batch["one"].to_numpy(), batch["other"].to_numpy())
        columns = [batch["pair"], *(pa.array(column, pa.int8()) for column in rows.T)]
        yield pa.record_batch(columns, names=names)
