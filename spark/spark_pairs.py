"""Candidate pairs found on Spark: those of ``pairs.blocking``, by the same declared rules."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from splink import Linker, SparkAPI

from trama.linkage.pairs.blocking import RULES, CandidatePairs, Dialect, blocking_settings
from trama.linkage.pairs.compared_records import ComparedRecord, people_table


def spark_pairs(records: Sequence[ComparedRecord], spark: Any) -> CandidatePairs:  # noqa: ANN401
    """Return the pairs of records that a rule finds, as ``blocking.candidate_pairs`` returns them.

    Splink finds the pairs. The rules of a pair are applied where the pair was found: a pair
    comes back as three numbers, of 12 bytes.
    """
    people = spark.createDataFrame(people_table(records))
    # Splink would write its tables to disk in clear otherwise, names among them.
    make_api: Any = SparkAPI  # Splink does not type it
    api = make_api(
        spark_session=spark, break_lineage_method="persist", register_udfs_automatically=False
    )
    linker = Linker(api.register(people), blocking_settings(Dialect.SPARK), log_level=None)
    blocked = linker.inference.compute_blocked_pairs_for_predict().physical_name
    people.createOrReplaceTempView("people")
    rules = " + ".join(
        f"CAST({rule.holds(Dialect.SPARK)} AS INT) * {1 << place}"
        for place, rule in enumerate(RULES)
    )
    found = spark.sql(
        f"""
        SELECT DISTINCT join_key_l AS one, join_key_r AS other, {rules} AS rules
        FROM {blocked} JOIN people l ON l.unique_id = join_key_l
        JOIN people r ON r.unique_id = join_key_r
        """  # noqa: S608 - our own rules and Splink's name of its table
    ).toArrow()
    one, other, rules_of = (found[name].to_numpy() for name in ("one", "other", "rules"))
    order = np.lexsort((other, one))
    found_by = (rules_of[order, None] >> np.arange(len(RULES))) & 1
    spark.catalog.clearCache()
    return CandidatePairs(
        one[order].astype(np.int32), other[order].astype(np.int32), found_by.astype(np.bool_)
    )
