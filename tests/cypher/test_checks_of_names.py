"""Ways of writing that would read who somebody is, and ways that name no person."""

import pytest
from query_texts import BODY, complaint, query_text, read


@pytest.mark.parametrize(
    "body",
    [
        "MATCH (p) WHERE p:Victim WITH p.name AS n\n",
        "MATCH (p) WITH p.document_key AS n\n",
        "MATCH (p) WITH p.`birth_date` AS n\n",
        "MATCH (p:Victim) WITH p AS q WITH q.name AS n\n",
        "MATCH (p:Victim) WITH [q IN collect(p) | q.name] AS n\n",
        "MATCH (p:Victim) WITH collect(p) AS found UNWIND found AS q WITH q.name AS n\n",
        "MATCH (p:Person {document_key: $since}) WITH count(p) AS n\n",
        "MATCH (p) WITH p {.document_key} AS n\n",
        "MATCH (p) WITH p {.*} AS n\n",
        "MATCH (p) WITH p[$since] AS n\n",
        "MATCH (p) WITH p['name'] AS n\n",
        "MATCH (p) UNWIND ['name'] AS k WITH p[k] AS n\n",
        "MATCH (p:Victim) WITH (p).birth_date AS n\n",
        "MATCH (p:Victim) WITH [p][0].birth_date AS n\n",
        "MATCH (p:Victim) WITH coalesce(p).birth_date AS n\n",
        "MATCH (p:Victim) WITH {a: p} AS m WITH m.a.birth_date AS n\n",
        "MATCH (p) WITH p.name AS n\n",
        "MATCH (p) WHERE (p:Case OR true) WITH p.name AS n\n",
        "MATCH (p:!Case) WITH p.name AS n\n",
        "MATCH (p:(Case|Person)) WITH p.name AS n\n",
        "MATCH (p:`Victim`) WITH p.name AS n\n",
        "MATCH ()<-[:VICTIM_IN]-(p) WITH p.uid AS n\n",
        "MATCH (q:Location) MATCH (p) WITH p AS q WITH q.name AS n\n",
        "MATCH (q:Location) MATCH (p) WITH p AS `q` WITH q.name AS n\n",
        "MATCH (x:Location) MATCH (p) WITH reduce(s = '', x IN collect(p) | s + x.name) AS n\n",
        "MATCH (p {name: $since}) WITH count(p) AS n\n",
        "MATCH (p)-[:USES]->({name: $since}) WITH count(p) AS n\n",
        "MATCH (p:Victim) WITH p, 'birth_date' AS size WITH p[size] AS n\n",
        "MATCH (p:Victim) UNWIND range(0, 1) AS k WITH p, 'birth_date' AS k WITH p[k] AS n\n",
        "MATCH (p:Victim) UNWIND [x IN range(0, 1) | 'birth_date'] AS k WITH p[k] AS n\n",
    ],
)
def test_who_somebody_is_may_not_be_read_by_another_way_of_writing(body: str) -> None:
    found = complaint(query_text(body + BODY))

    assert "who somebody is" in found or "whose name is not written" in found


@pytest.mark.parametrize(
    "body",
    [
        "MATCH (l:Location) WITH l AS place WITH place.name AS n\n",
        "MATCH (l:Location) WITH collect(DISTINCT l) AS all UNWIND all AS l WITH l.uid AS n\n",
        "MATCH (l:Location) WITH [x IN collect(l) | x.name] AS n\n",
        "MATCH (m:Vehicle|Organisation) WITH m.name AS n\n",
        "UNWIND range(0, 3) AS k WITH [1, 2, 3, 4][k] AS n\n",
    ],
)
def test_what_names_no_person_may_be_read(body: str) -> None:
    assert read(query_text(body + BODY))


@pytest.mark.parametrize("item", ["[1, 2][0]", "[1, 2][-1]", "[1, 2][0..1][0]"])
def test_items_of_a_list_may_be_taken_by_position(item: str) -> None:
    body = BODY.replace("c.uid AS case", f"{item} AS case")

    assert read(query_text(body))
