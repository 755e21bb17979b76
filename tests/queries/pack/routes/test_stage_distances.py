"""The kilometres and days between the stages of a victim, on both engines. SINTETICO."""

import pytest
from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "stage_distances"
DAYS = ("days_least", "days_most", "certainty")


@pytest.fixture
def equator(graph: Graph) -> Graph:
    """The small graph, its three places on round degrees: one north, and a quarter of the Earth."""
    write_small_graph(graph)
    graph.write_rows(
        "UNWIND [['PE-080101', 0.0, 0.0], ['PE-030101', 1.0, 0.0], ['PE-150101', 0.0, 90.0]] "
        "AS one "
        "MATCH (l:Location {uid: one[0]}) SET l.latitude = one[1], l.longitude = one[2]"
    )
    return graph


def days(graph: Graph, since: str, until: str) -> list[tuple[object, ...]]:
    """Return the first two rows of days, with the second stage somewhen in a period."""
    graph.write_rows(
        "MATCH (s:Stage {uid: 'E12'}) SET s.since = $since, s.until = $until",
        since=since,
        until=until,
    )
    return asked(graph, NAME, *DAYS, case="C-1")[:2]


def test_each_step_has_its_kilometres_and_days(equator: Graph) -> None:
    columns = ("victim", "position", "origin", "destination", "kilometres", *DAYS)

    assert asked(equator, NAME, *columns, case="C-1") == [
        ("V1", 1, "PE-080101", "PE-030101", 111, 4, 4, "SEGURO"),
        ("V1", 2, "PE-030101", "PE-150101", 10_008, 2, 2, "SEGURO"),
        ("V1", 3, "PE-150101", "PE-150101", 0, None, None, None),
    ]


def test_a_date_known_by_its_month_gives_the_fewest_and_the_most_days(equator: Graph) -> None:
    # After the 1st of March and before the 7th, if the order of the stages is right.
    assert days(equator, "2017-03-01", "2017-03-31") == [(0, 30, "POSIBLE"), (0, 6, "POSIBLE")]


def test_a_stage_that_was_surely_earlier_contradicts_the_order(equator: Graph) -> None:
    assert days(equator, "2017-02-20", "2017-02-20")[0] == (None, None, "CONTRADICE")


def test_no_distance_is_told_to_a_place_not_known_and_to_one_around_the_other(
    equator: Graph,
) -> None:
    equator.write_rows(
        "MATCH (s:Stage {uid: 'E13'})-[at:AT]->() DELETE at WITH s "
        "MATCH (l:Location {uid: 'PE-15'}) CREATE (s)-[:AT]->(l)"
    )
    around = asked(equator, NAME, "destination", "kilometres", case="C-1")
    missing = asked(equator, NAME, "origin", "destination", "kilometres", case="C-2")

    assert around == [("PE-030101", 111), ("PE-15", None), ("PE-150101", None)]
    assert ("PE-080101", None, None) in missing
