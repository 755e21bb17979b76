"""A rebuild makes of a damaged graph the one that its records give, on every engine."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import rebuilding_process
from filelock import FileLock
from rebuilding_process import DERIVING

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild_all import RebuildReport, Step, rebuild_all
from trama.core.errors import BadSetting, LoadInterrupted
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.status import status
from trama.graph.store.writer import Writer
from trama.ingest.load.loader import LoadOptions, load
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

OPTIONS = LoadOptions(key=b"k" * 32)
CASES = 60
SHARED = "(n:Phone OR n:Account OR n:Vehicle OR n:Establishment OR n:Organisation OR n:Agency)"

DAMAGE = {
    "a stage is deleted": "MATCH (s:Stage) WITH s ORDER BY s.uid LIMIT 1 DETACH DELETE s",
    "a name is changed": (
        "MATCH (p:Person) WHERE p.name IS NOT NULL WITH p ORDER BY p.uid LIMIT 1 "
        "SET p.name = 'SINTETICO, DAÑADO'"
    ),
    "a NEXT is cut": (
        "MATCH (a:Stage)-[r:NEXT]->(b:Stage) WITH r, a ORDER BY a.uid LIMIT 1 DELETE r"
    ),
    "a NEXT exists twice": (
        "MATCH (a:Stage)-[:NEXT]->(b:Stage) WITH a, b ORDER BY a.uid LIMIT 1 "
        "CREATE (a)-[:NEXT]->(b)"
    ),
    "a case is deleted": "MATCH (c:Case) WITH c ORDER BY c.uid LIMIT 1 DETACH DELETE c",
    "a route is deleted": (
        "MATCH (a:Location)-[r:ROUTE]->() WITH r, a ORDER BY a.uid LIMIT 1 DELETE r"
    ),
    "a route exists twice": (
        "MATCH (a:Location)-[r:ROUTE]->(b) WITH a, b, r ORDER BY a.uid LIMIT 1 "
        "CREATE (a)-[:ROUTE {level: r.level}]->(b)"
    ),
    "a route has no level": (
        "MATCH (a:Location {uid: 'PE-15'}) MATCH (b:Location {uid: 'PE-08'}) "
        "CREATE (a)-[:ROUTE {cases: 9}]->(b)"
    ),
    "a person has no record": "CREATE (:Person:Victim {uid: 'P-SINTETICO', name: 'NADIE'})",
    "a person has no uid": "CREATE (:Person:Suspect {name: 'NADIE'})",
    "two persons are merged": (
        "MATCH (a:Victim)-[:VICTIM_IN]->(c:Case) MATCH (b:Victim)-[:VICTIM_IN]->(d:Case) "
        "WHERE a.uid < b.uid AND c.uid <> d.uid "
        "WITH a, b, c, d ORDER BY a.uid, b.uid, c.uid, d.uid LIMIT 1 "
        "MATCH (b)-[:ATTESTED_BY]->(r:Record) CREATE (a)-[:ATTESTED_BY]->(r) "
        "WITH DISTINCT a, b, d CREATE (a)-[:VICTIM_IN]->(d) DETACH DELETE b"
    ),
    "a label is lost": "MATCH (v:Victim) WITH v ORDER BY v.uid LIMIT 1 REMOVE v:Victim",
    "a label is gained": (
        "MATCH (v:Victim) WHERE NOT v:Suspect WITH v ORDER BY v.uid LIMIT 1 SET v:Suspect"
    ),
    "a uid is changed": (
        "MATCH (p:Person) WITH p ORDER BY p.uid DESC LIMIT 1 SET p.uid = 'P-SINTETICO-2'"
    ),
    "an accusation is changed": (
        "MATCH (p:Suspect)-[r:SUSPECT_IN]->(:Case) WITH r, p ORDER BY p.uid LIMIT 1 "
        "SET r.excluded = 1"
    ),
    "a shared node is renamed": (
        f"MATCH (n)<-[:INVOLVES]-(:Case) WHERE {SHARED} WITH n ORDER BY n.uid LIMIT 1 "
        "SET n.name = 'ZZZ SINTETICO'"
    ),
    "shared nodes are deleted": f"MATCH (n) WHERE {SHARED} DETACH DELETE n",
    "a phone belongs to nobody": "CREATE (:Phone {uid: 'Phone:SINTETICO', name: 'SINTETICO'})",
    "places abroad are deleted": "MATCH (n:Location {level: 'SUBDIVISION'}) DETACH DELETE n",
    "the canonical layer is deleted": (
        f"MATCH (n) WHERE n:Case OR n:Stage OR n:Person OR {SHARED} DETACH DELETE n"
    ),
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=CASES, seed=5))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def loaded(migrated_graph: Graph, exports: list[Path]) -> Graph:
    load(exports, migrated_graph, OPTIONS)
    return migrated_graph


def changed(report: RebuildReport) -> tuple[int, ...]:
    counts = (report.cases.changed, report.persons.changed, report.stages.changed)
    return (*counts, report.shared, report.removed)


def count(graph: Graph, label: str) -> int:
    return int(next(graph.stream(f"MATCH (n:{label}) RETURN count(n) AS count"))["count"])


def damage(graph: Graph, *names: str) -> None:
    for name in names:
        (row,) = graph.write_rows(f"{DAMAGE[name]} RETURN count(*) AS damaged")
        assert row["damaged"] > 0, name


@pytest.mark.every_engine
def test_a_right_graph_stays_as_it_is_and_a_damaged_one_is_mended(loaded: Graph) -> None:
    # Arrange
    right = fingerprint(loaded)
    steps: list[tuple[Step, int, int]] = []

    # Act
    report = rebuild_all(loaded, DERIVING, lambda *step: steps.append(step))

    # Assert
    assert changed(report) == (0, 0, 0, 0, 0)
    assert report.changed is False
    assert fingerprint(loaded) == right
    assert report.cases.compared == count(loaded, "Case") > 30
    assert report.persons.compared == count(loaded, "Person") > 30
    assert report.stages.compared == count(loaded, "Stage") > 30
    assert report.routes > 0
    assert [step for step, done, total in steps if done == total] == [Step.CASES, Step.ROUTES]

    # Arrange
    damage(loaded, *(name for name in DAMAGE if "are deleted" not in name and "layer" not in name))

    # Act
    report = rebuild_all(loaded, DERIVING)

    # Assert
    assert report.changed
    assert fingerprint(loaded) == right
    assert changed(rebuild_all(loaded, DERIVING)) == (0, 0, 0, 0, 0)
    assert status(loaded).unfinished is False


@pytest.mark.only_on("embedded")
def test_each_damage_alone_is_mended(loaded: Graph) -> None:
    right = fingerprint(loaded)

    for name in DAMAGE:
        # Act
        damage(loaded, name)
        report = rebuild_all(loaded, DERIVING)

        # Assert
        assert fingerprint(loaded) == right, name
        assert report.changed or "route" in name, name


def test_other_rules_change_the_graph_and_the_old_ones_bring_it_back(loaded: Graph) -> None:
    # Arrange
    right = fingerprint(loaded)
    situations = next(
        loaded.stream(
            "MATCH ()-[r:SUSPECT_IN]->() WHERE r.situation IS NOT NULL "
            "RETURN collect(DISTINCT r.situation) AS found"
        )
    )["found"]
    harsher = replace(DERIVING.rules, excluded=DERIVING.rules.excluded | frozenset(situations))

    # Act
    report = rebuild_all(loaded, replace(DERIVING, rules=harsher))
    other = fingerprint(loaded)
    back = rebuild_all(loaded, DERIVING)

    # Assert
    assert situations
    assert report.cases.changed == back.cases.changed > 0
    assert (report.persons.changed, report.stages.changed) == (0, 0)
    assert other != right
    assert fingerprint(loaded) == right


@pytest.fixture
def rebuilder(graph_environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, rebuilding_process.__file__], env=os.environ | graph_environment
    )
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def several_batches(migrated_graph: Graph, tmp_path: Path) -> tuple[Graph, str]:
    """Return a graph whose canonical layer is gone, and its fingerprint before."""
    twin = write_twin(tmp_path, TwinOptions(cases=260, seed=3))
    load([twin.reta, *twin.sistra], migrated_graph, OPTIONS)
    right = fingerprint(migrated_graph)
    damage(migrated_graph, "the canonical layer is deleted")
    return migrated_graph, right


def test_a_rebuild_that_is_killed_goes_on_when_it_is_repeated(
    several_batches: tuple[Graph, str], rebuilder: "subprocess.Popen[bytes]"
) -> None:
    # Arrange
    graph, right = several_batches
    for _ in range(2400):
        if count(graph, "Case") or rebuilder.poll() is not None:
            break
        time.sleep(0.02)
    rebuilder.send_signal(signal.SIGKILL)
    rebuilder.wait()
    broken_off = fingerprint(graph)
    written = count(graph, "Case")

    # Act
    report = rebuild_all(graph, DERIVING)

    # Assert
    assert written > 0
    assert broken_off != right
    assert report.cases.compared - report.cases.changed == written
    assert fingerprint(graph) == right
    assert status(graph).unfinished is False


def test_a_rebuild_stops_when_a_load_has_begun(several_batches: tuple[Graph, str]) -> None:
    # Arrange
    graph, right = several_batches

    def begin_a_load(_step: Step, _done: int, _total: int) -> None:
        Writer(graph)

    # Act
    with pytest.raises(LoadInterrupted):
        rebuild_all(graph, DERIVING, begin_a_load)

    # Assert
    assert fingerprint(graph) != right
    rebuild_all(graph, DERIVING)
    assert fingerprint(graph) == right


@pytest.mark.only_on("embedded")
def test_a_rebuild_waits_for_the_load_of_its_own_installation(
    loaded: Graph, tmp_path: Path
) -> None:
    # Arrange
    lock = tmp_path / "home" / "load.lock"
    ended: list[RebuildReport] = []
    thread = threading.Thread(target=lambda: ended.append(rebuild_all(loaded, DERIVING, lock=lock)))

    # Act
    lock.parent.mkdir()
    with FileLock(lock):
        thread.start()
        thread.join(1.0)
        waited = list(ended)
    thread.join(60.0)

    # Assert
    assert waited == []
    assert len(ended) == 1


def test_a_graph_without_records_stays_as_it_is(graph: Graph) -> None:
    graph.write_rows("CREATE (:Person {uid: 'P-SINTETICO'})")

    report = rebuild_all(graph, DERIVING)

    assert report.cases.compared == 0
    assert count(graph, "Person") == 1


@pytest.mark.every_engine
def test_another_key_is_refused_until_a_rebuild_has_renamed_everybody(
    loaded: Graph, exports: list[Path]
) -> None:
    right, key = fingerprint(loaded), b"K" * 32
    lost = replace(OPTIONS, key=key)
    deriving = replace(DERIVING, pseudonym=partial(pseudonym, key=key))

    with pytest.raises(BadSetting, match=r"pseudonym\.key"):
        load(exports, loaded, lost)
    renamed = rebuild_all(loaded, deriving)

    assert renamed.persons.changed == renamed.persons.compared > 30
    assert not load(exports, loaded, lost).failed
    people = loaded.stream("MATCH (p:Person) RETURN p.uid AS uid, p.pseudonym AS pseudonym")
    assert all(row["pseudonym"] == pseudonym(row["uid"], key) for row in people)
    assert fingerprint(loaded) == right
