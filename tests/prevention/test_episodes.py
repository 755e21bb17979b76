"""Episodes and clusters of a graph, on both engines, and the places of a scope."""

from dataclasses import fields

import pytest
from made_travels import Travel, write_travels

from trama.graph.engine import Graph
from trama.ontology.canonical_layer import Person
from trama.prevention.episodes import (
    Episode,
    PlaceRole,
    Scope,
    clusters_of,
    in_period,
    observed,
    read_clusters,
    read_episodes,
)

CUSCO, ABANCAY, LIMA, IQUITOS = "PE-080101", "PE-030101", "PE-150101", "PE-160101"


@pytest.mark.every_engine
def test_an_episode_has_the_places_and_days_of_a_victim_in_a_case(graph: Graph) -> None:
    write_travels(
        graph,
        [
            Travel(1, CUSCO, LIMA, (ABANCAY, LIMA)),
            Travel(2, IQUITOS, IQUITOS, since="2019-01-01", until="2019-12-31"),
        ],
    )

    one, other = read_episodes(graph)

    assert (one.origin, one.transit, one.destination) == (CUSCO, (ABANCAY,), LIMA)
    assert (one.year, one.month, one.recruitment) == (2021, "2021-03", ("OFERTA_TRABAJO",))
    assert one.places(PlaceRole.ANY) == (CUSCO, ABANCAY, LIMA)
    assert (other.year, other.month) == (2019, None)
    assert other.places(PlaceRole.ANY) == (IQUITOS,)


def test_a_period_has_the_facts_that_may_lie_in_it() -> None:
    days = [("2021-03-05", "2021-03-05"), ("2019-01-01", "2019-12-31"), (None, None)]
    some = [
        Episode("V", f"C-{n}", None, (), LIMA, since=a, until=b) for n, (a, b) in enumerate(days)
    ]

    def cases(since: str | None, until: str | None) -> list[str]:
        return [one.case for one in in_period(some, since, until)]

    assert cases(None, None) == ["C-0", "C-1", "C-2"]
    assert cases("2020-01-01", None) == ["C-0"]
    assert cases(None, "2019-06-01") == ["C-1"]
    assert cases("2019-12-31", "2021-03-05") == ["C-0", "C-1"]


@pytest.mark.every_engine
def test_cases_that_a_suspect_joins_are_one_cluster(graph: Graph) -> None:
    write_travels(
        graph,
        [Travel(number, CUSCO, LIMA) for number in range(1, 6)],
        accused=[("S-1", "C-1"), ("S-1", "C-2"), ("S-2", "C-2"), ("S-2", "C-4")],
    )

    clusters = read_clusters(graph, read_episodes(graph))

    assert clusters["C-1"] == clusters["C-2"] == clusters["C-4"]
    assert len({clusters[case] for case in ("C-1", "C-3", "C-5")}) == 3


def test_a_victim_joins_her_cases_and_a_stranger_none() -> None:
    clusters = clusters_of(["A", "B", "C"], [("v 1", "A"), ("v 1", "C"), ("s 1", "Z")])

    assert clusters["A"] == clusters["C"] != clusters["B"]


def test_no_personal_attribute_is_in_an_episode() -> None:
    """Rankings are made of episodes alone, so none can rest on who the victims are."""
    personal = {declared.name for declared in fields(Person)} - {"uid", "registries"}
    personal |= {"age", "birthplace", "born_in", "residence", "education", "bond", "minor"}

    assert personal & {declared.name for declared in fields(Episode)} == set()


def test_places_abroad_coarser_or_outside_are_no_places_of_a_scope() -> None:
    one = Episode("V", "C", "VE", ("PE-24",), LIMA)

    assert observed(one, PlaceRole.ANY, Scope("DEPARTAMENTO")) == ("PE-24", "PE-15")
    assert observed(one, PlaceRole.ANY, Scope("DISTRITO")) == (LIMA,)
    assert observed(one, PlaceRole.ANY, Scope("PROVINCIA", within="PE-24")) == ()
    assert observed(one, PlaceRole.ORIGIN, Scope("DEPARTAMENTO")) == ()
