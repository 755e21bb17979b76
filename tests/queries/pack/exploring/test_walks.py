"""Random walks through the graph: no role is ever shown who it may not know. SINTETICO."""

import json
from random import Random
from typing import Any

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

LIMITS = Limits(seconds=30, rows=10_000)
KEY = b"k" * 32
STEPS = 8

PEOPLE = """
MATCH (p:Person)
SET p.pseudonym = 'X-SINTETIC' + CASE WHEN p.uid STARTS WITH 'V' THEN 'V' ELSE 'S' END
                  + substring('ABCDEFGHIJ', toInteger(substring(p.uid, 1)), 1),
    p.document_key = 'DNI:9000000' + substring(p.uid, 1), p.birth_date = '1999-0'
                  + substring(p.uid, 1) + '-17'
"""
MEANS = """
MATCH (p:Person), (c:Case)
WHERE (p)-[:VICTIM_IN|SUSPECT_IN]->(c)
MERGE (m:Phone {uid: 'Phone:519990000' + p.uid, name: '+519990000' + p.uid})
MERGE (p)-[:USES]->(m)
MERGE (c)-[:INVOLVES]->(m)
"""
SHARED = """
MATCH (v:Person {uid: 'V1'}), (s:Person {uid: 'S1'}), (c:Case {uid: 'C-2'})
CREATE (m:Account {uid: 'Account:COMPARTIDA SINTETICA', name: 'compartida sintetica'})
CREATE (v)-[:USES]->(m), (s)-[:USES]->(m), (c)-[:INVOLVES]->(m)
CREATE (c)-[:INVOLVES]->(:Establishment {uid: 'Establishment:HOSTAL V1@PE-150101',
                                         name: 'HOSTAL VICTIMA SINTETICA V1'})
"""


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    for text in (PEOPLE, MEANS, SHARED):
        graph.write_rows(text)
    return graph


def unknown_to(graph: Graph, viewer: Viewer) -> set[str]:
    """All that tells who somebody is whom the viewer may not know."""
    text = """
    MATCH (p:Person)
    OPTIONAL MATCH (p)-[:USES]->(m)
    RETURN p.uid AS uid, p.name AS name, p.document_key AS document, p.birth_date AS born,
           p:Victim AS victim, collect(m.name) AS means
    """
    told: set[str] = set()
    for row in graph.stream(text):
        if not viewer.sees_person(victim=row["victim"]):
            told |= {row["name"], row["document"], row["born"], f'"{row["uid"]}"', *row["means"]}
    return told


def keys_in(rows: list[dict[str, Any]]) -> list[str]:
    found = [row[end]["key"] for row in rows for end in ("source", "target")]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_no_walk_leads_to_who_may_not_be_known(cases: Graph, role: Role) -> None:
    viewer = Viewer(role)
    secrets = unknown_to(cases, viewer)
    assert len(secrets) > 20
    shown = []
    for seed in range(3):
        pick = Random(seed)
        met = ["C-1", "C-2", "PE-150101"]
        for _ in range(STEPS):
            key = pick.choice(met)
            for name in ("neighbours", "neighbour_counts", "about"):
                given = {"of": key}
                if name != "about":
                    given |= {"include_excluded": pick.random() < 0.5}
                answer = run(name, given, cases, viewer, LIMITS, KEY)
                shown.append(json.dumps(answer.rows, ensure_ascii=False))
                if name == "neighbours":
                    met = list(dict.fromkeys([*met, *keys_in(answer.rows)]))
        among = run("among", {"keys": met[:200]}, cases, viewer, LIMITS, KEY)
        shown.append(json.dumps(among.rows, ensure_ascii=False))
        assert among.rows

    assert len(set(shown)) > STEPS
    for secret in secrets:
        assert not any(secret in text for text in shown), secret


def test_an_investigator_meets_everybody(cases: Graph) -> None:
    viewer = Viewer(Role.INVESTIGATOR)
    assert unknown_to(cases, viewer) == set()

    rows = run("neighbours", {"of": "V1"}, cases, viewer, LIMITS, KEY).rows

    text = json.dumps(rows, ensure_ascii=False)
    assert "VICTIMA SINTETICA V1" in text
    assert "compartida sintetica" in text
    assert "+519990000V1" in text


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_the_uid_of_a_hidden_person_is_no_key(cases: Graph, role: Role) -> None:
    for uid in ("V1", "V2", "P-000000000000000000000000"):
        with pytest.raises(UnknownName):
            run("neighbours", {"of": uid}, cases, Viewer(role), LIMITS, KEY)
