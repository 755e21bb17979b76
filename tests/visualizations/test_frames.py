"""The notebook helper. SINTETICO."""

import pytest
from answers import answer, pseudonym

from trama.visualizations.frames import frame, graph

LEGS = answer(
    "frequent_legs",
    [
        {"origin": "PE-08", "destination": "PE-17", "cases": 2, "victims": 3},
        {"origin": "PE-08", "destination": "PE-17", "cases": 1, "victims": 1},
        {"origin": "PE-08", "destination": None, "cases": 1, "victims": 1},
    ],
)


def test_a_frame_has_the_columns_of_the_query_in_order() -> None:
    made = frame(LEGS)

    assert tuple(made.columns) == LEGS.columns
    assert made["victims"].tolist() == [3, 1, 1]


def test_a_frame_of_no_rows_still_has_its_columns() -> None:
    made = frame(answer("frequent_legs", []))

    assert tuple(made.columns) == LEGS.columns
    assert made.empty


def test_people_are_text_and_a_victim_only_a_pseudonym() -> None:
    suspect = {"uid": "P-x", "pseudonym": "P-BBBBBBBBBB", "name": "QUISPE SINTETICO, RAUL"}
    rows = [{"victim": pseudonym("A"), "suspects": [suspect, pseudonym("C")]}]

    made = frame(answer("route_of_case", rows))

    assert made["victim"].tolist() == ["P-AAAAAAAAAA"]
    assert made["suspects"].tolist() == [["QUISPE SINTETICO, RAUL", "P-CCCCCCCCCC"]]


def test_a_graph_has_an_edge_for_each_row_with_both_ends() -> None:
    made = graph(LEGS, "origin", "destination")

    assert sorted(made.nodes) == ["PE-08", "PE-17"]
    assert sorted(data["victims"] for *_, data in made.edges(data=True)) == [1, 3]


def test_a_graph_of_a_column_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        graph(LEGS, "origin", "nowhere")
