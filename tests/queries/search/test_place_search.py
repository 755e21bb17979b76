"""Places found from what somebody types, by the search of loads and queries."""

import pytest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.places.find import places_like
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find
from trama.queries.search.hits import Reason
from trama.queries.search.place_search import places_named


@pytest.mark.parametrize(
    ("text", "uid", "reason"),
    [
        ("080101", "PE-080101", Reason.PLACE_CODE),
        ("CO-ANT", "CO-ANT", Reason.PLACE_CODE),
        ("SJL", "PE-150132", Reason.SAME_NAME),
        ("CUZCO", "PE-08", Reason.SAME_NAME),
        ("Mazuko", "PE-170102", Reason.SAME_NAME),
        ("Sicuani (Cusco)", "PE-080601", Reason.SAME_NAME),
        ("San Miguel, Lima", "PE-150136", Reason.SAME_NAME),
        ("Táchira", "VE-S", Reason.SAME_NAME),
        ("San Juan de Luriganho", "PE-150132", Reason.SIMILAR_NAME),
    ],
)
def test_a_place_is_found_as_a_load_reads_it(text: str, uid: str, reason: Reason) -> None:
    first = places_named(text)[0]

    assert (first.key, first.reason) == (uid, reason)


def test_a_name_of_several_places_gives_them_all() -> None:
    assert {"PE-020905", "PE-170102", "AR-L"} <= {hit.key for hit in places_named("La Pampa")}


@pytest.mark.parametrize("text", ["San Martín", "Bolívar", "Santa Cruz", "La Pampa", "Piura"])
def test_the_likeliest_place_is_the_first_in_every_answer(graph: Graph, text: str) -> None:
    found = find(text, Lookup(graph, Viewer(Role.PUBLIC), seconds=30))

    assert found.hits[0].key == next(iter(places_like(text))).uid


def test_a_number_is_no_misspelt_place() -> None:
    assert places_named("45678912") == []
