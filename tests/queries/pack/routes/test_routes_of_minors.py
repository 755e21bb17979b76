"""The routes of victims under 18, beside the adults and the ages not known. SINTETICO."""

from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "routes_of_minors"
ENDS = ("origin", "destination")


def test_a_route_tells_minors_adults_and_unknown_ages_apart(graph: Graph) -> None:
    # From Cusco to Lima V1 is 15, V2 is 22, and the age of V3 is not known; V4 is 17.
    write_small_graph(graph)

    assert asked(graph, NAME) == [
        ("PE-08", "Cusco", "PE-15", "Lima", 1, 0, 1, 1, 1, "2017-03-01", "2017-03-31"),
        ("PE-16", "Loreto", None, None, 1, 0, 0, 0, 1, "2019-01-01", "2019-12-31"),
    ]


def test_who_is_under_14_counts_among_the_minors_too(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows("MATCH (:Victim {uid: 'V2'})-[lived:VICTIM_IN]->() SET lived.age = 13.9")

    assert asked(graph, NAME, *ENDS, "minors", "under_14", "adults")[0] == (
        *("PE-08", "PE-15"),
        *(2, 1, 0),
    )


def test_an_adult_of_18_is_no_minor(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows("MATCH (:Victim {uid: 'V1'})-[lived:VICTIM_IN]->() SET lived.age = 18.0")

    assert asked(graph, NAME, *ENDS) == [("PE-16", None)]


def test_a_period_counts_what_may_have_happened_in_it(graph: Graph) -> None:
    # Of C-3 only the year is known: it may have happened in any month of 2019.
    write_small_graph(graph)

    assert asked(graph, NAME, *ENDS, since="2019-11", until="2019-11") == [("PE-16", None)]
    assert asked(graph, NAME, *ENDS, since="2020") == []


def test_at_the_level_of_districts_a_place_is_as_fine_as_it_is_known(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, NAME, *ENDS, level="district") == [
        ("PE-080101", "PE-150101"),
        ("PE-160101", None),
    ]
