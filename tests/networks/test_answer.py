"""Recurrent networks of a graph, as each role may see them, on both engines."""

from typing import Any

import pytest
from recurring_graph import CASES, write_recurring

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, BadParameter
from trama.graph.engine import Graph
from trama.networks.answer import asked_period, find_networks
from trama.networks.of_graph import Period, read_accused
from trama.queries.lookups.lookup import Lookup


@pytest.fixture
def recurring(graph: Graph) -> Graph:
    write_recurring(graph)
    return graph


def found(graph: Graph, role: Role, period: Period | None = None) -> dict[str, Any]:
    return find_networks(Lookup(graph, Viewer(role), 30), period or Period(), draws=100)


@pytest.mark.every_engine
def test_three_who_share_three_cases_are_a_network(recurring: Graph) -> None:
    answer = found(recurring, Role.INVESTIGATOR)

    (network,) = answer["networks"]
    assert [one["name"] for one in network["members"]] == [
        *("SINTETICO P-A", "SINTETICO P-B", "SINTETICO P-V")
    ]
    assert [case["number"] for case in network["cases"]] == ["RETA:N-1", "RETA:N-2", "RETA:N-3"]
    assert network["shared_cases"] == 3
    assert network["rate"] <= 0.05
    assert network["survives"] == 1.0
    assert answer["cases"] == CASES + 3


@pytest.mark.parametrize(
    ("role", "named"),
    [
        (Role.INVESTIGATOR, ["P-A", "P-B", "P-V"]),
        (Role.ANALYST, ["P-A", "P-B"]),
        (Role.SUPERVISOR, ["P-A", "P-B"]),
        (Role.INTEGRATOR, []),
    ],
)
def test_a_suspect_who_is_a_victim_too_is_a_pseudonym(
    recurring: Graph, role: Role, named: list[str]
) -> None:
    (network,) = found(recurring, role)["networks"]

    members = network["members"]
    assert [one["pseudonym"] for one in members] == ["X-P-A", "X-P-B", "X-P-V"]
    assert [one["name"] for one in members if "name" in one] == [f"SINTETICO {n}" for n in named]


def test_the_public_sees_no_accusation(recurring: Graph) -> None:
    with pytest.raises(AccessDenied):
        found(recurring, Role.PUBLIC)


def test_a_case_number_that_names_a_victim_does_not_leave(recurring: Graph) -> None:
    recurring.write_rows(
        "CREATE (v:Person:Victim {uid: 'P-W', pseudonym: 'X-W', name: 'ROJAS SINTETICA ANA', "
        "name_key: 'ROJAS SINTETICA ANA'}) WITH v "
        "MATCH (c:Case {uid: 'N-1'}) SET c.numbers = ['RETA:ROJAS SINTETICA ANA'] "
        "CREATE (v)-[:VICTIM_IN]->(c)"
    )

    (network,) = found(recurring, Role.ANALYST)["networks"]

    assert "ROJAS" not in str(network)
    assert network["shared_cases"] == 3


def test_archived_suspects_are_out_unless_asked_for(recurring: Graph) -> None:
    recurring.write_rows(
        "MATCH (s:Suspect {uid: 'P-A'})-[a:SUSPECT_IN]->(:Case) SET a.excluded = true"
    )

    without, with_them = (
        found(recurring, Role.ANALYST, Period(include_excluded=asked)) for asked in (False, True)
    )

    assert [len(one["members"]) for one in without["networks"]] == [2]
    assert [
        [one.get("dropped", 0) for one in network["members"]] for network in with_them["networks"]
    ] == [[3, 0, 0]]


@pytest.mark.every_engine
def test_a_period_counts_the_cases_whose_fact_may_lie_in_it(recurring: Graph) -> None:
    accused = read_accused(recurring, asked_period("2011", "03/2012", include_excluded=False))

    assert {"N-2", "N-3"} < set(accused.incidence.cases)
    assert "N-1" not in accused.incidence.cases


def test_one_case_in_two_registries_counts_once(recurring: Graph) -> None:
    recurring.write_rows(
        "MATCH (c:Case {uid: 'N-2'}) SET c.registries = ['SISTRA'], c.since = '2010-05-01', "
        "c.until = '2010-05-01'"
    )

    accused = read_accused(recurring, Period())

    assert accused.perhaps_same == {"N-1": ("N-2",)}
    assert "N-2" not in accused.incidence.cases


@pytest.mark.parametrize(
    ("since", "until", "said"), [("ayer", None, "since"), ("2020", "2019", "until")]
)
def test_a_wrong_period_is_refused_by_name(since: str, until: str | None, said: str) -> None:
    with pytest.raises(BadParameter) as refused:
        asked_period(since, until, include_excluded=False)

    assert said in refused.value.message("en")
