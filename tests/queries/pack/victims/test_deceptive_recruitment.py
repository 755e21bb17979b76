"""Victims who were offered one thing and exploited in another. SINTETICO."""

import pytest
from asked import asked
from scanned import keep_in_brief
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "deceptive_recruitment"


@pytest.fixture
def offered(graph: Graph) -> Graph:
    """The small graph: V1 was offered work, V2 studies, and V3 nothing. A stage deceived V1."""
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (:Victim {uid: 'V1'})-[one:VICTIM_IN]->() MATCH (captured:Stage {uid: 'E11'}) "
        "MATCH (:Victim {uid: 'V2'})-[two:VICTIM_IN]->() "
        "MATCH (:Victim {uid: 'V3'})-[three:VICTIM_IN]->() "
        "SET captured.recruitment = 'OFERTA_TRABAJO', two.recruitment = 'OFERTA_ESTUDIO', "
        "three.recruitment = 'SEDUCCION', one.purposes = ['PROSTITUCION', 'EXPLOTACION_LABORAL'], "
        "two.purposes = ['EXPLOTACION_LABORAL', 'NO_IDENTIFICADO'], three.purposes = ['MENDICIDAD']"
    )
    keep_in_brief(graph)
    return graph


def test_a_row_is_an_offer_and_a_purpose_that_is_not_the_offer(offered: Graph) -> None:
    assert asked(offered, NAME) == [
        (
            *("OFERTA_ESTUDIO", "EXPLOTACION_LABORAL", 1, 0, 0, 1),
            *("2018-05-02", "2018-05-02", ["C-2"]),
        ),
        ("OFERTA_TRABAJO", "PROSTITUCION", 1, 1, 1, 1, "2017-03-01", "2017-03-31", ["C-1"]),
    ]


def test_one_purpose_and_a_period_are_asked_for(offered: Graph) -> None:
    assert asked(offered, NAME, "offer", purpose="PROSTITUCION") == [("OFERTA_TRABAJO",)]
    assert asked(offered, NAME, "offer", since="2018") == [("OFERTA_ESTUDIO",)]
    assert asked(offered, NAME, "offer", purpose="MENDICIDAD") == []


def test_what_registries_and_stages_say_twice_counts_once(offered: Graph) -> None:
    offered.write_rows(
        "MATCH (:Victim {uid: 'V1'})-[lived:VICTIM_IN]->() MATCH (s:Stage {uid: 'E14'}) "
        "SET lived.recruitment = 'OFERTA_TRABAJO', s.purposes = ['PROSTITUCION']"
    )
    keep_in_brief(offered)

    assert ("OFERTA_TRABAJO", "PROSTITUCION", 1, 1) in asked(
        offered, NAME, "offer", "purpose", "victims", "cases"
    )
