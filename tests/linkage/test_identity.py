"""The records of one case or one person, whatever the order they are given in."""

import itertools
import random
from collections.abc import Sequence

import networkx
import pytest
from made_records import record

from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.case_identity import case_clusters, case_links
from trama.linkage.identity import joined_people, local_people, person_clusters
from trama.linkage.judgements import NO_DECISIONS, Decisions, Verdict
from trama.ontology.internal_layer import Judgement

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


def test_a_code_that_holds_across_cases_joins_people_of_different_cases() -> None:
    records = [
        record("1", case="SINT-1", key="P1", name_key=ROSA, person_code="@U:P1"),
        record("2", case="SINT-2", key="P1", name_key=ROSA, person_code="@U:P1"),
        record("3", case="SINT-3", key="P2", name_key=ROSA, person_code="@U:P2"),
        record("4", case="SINT-4", key="P1", name_key=ROSA),
    ]

    clusters = person_clusters(local_people(records))

    assert [uids(cluster.records) for cluster in clusters] == [{"R-1", "R-2"}, {"R-3"}, {"R-4"}]


def test_a_code_joins_what_documents_join_too() -> None:
    records = [
        record("1", case="SINT-1", document_key="DNI:00000101"),
        record("2", case="SINT-2", person_code="@U:P1"),
        record("3", case="SINT-3", document_key="DNI:00000101", person_code="@U:P1"),
    ]

    for order in itertools.permutations(records):
        (cluster,) = person_clusters(local_people(order))
        assert uids(cluster.records) == {"R-1", "R-2", "R-3"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"sex": "F"}, {"sex": "M"}),
        ({"document_key": "DNI:00000101"}, {"document_key": "DNI:00000102"}),
        ({"birth_date": "2001-07-09"}, {"birth_date": "1990-01-10"}),
        ({"name_key": ROSA}, {"name_key": PEDRO}),
    ],
)
def test_a_code_joins_nobody_whom_the_records_contradict(
    one: dict[str, str], other: dict[str, str]
) -> None:
    records = [
        record("1", case="SINT-1", person_code="@U:P1", **one),
        record("2", case="SINT-2", person_code="@U:P1", **other),
    ]

    assert len(person_clusters(local_people(records))) == 2


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


def judged(*pairs: tuple[str, str, Verdict], score: float | None = None) -> Decisions:
    """Return the decisions of a person, or of a model that gave ``score``."""
    return Decisions.of(
        Judgement(
            uid=f"J-{one}-{other}",
            subject="person",
            one=one,
            other=other,
            verdict=verdict.value,
            number=1,
            model="" if score is None else "modelo-1",
            score=score,
        )
        for one, other, verdict in pairs
    )


def persons(records: Sequence[RecordState], decisions: Decisions) -> list[set[str]]:
    """Return the uids of the records of each person, the same in every order of the records."""
    orders = [
        [
            uids(found.records)
            for found in person_clusters(local_people(order, decisions), decisions)
        ]
        for order in itertools.permutations(records)
    ]
    assert all(order == orders[0] for order in orders)
    return orders[0]


NAMED_ALIKE = [
    record("1", case="SINT-1", name_key=ROSA),
    record("2", case="SINT-2", name_key=ROSA),
    record("3", case="SINT-3", name_key=ROSA),
]


def test_judged_the_same_is_one_person_without_any_document() -> None:
    decisions = judged(("R-1", "R-2", Verdict.SAME))

    assert persons(NAMED_ALIKE, decisions) == [{"R-1", "R-2"}, {"R-3"}]


def test_judged_different_parts_people_who_share_a_document() -> None:
    records = [
        record("1", case="SINT-1", name_key=ROSA, document_key="DNI:00000101"),
        record("2", case="SINT-2", name_key=ROSA, document_key="DNI:00000101"),
    ]

    assert persons(records, judged(("R-1", "R-2", Verdict.DIFFERENT))) == [{"R-1"}, {"R-2"}]


def test_judged_different_parts_equal_rows_of_one_case() -> None:
    records = [
        record("1", case="SINT-1", key="~a", name_key=ROSA),
        record("2", case="SINT-1", key="~a", name_key=ROSA),
    ]

    assert persons(records, NO_DECISIONS) == [{"R-1", "R-2"}]
    assert persons(records, judged(("R-1", "R-2", Verdict.DIFFERENT))) == [{"R-1"}, {"R-2"}]


def test_a_contradiction_is_refused_and_never_merged_through() -> None:
    decisions = judged(
        ("R-1", "R-2", Verdict.SAME),
        ("R-2", "R-3", Verdict.SAME),
        ("R-1", "R-3", Verdict.DIFFERENT),
    )

    assert persons(NAMED_ALIKE, decisions) == [{"R-1", "R-2"}, {"R-3"}]
    refused = joined_people(local_people(NAMED_ALIKE, decisions), decisions).refused
    assert [(link.one, link.other) for link in refused] == [("R-2", "R-3")]


def test_a_person_may_join_what_the_records_contradict_and_a_model_may_not() -> None:
    records = [
        record("1", case="SINT-1", name_key=ROSA, document_key="DNI:00000101"),
        record("2", case="SINT-2", name_key=ROSA, document_key="DNI:00000102"),
    ]
    same = ("R-1", "R-2", Verdict.SAME)

    assert persons(records, judged(same)) == [{"R-1", "R-2"}]
    assert persons(records, judged(same, score=0.99)) == [{"R-1"}, {"R-2"}]


def test_cases_judged_the_same_are_one_and_judged_different_are_two() -> None:
    one, other, third = CaseKey("RETA", "1"), CaseKey("SISTRA", "1"), CaseKey("SISTRA", "2")
    same = judged(("RETA:1", "SISTRA:1", Verdict.SAME))
    different = judged(("RETA:1", "SISTRA:1", Verdict.DIFFERENT))

    assert case_clusters([one, other, third], [], same) == ((one, other), (third,))
    assert case_clusters([one, other], [(other, one)], NO_DECISIONS) == ((one, other),)
    assert case_clusters([one, other], [(other, one)], different) == ((one,), (other,))
