"""Routes: they follow where legs changed, by a gain or a count, and only there."""

from typing import Any

import pytest

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.route_gains import Gain, Leg
from trama.graph.store.routes import note_gains, note_stale, rebuild_routes
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
        "r.last AS last, r.recent AS recent ORDER BY a, b"
    )
    return [tuple(row.values()) for row in graph.stream(text)]


@pytest.mark.every_engine
def test_a_route_counts_cases_and_victims_and_its_first_and_last_day(travelled: Graph) -> None:
    stale(travelled, CUSCO_LIMA)

    counted = rebuild_routes(travelled, Fence(travelled))

    assert counted == 1
    assert routes(travelled) == [
        ("PE-08", "PE-15", "DEPARTAMENTO", 2, 2, "2016-01-01", "2017-03-05", ["C-1", "C-2"])
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


def gain(graph: Graph, **gained: Gain) -> None:
    legs = {"cusco": CUSCO_LIMA, "puno": PUNO_LIMA}
    noted = {legs[name]: gain for name, gain in gained.items()}
    graph.write(lambda transaction: note_gains(transaction, noted))


@pytest.fixture
def counted(travelled: Graph) -> Graph:
    """A graph whose routes follow its legs, before C-3 has one of P-1 and one of P-3."""
    stale(travelled, CUSCO_LIMA, PUNO_LIMA)
    rebuild_routes(travelled, Fence(travelled))
    travelled.write_rows(
        "MATCH (p:Person {uid: 'P-1'}) CREATE (c:Case {uid: 'C-3', until: '2019-01-01'}) "
        "CREATE (q:Person:Victim {uid: 'P-3'}) WITH p, q, c UNWIND [p, q] AS v "
        "CREATE (v)-[:SUBJECTED_TO]->(:Stage {uid: randomUUID(), since: '2019-01-01', "
        "until: '2019-01-01', leg_department: 'PE-08>PE-15'})-[:PART_OF]->(c)"
    )
    return travelled


NEW_CASE = Gain(
    cases=1,
    victims=1,
    first="2019-01-01",
    last="2019-01-01",
    touched={"C-3"},
    guests={"P-1": 1},  # who travels the leg in C-1, too
)


def whole(graph: Graph) -> list[tuple[Any, ...]]:
    """Return the routes as a count of all legs leaves them."""
    stale(graph, CUSCO_LIMA, PUNO_LIMA)
    rebuild_routes(graph, Fence(graph))
    return routes(graph)


@pytest.mark.every_engine
def test_a_gain_leaves_what_a_count_of_all_stages_leaves(counted: Graph) -> None:
    gain(counted, cusco=NEW_CASE)

    assert rebuild_routes(counted, Fence(counted)) == 1

    added = routes(counted)
    assert added[0][3:] == (3, 3, "2016-01-01", "2019-01-01", ["C-3", "C-1", "C-2"])
    assert added == whole(counted)


@pytest.mark.every_engine
def test_a_gain_that_cannot_tell_the_route_has_it_counted(counted: Graph) -> None:
    counted.write_rows("MATCH (s:Stage {since: '2016-01-01'}) DETACH DELETE s")
    gain(counted, cusco=NEW_CASE)
    gain(counted, cusco=Gain(victims=-1, gone_first="2016-01-01", touched={"C-1"}))

    assert rebuild_routes(counted, Fence(counted)) == 1

    added = routes(counted)
    assert added[0][3:] == (3, 2, "2017-03-05", "2019-01-01", ["C-3", "C-1", "C-2"])
    assert added == whole(counted)


def test_a_leg_that_is_stale_and_gains_counts_once(counted: Graph) -> None:
    stale(counted, CUSCO_LIMA)
    gain(counted, cusco=NEW_CASE)

    assert rebuild_routes(counted, Fence(counted)) == 1

    assert routes(counted)[0][3:5] == (3, 3)


def test_gains_of_a_load_that_died_are_added_once(counted: Graph) -> None:
    gain(counted, cusco=NEW_CASE)
    assert status(counted).unfinished

    for _ in range(2):
        rebuild_routes(counted, Fence(counted))

    assert routes(counted)[0][3:5] == (3, 3)
    assert not status(counted).unfinished


def test_a_load_that_lost_its_turn_adds_no_gain(counted: Graph) -> None:
    before = routes(counted)
    gain(counted, cusco=NEW_CASE)
    fence = Fence(counted)
    Fence(counted)

    with pytest.raises(LoadInterrupted):
        rebuild_routes(counted, fence)

    assert routes(counted) == before
