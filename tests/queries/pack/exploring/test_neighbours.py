"""The queries of exploring, on the small graph: what is joined, who says so, what stays hidden."""

from typing import Any

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, BadParameter, UnknownName
from trama.graph.engine import Graph
from trama.places.gazetteer import gazetteer
from trama.queries.run import Limits, QueryAnswer, run

LIMITS = Limits(seconds=30, rows=10_000)
KEY = b"k" * 32


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    graph.write_rows(
        """
        MATCH (s:Person {uid: 'S1'}), (v:Person {uid: 'V1'}), (c:Case {uid: 'C-1'})
        CREATE (own:Phone {uid: 'Phone:51999000001', name: '+51999000001'})
        CREATE (hers:Phone {uid: 'Phone:51999000002', name: '+51999000002'})
        CREATE (s)-[:USES]->(own), (v)-[:USES]->(hers), (s)-[:USES]->(hers)
        CREATE (c)-[:INVOLVES]->(own), (c)-[:INVOLVES]->(hers)
        """
    )
    return graph


def ask(graph: Graph, name: str, role: Role = Role.ANALYST, **given: object) -> QueryAnswer:
    return run(name, given, graph, Viewer(role), LIMITS, KEY)


def edges(answer: QueryAnswer) -> set[tuple[str, str, str]]:
    return {
        (row["source"]["label"], row["relation"], row["target"]["label"]) for row in answer.rows
    }


def counted(answer: QueryAnswer) -> dict[tuple[str, str, str], int]:
    return {(row["relation"], row["direction"], row["type"]): row["count"] for row in answer.rows}


def test_a_case_has_its_people_stages_and_means(cases: Graph) -> None:
    told = counted(ask(cases, "neighbour_counts", Role.INVESTIGATOR, of="C-1"))

    assert told == {
        ("VICTIM_IN", "in", "Person"): 1,
        ("SUSPECT_IN", "in", "Person"): 2,
        ("PART_OF", "in", "Stage"): 4,
        ("INVOLVES", "out", "Phone"): 3,
        ("INVOLVES", "out", "Establishment"): 1,
    }


def test_stages_bring_their_phase_and_cases_their_days_and_conflicts(cases: Graph) -> None:
    cases.write_rows("MATCH (c:Case {uid: 'C-1'}) SET c.conflicts = ['age', 'no field of ours']")

    drawn = ask(cases, "neighbours", of="C-1", relations=["PART_OF"])

    (case,) = {row["target"]["key"]: row["target"]["properties"] for row in drawn.rows}.values()
    assert (case["since"], case["conflicts"]) == ("2017-03-01", ["age"])
    stages = [row["source"]["properties"] for row in drawn.rows]
    assert {"CAPTACION", "RECEPCION"} <= {stage["phase"] for stage in stages}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.INTEGRATOR])
def test_a_means_of_a_hidden_person_is_neither_drawn_nor_counted(cases: Graph, role: Role) -> None:
    shown = {"+51999000001", "SINT 900000001"} if role is not Role.INTEGRATOR else set()

    drawn = ask(cases, "neighbours", role, of="C-1", relations=["INVOLVES"])
    told = counted(ask(cases, "neighbour_counts", role, of="C-1"))

    phones = [row["target"] for row in drawn.rows if row["target"]["type"] == "Phone"]
    assert {phone["label"] for phone in phones} == shown
    assert told.get(("INVOLVES", "out", "Phone"), 0) == len(shown)


def test_every_edge_is_counted_and_every_count_is_drawn(cases: Graph) -> None:
    keys = ["C-1", "C-2", "C-3", "C-4", "S1", "S3", "PE-150101", "PE-08", "PE-1501"]
    for key in keys:
        for role in (Role.ANALYST, Role.INVESTIGATOR):
            drawn: dict[tuple[str, str, str], int] = {}
            for row in ask(cases, "neighbours", role, of=key).rows:
                out = row["source"]["key"] == key
                far = row["target"] if out else row["source"]
                kind = (row["relation"], "out" if out else "in", far["type"])
                drawn[kind] = drawn.get(kind, 0) + 1
            assert drawn, key
            assert drawn == counted(ask(cases, "neighbour_counts", role, of=key)), key


def test_an_edge_says_which_registries_attest_it_and_its_facts(cases: Graph) -> None:
    rows = ask(cases, "neighbours", of="C-1", relations=["VICTIM_IN", "SUSPECT_IN"]).rows

    victim = next(row for row in rows if row["relation"] == "VICTIM_IN")
    assert victim["registries"] == ["RETA", "SISTRA"]
    assert victim["properties"]["age"] == 15.0
    assert victim["source"]["roles"] == ["victim", "suspect"]
    assert victim["source"]["label"] == victim["source"]["key"] == "P-V1"
    roles = {row["properties"]["role"] for row in rows if row["relation"] == "SUSPECT_IN"}
    assert roles == {"CAPTADOR", "TRANSPORTISTA"}
    assert {row["since"] for row in rows} == {"2017-03-01"}


def test_excluded_accusations_stand_only_where_they_are_asked_for(cases: Graph) -> None:
    usual = edges(ask(cases, "neighbours", of="C-2", relations="SUSPECT_IN"))
    all_ = edges(ask(cases, "neighbours", of="C-2", relations="SUSPECT_IN", include_excluded=True))
    acts = edges(ask(cases, "neighbours", of="S3", relations=["COMMITTED"]))

    assert {name for name, *_ in all_ - usual} == {"IMPUTADO SINTETICO S3"}
    assert len(acts) == 1  # the stage of C-3, and not that of C-2


def test_a_period_leaves_out_what_lies_outside_and_what_has_no_date(cases: Graph) -> None:
    def known(**given: object) -> set[tuple[str, str, str]]:
        return edges(ask(cases, "neighbours", of="S1", relations=["SUSPECT_IN"], **given))

    assert len(known()) == 2
    assert len(known(since="2018")) == 1
    assert len(known(until="2017-02")) == 0


def test_neighbours_come_in_the_order_asked_for_and_in_pages(cases: Graph) -> None:
    def dates(**given: object) -> list[Any]:
        rows = ask(cases, "neighbours", of="S1", relations=["SUSPECT_IN"], **given).rows
        return [row["since"] for row in rows]

    assert dates(order="earliest") == sorted(dates())
    assert dates(order="latest") == sorted(dates(), reverse=True)
    cut = ask(cases, "neighbours", of="S1", limit=1)
    assert (len(cut.rows), cut.truncated) == (1, True)


def test_a_handle_asks_for_the_node_again_and_does_not_tell_the_number(cases: Graph) -> None:
    rows = ask(cases, "neighbours", of="S1", types=["Phone"]).rows
    keys = {row["target"]["label"]: row["target"]["key"] for row in rows}
    handle = keys["+51999000001"]

    users = edges(ask(cases, "neighbours", of=handle, relations=["USES"]))

    assert handle.startswith("M-")
    assert "999" not in handle
    assert users == {("IMPUTADO SINTETICO S1", "USES", "+51999000001")}
    with pytest.raises(UnknownName):
        ask(cases, "neighbours", of=handle[:-1] + ("A" if handle[-1] != "A" else "B"))


def test_the_handle_of_a_hidden_means_gives_nothing(cases: Graph) -> None:
    rows = ask(cases, "neighbours", Role.INVESTIGATOR, of="S1", types=["Phone"]).rows
    handles = {row["target"]["label"]: row["target"]["key"] for row in rows}
    assert len(handles) == 3
    hers = handles["+51999000002"]

    for role in (Role.ANALYST, Role.SUPERVISOR, Role.INTEGRATOR):
        assert ask(cases, "neighbours", role, of=hers).rows == []
        assert ask(cases, "neighbour_counts", role, of=hers).rows == []
        among = ask(cases, "among", role, keys=[hers, "C-1", "S2"])
        assert not any("M-" in str(row) for row in among.rows)


@pytest.mark.parametrize("name", ["neighbours", "neighbour_counts", "about"])
def test_the_public_may_not_explore(cases: Graph, name: str) -> None:
    with pytest.raises(AccessDenied):
        ask(cases, name, Role.PUBLIC, of="PE-08")


def test_among_gives_the_edges_between_nodes_and_no_others(cases: Graph) -> None:
    keys = ["C-1", "S1", "S2", "PE-150101", "PE-1501"]

    found = edges(ask(cases, "among", keys=keys))

    number = "RETA:SINT-2017-000001 / SISTRA:SINT-1-2017-1-0"
    assert found == {
        ("IMPUTADO SINTETICO S1", "SUSPECT_IN", number),
        ("IMPUTADO SINTETICO S2", "SUSPECT_IN", number),
        ("Lima", "WITHIN", "Lima"),
    }


def test_among_leaves_out_keys_that_nobody_has_any_longer(cases: Graph) -> None:
    found = ask(cases, "among", keys=["C-1", "S1", "M-inventado", "C-000000000000000000000000"])

    assert len(found.rows) == 1


def test_a_canvas_of_five_thousand_keys_is_one_question_and_more_is_refused(cases: Graph) -> None:
    places = ([place.uid for place in gazetteer()] * 3)[:4_998]
    assert len(places) == 4_998

    found = edges(ask(cases, "among", keys=[*places, "C-1", "S1"], of=["S1"]))

    assert {relation for _, relation, _ in found} == {"SUSPECT_IN"}
    with pytest.raises(BadParameter, match="5000"):
        ask(cases, "among", keys=[*places, "C-1", "S1", "S2"])
    with pytest.raises(BadParameter, match="500 claves de nadie"):
        ask(cases, "among", keys=[f"C-SINT{n}" for n in range(501)])
    with pytest.raises(BadParameter, match="500"):
        ask(cases, "nodes", keys=places[:501])


def test_about_puts_what_registries_say_side_by_side(cases: Graph) -> None:
    rows = ask(cases, "about", of="C-1", fields=["fact_date", "place"]).rows

    assert [(row["field"], row["registry"], row["values"], row["conflict"]) for row in rows] == [
        ("fact_date", "RETA", ["2017-03-05"], True),
        ("fact_date", "SISTRA", ["2017-03-07"], True),
        ("place", "RETA", ["PE-150101"], False),
    ]


def test_about_a_victim_shows_her_document_to_investigators_only(cases: Graph) -> None:
    def fields(role: Role) -> set[str]:
        return {row["field"] for row in ask(cases, "about", role, of="P-V1").rows}

    assert "document_key" in {
        row["field"] for row in ask(cases, "about", Role.INVESTIGATOR, of="V1").rows
    }
    with pytest.raises(UnknownName):
        fields(Role.ANALYST)  # a key of another form is none
