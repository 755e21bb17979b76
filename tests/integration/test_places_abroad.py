"""Cases inside another country and over its borders: a profile alone gives them their routes.

Another country's registry (SINTETICO): places by ISO 3166-2 code, whole or without the country, by
names of states, and in one text; the profile says which country they are of.
"""

from pathlib import Path
from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, LoadReport, load
from trama.profiles.library import check_profile
from trama.queries.run import Limits, run

DATA = Path(__file__).parents[1] / "data"
EXPORT = DATA / "casos_co_SINTETICO.csv"
PROFILE = str(DATA / "casos_co_SINTETICO.yaml")
OPTIONS = LoadOptions(key=b"k" * 32, profile=PROFILE)

pytestmark = pytest.mark.every_engine


@pytest.fixture
def account(migrated_graph: Graph) -> LoadReport:
    return load([EXPORT], migrated_graph, OPTIONS)


def rows(graph: Graph, name: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    answer = run(name, given, graph, Viewer(Role.INVESTIGATOR), Limits(60, 10_000))
    return [tuple(row[column] for column in columns) for row in answer.rows]


def test_its_profile_has_no_problems_and_every_row_loads(account: LoadReport) -> None:
    assert check_profile(PROFILE).problems == ()
    sheet = account.files[0].sheets[""]
    assert (sheet.rows, sheet.loaded, sheet.rejected, sheet.issues) == (9, 9, 0, 3)


def test_a_victim_is_traced_over_a_border_and_on_inside_the_country(
    account: LoadReport, migrated_graph: Graph
) -> None:
    columns = ("places", "place_names", "victims")
    asked = {"origin": "Táchira", "destination": "Antioquia, Colombia"}

    assert rows(migrated_graph, "routes_between", *columns, **asked) == [
        (["VE-S", "CO-NSA", "CO-ANT"], ["Táchira", "Norte de Santander", "Antioquia"], 1)
    ]


def test_a_country_holds_its_subdivisions_and_its_level_folds_them(
    account: LoadReport, migrated_graph: Graph
) -> None:
    by_state = rows(migrated_graph, "routes_between", "places", origin="VE", destination="CO")
    asked = {"origin": "CO", "destination": "ES", "level": "district"}
    to_spain = rows(migrated_graph, "routes_between", "places", **asked)
    asked = {"origin": "CO", "destination": "ES", "level": "country"}

    assert by_state == [(["VE-S", "CO-NSA"],)]
    assert to_spain == [(["CO", "ES-CT-B"],)]
    assert rows(migrated_graph, "routes_between", "places", **asked) == [(["CO", "ES"],)]


def test_legs_are_counted_between_states_and_between_countries(
    account: LoadReport, migrated_graph: Graph
) -> None:
    columns = ("origin", "destination", "cases", "victims")

    assert rows(migrated_graph, "frequent_legs", *columns) == [
        ("CO-NSA", "CO-ANT", 2, 2),
        ("CO", "ES-CT", 1, 1),
        ("CO-AMA", "PE-16", 1, 1),
        ("VE-S", "CO-NSA", 1, 1),
    ]
    assert rows(migrated_graph, "frequent_legs", *columns, level="country") == [
        ("CO", "ES", 1, 1),
        ("CO", "PE", 1, 1),
        ("VE", "CO", 1, 1),
    ]
    asked = {"level": "country", "since": "2022", "until": "2022"}
    assert rows(migrated_graph, "frequent_legs", *columns, **asked) == [("VE", "CO", 1, 1)]


def test_origin_transit_and_destination_are_states_abroad(
    account: LoadReport, migrated_graph: Graph
) -> None:
    columns = ("origin", "transit", "transit_names", "destination")

    assert rows(migrated_graph, "origin_transit_destination", *columns) == [
        ("CO", [], [], "ES-CT"),
        ("CO-AMA", [], [], "PE-16"),
        ("CO-NSA", [], [], "CO-ANT"),
        ("VE-S", ["CO-NSA"], ["Norte de Santander"], "CO-ANT"),
    ]


def test_victims_are_counted_by_the_states_where_they_were_born_and_lived(
    account: LoadReport, migrated_graph: Graph
) -> None:
    columns = ("birthplace", "birthplace_name", "residence", "victims")

    assert rows(migrated_graph, "victims_by_birthplace_and_residence", *columns) == [
        ("CO-AMA", "Amazonas", "CO-AMA", 1),
        ("CO-ANT", "Antioquia", "CO", 1),
        ("CO-NSA", "Norte de Santander", "CO-NSA", 1),
        ("VE-S", "Táchira", "VE-S", 1),
    ]


def test_the_graph_has_the_subdivisions_that_records_name_and_what_they_lie_in(
    account: LoadReport, migrated_graph: Graph
) -> None:
    text = (
        "MATCH (l:Location {level: 'SUBDIVISION'})-[:WITHIN]->(up:Location) "
        "RETURN l.uid AS uid, l.iso AS iso, up.uid AS up ORDER BY uid"
    )

    assert [tuple(row.values()) for row in migrated_graph.stream(text)] == [
        ("CO-AMA", "CO-AMA", "CO"),
        ("CO-ANT", "CO-ANT", "CO"),
        ("CO-NSA", "CO-NSA", "CO"),
        ("ES-CT", "ES-CT", "ES"),
        ("ES-CT-B", "ES-B", "ES-CT"),
        ("VE-S", "VE-S", "VE"),
    ]


def test_loaded_again_it_changes_nothing(account: LoadReport, migrated_graph: Graph) -> None:
    before = fingerprint(migrated_graph)

    again = load([EXPORT], migrated_graph, OPTIONS).files[0].sheets[""]

    assert (again.loaded, again.unchanged) == (0, 9)
    assert fingerprint(migrated_graph) == before
