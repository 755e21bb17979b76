"""Values that a load keeps in brief, found in the text of a query."""

import pytest
from query_texts import BODY, query_text

from trama.queries.catalog import read_query


def reads_kept(body: str) -> bool:
    return read_query(query_text(body + BODY), "routes", "probe.cypher").reads_kept


@pytest.mark.parametrize(
    "body",
    [
        "MATCH (c:Case) WHERE c.gaps > 0\n",
        "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) WITH l.way AS way\n",
        "MATCH (c:Case) WITH c AS d WHERE d.conflicts <> []\n",
        "MATCH (n) WHERE 'CP-153' IN n.provisions\n",
        "MATCH (c:Case {latest_day: $since})\n",
        "MATCH (t:Recurrence) WITH t.key AS key\n",
        "MATCH (:Location)-[r:ROUTE]->(:Location) WITH r.recent AS recent\n",
    ],
)
def test_a_text_that_reads_a_derived_value_says_so(body: str) -> None:
    assert reads_kept(body)


@pytest.mark.parametrize(
    "body",
    [
        "MATCH (c:Case) WHERE c.since >= $since\n",
        "MATCH (s:Stage) WITH s.phase AS missing\n",
        "MATCH (s:Stage)-[:PART_OF]->(c:Case) WITH c, count(s) AS gaps\n",
    ],
)
def test_other_texts_do_not(body: str) -> None:
    assert not reads_kept(body)
