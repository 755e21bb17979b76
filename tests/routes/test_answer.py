"""The routes that a pattern finds are those that a search by trying finds, on both engines."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from random_chains import Row, random_victims, routes_by_trying, write_victims
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied
from trama.graph.engine import Graph
from trama.queries.lookups.lookup import Lookup
from trama.routes.answer import Asked, RouteAnswer, find_routes
from trama.routes.stretches import Gap

TOLD = ("victims", "sure_victims", "cases", "records", "first", "last")
ANY = "CAPTACION|TRANSPORTE|RECEPCION|RETENCION|EXPLOTACION"


@dataclass(frozen=True)
class Tried:
    """A pattern, and the same as steps of the oracle."""

    text: str
    steps: list[tuple[str, tuple[str, ...], int, int]]
    more: dict[str, Any] = field(default_factory=dict)


PATTERNS = (
    Tried("captar", [("CAPTACION", (), 1, 1)]),
    Tried("*{2,4}", [(ANY, (), 2, 4)]),
    Tried("captar en Cusco", [("CAPTACION", ("PE-08",), 1, 1)]),
    Tried(
        "* en Cusco > *{0,2} > * en Lima",
        [(ANY, ("PE-08",), 1, 1), (ANY, (), 0, 2), (ANY, ("PE-15",), 1, 1)],
    ),
    Tried(
        "transportar{1,2} > recibir|explotar en Lima|Venezuela",
        [("TRANSPORTE", (), 1, 2), ("RECEPCION|EXPLOTACION", ("PE-15", "VE"), 1, 1)],
    ),
    Tried("*{1,3} en Cusco ; menor", [(ANY, ("PE-08",), 1, 3)], {"minor": True}),
    Tried(
        "* en 150132 > * ; 2017..2018",
        [(ANY, ("PE-150132",), 1, 1), (ANY, (), 1, 1)],
        {"since": "2017-01-01", "until": "2018-12-31"},
    ),
    Tried(
        "*{2} ; por fluvial ; desde 2018-02-10",
        [(ANY, (), 2, 2)],
        {"transport": "FLUVIAL", "since": "2018-02-10", "until": "9999"},
    ),
)


def ask(graph: Graph, text: str, role: Role = Role.ANALYST, **given: object) -> RouteAnswer:
    lookup = Lookup(graph, Viewer(role), 60)
    return find_routes(Asked(text, {"limit": 5_000, **given}), lookup, 5_000)


def told(answer: RouteAnswer) -> dict[Any, Any]:
    return {
        tuple(zip(row["phases"], row["places"], strict=True)): tuple(row[name] for name in TOLD)
        for row in answer.rows
    }


def counted(routes: dict[Any, Row]) -> dict[Any, Any]:
    return {
        route: (
            *(len(row[name]) for name in ("victims", "sure", "cases", "records")),
            min(row["days"]),
            max(row["days"]),
        )
        for route, row in routes.items()
    }


def test_routes_are_those_found_by_trying_every_stretch(graph: Graph) -> None:
    victims = random_victims(seed=17, count=120)
    write_victims(graph, victims)
    found = []
    for pattern in PATTERNS:
        expected = counted(routes_by_trying(victims, pattern.steps, **pattern.more))
        assert told(ask(graph, pattern.text, level="department")) == expected, pattern.text
        found += expected.values()
    assert len(found) > 200
    assert any(sure for _, sure, *_ in found)
    assert any(sure < victims for victims, sure, *_ in found)


def test_a_route_tells_who_took_it_when_and_who_says_so(graph: Graph) -> None:
    write_small_graph(graph)
    answer = ask(graph, "captar en Cusco > transportar{0,2} > recibir en Lima")
    assert [(row["place_names"], row["victims"], row["sure_victims"]) for row in answer.rows] == [
        (["Cusco", "Lima"], 1, 1),
        (["Cusco", "", "Arequipa", "Lima"], 1, 0),
        (["Cusco", "Apurímac", "Lima"], 1, 1),
    ]
    (first, second, third) = sorted(answer.rows, key=lambda row: row["case_uids"])
    assert (first["first"], first["last"], first["records"]) == ("2017-03-01", "2017-03-07", 1)
    assert (first["registries"], first["sistra_victims"]) == (["SISTRA"], 1)
    assert third["undated_victims"] + second["undated_victims"] == 1


def test_a_stage_that_is_not_known_is_told_and_never_bridged(graph: Graph) -> None:
    write_small_graph(graph)
    answer = ask(graph, "captar en Cusco > transportar{1,2} > recibir en Lima")
    assert ["Cusco", "Lima"] not in [row["place_names"] for row in answer.rows]
    assert answer.gaps == [{"missing": Gap.STAGE, "victims": 1}]


def test_a_value_that_is_not_known_is_told(graph: Graph) -> None:
    write_small_graph(graph)
    answer = ask(graph, "captar en Cusco > *{0,3} > recibir en Lima ; mayor")
    assert [row["victims"] for row in answer.rows] == [1]
    assert answer.gaps == [{"missing": Gap.AGE, "victims": 1}]


def test_the_level_is_that_of_the_finest_place_unless_it_is_asked_for(graph: Graph) -> None:
    write_small_graph(graph)
    text = "captar en 080108 > recibir"
    assert [row["places"] for row in ask(graph, text).rows] == [["PE-080108", "PE-150101"]]
    assert [row["places"] for row in ask(graph, text, level="country").rows] == [["PE", "PE"]]


def test_the_public_gets_no_route(graph: Graph) -> None:
    with pytest.raises(AccessDenied):
        ask(graph, "captar", Role.PUBLIC)


def test_a_case_whose_number_names_a_victim_is_hidden(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (c:Case {uid: 'C-1'}) MATCH (v:Person {uid: 'V1'}) "
        "SET c.numbers = ['RETA:VICTIMA SINTETICA V1']"
    )
    text = "captar en Cusco > transportar > recibir en Lima"
    assert [row["case_uids"] for row in ask(graph, text).rows] == [[]]
    assert [row["case_uids"] for row in ask(graph, text, Role.INVESTIGATOR).rows] == [["C-1"]]


def test_a_pattern_without_a_place_surveys_all_victims(graph: Graph) -> None:
    write_small_graph(graph)
    assert sum(row["victims"] for row in ask(graph, "captar").rows) == 5


def test_rows_beyond_the_limit_are_announced(graph: Graph) -> None:
    write_small_graph(graph)
    answer = ask(graph, "captar", limit=1)
    assert (len(answer.rows), answer.truncated) == (1, True)


def test_an_article_finds_the_stages_that_it_typifies(graph: Graph) -> None:
    write_small_graph(graph)
    answer = ask(graph, "captar > * > recibir ; art. 153")
    assert [row["case_uids"] for row in answer.rows] == [["C-1"]]
