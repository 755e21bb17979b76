"""Doubtful links of a graph: what may part or join the people of a network. SINTETICO."""

import pytest
from recurring_graph import SHARED, accuse, accuse_strangers

from trama.graph.engine import Graph
from trama.networks.calculation import calculate
from trama.networks.links_of_graph import read_doubts
from trama.networks.of_graph import Period, read_accused

FEW = 150
"""Cases of strangers: so few that two shared cases are not enough, and three are."""

CLOSE = 0.13  # four standard errors of a share of 200 draws of links
PAIR = ("P-A", "P-B")

RECORDS = """
UNWIND [['R-1', 'N-1', 'DNI:1'], ['R-2', 'N-2', 'DNI:1'], ['R-3', 'N-3', null]] AS one
MATCH (p:Person {uid: 'P-A'})
CREATE (p)-[:ATTESTED_BY]->(:Record {uid: one[0], kind: 'suspect', registry: 'RETA',
  case_key: one[1], document_key: one[2]})
"""
JUDGED = """
CREATE (:Judgement {uid: $uid, subject: 'person', one: $one, other: $other, verdict: $verdict,
  number: $number, score: $score, model: $model, reason: $reason, by: 'SINTETICA', applied: true})
"""


@pytest.fixture
def pair(graph: Graph) -> Graph:
    """Return a graph in which A and B share three cases; R-3 says that A is in the third."""
    accuse_strangers(graph, FEW)
    accuse(graph, "AB", SHARED)
    graph.write_rows(RECORDS)
    return graph


def judge(
    graph: Graph,
    verdict: str,
    score: float | None,
    ends: tuple[str, str] = ("R-2", "R-3"),
    reason: str = "",
) -> None:
    """Store a judgement: of a model if it has a score, else of a person."""
    graph.write_rows(
        JUDGED,
        uid=f"J-{verdict}-{score}-{ends}",
        one=ends[0],
        other=ends[1],
        verdict=verdict,
        number=1 if score else 2,
        score=score,
        model="SINTETICO" if score else "",
        reason=reason,
    )


def survival(graph: Graph) -> float:
    (share,) = calculate(graph, Period(), draws=100).survives
    return share


@pytest.mark.every_engine
def test_a_network_that_hangs_on_a_link_of_a_model_survives_in_its_share(pair: Graph) -> None:
    judge(pair, "same", 0.7)

    assert survival(pair) == pytest.approx(0.7, abs=CLOSE)


def test_without_a_judgement_nothing_is_in_doubt(pair: Graph) -> None:
    assert survival(pair) == 1.0


def test_what_a_person_judged_is_certain(pair: Graph) -> None:
    judge(pair, "same", 0.7)
    judge(pair, "same", None)

    assert survival(pair) == 1.0


def test_a_link_beside_a_shared_document_decides_nothing(pair: Graph) -> None:
    judge(pair, "same", 0.6, ends=("R-1", "R-2"))

    assert survival(pair) == 1.0


def test_a_link_that_a_guard_stopped_is_an_even_chance_at_most(pair: Graph) -> None:
    judge(pair, "same", 0.95, reason="SINTETICO")

    assert survival(pair) == pytest.approx(0.5, abs=CLOSE)


def test_a_pair_left_open_brings_the_person_who_may_be_a_member(pair: Graph) -> None:
    pair.write_rows(
        "MATCH (p:Person {uid: 'P-7 X'}) CREATE (p)-[:ATTESTED_BY]->(:Record {uid: 'R-9', "
        "kind: 'suspect', registry: 'RETA', case_key: 'C-7'})"
    )
    judge(pair, "unsure", 0.3, ends=("R-2", "R-9"))

    (doubt,) = read_doubts(pair, [PAIR], read_accused(pair, Period()))

    assert {entry.person for entry in doubt.entries} == {"P-A", "P-B", "P-7 X"}
    (link,) = doubt.open
    assert link.probability == 0.3
    assert {doubt.entries[link.one].name, doubt.entries[link.other].name} == {"R-2", "R-9"}
    assert survival(pair) == 1.0
