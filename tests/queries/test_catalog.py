from pathlib import Path

import pytest
from query_texts import query_text

from trama.core.errors import DeclarationError, UnknownName
from trama.ontology.declare import Sensitivity
from trama.queries.catalog import (
    TOPICS,
    catalog,
    load_catalog,
    query_names,
    read_query,
    saved_query,
)

BINDING = {
    *("case_timeline", "route_of_case", "route_of_victim", "routes_between", "frequent_legs"),
    *("origin_transit_destination", "incomplete_routes", "recurring_suspects", "recurring_pairs"),
    *("shared_means", "suspect_network", "victims_by_birthplace_and_residence"),
    *("registry_totals", "conflicting_values", "stage_provisions", "load_quality"),
}


def test_the_catalog_has_all_the_binding_names() -> None:
    assert set(catalog().names) >= BINDING


def test_only_published_totals_are_public() -> None:
    public = {one.name for one in catalog() if one.header.sensitivity is Sensitivity.PUBLIC}

    assert public == {"registry_totals"}


def test_only_the_question_about_accused_victims_is_for_investigators_alone() -> None:
    identity = {one.name for one in catalog() if one.header.sensitivity is Sensitivity.IDENTITY}

    assert identity == {"victims_later_suspects"}


def test_every_query_stands_under_a_topic_and_has_an_example() -> None:
    assert {query.topic for query in catalog()} == set(TOPICS)
    assert all(query.header.examples for query in catalog())


def test_every_query_says_what_it_starts_from() -> None:
    assert all("starts_from" in query.header.model_fields_set for query in catalog())


def test_a_question_is_light_if_it_gives_what_the_query_starts_from() -> None:
    header = saved_query("conflicting_values").header

    assert header.is_light({"case": "C-1", "limit": 5})
    assert not header.is_light({"case": None, "limit": 5})
    assert not header.is_light({"limit": 5})


def test_a_query_that_starts_from_nothing_is_heavy_whatever_is_asked() -> None:
    probe = read_query(query_text(), "routes", "probe.cypher")

    assert not probe.header.is_light({"since": "2017"})


def test_a_name_that_no_query_has_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        catalog().get("route_of_cas")

    assert "route_of_case" in caught.value.message("en")


def test_one_query_is_read_by_its_name_as_the_catalog_has_it() -> None:
    assert saved_query("route_of_case") == catalog().get("route_of_case")
    assert query_names() == catalog().names


@pytest.mark.parametrize("name", ["route_of_cas", "../lookups/case_by_uid", ""])
def test_one_query_that_there_is_not_is_answered_as_the_catalog_does(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        saved_query(name)

    assert "route_of_case" in caught.value.message("en")


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    for topic in ("routes", "networks"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "probe.cypher").write_text(query_text(), encoding="utf-8")

    with pytest.raises(DeclarationError) as caught:
        load_catalog(tmp_path)

    assert "queries/pack/networks/probe.cypher:2" in caught.value.message()


def test_a_query_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "routes").mkdir()
    (tmp_path / "routes" / "other.cypher").write_text(query_text(), encoding="utf-8")

    with pytest.raises(DeclarationError) as caught:
        load_catalog(tmp_path)

    assert "queries/pack/routes/other.cypher:2" in caught.value.message()


def test_what_the_runner_fills_is_no_parameter_of_the_callers() -> None:
    query = catalog().get("registry_totals")

    assert "may_count" in query.header.parameters
    assert "may_count" not in query.parameters
