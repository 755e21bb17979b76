"""The places where victims were captured, passed and arrived, as counts by role. SINTETICO."""

from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph

COUNTS = ("origin", "transit", "destination", "victims", "cases")


def test_a_place_counts_the_victims_captured_passing_and_arriving(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, "place_roles", "place", *COUNTS) == [
        ("PE-15", 0, 0, 4, 4, 3),
        ("PE-08", 3, 0, 0, 3, 2),
        ("PE-03", 0, 1, 0, 1, 1),
        ("PE-04", 0, 1, 0, 1, 1),
        ("PE-16", 1, 0, 0, 1, 1),
        ("PE-24", 0, 1, 0, 1, 1),
        ("VE", 1, 0, 0, 1, 1),
    ]


def test_who_is_captured_and_exploited_in_one_country_is_one_victim_there(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, "place_roles", "place_name", *COUNTS, level="country") == [
        ("Perú", 4, 0, 4, 5, 4),
        ("Venezuela", 1, 0, 0, 1, 1),
    ]


def test_by_year_a_fact_between_two_years_has_no_year(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (c:Case {uid: 'C-2'}) SET c.since = '2017-12-31', c.until = '2018-01-02'"
    )

    found = asked(graph, "place_roles", "place", "year", "victims", by_year=True)

    assert [row for row in found if row[0] == "PE-15"] == [
        ("PE-15", None, 2),
        ("PE-15", 2017, 1),
        ("PE-15", 2022, 1),
    ]


def test_a_period_leaves_out_what_surely_happened_at_another_time(graph: Graph) -> None:
    write_small_graph(graph)

    found = asked(graph, "place_roles", "place", "victims", since="2019-06", until="2021")

    assert found == [("PE-16", 1)]
