"""The capture places of a destination, and the destinations of a capture place. SINTETICO."""

from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph


def test_a_destination_names_where_its_victims_were_captured(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, "capture_places", place="Lima") == [
        ("PE-08", "Cusco", 3, 1, 2, "2017-03-01", "2018-05-02", ["C-2", "C-1"]),
        ("VE", "Venezuela", 1, 0, 1, "2022-06-01", "2022-06-01", ["C-4"]),
    ]


def test_a_capture_place_names_where_its_victims_were_taken(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, "destinations_of_capture", place="Cusco", level="district") == [
        ("PE-150101", "Lima", 2, 1, 2, "2017-03-01", "2018-05-02", ["C-2", "C-1"]),
        ("PE-150108", "Lima 8", 1, 0, 1, "2018-05-02", "2018-05-02", ["C-2"]),
    ]


def test_a_district_is_asked_for_whatever_the_level_of_the_answer(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, "capture_places", "capture_place", "victims", place="PE-150108") == [
        ("PE-08", 1)
    ]


def test_what_is_not_known_is_a_row_without_a_place(graph: Graph) -> None:
    # V4 was captured in Loreto, and nobody knows where she was taken.
    write_small_graph(graph)

    assert asked(graph, "destinations_of_capture", "destination", "minors", place="Loreto") == [
        (None, 1)
    ]


def test_a_place_on_the_way_is_no_destination(graph: Graph) -> None:
    # V1 is received in Abancay before she is received in Lima.
    write_small_graph(graph)
    graph.write_rows("MATCH (s:Stage {uid: 'E12'}) SET s.phase = 'RECEPCION'")

    assert asked(graph, "capture_places", place="Apurímac") == []


def test_a_period_counts_what_may_have_happened_in_it(graph: Graph) -> None:
    write_small_graph(graph)
    columns = ("capture_place", "victims")

    assert asked(graph, "capture_places", *columns, place="Lima", until="2017-03-15") == [
        ("PE-08", 1)
    ]
    assert asked(graph, "destinations_of_capture", place="Cusco", since="2019") == []
