"""Victims of several cases: surely at different times or not, with the same suspects. SINTETICO."""

import pytest
from asked import asked
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

NAME = "repeated_victimisation"


@pytest.fixture
def again(graph: Graph) -> Graph:
    """The small graph: V1 is a victim again in C-5, where S1 and S3 are accused too."""
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (v:Victim {uid: 'V1'}) MATCH (c:Case {uid: 'C-5'}) CREATE (v)-[:VICTIM_IN]->(c) "
        "WITH c UNWIND ['S1', 'S3'] AS uid MATCH (p:Suspect {uid: uid}) "
        "CREATE (p)-[:SUSPECT_IN]->(c)"
    )
    return graph


def test_a_victim_again_is_told_with_the_suspects_of_several_of_her_cases(again: Graph) -> None:
    # From the end of March 2017, the latest day of C-1, to the first of August 2021.
    assert asked(again, NAME) == [
        (
            *("V1", 2, ["RETA", "SISTRA"], "SEGURO", 1584, "2017-03-01", "2021-08-01"),
            *(["S1"], ["C-1", "C-5"]),
        )
    ]


def test_an_archived_accusation_makes_no_suspect_of_several_cases(again: Graph) -> None:
    again.write_rows("MATCH (:Suspect {uid: 'S1'})-[a:SUSPECT_IN]->(:Case {uid: 'C-5'}) "
                     "SET a.excluded = true")  # fmt: skip

    assert asked(again, NAME, "suspects") == [([],)]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2017-03-31", "2017-04-02", ("POSIBLE", None)),
        ("2017-04-01", "2017-04-02", ("SEGURO", 1)),
        ("2016-01-01", "2016-12-31", ("SEGURO", 60)),
        (None, None, ("POSIBLE", None)),
    ],
)
def test_facts_are_surely_different_only_if_one_ended_before_the_other(
    again: Graph, since: str | None, until: str | None, expected: tuple[str, int | None]
) -> None:
    again.write_rows(
        "MATCH (c:Case {uid: 'C-5'}) SET c.since = $since, c.until = $until",
        since=since,
        until=until,
    )

    assert asked(again, NAME, "certainty", "days_least") == [expected]


def test_cases_outside_the_period_do_not_count(again: Graph) -> None:
    assert asked(again, NAME, since="2018") == []
    assert asked(again, NAME, "cases", until="2022") == [(2,)]
    assert asked(again, NAME, min_cases=3) == []


def test_an_analyst_reads_a_pseudonym(again: Graph) -> None:
    answer = run(NAME, {}, again, Viewer(Role.ANALYST), Limits(seconds=20, rows=100))

    assert [row["victim"] for row in answer.rows] == [{"pseudonym": "P-V1"}]
