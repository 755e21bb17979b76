"""Routes: counted again where legs changed, and only there."""

from typing import Any

import pytest

from trama.graph.engine import Graph
from trama.graph.store.changes import Leg
from trama.graph.store.fence import Fence
from trama.graph.store.routes import note_stale, rebuild_routes
from trama.graph.store.status import status
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import StaleRoutes

CUSCO_LIMA = Leg("DEPARTAMENTO", "PE-08>PE-15")
PUNO_LIMA = Leg("DEPARTAMENTO", "PE-21>PE-15")


@pytest.fixture
def travelled(graph: Graph) -> Graph:
    graph.write_rows("UNWIND ['PE-08', 'PE-15', 'PE-21'] AS uid CREATE (:Location {uid: uid})")
    for case, victim, leg, since in [
        ("C-1", "P-1", CUSCO_LIMA, "2017-03-05"),
        ("C-1", "P-2", CUSCO_LIMA, "2016-01-01"),
        ("C-2", "P-1", CUSCO_LIMA, None),
        ("C-2", "P-1", PUNO_LIMA, "2018-01-01"),
    ]:
        graph.write_rows(
            "MERGE (c:Case {uid: $case}) MERGE (v:Person:Victim {uid: $victim}) "
            "CREATE (v)-[:SUBJECTED_TO]->(s:Stage {uid: randomUUID(), leg_department: $leg})"
            "-[:PART_OF]->(c) SET s.since = $since, s.until = $since",
            case=case,
            victim=victim,
            leg=leg.leg,
            since=since,
        )
    return graph


def stale(graph: Graph, *legs: Leg) -> None:
    graph.write(lambda transaction: note_stale(transaction, legs))


def routes(graph: Graph) -> list[tuple[Any, ...]]:
    text = (
        "MATCH (a:Location)-[r:ROUTE]->(b:Location) RETURN a.uid AS a, b.uid AS b, "
        "r.level AS level, r.cases AS cases, r.victims AS victims, r.first AS first, "
        "r.last AS last ORDER BY a, b"
    )
    return [tuple(row.values()) for row in graph.stream(text)]


@pytest.mark.every_engine
def test_a_route_counts_cases_and_victims_and_its_first_and_last_day(travelled: Graph) -> None:
    stale(travelled, CUSCO_LIMA)

    counted = rebuild_routes(travelled, Fence(travelled))

    assert counted == 1
    assert routes(travelled) == [
        ("PE-08", "PE-15", "DEPARTAMENTO", 2, 2, "2016-01-01", "2017-03-05")
    ]


def test_counting_again_changes_nothing(travelled: Graph) -> None:
    stale(travelled, CUSCO_LIMA, PUNO_LIMA)
    rebuild_routes(travelled, Fence(travelled))
    before = routes(travelled)
    stale(travelled, CUSCO_LIMA)

    rebuild_routes(travelled, Fence(travelled))

    assert routes(travelled) == before
    assert len(before) == 2


def test_a_route_that_nobody_travels_any_more_is_removed(travelled: Graph) -> None:
    stale(travelled, CUSCO_LIMA, PUNO_LIMA)
    rebuild_routes(travelled, Fence(travelled))
    travelled.write_rows("MATCH (s:Stage {leg_department: 'PE-21>PE-15'}) DETACH DELETE s")
    stale(travelled, PUNO_LIMA)

    rebuild_routes(travelled, Fence(travelled))

    assert [route[0] for route in routes(travelled)] == ["PE-08"]


def test_legs_of_a_load_that_died_stay_noted_until_their_routes_are_counted(
    travelled: Graph,
) -> None:
    stale(travelled, CUSCO_LIMA)
    stale(travelled, PUNO_LIMA, CUSCO_LIMA)
    unfinished = status(travelled).unfinished

    counted = rebuild_routes(travelled, Fence(travelled))

    assert (unfinished, counted) == (True, 2)
    assert status(travelled).unfinished is False
    assert rebuild_routes(travelled, Fence(travelled)) == 0
    assert list(travelled.stream(f"MATCH (n:{label_of(StaleRoutes)}) RETURN n")) == []
