"""Doubt of edges by what a model would ask people, and one rule of archived accusations for all."""

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.linkage.judgements import ASK_AT
from trama.queries.run import Limits, run

LIMITS = Limits(seconds=60, rows=10_000)
KEY = b"k" * 32
INVESTIGATOR = Viewer(Role.INVESTIGATOR)

JUDGED = """
CREATE (:Judgement {uid: $uid, subject: $subject, one: $one, other: $other, verdict: 'same',
                    number: 1, score: $score, model: $model, blind: false})
"""
ARCHIVED = """
MATCH (s:Person {uid: 'S2'}), (c:Case {uid: 'C-2'})
CREATE (bar:Phone {uid: 'Phone:51999000003', name: '+51999000003'})
CREATE (s)-[:USES]->(bar), (c)-[:INVOLVES]->(bar)
WITH s
MATCH (s)-[r:SUSPECT_IN]->(:Case)
SET r.excluded = true
"""


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    graph.write_rows("MATCH (c:Case) REMOVE c.conflicts")  # a conflict is doubt of its own
    return graph


def judge(graph: Graph, subject: str, score: float | None, model: str = "m@1") -> None:
    ends = (
        ("R-3", "R-4")
        if subject == "person"
        else ("RETA:SINT-2017-000001", "SISTRA:SINT-1-2017-1-0")
    )
    graph.write_rows(
        JUDGED, uid=f"J-{subject}-{model}", subject=subject, one=ends[0], other=ends[1],
        score=score, model=model,
    )  # fmt: skip


def doubted(graph: Graph) -> set[bool]:
    """The doubt of the edge between V1 and C-1, as both queries tell it."""
    given = {"of": "C-1", "relations": ["VICTIM_IN"]}
    near = run("neighbours", given, graph, INVESTIGATOR, LIMITS, KEY).rows
    among = run("among", {"keys": ["C-1", "V1"]}, graph, INVESTIGATOR, LIMITS, KEY).rows
    edges = [row for row in among if row["relation"] == "VICTIM_IN"]
    assert (len(near), len(edges)) == (1, 1)
    return {near[0]["doubtful"], edges[0]["doubtful"]}


@pytest.mark.parametrize("subject", ["person", "case"])
@pytest.mark.parametrize(
    ("score", "doubtful"), [(ASK_AT - 0.01, True), (None, True), (ASK_AT, False), (0.999, False)]
)
def test_a_link_is_doubtful_if_its_model_would_have_asked(
    cases: Graph, subject: str, score: float | None, doubtful: bool
) -> None:
    assert doubted(cases) == {False}

    judge(cases, subject, score)

    assert doubted(cases) == {doubtful}


def test_a_link_that_a_person_judged_is_not_doubtful(cases: Graph) -> None:
    judge(cases, "person", 0.1)
    judge(cases, "person", None, model="")

    assert doubted(cases) == {False}


@pytest.mark.parametrize("include", [False, True])
def test_among_has_the_edges_that_neighbours_have(cases: Graph, include: bool) -> None:
    cases.write_rows(ARCHIVED)
    more = {"include_excluded": include}
    near = {}
    for key in ("C-1", "C-2", "C-3", "S1", "S2", "S3"):
        for row in run("neighbours", {"of": key, **more}, cases, INVESTIGATOR, LIMITS, KEY).rows:
            near[row["source"]["key"], row["relation"], row["target"]["key"]] = row
    keys = sorted({key for source, _, target in near for key in (source, target)})

    found = run("among", {"keys": keys, **more}, cases, INVESTIGATOR, LIMITS, KEY).rows

    among = {(row["source"]["key"], row["relation"], row["target"]["key"]): row for row in found}
    kinds = {relation for _, relation, _ in near}
    assert {"USES", "INVOLVES", "SUSPECT_IN"} <= kinds
    assert set(near) <= set(among)
    starts = {"C-1", "C-2", "C-3", "S1", "S2", "S3"}
    assert {edge for edge in among if {edge[0], edge[2]} & starts} == set(near)
    archived = [row for row in found if row["target"]["label"] == "+51999000003"]
    assert bool(archived) is include
    parts = [
        run("among", {"keys": keys, "of": part, **more}, cases, INVESTIGATOR, LIMITS, KEY).rows
        for part in (keys[::2], keys[1::2])
    ]
    assert all(parts)
    # The parts of a canvas give each relationship once, also those between two parts.
    assert sorted(map(str, (*parts[0], *parts[1]))) == sorted(map(str, found))
