"""Both engines agree: the same candidate pairs, costs of rules, odds and judgements.

Lists without a graph have the same links and explanations on either.
"""

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from linked import Linked
from twin_people import twin_people

from trama.linkage.extra import LEAST_JAVA, java_version
from trama.linkage.model.shipped import shipped_model
from trama.linkage.pairs.blocking import candidate_pairs
from trama.linking.pair_engine import PairEngine, engine_of, this_machine
from trama.linking.scoring import bits_of
from trama.lists.blocks import pairs_of
from trama.lists.columns import read_people
from trama.lists.link import ListOptions, dedupe, link_lists
from trama.lists.list_rules import RULES
from trama.lists.spark_lists import spark_engine
from trama.spark.session import spark_session
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
if java_version() < LEAST_JAVA:
    pytest.skip(f"sin Java {LEAST_JAVA}: .ci/setup neo4j", allow_module_level=True)

# A few hundred pairs take Java longer to make ready than to compute: it compiles less, and once.
LIGHT = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
}


@pytest.fixture(scope="module")
def session() -> Iterator[object]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        with spark_session() as started:
            for name, value in LIGHT.items():
                started.conf.set(name, value)
            yield started
    gc.collect()  # closes pyspark's sockets under the filters of this module


@pytest.fixture(scope="module")
def spark(session: object) -> PairEngine:
    return engine_of(session)


def test_both_engines_find_the_same_pairs_and_give_the_same_odds(
    spark: PairEngine, tmp_path: Path
) -> None:
    records = []
    for seed in (7, 8):
        folder = tmp_path / str(seed)
        records += twin_people(folder, TwinOptions(cases=40, seed=seed)).records
    identities = [record.identity for record in records]

    here = candidate_pairs(records)
    there = spark.pairs(records)
    bits = bits_of(identities, here.one, here.other, shipped_model())
    counted: list[int] = []
    weighed = spark.odds(identities, here.one, here.other, shipped_model(), counted.append)

    assert len(here) > 100
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


def listed(count: int, name: str) -> pa.Table:
    """Return invented people (SINTETICO): every third with initials, every fifth with a slip."""
    surnames, given = ("QUISPE", "HUAMAN", "YUPANQUI", "CCOA", "ROJAS"), ("ROSA", "LUZ", "ANA")
    rows = []
    for number in range(count):
        words = surnames[number % 5], surnames[number // 5 % 5], given[number // 25 % 3]
        slip = name == "B" and number % 5 == 0
        initials = ".".join(word[0] for word in words) if name == "B" and number % 3 == 0 else ""
        name_cells = ("", "", "") if initials else (words[0] + "S" * slip, *words[1:])
        document = f"DNI:4{number:07}" if number % 4 else ""
        birth = f"{1980 + number % 20}-0{1 + number % 9}-1{number % 9}"
        case = f"{name}{number // 2}"
        rows.append(
            (f"{name}{number}", *name_cells, document, initials, "FM"[number % 2], birth, case)
        )
    names = ("paternal", "maternal", "given")
    columns = ("uid", *names, "document", "initials", "sex", "birth", "case")
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def test_lists_have_the_same_pairs_links_and_explanations_on_spark(session: object) -> None:
    one, other = listed(300, "A"), listed(300, "B")
    there = spark_engine(session)

    for lists in ((one, other), (pa.concat_tables([one, other]),)):
        here, on_spark = (pairs(read_people(*lists)) for pairs in (pairs_of, there.pairs))
        assert len(here) > 300
        assert np.array_equal(here.one, on_spark.one)
        assert np.array_equal(here.other, on_spark.other)
        assert np.array_equal(here.found_by, on_spark.found_by)
        assert here.skipped == on_spark.skipped
        assert sum(bool((here.found_by >> rule & 1).any()) for rule in range(len(RULES))) > 5
    linked = [
        (link_lists(one, other, options=options), dedupe(one, options=options))
        for options in (ListOptions(), replace(ListOptions(), engine=there))
    ]
    for here_links, links_there in zip(*linked, strict=True):
        assert here_links.pairs.num_rows > 0
        assert links_there.pairs.equals(here_links.pairs)
        assert links_there.groups.equals(here_links.groups)
