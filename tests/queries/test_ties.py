"""Ties: every saved query gives the same rows in the same order, however the rows were written.

The graph of ``tied_graph`` has equal counts, dates and names everywhere, and sums of tenths. Each
engine gets its rows in another order.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from engines import EngineUnderTest
from tied_graph import pseudonym, write_tied_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.run import Begin, Limits, ask, run

INVESTIGATOR = Viewer(Role.INVESTIGATOR)
LIMITS = Limits(seconds=60, rows=10_000)
LEVELS = ("district", "province", "department", "country")
BY_LEVEL = tuple({"level": level} for level in LEVELS)
SUSPECT = {"person": pseudonym("S-02")}
QUESTIONS: Mapping[str, tuple[dict[str, object], ...]] = {
    "route_of_case": ({"case": "C-02"}, {"case": "C-08"}),
    "case_timeline": ({"case": "C-02"}, {"case": "C-08"}),
    "route_of_victim": ({"victim": pseudonym("V-02-1")},),
    "cases_of_suspect": (SUSPECT,),
    "links_of_record": ({"person": pseudonym("V-02-1")},),
    "changes_since": ({"since": "2026"},),
    "missing_values": ({}, {"missing": "DATE"}),
    "similar_cases": ({"case": "C-02"}, {"case": "C-08", "include_excluded": True}),
    "bridge_between_cases": (
        {"case": "C-02", "other": "C-01"},
        {"case": "C-02", "other": "C-08"},
    ),
    "bridge_between_people": ({**SUSPECT, "other": pseudonym("S-08")},),
    "suspect_network": ({**SUSPECT, "depth": 1}, {**SUSPECT, "depth": 3}),
    "registry_totals": ({"year": 2017},),
    "registry_overlap": (
        {},
        {"year": 2017},
        {"kind": "episodes"},
        {"kind": "cases"},
    ),
    "registry_waterfall": ({"year": 2017},),
    "routes_between": (
        {"origin": "PE-08", "destination": "PE-15", "level": "district"},
        {"origin": "PE-15", "destination": "PE-04"},
    ),
    "legs_of_place": ({"place": "PE-15", "level": "department"},),
    "routes_of_minors": BY_LEVEL,
    "routes_by_purpose": (*BY_LEVEL, {"purpose": "MENDICIDAD"}),
    "routes_by_recruitment": BY_LEVEL,
    "place_roles": (*BY_LEVEL, {"by_year": True}),
    "capture_places": ({"place": "PE-15"}, {"place": "PE-15", "level": "district"}),
    "destinations_of_capture": ({"place": "PE-08"}, {"place": "PE", "level": "district"}),
    "border_crossings": BY_LEVEL,
    "new_routes": ({"year": 2017}, {"year": 2016, "years": 3}),
    "dried_up_routes": ({"year": 2018},),
    "neighbours": ({"of": "C-02"}, {"of": "PE-150101", "order": "latest"}),
    "neighbour_counts": ({"of": "C-02"}, {"of": "PE-150101"}),
    "about": ({"of": "C-02"},),
    "among": ({"keys": ["C-02", "C-08", pseudonym("S-02"), pseudonym("S-08"), "PE-150101"]},),
    "nodes": ({"keys": ["C-02", pseudonym("S-02"), "PE-150101"]},),
    "stage_distances": ({"case": "C-02"}, {"case": "C-08"}),
    "ages_at_capture": ({}, {"place": "PE-08", "purpose": "MENDICIDAD"}),
    "provisions_at_date": ({}, {"on": "2017"}),
    "frequent_legs": ({}, {"since": "2016"}),
    "origin_transit_destination": BY_LEVEL,
    "victims_by_birthplace_and_residence": BY_LEVEL,
    "bank_cells": (
        *({"place": place, **level} for place in ("birth", "transit") for level in BY_LEVEL),
        {"place": "destination", "by_sex": True, "by_age": True, "unit": "episodes"},
        {"place": "none", "by_registry": True, "by_purpose": True},
    ),
    "network_members": ({"network": "N-0"}, {"network": "N-2"}),
    "network_cases": ({"network": "N-0"}, {"network": "N-2"}),
    "network_routes": ({"network": "N-0"}, {"network": "N-0", "level": "district"}),
    "network_changes": ({}, {"network": "N-1"}),
    "brokers": ({}, {"network": "N-1"}),
    "bridges_between_networks": ({}, {"network": "N-1"}),
    "shared_means": ({}, {"kind": "Account", "include_excluded": True}),
}
CUTS = (1, 3)  # rows: a cut through equal rows must fall between the same two rows everywhere

Answers = Mapping[str, list[tuple[list[dict[str, Any]], bool]]]


def answers(graph: Graph, seed: int) -> Answers:
    """Return the rows of each question of each query, whole and cut, on a graph of that seed."""
    write_tied_graph(graph, seed)
    return {
        query.name: [
            (answer.rows, answer.truncated)
            for question in QUESTIONS.get(query.name, ({},))
            for cut in ({}, *({"limit": rows} for rows in CUTS))
            for answer in [run(query, {**question, **cut}, graph, INVESTIGATOR, LIMITS)]
        ]
        for query in catalog()
    }


def under_test(
    name: str, engines: dict[str, EngineUnderTest], folders: pytest.TempPathFactory
) -> EngineUnderTest:
    if name not in engines:
        engines[name] = EngineUnderTest(name, folders.mktemp(name))
    return engines[name]


@pytest.fixture(scope="module")
def first(
    engines_under_test: dict[str, EngineUnderTest], tmp_path_factory: pytest.TempPathFactory
) -> Answers:
    engine = under_test("embedded", engines_under_test, tmp_path_factory)
    return answers(engine.empty(), seed=1)


@pytest.fixture(
    scope="module",
    params=[
        "embedded",
        pytest.param("neo4j", marks=pytest.mark.neo4j),
        pytest.param("newest", marks=pytest.mark.newest),
    ],
)
def second(
    request: pytest.FixtureRequest,
    first: Answers,
    engines_under_test: dict[str, EngineUnderTest],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Answers]:
    """The same graph in another order; ``first`` is asked before its engine is emptied."""
    assert first
    engine = under_test(request.param, engines_under_test, tmp_path_factory)
    yield answers(engine.empty(), seed=2)
    engine.empty()


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_neither_the_engine_nor_the_order_of_writing_changes_an_answer(
    query: SavedQuery, first: Answers, second: Answers
) -> None:
    assert any(rows for rows, _ in first[query.name])
    assert second[query.name] == first[query.name]


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_the_pages_of_an_answer_together_are_the_answer(
    query: SavedQuery,
    engines_under_test: dict[str, EngineUnderTest],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    graph = under_test("embedded", engines_under_test, tmp_path_factory).graph
    if next(graph.stream("MATCH (c:Case) RETURN count(c) AS cases"))["cases"] == 0:
        write_tied_graph(graph, seed=3)
    question = QUESTIONS.get(query.name, ({},))[0]
    whole = run(query, question, graph, INVESTIGATOR, LIMITS).rows
    size = max(1, len(whole) // 3)

    asked = ask(query, {**question, "limit": size}, graph, INVESTIGATOR, LIMITS)
    page = asked.part(Begin(), asked.page)
    paged = [*asked.answer(page).rows]
    while page.more:
        page = asked.part(page.end, asked.page)
        paged += asked.answer(page).rows

    assert whole
    assert paged == whole
