"""The way through the State: steps from records, and no datum where no record says anything."""

from typing import Any

import pytest
from made_travels import Travel, write_travels

from trama.graph.engine import Graph
from trama.prevention.episodes import read_episodes
from trama.prevention.reasons import Group, read_groups
from trama.prevention.state_way import TARGETS, read_state_records, state_way

CUSCO, LIMA = "PE-080101", "PE-150101"
RECORDS = """
UNWIND $rows AS row
MATCH (c:Case {uid: row.case})
CREATE (c)-[:ATTESTED_BY]->(:Record {uid: row.uid, kind: 'case', case_key: row.case,
    registry: row.registry, registered_on: row.registered, fact_date: row.fact,
    destination: row.destination})
"""
PLAN = """
CREATE (:SourceFile {uid: 'F-1', registry: 'HTCDS'})
WITH 1 AS file
UNWIND $numbers AS number
MATCH (v:Victim {uid: 'V-' + number})
CREATE (v)-[:ATTESTED_BY]->(:Record {uid: 'R-plan-' + number, kind: 'victim',
    case_key: 'C-' + number, registry: 'HTCDS', originals: $cells})
"""


def record(case: int, registry: str, **said: str) -> dict[str, Any]:
    blank = dict.fromkeys(("registered", "fact", "destination"))
    return {
        **blank,
        "case": f"C-{case}",
        "uid": f"R-{case}-{registry}",
        "registry": registry,
        **said,
    }


def rows_of(first: int) -> list[dict[str, Any]]:
    """Return the records of six cases, numbered from ``first``; each stands for a kind."""
    one, two, three, four, five, six = range(first, first + 6)
    return [
        record(one, "RETA", registered="2021-03-10", fact="2021-03-05", destination="FISCALIA"),
        record(two, "RETA", registered="2021-03-10T08:13", fact="2021-03", destination="COMISARIA"),
        record(three, "RETA", registered="2021-03-10", fact="2021-03-07"),
        record(four, "RETA", registered="2021-03-10", destination="OTRO"),
        record(four, "SISTRA", registered="2021-03-30"),
        record(five, "HTCDS", registered="2021-03-10"),
        record(six, "SISTRA", registered="2021-03-01", fact="2021-03-04"),
    ]


def way_of(graph: Graph, times: int) -> dict[str, Any]:
    """Return the way of six kinds of cases, each so many times; the sixth has a minor."""
    firsts = [1 + 6 * time for time in range(times)]
    travels = [
        Travel(first + n, CUSCO, LIMA, age=15.0 if n == 5 else 20.0)
        for first in firsts
        for n in range(6)
    ]
    write_travels(graph, travels)
    graph.write_rows(RECORDS, rows=[row for first in firsts for row in rows_of(first)])
    cells = '{"cas_OutgoingReferralDate": "2021-03-12", "spl_Type": "SocialCare"}'
    graph.write_rows(PLAN, numbers=[str(first + 4) for first in firsts], cells=cells)
    episodes = read_episodes(graph)
    records = read_state_records(graph, {one.case for one in episodes})
    return state_way(records, episodes, episodes, read_groups(graph))


@pytest.mark.every_engine
def test_each_step_is_what_records_say(graph: Graph) -> None:
    way = way_of(graph, 10)

    assert way["identified"] == 60
    assert way["referred"] == {"referred": 30, "elsewhere": 10, "direct": 10, "no_data": 10}
    assert way["assisted"] == {"assisted": 10, "no_data": 50}
    assert way["reintegrated"] == {"no_data": 60}
    assert way["targets"] == [
        {"group": "minors", "target": 0.7, "victims": 10, "with_plan": 0},
        {"group": "women", "target": 0.9, "victims": 50, "with_plan": 10},
    ]


def test_gaps_need_both_days_and_a_step_before_the_other_is_counted_apart(graph: Graph) -> None:
    gaps = {gap["gap"]: gap for gap in way_of(graph, 10)["gaps"]}

    assert gaps["identified"] == {
        "gap": "identified",
        "known": 20,  # the first and third kind: 5 and 3 days; the second has a month
        "backwards": 10,  # the sixth kind
        "low": 3,
        "median": 4,
        "high": 5,
    }
    assert (gaps["referred"]["known"], gaps["service"]["known"]) == (10, 10)
    assert (gaps["referred"]["median"], gaps["service"]["median"]) == (20, 2)


def test_nothing_is_told_of_fewer_than_ten(graph: Graph) -> None:
    way = way_of(graph, 2)

    assert way["identified"] == 10  # of twelve
    assert {*way["referred"].values()} == {None}
    assert way["assisted"] == {"assisted": None, "no_data": 10}
    assert [(gap["known"], gap["median"]) for gap in way["gaps"]] == [(None, None)] * 3
    assert [(one["victims"], one["with_plan"]) for one in way["targets"]] == [
        *((None, 0), (10, None))
    ]


def test_the_targets_are_those_of_the_policy() -> None:
    assert TARGETS == {Group.MINOR: 0.70, Group.WOMAN: 0.90}
