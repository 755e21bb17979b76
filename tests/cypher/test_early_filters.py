"""A variable that the embedded engine overlooks in a WHERE before an OPTIONAL MATCH."""

import pytest
from engines import EngineUnderTest

from trama.cypher.cypher_tokens import tokens
from trama.cypher.early_filters import early_filters
from trama.graph.engine import Graph

MATCH = "MATCH (p:P)<-[r:R]-(q:Q)"
REST = "OPTIONAL MATCH (q)-[:S]->(t:T) RETURN p.u + q.u AS pair ORDER BY pair"

OVERLOOKED = [
    "p.u = 'a' OR q.flag",
    "p.u = 'a' OR NOT q.flag",
    "p.u = 'a' XOR q.flag",
    "p.u = 'a' OR coalesce(q.flag, false)",
    "p.u = 'a' OR any(one IN q.words WHERE one = 'z')",
    "p.u = 'a' OR CASE q.n WHEN 7 THEN 1 ELSE 0 END = 1",
    "p.u = 'a' OR q.words[0] = 'z'",
    "p.u = 'a' OR labels(q)[0] = 'Q'",
    "p.u = 'a' OR q {.n}.n = 7",
    "p.u = 'a' OR r.flag",
    "p.u = 'a' OR $yes AND q.flag",
    "p.n > 0 AND (q.flag OR p.u = 'a')",
    "NOT (p.u = 'a' AND q.flag)",
    "p.u = 'a' OR p.u = 'z' OR q.flag",
]
SEEN = [
    "p.u = 'a' OR q.flag = true",
    "p.u = 'a' OR coalesce(q.flag, false) IN [true]",
    "p.u = 'a' OR q.flag OR q.n > 100",
    "p.u = 'a' OR q:T",
    "p.u = 'a' OR q.word IS NULL",
    "p.u = 'a' OR toLower(q.u) = 'b'",
    "p.u = 'a' OR size([one IN q.words WHERE one = 'z']) = 1",
    "p.u = 'a' OR 'z' IN q.words",
    "p.u = 'a' OR EXISTS { (q)-[:S]->() }",
    "p.u = 'a' OR (q)-[:S]->()",
    "p.n = 2 AND q.flag",
    "(p.u = 'a' OR p.n = 2) AND q.flag",
    "(q.flag OR $yes) AND p.n = 2",
    "p.flag OR q.flag",
    "$yes OR q.flag",
]
WRITTEN = """
CREATE (a:P {u: 'a', n: 1, flag: false}), (d:P {u: 'd', n: 2, flag: true}),
       (b:Q {u: 'b', words: ['z'], flag: true, n: 7}),
       (c:Q {u: 'c', words: ['w'], flag: false, n: 8}),
       (b)-[:R {flag: true}]->(a), (b)-[:R {flag: true}]->(d), (c)-[:R {flag: false}]->(d),
       (c)-[:R {flag: false}]->(a), (b)-[:S]->(:T)
"""


def overlooked(text: str) -> list[str]:
    return [token.text for token in early_filters(tokens(text))]


@pytest.mark.parametrize("where", OVERLOOKED)
def test_a_truth_value_beside_the_comparison_of_another_variable_is_found(where: str) -> None:
    text = f"{MATCH} WHERE {where} {REST}"

    assert overlooked(text) == ["r" if "r.flag" in where else "q"]
    assert overlooked(f"MATCH (t:T) RETURN COLLECT {{ {text} }} AS pairs") == overlooked(text)


@pytest.mark.parametrize("where", SEEN)
def test_a_variable_that_is_compared_or_stands_alone_is_seen(where: str) -> None:
    assert overlooked(f"{MATCH} WHERE {where} {REST}") == []


def test_a_label_and_a_variable_may_be_called_case() -> None:
    pattern = "MATCH (x:Case)<-[:VICTIM_IN]-(case:Victim)"

    assert overlooked(f"{pattern} WHERE x.n = 1 OR case.minor OPTIONAL MATCH (x)-[:AT]->(l)")
    assert overlooked(f"{pattern} WHERE x.n = 1 OR case.n > 2 OPTIONAL MATCH (x)-[:AT]->(l)") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{MATCH} WHERE p.u = 'a' OR q.flag RETURN p.u AS p",
        f"{MATCH} WITH p, q WHERE p.u = 'a' OR q.flag {REST}",
        f"MATCH (p:P) {MATCH} WHERE p.u = 'a' OR q.flag {REST}",
        f"{MATCH} WHERE p.u = 'a' OR q.flag RETURN 1 AS n UNION MATCH (p:P) {REST}",
        f"MATCH (p:P) OPTIONAL {MATCH} WHERE p.u = 'a' OR q.flag {REST}",
    ],
)
def test_no_variable_is_overlooked_elsewhere(text: str) -> None:
    assert overlooked(text) == []


@pytest.mark.neo4j
def test_the_embedded_engine_answers_wrongly_where_the_check_says_so(
    engine: EngineUnderTest, graph: Graph
) -> None:
    """An engine that is mended some day fails here: then the check can go."""
    graph.write_rows(WRITTEN)

    def pairs(text: str) -> list[object]:
        return [row["pair"] for row in graph.read(text, {"yes": True}, seconds=60, rows=100).rows]

    wrong = [
        where
        for where in (*OVERLOOKED, *SEEN)
        if pairs(f"{MATCH} WHERE {where} {REST}")
        != pairs(f"{MATCH} WITH p, r, q WHERE {where} {REST}")
    ]

    assert wrong == (OVERLOOKED if engine.name == "embedded" else [])
