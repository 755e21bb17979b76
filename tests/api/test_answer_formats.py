"""The formats of answers: JSON, CSV and GraphML, as Accept asks."""

import csv
import io
from collections.abc import Callable

import httpx
import networkx as nx
import pytest

from trama.access.policy import Role
from trama.api.answer_formats import ends, media_types, way
from trama.queries.catalog import catalog

Client = Callable[..., httpx.Client]

LEGS = "/queries/frequent_legs/run"


def test_csv_has_the_same_rows_as_json(client: Client) -> None:
    asking = client(Role.ANALYST)
    rows = asking.post(LEGS, json={}).json()["rows"]

    answer = asking.post(LEGS, json={}, headers={"Accept": "text/csv"})

    assert answer.headers["content-type"].startswith("text/csv")
    told = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert [row["origin"] for row in told] == [row["origin"] for row in rows]
    assert [int(row["victims"]) for row in told] == [row["victims"] for row in rows]


def test_graphml_has_an_edge_for_each_row_and_is_read_by_another_program(client: Client) -> None:
    asking = client(Role.ANALYST)
    rows = asking.post(LEGS, json={}).json()["rows"]

    answer = asking.post(LEGS, json={}, headers={"Accept": "application/graphml+xml"})

    assert answer.headers["content-type"].startswith("application/graphml+xml")
    drawn = nx.parse_graphml(answer.text)
    assert rows
    assert drawn.number_of_edges() == len(rows)
    assert {row["origin"] for row in rows} <= set(drawn.nodes)
    assert sorted(edge["cases"] for *_, edge in drawn.edges(data=True)) == sorted(
        row["cases"] for row in rows
    )


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("frequent_legs", ("origin", "destination")),
        ("recurring_pairs", ("one", "other")),
        ("suspect_network", ("one", "other")),
        ("route_of_victim", ("came_from", "place")),
        ("registry_totals", None),
        ("case_timeline", None),
    ],
)
def test_graphml_joins_the_first_two_people_or_places(
    name: str, joined: tuple[str, str] | None
) -> None:
    query = catalog().get(name)

    assert ends(query) == joined
    assert ("application/graphml+xml" in media_types(query)) is (joined is not None)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("routes_between", ("places",)),
        ("origin_transit_destination", ("origin", "transit", "destination")),
        ("frequent_legs", ()),
    ],
)
def test_graphml_of_a_way_joins_its_places_in_their_order(
    name: str, columns: tuple[str, ...]
) -> None:
    query = catalog().get(name)

    assert way(query) == columns
    assert "application/graphml+xml" in media_types(query)


def test_the_graphml_of_ways_has_an_edge_for_each_leg(client: Client) -> None:
    asking = client(Role.ANALYST)
    path = "/queries/origin_transit_destination/run"
    rows = asking.post(path, json={}).json()["rows"]

    answer = asking.post(path, json={}, headers={"Accept": "application/graphml+xml"})

    drawn = nx.parse_graphml(answer.text, force_multigraph=True)
    stops = [[row["origin"], *row["transit"], row["destination"]] for row in rows]
    legs = [max(0, len([stop for stop in way_ if stop]) - 1) for way_ in stops]
    assert sum(legs) > 0
    assert drawn.number_of_edges() == sum(legs)
    assert all(data["weight"] == data["victims"] for *_, data in drawn.edges(data=True))


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        (LEGS, "application/xml", 406),
        (LEGS, "text/html", 406),
        (LEGS, "text/html, */*;q=0.1", 200),
        ("/queries/shared_means/run", "application/graphml+xml", 406),
    ],
)
def test_a_format_that_does_not_exist_is_told(
    client: Client, path: str, accept: str, status: int
) -> None:
    answer = client(Role.ANALYST).post(path, json={}, headers={"Accept": accept})

    assert answer.status_code == status


def test_a_victim_is_a_pseudonym_in_every_format(client: Client) -> None:
    body = {"parameters": {"limit": 5}}
    path = "/queries/incomplete_routes/run"
    named = client(Role.INVESTIGATOR).post(path, json=body).json()["rows"]
    names = [row["victim"]["name"] for row in named if row["victim"] and row["victim"]["name"]]

    answer = client(Role.ANALYST).post(path, json=body, headers={"Accept": "text/csv"})

    assert names
    assert "X-" in answer.text
    assert not [name for name in names if name in answer.text]


GRAPH = "application/vnd.trama.graph+json"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", LEGS, {}),
        ("POST", "/queries/recurring_pairs/run", {}),
        ("POST", "/routes", {"parameters": {"route": "captar > *{0,4} > recibir"}}),
        ("GET", "/cases/{case}/route", None),
    ],
)
def test_a_graph_answer_is_the_answer_and_its_graph(
    client: Client, method: str, path: str, body: object
) -> None:
    asking = client(Role.ANALYST)
    case = asking.get("/search", params={"text": "SINT-2017"}).json()["hits"][0]["key"]
    path = path.format(case=case)
    plain = asking.request(method, path, json=body)

    drawn = asking.request(method, path, json=body, headers={"Accept": GRAPH})

    assert drawn.headers["content-type"] == GRAPH
    document = drawn.json()
    graph = document.pop("graph")
    assert document["rows"] == plain.json()["rows"]
    keys = {node["key"] for node in graph["nodes"]}
    assert keys
    assert {end for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= keys
