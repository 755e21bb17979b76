"""The OpenAPI description: valid, and true of the answers that its own examples get."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from trama.access.policy import Role
from trama.ontology.declare import Sensitivity
from trama.queries.catalog import SavedQuery, catalog

Client = Callable[..., httpx.Client]
Description = dict[str, Any]


@pytest.fixture
def description(client: Client) -> Description:
    return dict(client(Role.ANALYST).get("/openapi.json").json())


def test_the_description_is_valid(description: Description) -> None:
    assert description["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_no_two_schemas_have_one_title(description: Description) -> None:
    """A generated client names its classes by title, and leaves out those of the same title."""
    schemas = description["components"]["schemas"]
    titles = [schema.get("title", name) for name, schema in schemas.items()]

    assert [title for title in titles if titles.count(title) > 1] == []
    assert [name for name in schemas if "__" in name] == []


def test_the_bounds_of_a_number_have_the_names_of_json_schema(description: Description) -> None:
    parameters = [
        parameter
        for path in description["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
    ]
    limits = [each["schema"] for each in parameters if each["name"] == "limit"]

    assert len(limits) > 5
    assert {
        "type": "integer",
        "minimum": 1,
        "maximum": 200,
        "default": 20,
        "title": "Limit",
    } in limits
    assert [each for each in limits if not {"minimum", "maximum"} <= set(each)] == []
    assert [each for each in parameters if {"ge", "le", "gt", "lt"} & set(each["schema"])] == []


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_every_example_is_answered_as_described(
    query: SavedQuery, description: Description, client: Client
) -> None:
    path = f"/queries/{query.name}/run"
    operation = description["paths"][f"/api/v1{path}"]["post"]
    examples = operation["requestBody"]["content"]["application/json"]["examples"]

    assert examples
    for example in examples.values():
        may = (
            Role.INVESTIGATOR if query.header.sensitivity is Sensitivity.IDENTITY else Role.ANALYST
        )
        answer = client(may).post(path, json=example["value"])

        if names_a_subject(query, example["value"]["parameters"]):
            # The example's case or person is of another twin; the form is right all the same.
            assert answer.status_code in (200, 404)
        else:
            assert answer.status_code == 200, answer.text
        assert faults(description, operation, answer) == []


@pytest.mark.parametrize("part", ["", "/stages", "/route"])
def test_a_case_is_answered_as_described(
    part: str, description: Description, client: Client
) -> None:
    asking = client(Role.ANALYST)
    listed = asking.post("/queries/incomplete_routes/run", json={}).json()["rows"]
    number = listed[0]["case_numbers"][0]

    answer = asking.get(f"/cases/{number}{part}")

    assert answer.status_code == 200
    assert (
        faults(description, description["paths"][f"/api/v1/cases/{{case}}{part}"]["get"], answer)
        == []
    )


def names_a_subject(query: SavedQuery, parameters: dict[str, Any]) -> bool:
    return any(query.parameters[name].type in ("case", "person", "network") for name in parameters)


def faults(description: Description, operation: Description, answer: httpx.Response) -> list[str]:
    """Returns where an answer differs from what the description says of it."""
    content = operation["responses"][str(answer.status_code)]["content"]
    schema = content[answer.headers["content-type"]]["schema"]
    whole = {**schema, "components": description["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(answer.json())]
