"""The routes by the purpose of the exploitation and by how victims were recruited. SINTETICO."""

import pytest
from asked import asked
from scanned import keep_in_brief
from small_graph import write_small_graph

from trama.graph.engine import Graph

ENDS = ("origin", "destination")


@pytest.fixture
def told(graph: Graph) -> Graph:
    """The small graph; police and prosecutors each say something of V1, the police alone of V2."""
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (:Victim {uid: 'V1'})-[one:VICTIM_IN]->() "
        "MATCH (:Victim {uid: 'V2'})-[two:VICTIM_IN]->() "
        "MATCH (captured:Stage {uid: 'E11'}), (exploited:Stage {uid: 'E14'}) "
        "SET one.purposes = ['EXPLOTACION_SEXUAL'], one.recruitment = 'INTERNET', "
        "two.purposes = ['EXPLOTACION_SEXUAL'], two.recruitment = 'OFERTA_TRABAJO', "
        "captured.recruitment = 'OFERTA_TRABAJO', "
        "exploited.purposes = ['EXPLOTACION_SEXUAL', 'MENDICIDAD']"
    )
    keep_in_brief(graph)
    return graph


def test_a_victim_is_in_a_row_for_each_purpose_that_a_registry_or_a_stage_says(
    told: Graph,
) -> None:
    columns = ("purpose", *ENDS, "cases", "victims", "minors")

    assert asked(told, "routes_by_purpose", *columns) == [
        ("EXPLOTACION_SEXUAL", "PE-08", "PE-15", 2, 2, 1),
        ("MENDICIDAD", "PE-08", "PE-15", 1, 1, 1),
        (None, "PE-08", "PE-15", 1, 1, 0),
        (None, "PE-16", None, 1, 1, 1),
        (None, "VE", "PE-15", 1, 1, 0),
    ]


def test_a_victim_is_in_a_row_for_each_form_that_somebody_wrote(told: Graph) -> None:
    columns = ("recruitment", *ENDS, "cases", "victims", "minors")

    assert asked(told, "routes_by_recruitment", *columns) == [
        ("OFERTA_TRABAJO", "PE-08", "PE-15", 2, 2, 1),
        ("INTERNET", "PE-08", "PE-15", 1, 1, 1),
        (None, "PE-08", "PE-15", 1, 1, 0),
        (None, "PE-16", None, 1, 1, 1),
        (None, "VE", "PE-15", 1, 1, 0),
    ]


@pytest.mark.parametrize(
    ("name", "asked_for", "first"),
    [
        ("routes_by_purpose", {"purpose": "mendicidad"}, "2017-03-01"),
        ("routes_by_recruitment", {"recruitment": "internet"}, "2017-03-01"),
    ],
)
def test_one_kind_alone_leaves_out_the_others_and_the_unknown(
    told: Graph, name: str, asked_for: dict[str, str], first: str
) -> None:
    assert asked(told, name, *ENDS, "victims", "first", **asked_for, level="district") == [
        ("PE-080101", "PE-150101", 1, first)
    ]
    assert asked(told, name, **asked_for, since="2018") == []


def test_a_stage_of_another_case_says_nothing_of_this_one(told: Graph) -> None:
    # V1 is a victim in C-5 too, where nobody says what for.
    told.write_rows(
        "MATCH (v:Victim {uid: 'V1'}), (c:Case {uid: 'C-5'}) "
        "CREATE (v)-[:VICTIM_IN {way: ['PE-16', 'PE-24']}]->(c)"
    )

    found = asked(told, "routes_by_purpose", "purpose", *ENDS)

    assert (None, "PE-16", "PE-24") in found
    assert ("MENDICIDAD", "PE-16", "PE-24") not in found
