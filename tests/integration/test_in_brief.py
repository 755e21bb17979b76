"""A graph keeps in brief exactly what a scan gives: after loads, judgements and rebuilds."""

import random
from functools import partial
from pathlib import Path

import pytest
from scanned import kept, scanned

from trama.access.pseudonyms import pseudonym
from trama.canonical.judging import Opinion, judge
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.status import status
from trama.ingest.load.loader import LoadOptions, load
from trama.linkage.judgements import Subject, Verdict
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

pytestmark = [pytest.mark.slow, pytest.mark.every_engine]

OPTIONS = LoadOptions(key=b"k" * 32)
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=OPTIONS.key))
PEOPLE = "MATCH (r:Record) WHERE r.kind IN ['victim', 'suspect'] RETURN r.uid AS uid ORDER BY uid"


def test_values_in_brief_and_tallies_are_those_of_a_scan(graph: Graph, tmp_path: Path) -> None:
    # Two twins share the numbers of cases: the second corrects the first.
    for seed in (3, 4):
        write_twin(tmp_path / str(seed), TwinOptions(cases=30, seed=seed))
        assert not load([tmp_path / str(seed)], graph, OPTIONS).failed
        found = scanned(graph)
        assert kept(graph) == found
        assert all(found.values())
    before = fingerprint(graph)

    judge(graph, opinions(graph), DERIVING, None)

    assert kept(graph) == scanned(graph)
    assert fingerprint(graph) != before
    assert not rebuild_all(graph, DERIVING).changed
    assert kept(graph) == scanned(graph)


@pytest.mark.parametrize("how", ["rebuild", "load"])
def test_a_graph_of_an_older_version_gets_its_values_by_a_rebuild_or_the_next_load(
    graph: Graph, tmp_path: Path, how: str
) -> None:
    write_twin(tmp_path / "twin", TwinOptions(cases=20, seed=3))
    assert not load([tmp_path / "twin"], graph, OPTIONS).failed
    loaded = fingerprint(graph)
    for text in (
        "MATCH (c:Case) REMOVE c.gaps, c.provisions, c.superseded, c.conflicts",
        "MATCH (c:Case) REMOVE c.counted, c.latest_day, c.handed_over, c.unmatched_reports",
        "MATCH (c:Case) REMOVE c.lacks, c.place",
        "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.stages, l.way, l.missing, l.without_place",
        "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.counted",
        "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.every_recruitment, l.every_means",
        "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.every_purpose, l.days_held, l.chain",
        "MATCH (p:Person) REMOVE p.known_by",
        "MATCH (n) WHERE n:Recurrence OR n:RecordTally OR n:TalliesCounted DELETE n",
        "MATCH (n) WHERE n:NameBeginning OR n:NameBearers DELETE n",
        "MATCH ()-[r:ROUTE]->() REMOVE r.recent",
        "MATCH (m:SchemaMigration {name: 'values_in_brief'}) DELETE m",
    ):
        graph.write_rows(text)
    assert fingerprint(graph) != loaded
    assert status(graph).migrations == ("values_in_brief",)

    if how == "rebuild":
        assert rebuild_all(graph, DERIVING).changed
    else:
        assert not load([tmp_path / "twin"], graph, OPTIONS).failed

    assert status(graph).migrations == ()

    assert fingerprint(graph) == loaded
    assert kept(graph) == scanned(graph)


def opinions(graph: Graph) -> list[Opinion]:
    """Return judgements that join twenty pairs of people."""
    people = [row["uid"] for row in graph.stream(PEOPLE)]
    pairs = [random.Random(number).sample(people, 2) for number in range(20)]
    return [
        Opinion(Subject.PERSON, *pair, Verdict.SAME, by="SINTETICA", at="2026-11-28T00:00:00+00:00")
        for pair in pairs
    ]
