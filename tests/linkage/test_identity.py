"""Which records are one case or one person, whatever the order they are given in."""

import itertools
import random

import networkx
import pytest
from made_records import record

from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.identity import (
    case_clusters,
    case_links,
    local_people,
    person_clusters,
)

ROSA, PEDRO = "SINTETICA QUISPE ROSA", "SINTETICO HUAMAN PEDRO"


def uids(records: tuple[RecordState, ...]) -> set[str]:
    return {one.uid for one in records}


def test_a_carpeta_is_one_case_with_the_registration_it_names() -> None:
    carpeta = record(
        "1", Kind.CASE, registry="SISTRA", case="C-1", police_report="SINT-2017-000001"
    )
    cases = [CaseKey("RETA", "SINT-2017-000001"), carpeta.case, CaseKey("RETA", "SINT-2")]

    clusters = case_clusters(cases, case_links([carpeta]))

    assert clusters == (
        (CaseKey("RETA", "SINT-2"),),
        (CaseKey("RETA", "SINT-2017-000001"), CaseKey("SISTRA", "C-1")),
    )


def test_carpetas_that_name_an_absent_registration_stay_apart() -> None:
    carpetas = [
        record(case, Kind.CASE, registry="SISTRA", case=case, police_report="SINT-9")
        for case in ("C-1", "C-2")
    ]

    clusters = case_clusters([one.case for one in carpetas], case_links(carpetas))

    assert len(clusters) == 2


@pytest.mark.parametrize("seed", range(20))
def test_clusters_of_cases_are_connected_components(seed: int) -> None:
    # Arrange
    chance = random.Random(seed)
    cases = [CaseKey("RETA", str(at)) for at in range(30)]
    links = {tuple(chance.sample(cases, 2)) for _ in range(20)}
    graph = networkx.Graph()
    graph.add_nodes_from(cases)
    graph.add_edges_from(links)

    # Act
    clusters = case_clusters(cases, links)  # type: ignore[arg-type]

    # Assert
    expected = sorted(tuple(sorted(part)) for part in networkx.connected_components(graph))
    assert sorted(clusters) == expected


def test_the_same_code_in_a_case_is_the_same_person() -> None:
    records = [record("1", key="A1"), record("2", key="A1"), record("3", key="A2")]

    people = local_people(records)

    assert [uids(one.records) for one in people] == [{"R-1", "R-2"}, {"R-3"}]


def test_without_codes_the_same_name_in_a_case_is_the_same_person() -> None:
    records = [
        record("1", key="~a", name_key=ROSA, document_key="DNI:00000101"),
        record("2", key="~b", name_key=ROSA),
        record("3", key="~c", name_key=PEDRO),
    ]

    people = local_people(records)

    assert [uids(one.records) for one in people] == [{"R-1", "R-2"}, {"R-3"}]


def test_codes_of_one_case_and_name_stay_two_people() -> None:
    records = [record("1", key="A1", name_key=ROSA), record("2", key="A2", name_key=ROSA)]

    assert len(local_people(records)) == 2


def test_a_document_joins_people_of_different_cases_and_roles() -> None:
    records = [
        record("1", case="SINT-1", key="~a", name_key=ROSA, document_key="DNI:00000101"),
        record(
            "2", Kind.SUSPECT, registry="SISTRA", case="C-1", key="I1", document_key="DNI:00000101"
        ),
        record("3", case="SINT-2", key="~b", name_key=PEDRO, document_key="DNI:00000101"),
    ]

    clusters = person_clusters(local_people(records))

    assert [(cluster.uid, cluster.aliases) for cluster in clusters] == [
        ("P-1", ("P-2",)),
        ("P-3", ()),
    ]


def test_a_nameless_record_does_not_join_two_different_names() -> None:
    records = [
        record("1", case="SINT-1", document_key="DNI:00000101"),
        record("2", case="SINT-2", name_key=ROSA, document_key="DNI:00000101"),
        record("3", case="SINT-3", name_key=PEDRO, document_key="DNI:00000101"),
    ]

    for order in itertools.permutations(records):
        clusters = person_clusters(local_people(order))
        together = [uids(cluster.records) for cluster in clusters]
        assert together == [{"R-1", "R-2"}, {"R-3"}]
