"""The legs between countries, with the place in Peru where they begin or end. SINTETICO."""

import pytest
from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "border_crossings"


@pytest.fixture
def crossing(graph: Graph) -> Graph:
    """The small graph, in which V5 enters by Tumbes, and V2 is taken from Wanchaq to Venezuela."""
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (entry:Stage {uid: 'E52'}) MATCH (exit:Stage {uid: 'E22'}) "
        "SET entry.leg_country = 'VE>PE', entry.transport = 'BUS', exit.leg_country = 'PE>VE', "
        "exit.leg_district = 'PE-080108>VE'"
    )
    return graph


def test_a_crossing_has_both_countries_and_the_place_in_peru(crossing: Graph) -> None:
    assert asked(crossing, NAME) == [
        (
            *("PE", "Perú", "VE", "Venezuela", "PE-08", "Cusco"),
            *(1, 0, 1, [], "2018-05-03", "2018-05-03", ["C-2"]),
        ),
        (
            *("VE", "Venezuela", "PE", "Perú", "PE-24", "Tumbes"),
            *(1, 0, 1, ["BUS"], "2022-06-09", "2022-06-09", ["C-4"]),
        ),
    ]


def test_the_place_is_told_at_the_level_asked(crossing: Graph) -> None:
    assert asked(crossing, NAME, "place", level="district") == [("PE-080108",), ("PE-240101",)]
    assert asked(crossing, NAME, "place", level="country") == [("PE",), ("PE",)]


def test_the_transports_of_several_crossings_are_told_once_and_in_order(crossing: Graph) -> None:
    crossing.write_rows(
        "MATCH (v:Victim {uid: 'V6'}) MATCH (c:Case {uid: 'C-5'}) UNWIND ['BUS', 'A_PIE'] AS how "
        "CREATE (v)-[:SUBJECTED_TO]->(s:Stage {uid: 'E-' + how, position: 1, transport: how, "
        "  leg_country: 'VE>PE', leg_district: 'VE>PE-2401'}) CREATE (s)-[:PART_OF]->(c)"
    )

    found = asked(crossing, NAME, "place", "victims", "cases", "transports", "case_uids")

    assert found[0] == ("PE-24", 2, 2, ["A_PIE", "BUS"], ["C-4", "C-5"])


def test_a_leg_past_peru_has_no_place_in_peru(crossing: Graph) -> None:
    crossing.write_rows(
        "MATCH (s:Stage {uid: 'E52'}) SET s.leg_country = 'VE>EC', s.leg_district = 'VE-S>EC'"
    )

    assert ("VE", "EC", None) in asked(crossing, NAME, "origin", "destination", "place")


def test_a_stage_without_a_date_counts_in_the_period_of_the_fact(crossing: Graph) -> None:
    crossing.write_rows("MATCH (s:Stage {uid: 'E52'}) REMOVE s.since, s.until")

    assert asked(crossing, NAME, "place", since="2022-06", until="2022-06") == [("PE-24",)]
    assert asked(crossing, NAME, "place", since="2022-06-02") == []
