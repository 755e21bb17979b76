"""The notebook helper. SINTETICO."""

import io
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from answers import answer, pseudonym

from trama.visualizations.frames import frame, graph, graph_of_ways

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


def person(letter: str, name: str) -> dict[str, str]:
    return {"uid": f"P-{letter * 24}", "pseudonym": f"X-{letter.upper() * 10}", "name": name}


PAIRS = answer(
    "recurring_pairs",
    [
        {"one": person("a", "SINT, LUIS"), "other": person("b", "SINT, ANA"), "cases": 2},
        {"one": person("c", "SINT, LUIS"), "other": pseudonym("D"), "case_uids": ["C-1", "C-2"]},
    ],
)


def test_namesakes_stay_two_nodes_with_their_name_as_label() -> None:
    made = graph(PAIRS, "one", "other")

    assert sorted(made) == ["P-" + "D" * 10, *("P-" + letter * 24 for letter in "abc")]
    assert nx.number_weakly_connected_components(made) == 2
    assert made.nodes["P-" + "a" * 24] == {"label": "SINT, LUIS", "pseudonym": "X-AAAAAAAAAA"}


def test_two_places_of_one_name_stay_two_nodes() -> None:
    rows = [
        {"origin": "PE-150136", "origin_name": "San Miguel", "destination": "PE-0611",
         "destination_name": "San Miguel", "cases": 1, "victims": 1}
    ]  # fmt: skip

    made = graph(answer("frequent_legs", rows), "origin", "destination")

    assert [data["label"] for _, data in made.nodes(data=True)] == ["San Miguel", "San Miguel"]
    assert [*made.edges(data=True)] == [("PE-150136", "PE-0611", {"cases": 1, "victims": 1})]


def test_no_two_edges_of_graphml_have_one_id_since_gephi_draws_only_one_of_them() -> None:
    legs = [("PE-08", "PE-17"), ("PE-08", "PE-17"), ("PE-17", "PE-15")]
    rows = [{"origin": one, "destination": other} for one, other in legs]
    ways = answer("routes_between", [{"places": ["PE-08", "PE-17", "PE-15"], "victims": 1}])

    drawn = graph(answer("frequent_legs", rows), "origin", "destination")
    for made, edges in (drawn, 3), (graph_of_ways(ways, ["places"]), 2):
        ids = re.findall(r'<edge [^>]*\bid="(\w+)"', "".join(nx.generate_graphml(made)))
        assert len({*ids}) == len(ids) == edges


def test_a_row_with_several_people_at_an_end_gives_an_edge_to_each() -> None:
    rows = [
        {"kind": "Phone", "means": "+51900000001", "suspects": [person("a", "A"), pseudonym("B")]}
    ]

    made = graph(answer("shared_means", rows), "means", "suspects")

    assert sorted(made.edges()) == [
        ("+51900000001", "P-BBBBBBBBBB"),
        ("+51900000001", "P-" + "a" * 24),
    ]


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (nx.write_graphml, lambda file: nx.read_graphml(file, force_multigraph=True)),
        (nx.write_gexf, nx.read_gexf),
    ],
)
def test_graph_files_give_back_the_same_nodes_edges_and_attributes(
    write: Callable[..., None], read: Callable[..., Any]
) -> None:
    rows = [
        {
            "came_from": "PE-08",
            "place": "PE-17",
            "position": 2,
            "latitude": -12.5,
            "date": "2017-03",
            "victim": pseudonym("A"),
            "suspects": [person("b", "SINT\x1b, \u202eANA"), pseudonym("C")],
            "roles": ["CAPTADOR", ""],
            "used": [],
        }
    ]
    for drawn in (
        graph(PAIRS, "one", "other"),
        graph(answer("route_of_case", rows), "came_from", "place"),
    ):
        file = io.BytesIO()
        write(drawn, file)
        file.seek(0)
        back = read(file)

        assert dict(back.nodes(data=True)) == dict(drawn.nodes(data=True))
        (kept, *_), (made, *_) = back.edges(data=True), drawn.edges(data=True)
        assert {name: value for name, value in kept[2].items() if name != "id"} == made[2]


WAYS = answer(
    "routes_between",
    [
        {
            "places": ["PE-08", "PE-17", "PE-15"],
            "place_names": ["Cusco", "Madre de Dios", "Lima"],
            "cases": 2,
            "victims": 3,
            "first": "2017-01-01",
        },
        {"places": ["PE-08", "PE-15"], "place_names": ["Cusco", "Lima"], "cases": 1, "victims": 1},
        {"places": ["PE-08", "PE-17"], "place_names": [], "cases": 1, "victims": 1},
    ],
)


def test_a_way_gives_an_edge_for_each_leg_with_its_weight() -> None:
    made = graph_of_ways(WAYS, ["places"])

    legs = [
        (one, other, d["way"], d["step"], d["weight"]) for one, other, d in made.edges(data=True)
    ]
    assert sorted(legs) == [
        ("PE-08", "PE-15", 2, 1, 1),
        ("PE-08", "PE-17", 1, 1, 3),
        ("PE-08", "PE-17", 3, 1, 1),
        ("PE-17", "PE-15", 1, 2, 3),
    ]
    first = made.edges["PE-08", "PE-17", 0]
    assert (first["cases"], first["victims"], first["first"]) == (2, 3, "2017-01-01")
    assert "places" not in first
    assert made.nodes["PE-17"]["label"] == "Madre de Dios"


def test_places_beside_a_list_of_places_are_ends_of_the_way_and_unknown_ends_are_left_out() -> None:
    rows = [
        {"origin": "PE-16", "origin_name": "Loreto", "transit": ["PE-25"],
         "transit_names": ["Ucayali"], "destination": "PE-15", "victims": 2},
        {"origin": None, "transit": ["PE-25"], "transit_names": [], "destination": "PE-15",
         "victims": 5},
    ]  # fmt: skip

    made = graph_of_ways(
        answer("origin_transit_destination", rows), ["origin", "transit", "destination"]
    )

    legs = [(one, other, data["weight"]) for one, other, data in made.edges(data=True)]
    assert sorted(legs) == [("PE-16", "PE-25", 2), ("PE-25", "PE-15", 2), ("PE-25", "PE-15", 5)]
    assert made.nodes["PE-25"]["label"] == "Ucayali"


def test_ways_are_written_as_graphml_and_read_back() -> None:
    made = graph_of_ways(WAYS, ["places"])
    file = io.BytesIO()
    nx.write_graphml(made, file)
    file.seek(0)

    again = nx.read_graphml(file, force_multigraph=True)

    assert dict(again.nodes(data=True)) == dict(made.nodes(data=True))
    assert sorted(map(str, again.edges(data=True))) == sorted(map(str, made.edges(data=True)))
