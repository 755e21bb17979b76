import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from passing_graph import PassingGraph
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, DeclarationError, UnknownName
from trama.graph.engine import Answer, Graph
from trama.queries.catalog import catalog
from trama.queries.run import Limits, QueryAnswer, run

ANALYST = Viewer(Role.ANALYST)
LIMITS = Limits(seconds=20, rows=1000)
ROUTE = {"origin": "Cusco", "destination": "Lima"}


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph


def asked(graph: Graph, **given: object) -> QueryAnswer:
    return run("routes_between", ROUTE | given, graph, ANALYST, LIMITS)


def test_an_answer_says_what_was_asked_and_how(cases: Graph) -> None:
    answer = asked(cases, since="2017")

    assert answer.query == "routes_between"
    assert answer.parameters == {
        "origin": "PE-08",
        "destination": "PE-15",
        "level": "department",
        "since": "2017",
        "until": None,
        "limit": 100,
    }
    assert answer.columns == tuple(catalog().get("routes_between").columns)
    assert all(tuple(row) == answer.columns for row in answer.rows)
    assert not answer.truncated


def test_an_answer_is_json(cases: Graph) -> None:
    document = json.loads(json.dumps(asked(cases).as_document()))

    assert set(document) == {
        *(
            "query",
            "version",
            "parameters",
            "columns",
            "rows",
            "truncated",
            "receipt",
            "understood",
        ),
        "missing",
    }


def test_a_cut_is_announced(cases: Graph) -> None:
    whole = asked(cases, limit=3)
    cut = asked(cases, limit=2)

    assert (len(whole.rows), whole.truncated) == (3, False)
    assert (len(cut.rows), cut.truncated) == (2, True)
    assert cut.rows == whole.rows[:2]


def test_the_limit_of_the_installation_cuts_too(cases: Graph) -> None:
    answer = run("routes_between", ROUTE, cases, ANALYST, Limits(seconds=20, rows=1))

    assert (len(answer.rows), answer.truncated) == (1, True)


def test_the_same_question_has_the_same_receipt_and_another_has_another(cases: Graph) -> None:
    once, again, other = asked(cases), asked(cases), asked(cases, since="2018")

    assert once.receipt.digest == again.receipt.digest
    assert once.receipt.digest != other.receipt.digest
    assert once.receipt.text_sha256 == other.receipt.text_sha256


def test_a_person_asked_for_by_pseudonym_is_repeated_by_pseudonym(cases: Graph) -> None:
    cases.write_rows("MATCH (p:Person {uid: 'V3'}) SET p.pseudonym = 'P-VVVVVVVVVV'")

    answer = run("route_of_victim", {"victim": "P-VVVVVVVVVV"}, cases, ANALYST, LIMITS)

    assert len(answer.rows) == 4
    assert answer.parameters["victim"] == "P-VVVVVVVVVV"
    assert "V3" not in json.dumps(answer.as_document())


_WHO_THEY_ARE = (files("trama.queries") / "hidden" / "truth.cypher").read_text("utf-8")


class LoadedMeanwhile(PassingGraph):
    """A graph from which a load has taken everybody away when the first look-ups ask for them."""

    def __init__(self, graph: Graph, look_ups: int) -> None:
        super().__init__(graph)
        self._left = look_ups

    def passed(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        rows: int,
        read_on: Callable[[], Answer],
    ) -> Answer:
        answer = read_on()
        if cypher == _WHO_THEY_ARE and self._left:
            self._left -= 1
            return replace(answer, rows=[])
        return answer


def test_an_answer_from_which_a_load_takes_somebody_is_read_again(cases: Graph) -> None:
    given = {"case": "C-4"}
    whole = run("route_of_case", given, cases, ANALYST, LIMITS)

    answer = run("route_of_case", given, LoadedMeanwhile(cases, look_ups=1), ANALYST, LIMITS)

    assert answer.rows == whole.rows
    assert answer.rows
    with pytest.raises(DeclarationError):
        run("route_of_case", given, LoadedMeanwhile(cases, look_ups=9), ANALYST, LIMITS)


def test_a_query_above_the_role_is_refused_before_anything_is_looked_up(cases: Graph) -> None:
    given = {"case": "C-1"}

    with pytest.raises(AccessDenied):
        run("route_of_case", given, cases, Viewer(Role.PUBLIC), LIMITS)


def test_a_query_that_does_not_exist_is_unknown(cases: Graph) -> None:
    with pytest.raises(UnknownName):
        run("route_of_cas", {}, cases, ANALYST, LIMITS)


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_no_answer_below_the_investigator_names_a_victim(cases: Graph, role: Role) -> None:
    # Base32 has no 1.
    cases.write_rows(
        "MATCH (p:Person) SET p.pseudonym = 'P-' + replace(p.uid, '1', 'A') + 'AAAAAAAA'"
    )
    cases.write_rows("CREATE (:Network {uid: 'N-1', people: 0})")
    given: dict[str, dict[str, object]] = {
        "case_timeline": {"case": "C-4"},
        "route_of_case": {"case": "C-4"},
        "route_of_victim": {"victim": "P-V5AAAAAAAA"},
        "routes_between": ROUTE,
        "suspect_network": {"person": "P-VAAAAAAAAA", "include_excluded": True},
        "registry_totals": {"year": 2017},
        "registry_waterfall": {"year": 2022},
        "cases_of_suspect": {"person": "P-VAAAAAAAAA"},
        "links_of_record": {"person": "P-VAAAAAAAAA"},
        "similar_cases": {"case": "C-4"},
        "changes_since": {"since": "2020"},
        "bridge_between_cases": {"case": "C-4", "other": "C-2"},
        "bridge_between_people": {"person": "P-VAAAAAAAAA", "other": "P-V5AAAAAAAA"},
        "legs_of_place": {"place": "PE-15"},
        "new_routes": {"year": 2017},
        "dried_up_routes": {"year": 2020},
        "stage_distances": {"case": "C-4"},
        "capture_places": {"place": "PE-15"},
        "destinations_of_capture": {"place": "PE-08"},
        "network_members": {"network": "N-1"},
        "network_cases": {"network": "N-1"},
        "network_routes": {"network": "N-1"},
        "neighbours": {"of": "P-VAAAAAAAAA", "include_excluded": True},
        "neighbour_counts": {"of": "P-VAAAAAAAAA", "include_excluded": True},
        "about": {"of": "P-VAAAAAAAAA"},
        "among": {"keys": ["C-4", "P-VAAAAAAAAA", "P-V5AAAAAAAA"]},
        "nodes": {"keys": ["C-4", "P-VAAAAAAAAA", "P-V5AAAAAAAA"]},
    }
    assert catalog()
    for query in catalog():
        if not Viewer(role).sees(query.header.sensitivity):
            continue
        answer = run(query, given.get(query.name, {}), cases, Viewer(role), LIMITS)
        leaving = json.dumps(answer.rows)
        assert "VICTIMA SINTETICA" not in leaving, query.name
        assert '"uid": "V' not in leaving, query.name
        assert "DNI:" not in leaving, query.name
