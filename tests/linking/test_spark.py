"""Both engines agree: the same candidate pairs, costs of rules, odds and judgements."""

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from linked import Linked
from twin_people import twin_people

from trama.linkage.model.shipped import shipped_model
from trama.linkage.pairs.blocking import candidate_pairs
from trama.linkage.spark.session import spark_session
from trama.linking.pair_engine import PairEngine, engine_of, this_machine
from trama.linking.scoring import bits_of
from trama.twin import TwinOptions

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    # A session outlives a test, and pytest restores its filters with each. Sockets are pyspark's.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning"),
]
pytest.importorskip("pyspark", reason="sin pyspark: .ci/setup spark")


@pytest.fixture(scope="module")
def spark() -> Iterator[PairEngine]:
    with spark_session() as session:
        yield engine_of(session)
    gc.collect()  # closes pyspark's sockets under the filters of this module


def test_both_engines_find_the_same_pairs_and_give_the_same_odds(
    spark: PairEngine, tmp_path: Path
) -> None:
    records = []
    for seed in (7, 8, 9):
        folder = tmp_path / str(seed)
        records += twin_people(folder, TwinOptions(cases=40, seed=seed)).records
    identities = [record.identity for record in records]

    here = candidate_pairs(records)
    there = spark.pairs(records)
    bits = bits_of(identities, here.one, here.other, shipped_model())
    counted: list[int] = []
    weighed = spark.odds(identities, here.one, here.other, shipped_model(), counted.append)

    assert len(here) > 200
    assert np.array_equal(here.one, there.one)
    assert np.array_equal(here.other, there.other)
    assert np.array_equal(here.found_by, there.found_by)
    assert sum(count > 0 for count in here.added.values()) > 5
    assert np.array_equal(bits, weighed)
    assert sum(counted) == len(here)


@pytest.mark.only_on("embedded")
def test_a_graph_linked_on_spark_ends_as_one_linked_here(
    spark: PairEngine, linked: Linked, twin: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    linked.load(twin)
    there = linked.home = tmp_path / "there"
    there.mkdir()
    linked.engine = lambda: nullcontext(spark)
    capfd.readouterr()
    on_spark = linked.link()
    told = capfd.readouterr()
    rows = linked.rows()

    linked.engine = lambda: pytest.fail("another threshold starts no engine")
    linked.link()
    here = tmp_path / "here"
    here.mkdir()
    linked.engine = this_machine
    again = linked.link(home=here)

    assert on_spark.compared > 10
    assert (told.out, told.err) == ("", "")
    assert len([row for row in rows if row[2] == "same"]) > 3
    assert again.stored == {}
    assert again.blocking == on_spark.blocking
    # What is kept of each pair, its odds and the rules that found it, is equal to the last byte.
    assert (here / "links.cache").read_bytes() == (there / "links.cache").read_bytes()
