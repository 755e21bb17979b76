"""Kept parts of answers: all pages together cost the database little more than the whole answer."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from passing_graph import PassingGraph
from scanned import keep_in_brief

from trama.access.policy import Role, Viewer
from trama.api.kept_parts import KeptParts
from trama.core.errors import EngineOverloaded
from trama.graph.engine import Answer, Graph, Transaction
from trama.queries.catalog import SavedQuery, saved_query
from trama.queries.run import Asked, Begin, Limits, Part, ask

INVESTIGATOR = Viewer(Role.INVESTIGATOR)
LIMITS = Limits(seconds=60, rows=10_000)
PAGE = 6
CASES = 120

_MADE = """
UNWIND range(1, $cases) AS number
WITH right('00' + toString(number), 3) AS key, toString(number / 2) AS half
MERGE (law:PenalProvision {uid: '129-A'})
MERGE (phone:Phone {uid: 'Phone:' + half}) SET phone.name = half
CREATE (c:Case {uid: 'C-' + key, numbers: ['RETA:SINTETICO-' + key], registries: ['RETA']})
CREATE (c)-[:INVOLVES]->(phone)
CREATE (v:Person:Victim {uid: 'P-V' + key, pseudonym: 'X-V' + key})-[:VICTIM_IN]->(c)
CREATE (v)-[:SUBJECTED_TO]->(s:Stage {uid: 'S-' + key, position: 1, phase: 'CAPTACION'})
CREATE (v)-[:SUBJECTED_TO]->(t:Stage {uid: 'T-' + key, position: 2, phase: 'TRANSPORTE'})
CREATE (s)-[:PART_OF]->(c), (t)-[:PART_OF]->(c)
CREATE (s)-[:TYPIFIED_AS {written: '129-A'}]->(law), (t)-[:TYPIFIED_AS {written: '153'}]->(law)
"""


def make_cases(graph: Graph) -> None:
    graph.write_rows(_MADE, cases=CASES)
    keep_in_brief(graph)


class CountingGraph(PassingGraph):
    """A graph that counts what one saved query costs: its runs, and the engine's work in them."""

    def __init__(self, graph: Graph, query: SavedQuery) -> None:
        super().__init__(graph)
        self._sign = f"name: {query.name}\n"
        self.runs = 0
        self.work = 0

    def passed(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        rows: int,
        read_on: Callable[[], Answer],
    ) -> Answer:
        if self._sign in cypher:
            self.runs += 1
            self.work += self._graph.write(lambda running: profiled(running, cypher, parameters))
        return read_on()


def profiled(running: Transaction, cypher: str, parameters: Mapping[str, Any] | None) -> int:
    """Return the work of a statement: hits of the database, or rows of all steps of its plan.

    Neo4j counts hits. The embedded engine counts none, but the rows that each step gave.
    """
    result = running.run(f"PROFILE {cypher}", dict(parameters or {}))
    assert list(result)
    plan = result.consume().profile
    assert plan is not None
    told = plan["args"].get("string-representation", "")
    rows = [int(row.replace(",", "")) for row in re.findall(r"([\d,]+) rows[,)]", str(told))]
    return sum(rows) + hits(plan)


def hits(plan: Mapping[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", []))


def asked_of(graph: Graph, query: str, **parameters: object) -> Asked:
    return ask(query, parameters, graph, INVESTIGATOR, LIMITS)


def pages_of(asked: Asked) -> list[Part]:
    kept = KeptParts()
    pages = [kept.page(asked, "state", Begin())]
    while pages[-1].more:
        pages.append(kept.page(asked, "state", pages[-1].end))
    return pages


@pytest.mark.parametrize("name", ["stage_provisions", "shared_means"])
def test_all_pages_cost_little_more_than_the_whole_answer(graph: Graph, name: str) -> None:
    make_cases(graph)
    query = saved_query(name)
    once, paged = CountingGraph(graph, query), CountingGraph(graph, query)
    whole = asked_of(once, name, limit=1_000)
    rows = whole.answer(whole.part(Begin(), whole.page)).rows

    asked = asked_of(paged, name, limit=PAGE)
    pages = pages_of(asked)

    assert [row for page in pages for row in asked.answer(page).rows] == rows
    assert len(pages) >= 10
    assert once.work > 500
    assert paged.runs <= 4
    assert paged.work < 4 * once.work


def test_every_page_but_the_last_is_full_whatever_is_read_at_once(graph: Graph) -> None:
    make_cases(graph)
    few = Limits(seconds=60, rows=10 * PAGE + 1)
    pages = pages_of(ask("stage_provisions", {"limit": PAGE}, graph, INVESTIGATOR, few))

    assert {len(page.rows) for page in pages[:-1]} == {PAGE}
    assert sum(len(page.rows) for page in pages) == 2 * CASES


def test_a_page_asked_for_again_and_one_from_the_middle_cost_nothing(graph: Graph) -> None:
    make_cases(graph)
    counting = CountingGraph(graph, saved_query("stage_provisions"))
    asked, kept = asked_of(counting, "stage_provisions", limit=PAGE), KeptParts()
    first = kept.page(asked, "state", Begin())
    second = kept.page(asked, "state", first.end)
    third = kept.page(asked, "state", second.end)
    runs = counting.runs

    assert kept.page(asked, "state", first.end) == second
    assert kept.page(asked, "state", second.end) == third
    assert counting.runs == runs


def test_a_kept_part_serves_one_question_role_and_state_alone(graph: Graph) -> None:
    make_cases(graph)
    counting = CountingGraph(graph, saved_query("stage_provisions"))
    kept = KeptParts()
    asked = asked_of(counting, "stage_provisions", limit=PAGE)
    second = kept.page(asked, "state", kept.page(asked, "state", Begin()).end)
    analyst = ask(asked.query, {"limit": PAGE}, counting, Viewer(Role.ANALYST), LIMITS)
    mismatched = asked_of(counting, "stage_provisions", limit=PAGE, mismatch_only=True)

    others = [(asked, "another state"), (analyst, "state"), (mismatched, "state")]
    for number, (other, state) in enumerate(others, counting.runs + 1):
        kept.page(other, state, second.end)
        assert counting.runs == number

    (row, *_) = analyst.answer(kept.page(analyst, "state", second.end)).rows
    assert row["victim"].keys() == {"pseudonym"}


class CrowdedGraph(CountingGraph):
    """A graph whose engine has memory for few rows at once."""

    def passed(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        rows: int,
        read_on: Callable[[], Answer],
    ) -> Answer:
        if self._sign in cypher and rows > PAGE:
            raise EngineOverloaded(why_es="SINTETICO", why_en="SINTETICO")
        return super().passed(cypher, parameters, rows, read_on)


def test_an_engine_without_memory_for_the_next_pages_is_asked_for_the_page(graph: Graph) -> None:
    make_cases(graph)
    crowded = CrowdedGraph(graph, saved_query("shared_means"))
    asked, kept = asked_of(crowded, "shared_means", limit=PAGE), KeptParts()

    second = kept.page(asked, "state", kept.page(asked, "state", Begin()).end)

    assert len(second.rows) == PAGE
    assert second.begin.rows == PAGE


def test_a_page_begins_within_a_case_where_the_page_before_ended() -> None:
    part = Part(Begin(5, "C-1", 2), [[{}]] * 4, ["C-1", "C-1", "C-2", "C-2"], more=True)

    assert part.first(1).end == Begin(6, "C-1", 3)
    assert part.first(3).end == Begin(8, "C-2", 1)
    assert part.after(1).begin == Begin(6, "C-1", 3)
    assert part.end == Begin(9, "C-2", 2)
