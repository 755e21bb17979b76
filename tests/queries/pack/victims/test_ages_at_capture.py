"""The ages and sexes of the victims captured, in bands of the police's open data. SINTETICO."""

import pytest
from asked import asked
from scanned import keep_in_brief
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "ages_at_capture"
BANDS = (
    (5.9, 0, 5),
    (6.0, 6, 11),
    (17.9, 12, 17),
    (18.0, 18, 29),
    (59.5, 30, 59),
    (60.0, 60, None),
)


def test_victims_are_counted_by_band_and_sex(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, NAME) == [
        (12, 17, "F", 2, 2),
        (18, 29, "F", 1, 1),
        (18, 29, "M", 1, 1),
        (30, 59, "F", 1, 1),
        (None, None, "M", 1, 1),
    ]


def test_a_place_is_that_of_the_capture(graph: Graph) -> None:
    write_small_graph(graph)

    assert asked(graph, NAME, "age_from", "victims", place="Cusco") == [(12, 1), (18, 1), (None, 1)]
    assert asked(graph, NAME, place="Lima") == []


@pytest.mark.parametrize(("age", "least", "most"), BANDS)
def test_a_band_begins_with_its_first_year_and_ends_before_the_next(
    age: float, least: int, most: int | None, graph: Graph
) -> None:
    write_small_graph(graph)
    graph.write_rows("MATCH ()-[lived:VICTIM_IN]->() SET lived.age = $age", age=age)

    assert {row[:2] for row in asked(graph, NAME)} == {(least, most)}


def test_a_purpose_may_be_written_of_the_victim_or_of_a_stage(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (:Victim {uid: 'V2'})-[lived:VICTIM_IN]->() MATCH (s:Stage {uid: 'E14'}) "
        "SET lived.purposes = ['MENDICIDAD'], s.purposes = ['MENDICIDAD']"
    )
    keep_in_brief(graph)

    found = asked(graph, NAME, "age_from", "sex", "victims", purpose="MENDICIDAD")

    assert found == [(12, "F", 1), (18, "F", 1)]
