"""The articles written of stages, whether they were in force, and their number on another date.

Ley 31146 moved article 153 to 129-A on 2021-03-31. SINTETICO.
"""

import pytest
from asked import asked
from small_graph import write_small_graph

from trama.graph.engine import Graph

NAME = "provisions_at_date"
NAMED = "Trata de personas"


@pytest.fixture
def laws(graph: Graph) -> Graph:
    """The small graph with the validity of its two articles."""
    write_small_graph(graph)
    graph.write_rows(
        "MATCH (old:PenalProvision {uid: 'CP-153'}) MATCH (new:PenalProvision {uid: 'CP-129-A'}) "
        "SET old.valid_from = '2007-01-17', old.valid_to = '2021-03-31', "
        "new.valid_from = '2021-03-31' CREATE (old)-[:RENUMBERED_TO]->(new)"
    )
    return graph


def standing(graph: Graph, since: str | None, until: str | None) -> set[str]:
    """Return the standings of article 153 in the stages E12 and E32, both in a period."""
    graph.write_rows(
        "MATCH (s:Stage) WHERE s.uid IN ['E12', 'E32'] MATCH (s)-[:PART_OF]->(c:Case) "
        "SET s.since = $since, s.until = $until, c.since = $since, c.until = $until",
        since=since,
        until=until,
    )
    found = asked(graph, NAME, "in_force", "standing")
    return {told for law, told in found if law == "CP-153"}


def test_an_article_was_in_force_as_written_or_had_another_number(laws: Graph) -> None:
    # E32 has no date: that of its case counts. E52 is of 2022, and 153 was written.
    assert asked(laws, NAME) == [
        (
            *("CP-153", "CP-153", NAMED, "2007-01-17", "2021-03-31", True, "VIGENTE", None),
            *(2, 2, 2, "2017-03-05", "2018-05-02"),
        ),
        (
            *("CP-153", "CP-129-A", NAMED, "2021-03-31", None, True, "RENUMERADO", None),
            *(1, 1, 1, "2022-06-09", "2022-06-09"),
        ),
    ]


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("2020", "CP-153"),
        ("2021-03-30", "CP-153"),
        ("2021-03-31", "CP-129-A"),
        ("2006", None),
    ],
)
def test_on_another_date_an_article_has_the_number_of_that_day_or_none(
    laws: Graph, date: str, number: str | None
) -> None:
    assert asked(laws, NAME, "on_date", on=date) == [(number,), (number,)]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2021-03-30", "2021-03-30", "VIGENTE"),
        ("2021-01-01", "2021-12-31", "SEGUN_DIA"),
        ("2007-01-01", "2007-12-31", "SEGUN_DIA"),
        ("2006-01-01", "2006-12-31", "NO_REGIA"),
        ("2021-03-31", "2021-03-31", "NO_REGIA"),
        (None, None, "SIN_FECHA"),
    ],
)
def test_a_date_says_whether_the_article_was_in_force_as_far_as_it_is_precise(
    laws: Graph, since: str | None, until: str | None, told: str
) -> None:
    assert standing(laws, since, until) == {told}


def test_one_article_as_written_is_asked_for(laws: Graph) -> None:
    laws.write_rows(
        "MATCH (s:Stage {uid: 'E53'}) MATCH (new:PenalProvision {uid: 'CP-129-A'}) "
        "CREATE (s)-[:TYPIFIED_AS {written: 'CP-129-A'}]->(new)"
    )

    assert asked(laws, NAME, "written", "standing", provision="CP-129-A") == [
        ("CP-129-A", "VIGENTE")
    ]
