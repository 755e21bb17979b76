"""The node of a search's hit is the key by which the graphs of answers know it, for each role."""

from collections.abc import Callable

import httpx
import pytest
from installation import Installation

from trama.access.policy import Role

Client = Callable[..., httpx.Client]

GRAPH = "application/vnd.trama.graph+json"
TEXTS = {
    "case": "MATCH (c:Case) RETURN c.numbers[0] AS text ORDER BY text LIMIT 1",
    "suspect": "MATCH (p:Suspect) WHERE NOT p:Victim AND (p)-[:SUSPECT_IN]->()"
    " RETURN p.pseudonym AS text ORDER BY text LIMIT 1",
    "victim": "MATCH (p:Victim) RETURN p.pseudonym AS text ORDER BY text LIMIT 1",
    "phone": "MATCH (p:Suspect)-[:USES]->(m:Phone) WHERE NOT p:Victim"
    " RETURN m.name AS text ORDER BY text LIMIT 1",
    "vehicle": "MATCH (p:Suspect)-[:USES]->(m:Vehicle) WHERE NOT p:Victim"
    " RETURN m.name AS text ORDER BY text LIMIT 1",
    "place": "MATCH (l:Location {uid: 'PE-08'}) RETURN l.uid AS text",
}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INVESTIGATOR])
@pytest.mark.parametrize("kind", TEXTS)
def test_the_graph_of_an_answer_knows_the_node_of_a_hit(
    client: Client, installation: Installation, kind: str, role: Role
) -> None:
    (row,) = installation.rows(TEXTS[kind])
    asking = client(role)

    hits = asking.post("/search", json={"text": row["text"]}).json()["hits"]
    hit = next(one for one in hits if one["kind"] == kind)
    answer = asking.post(
        "/queries/neighbour_counts/run",
        json={"parameters": {"of": hit["node"], "include_excluded": True}},
        headers={"Accept": GRAPH},
    )

    assert answer.status_code == 200, answer.text
    assert [node["key"] for node in answer.json()["graph"]["nodes"]] == [hit["node"]]
