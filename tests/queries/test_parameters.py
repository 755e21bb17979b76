from collections.abc import Mapping
from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, BadParameter
from trama.graph.engine import Graph
from trama.queries.catalog import catalog
from trama.queries.header import Parameter, ParameterType
from trama.queries.lookups.subjects import Lookup
from trama.queries.parameters import Bound, bind

# No parameter below is looked up in a graph, so none is opened.
NO_GRAPH: Any = None


def bound(name: str, given: Mapping[str, object], role: Role = Role.ANALYST) -> Bound:
    query = catalog().get(name)
    return bind(query.header.parameters, given, Lookup(NO_GRAPH, Viewer(role), seconds=1))


def complaint(name: str, **given: object) -> str:
    with pytest.raises(BadParameter) as caught:
        bound(name, given)
    return caught.value.message("en")


def test_what_is_not_given_is_the_default() -> None:
    found = bound("recurring_suspects", {})

    assert found.values == {
        "min_cases": 2,
        "since": None,
        "until": None,
        "include_excluded": False,
        "limit": 100,
    }


def test_text_serves_for_every_type() -> None:
    given = {"min_cases": "3", "since": "2017", "until": "2018-02", "include_excluded": "sí"}

    found = bound("recurring_suspects", given)

    assert found.values == {
        "min_cases": 3,
        "since": "2017-01-01",
        "until": "2018-02-28",
        "include_excluded": True,
        "limit": 100,
    }
    assert found.shown["until"] == "2018-02"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"min_case": 2}, "“min_case”: unknown; known: min_cases"),
        ({"min_cases": 1}, "“min_cases”: at least 2"),
        ({"min_cases": 1001}, "“min_cases”: at most 1000"),
        ({"min_cases": "two"}, "“min_cases”: it must be a whole number"),
        ({"min_cases": 2.5}, "“min_cases”: it must be a whole number"),
        ({"min_cases": True}, "“min_cases”: it must be a whole number"),
        ({"since": "2018", "until": "2017"}, "“until”: it is before “since”"),
        ({"since": "05/03/2017"}, "“since”: it must be a date"),
        ({"since": "2017-02-30"}, "“since”: it must be a date"),
        ({"since": ["2017"]}, "“since”: it must be a text"),
        ({"include_excluded": "perhaps"}, "“include_excluded”: it must be true or false"),
        ({"limit": 0}, "“limit”: at least 1"),
        ({"limit": 5001}, "“limit”: at most 5000"),
    ],
)
def test_a_bad_parameter_is_named_with_the_reason(given: dict[str, object], why: str) -> None:
    assert f"Parameter {why}" in complaint("recurring_suspects", **given)


def test_a_required_parameter_must_be_given() -> None:
    assert "“year”: it is required" in complaint("registry_totals")


def test_what_the_runner_fills_cannot_be_given() -> None:
    assert "“minimum_cell”: unknown" in complaint("registry_totals", year=2017, minimum_cell=1)


def test_the_smallest_cell_is_that_of_the_role() -> None:
    name = "victims_by_birthplace_and_residence"

    assert bound(name, {}, Role.PUBLIC).values["minimum_cell"] == 10
    assert bound(name, {}, Role.ANALYST).values["minimum_cell"] == 1
    assert "minimum_cell" not in bound(name, {}).shown


def test_a_department_stays_itself_whatever_the_level_of_the_answer() -> None:
    for level in ("department", "province", "district"):
        given = {"origin": "Loreto", "destination": "lima", "level": level}

        found = bound("routes_between", given)

        assert found.values["origin"] == "PE-16"
        assert found.values["destination"] == "PE-15"
        assert [(each.parameter, each.text, each.place) for each in found.understood] == [
            ("origin", "Loreto", "PE-16"),
            ("destination", "lima", "PE-15"),
        ]


def test_origin_and_destination_must_be_apart() -> None:
    given = {"origin": "PE-15", "destination": "PE-150132", "level": "district"}

    assert "“destination”: it lies in origin" in complaint("routes_between", **given)


def test_a_level_that_does_not_exist_is_answered_with_those_that_do() -> None:
    assert "one of: district, province, department, country" in complaint(
        "frequent_legs", level="subdivision"
    )


def test_a_code_must_be_of_its_list() -> None:
    sex = Parameter(name="sex", type=ParameterType.CODE, title_es="Sexo", title_en="Sex", of="sex")
    declared = {"sex": sex}
    nobody = Lookup(NO_GRAPH, Viewer(Role.ANALYST), seconds=1)

    assert bind(declared, {"sex": "f"}, nobody).values == {"sex": "F"}
    with pytest.raises(BadParameter) as caught:
        bind(declared, {"sex": "X?"}, nobody)
    assert "one of: " in caught.value.message("en")


def test_a_registry_may_be_written_small() -> None:
    assert bound("load_quality", {"registry": "reta"}).values["registry"] == "RETA"


def test_a_text_of_a_closed_choice_must_be_one_of_them() -> None:
    assert "one of: Phone" in complaint("shared_means", kind="Person")


def test_a_text_may_not_be_endless() -> None:
    assert "longer than 200" in complaint("shared_means", kind="x" * 201)


def test_fields_of_identity_are_left_out_for_who_may_not_see_them() -> None:
    assert "document_key" not in bound("conflicting_values", {}).values["fields"]
    assert "age" in bound("conflicting_values", {}).values["fields"]

    investigator = bound("conflicting_values", {}, Role.INVESTIGATOR)
    assert "document_key" in investigator.values["fields"]


def test_asking_for_a_field_of_identity_is_refused_to_who_may_not_see_it() -> None:
    with pytest.raises(AccessDenied):
        bound("conflicting_values", {"fields": "age,document_key"})


def test_fields_that_the_query_does_not_compare_are_refused() -> None:
    assert "there is no originals" in complaint("conflicting_values", fields="originals")


def test_every_example_is_one_that_can_be_asked(graph: Graph) -> None:
    graph.write_rows(
        "CREATE (c:Case {uid: 'C-1'})-[:ATTESTED_BY]->(:Record {uid: 'R-1', registry: 'RETA', "
        "kind: 'case', case_key: 'SINT-2017-000001'}) "
        "CREATE (:Person:Victim {uid: 'V-1', pseudonym: 'P-ABCDEFGHJK'})"
    )
    lookup = Lookup(graph, Viewer(Role.ANALYST), seconds=10)
    assert catalog()
    for query in catalog():
        for example in query.header.examples:
            assert bind(query.header.parameters, example.parameters, lookup)


def test_a_field_that_is_given_again_asks_nothing_new() -> None:
    given = bound("conflicting_values", {"fields": ["age", "sex"] * 3_000})

    assert given.values["fields"] == ["age", "sex"]
