"""The columns that make a row the same row, for each saved query, and those that may change."""

import pytest

from trama.cypher.header import ColumnType
from trama.queries.catalog import SavedQuery, catalog, saved_query
from trama.routes.answer import route_query
from trama.standing.row_keys import RowHasher, form_of, key_columns, watched_columns

ALL = [*catalog(), route_query()]
KEY = b"k" * 32
ONE, OTHER = {"pseudonym": "X-A"}, {"pseudonym": "X-B", "uid": "P-B", "name": "SINTETICO B"}
PAIR = {"one": ONE, "other": OTHER, "cases": 2, "first": None, "last": "2019", "case_uids": ["C-1"]}


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_each_column_is_of_the_key_may_change_or_names_another(query: SavedQuery) -> None:
    keys, watched = key_columns(query), watched_columns(query)

    assert keys
    assert watched
    assert not set(keys) & set(watched)
    rest = set(query.columns) - {*keys, *watched}
    assert all(query.columns[name].type in (ColumnType.STRING, ColumnType.STRINGS) for name in rest)
    # A count that grows never makes another row.
    assert not any(query.columns[name].type is ColumnType.COUNT for name in keys)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("recurring_pairs", ("one", "other")),
        ("recurring_networks", ("network",)),
        ("shared_means", ("kind", "means")),
        ("origin_transit_destination", ("origin", "transit", "destination")),
        ("dried_up_routes", ("origin", "destination")),
        ("repeated_victimisation", ("victim",)),
        ("cases_of_suspect", ("suspect", "case", "victim", "position", "phase", "place")),
        ("ages_at_capture", ("age_from", "age_to", "sex")),
        ("place_roles", ("place", "year")),
        ("archived_with_open", ("suspect", "archived", "case")),
        ("neighbours", ("relation", "source", "target")),
        ("units_by_quality", ("agency", "registry")),
    ],
)
def test_a_row_is_told_apart_by_what_it_is_about(name: str, keys: tuple[str, ...]) -> None:
    assert key_columns(saved_query(name)) == keys


def test_a_route_is_told_apart_by_its_places_and_phases() -> None:
    assert key_columns(route_query()) == ("phases", "places")


def test_the_key_outlives_counts_names_and_the_right_to_see_a_name() -> None:
    hasher = RowHasher(saved_query("recurring_pairs"), "S-1", KEY)
    seen = {**PAIR, "cases": 3, "other": {"pseudonym": "X-B"}}

    (before,), (after,) = hasher.seen([PAIR]), hasher.seen([seen])

    assert before.key == after.key
    watched = watched_columns(saved_query("recurring_pairs"))
    changed = [
        name for name, a, b in zip(watched, before.values, after.values, strict=True) if a != b
    ]
    assert changed == ["cases"]


def test_a_list_in_another_order_says_the_same_but_a_way_does_not() -> None:
    pairs = RowHasher(saved_query("recurring_pairs"), "S-1", KEY)
    routes = RowHasher(route_query(), "S-1", KEY)
    row = dict.fromkeys(route_query().columns) | {
        "phases": ["A", "B"],
        "places": ["PE-08", "PE-15"],
    }

    (one,) = pairs.seen([{**PAIR, "case_uids": ["C-1", "C-2"]}])
    (other,) = pairs.seen([{**PAIR, "case_uids": ["C-2", "C-1"]}])

    assert one == other
    assert routes.key(row) != routes.key({**row, "places": ["PE-15", "PE-08"]})


def test_rows_that_nothing_tells_apart_are_one_group_that_changes_with_each() -> None:
    hasher = RowHasher(saved_query("recurring_pairs"), "S-1", KEY)
    twin = {**PAIR, "cases": 5}

    (both,) = hasher.seen([PAIR, twin])
    (turned,) = hasher.seen([twin, PAIR])
    (one,) = hasher.seen([PAIR])

    assert both == turned
    assert both.key == one.key
    assert both.values != one.values


def test_hashes_are_of_the_question_and_of_the_home() -> None:
    query = saved_query("recurring_pairs")
    made = {
        RowHasher(query, question, key).key(PAIR)
        for question in ("S-1", "S-2")
        for key in (KEY, b"o" * 32)
    }

    assert len(made) == 4
    assert not any("X-A" in key for key in made)


def test_no_two_queries_are_keyed_alike_by_chance() -> None:
    forms = [form_of(query) for query in ALL]

    assert len(forms) > 50
    assert form_of(saved_query("recurring_pairs")) == form_of(saved_query("recurring_pairs"))
    assert form_of(saved_query("recurring_pairs")) != form_of(saved_query("recurring_suspects"))
