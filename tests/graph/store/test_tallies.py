"""Tallies: counted again where transactions changed them, all of them where nobody counted yet."""

from collections import Counter
from typing import Any

import pytest

from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.record_counts import Counts
from trama.graph.store.status import status
from trama.graph.store.tallies import Node, count_tallies, note_tallies

S1, S2, PHONE = ("Suspect", "P-1"), ("Suspect", "P-2"), ("Phone", "Phone:1")
ONE_MORE: Counts = Counter(
    {("RETA", "victim", "", "records"): 1, ("RETA", "victim", "sex", "known"): 1}
)


@pytest.fixture
def accused(graph: Graph) -> Graph:
    """P-1 is accused in C-1 and C-2, P-2 in C-2 alone; a telephone is in both, a record in none."""
    graph.write_rows(
        "CREATE (a:Case {uid: 'C-1'}), (b:Case {uid: 'C-2'}), "
        "(m:Phone {uid: 'Phone:1', name: '1'}), "
        "(p:Person:Suspect {uid: 'P-1', pseudonym: 'X-1'}), "
        "(q:Person:Suspect {uid: 'P-2', pseudonym: 'X-2'}), "
        "(p)-[:SUSPECT_IN]->(a), (p)-[:SUSPECT_IN]->(b), (q)-[:SUSPECT_IN]->(b), "
        "(a)-[:INVOLVES]->(m), (b)-[:INVOLVES]->(m), "
        "(:Record {uid: 'R-1', registry: 'RETA', kind: 'victim', sex: 'F'})"
    )
    return graph


def note(graph: Graph, *recurring: Node, records: Counts | None = None) -> None:
    graph.write(lambda transaction: note_tallies(transaction, recurring, records or Counter()))


def recurrences(graph: Graph) -> list[tuple[Any, ...]]:
    text = (
        "MATCH (t:Recurrence) RETURN t.uid AS uid, t.key AS key, t.recurs AS recurs, "
        "t.cases AS cases ORDER BY uid"
    )
    return [tuple(row.values()) for row in graph.stream(text)]


def known(graph: Graph, field: str) -> list[tuple[int, int]]:
    text = (
        "MATCH (t:RecordTally {registry: 'RETA', kind: 'victim', field: $field}) "
        "RETURN t.records AS records, t.known AS known"
    )
    return [(row["records"], row["known"]) for row in graph.stream(text, field=field)]


@pytest.mark.every_engine
def test_the_first_count_counts_everything(accused: Graph) -> None:
    count_tallies(accused, Fence(accused))

    assert recurrences(accused) == [
        ("P-1", "X-1", "Suspect", 2),
        ("Phone:1", "Phone:1", "Phone", 2),
    ]
    assert (known(accused, "sex"), known(accused, "name")) == ([(1, 1)], [(1, 0)])


@pytest.mark.every_engine
def test_only_what_is_noted_is_counted_again(accused: Graph) -> None:
    count_tallies(accused, Fence(accused))
    accused.write_rows("MATCH (:Suspect)-[r:SUSPECT_IN]->(c:Case {uid: 'C-1'}) DELETE r")
    accused.write_rows("MATCH (c:Case {uid: 'C-2'})-[r:INVOLVES]->() DELETE r")
    note(accused, S1, S2, records=ONE_MORE)

    count_tallies(accused, Fence(accused))

    assert recurrences(accused) == [("Phone:1", "Phone:1", "Phone", 2)]
    assert (known(accused, "sex"), known(accused, "name")) == ([(2, 2)], [(2, 0)])


def test_notes_of_a_load_that_died_wait_for_the_next_count_and_count_once(accused: Graph) -> None:
    count_tallies(accused, Fence(accused))
    note(accused, records=ONE_MORE)
    note(accused, PHONE, records=ONE_MORE)
    assert status(accused).unfinished

    count_tallies(accused, Fence(accused))
    count_tallies(accused, Fence(accused))

    assert known(accused, "sex") == [(3, 3)]
    assert not status(accused).unfinished


def test_notes_before_the_first_count_are_in_what_it_counts(accused: Graph) -> None:
    note(accused, S1, records=ONE_MORE)

    count_tallies(accused, Fence(accused))

    assert known(accused, "sex") == [(1, 1)]
    assert not status(accused).unfinished


def test_a_graph_counted_by_other_rules_is_counted_again_from_a_scan(accused: Graph) -> None:
    count_tallies(accused, Fence(accused))
    accused.write_rows("MATCH (t:Recurrence) SET t.cases = 9")
    accused.write_rows("MATCH (n:TalliesCounted) SET n.how = 'of an older version'")

    count_tallies(accused, Fence(accused))

    assert [row[3] for row in recurrences(accused)] == [2, 2]


def test_a_whole_count_mends_what_nobody_noted(accused: Graph) -> None:
    count_tallies(accused, Fence(accused))
    accused.write_rows("MATCH (t:Recurrence {uid: 'P-1'}) DELETE t")
    accused.write_rows("CREATE (:Recurrence {uid: 'P-9', key: 'X-9', recurs: 'Suspect', cases: 3})")
    accused.write_rows("MATCH (t:RecordTally) SET t.known = 9")

    count_tallies(accused, Fence(accused), whole=True)

    assert [row[0] for row in recurrences(accused)] == ["P-1", "Phone:1"]
    assert known(accused, "name") == [(1, 0)]
