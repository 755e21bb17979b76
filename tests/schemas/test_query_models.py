"""The strict form of questions: what is described is taken, and nothing else."""

import json

import pytest
from pydantic import ValidationError

from trama.queries.catalog import SavedQuery, catalog
from trama.schemas.query_models import (
    answer_model,
    body_schemas,
    example_parameters,
    question_model,
)

BETWEEN = {"origin": "PE-08", "destination": "PE-17"}

REFUSED = [
    ("registry_totals", {"year": None}),
    ("registry_totals", {"year": "2017"}),
    ("registry_totals", {"year": "2_017"}),
    ("registry_totals", {"year": "٢٠١٧"}),
    ("registry_totals", {"year": True}),
    ("registry_totals", {"year": 2017.5}),
    ("registry_totals", {"year": [2017]}),
    ("registry_totals", {"year": 1989}),
    ("registry_totals", {"year": 10**40}),
    ("registry_totals", {}),
    ("registry_totals", {"year": 2017, "limit": None}),
    ("registry_totals", {"year": 2017, "limit": 0}),
    ("registry_totals", {"year": 2017, "yaer": 2017}),
    ("registry_totals", {"year": 2017, "may_count": True}),
    ("routes_between", {**BETWEEN, "level": "DISTRITO"}),
    ("routes_between", {**BETWEEN, "level": "parish"}),
    ("routes_between", {**BETWEEN, "level": None}),
    ("routes_between", {**BETWEEN, "since": 2017}),
    ("routes_between", {**BETWEEN, "since": "15/03/2017"}),
    ("routes_between", {**BETWEEN, "since": "2017-3"}),
    ("routes_between", {**BETWEEN, "since": "0000"}),
    ("routes_between", {**BETWEEN, "since": "２０１７"}),
    ("routes_between", {**BETWEEN, "since": "2017\n"}),
    ("routes_between", {**BETWEEN, "origin": ""}),
    ("routes_between", {**BETWEEN, "origin": "x" * 201}),
    ("routes_between", {**BETWEEN, "origin": 8}),
    ("routes_between", {**BETWEEN, "origin": "\ud800"}),
    ("shared_means", {"kind": "phone"}),
    ("shared_means", {"include_excluded": 1}),
    ("shared_means", {"include_excluded": "true"}),
    ("conflicting_values", {"fields": "age,sex"}),
    ("conflicting_values", {"fields": ["age", "age"]}),
    ("conflicting_values", {"fields": ["age"] * 6_000}),
    ("conflicting_values", {"fields": ["name"]}),
]


@pytest.mark.parametrize(("name", "parameters"), REFUSED)
def test_what_the_header_does_not_declare_is_refused(name: str, parameters: object) -> None:
    with pytest.raises(ValidationError):
        question_model(catalog().get(name)).model_validate({"parameters": parameters})


@pytest.mark.parametrize(
    "body", [None, [], "x", {"parametros": {}}, {"parameters": None}, {"parameters": []}]
)
def test_a_body_is_an_object_with_parameters(body: object) -> None:
    with pytest.raises(ValidationError):
        question_model(catalog().get("shared_means")).model_validate(body)


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_each_example_is_taken_and_passed_on_as_it_is_written(query: SavedQuery) -> None:
    assert query.header.examples
    for example in query.header.examples:
        sent = {"parameters": example_parameters(query, example)}

        taken = question_model(query).model_validate(sent)

        assert taken.model_dump(mode="json", exclude_unset=True) == sent


def test_a_question_without_required_parameters_may_be_empty() -> None:
    taken = question_model(catalog().get("shared_means")).model_validate({})

    assert taken.model_dump(exclude_unset=True) == {"parameters": {}}


def test_the_schema_says_type_bounds_enum_and_default() -> None:
    schemas = body_schemas()

    between = schemas["RoutesBetweenParameters"]
    assert between["additionalProperties"] is False
    assert between["required"] == ["origin", "destination"]
    assert between["properties"]["limit"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 5000,
        "default": 100,
        "title": "Filas",
        "description": "Rows",
    }
    assert "default" not in between["properties"]["since"]
    assert schemas["Level"]["enum"] == ["district", "province", "department", "country"]


def test_a_row_has_each_column_with_its_type_and_null() -> None:
    row = body_schemas()["RouteOfCaseRow"]

    assert row["required"] == list(catalog().get("route_of_case").columns)
    assert row["properties"]["phase"]["anyOf"] == [
        {"$ref": "#/components/schemas/PhaseCode"},
        {"type": "null"},
    ]
    assert row["properties"]["position"]["anyOf"] == [{"type": "integer"}, {"type": "null"}]
    assert row["properties"]["registries"]["anyOf"][0] == {
        "type": "array",
        "items": {"type": "string"},
    }


def test_every_component_is_described_where_it_is_named() -> None:
    schemas = body_schemas()

    named = set(json.dumps(schemas).split('"#/components/schemas/')[1:])
    assert named
    assert {one.partition('"')[0] for one in named} <= set(schemas)
    assert answer_model(catalog().get("routes_between")).__name__ == "RoutesBetweenAnswer"


def test_an_unknown_role_beside_its_suspect_is_an_empty_text() -> None:
    roles = body_schemas()["RouteOfCaseRow"]["properties"]["roles"]["anyOf"][0]

    assert roles["items"]["anyOf"] == [
        {"$ref": "#/components/schemas/RoleCode"},
        {"type": "string", "const": ""},
    ]
