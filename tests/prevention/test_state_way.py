"""The way through the State: steps from records, and no datum where no record says anything."""

from typing import Any

import pytest
from made_travels import Travel, write_travels

from trama.graph.engine import Graph
from trama.prevention.episodes import read_episodes
from trama.prevention.reasons import Group, read_groups
from trama.prevention.state_way import TARGETS, state_way

CUSCO, LIMA = "PE-080101", "PE-150101"
RECORDS = """
UNWIND $rows AS row
MATCH (c:Case {uid: row.case})
CREATE (c)-[:ATTESTED_BY]->(:Record {uid: row.uid, kind: 'case', case_key: row.case,
    registry: row.registry, registered_on: row.registered, fact_date: row.fact,
    destination: row.destination})
"""
PLAN = """
MATCH (v:Victim {uid: 'V-5'})
CREATE (:SourceFile {uid: 'F-1', registry: 'HTCDS'})
CREATE (v)-[:ATTESTED_BY]->(:Record {uid: 'R-plan', kind: 'victim', case_key: 'C-5',
    registry: 'HTCDS', originals: $cells})
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


@pytest.fixture
def way(graph: Graph) -> dict[str, Any]:
    ages = {6: 15.0}
    write_travels(graph, [Travel(n, CUSCO, LIMA, age=ages.get(n, 20.0)) for n in range(1, 7)])
    rows = [
        record(1, "RETA", registered="2021-03-10", fact="2021-03-05", destination="FISCALIA"),
        record(2, "RETA", registered="2021-03-10T08:13", fact="2021-03", destination="COMISARIA"),
        record(3, "RETA", registered="2021-03-10", fact="2021-03-07"),
        record(4, "RETA", registered="2021-03-10", destination="OTRO"),
        record(4, "SISTRA", registered="2021-03-30"),
        record(5, "HTCDS", registered="2021-03-10"),
        record(6, "SISTRA", registered="2021-03-01", fact="2021-03-04"),
    ]
    graph.write_rows(RECORDS, rows=rows)
    cells = '{"cas_OutgoingReferralDate": "2021-03-12", "spl_Type": "SocialCare"}'
    graph.write_rows(PLAN, cells=cells)
    return state_way(graph, read_episodes(graph, None, None), read_groups(graph))


@pytest.mark.every_engine
def test_each_step_is_what_records_say(way: dict[str, Any]) -> None:
    assert way["identified"] == 6
    assert way["referred"] == {"referred": 3, "elsewhere": 1, "direct": 1, "no_data": 1}
    assert way["assisted"] == {"assisted": 1, "no_data": 5}
    assert way["reintegrated"] == {"no_data": 6}


def test_gaps_need_both_days_and_a_step_before_the_other_is_counted_apart(
    way: dict[str, Any],
) -> None:
    gaps = {gap["gap"]: gap for gap in way["gaps"]}

    assert gaps["identified"] == {
        "gap": "identified",
        "known": 2,  # cases 1 and 3: 5 and 3 days; case 2 has a month, case 6 runs backwards
        "backwards": 1,
        "low": 4,
        "median": 4,
        "high": 4,
    }
    assert (gaps["referred"]["known"], gaps["service"]["known"]) == (1, 1)
    assert gaps["referred"]["median"] is None  # one episode would be somebody's own gap


def test_targets_tell_no_group_of_fewer_than_ten(way: dict[str, Any]) -> None:
    assert way["targets"] == [
        {"group": "minors", "target": 0.7, "victims": None, "with_plan": 0},
        {"group": "women", "target": 0.9, "victims": None, "with_plan": None},
    ]


def test_the_targets_are_those_of_the_policy() -> None:
    assert TARGETS == {Group.MINOR: 0.70, Group.WOMAN: 0.90}
