"""Namesakes of one case: one person only while nothing says that they are two."""

import itertools

import pytest
from made_records import record, stage

from trama.graph.records import Kind, RecordState
from trama.linkage.identity import local_people, people_by_key, person_clusters
from trama.linkage.judgements import NO_DECISIONS, Decisions, Subject, Verdict
from trama.ontology.internal_layer import Judgement

ROSA = "SINTETICA QUISPE ROSA"


def groups(*records: RecordState, decisions: Decisions = NO_DECISIONS) -> list[set[str]]:
    """Return the uids of the records of each person, the same in every order of the records."""
    orders = [
        [{one.uid for one in person.records} for person in local_people(order, decisions)]
        for order in itertools.permutations(records)
    ]
    assert all(order == orders[0] for order in orders)
    return orders[0]


@pytest.mark.parametrize("registry", ["RETA", "SISTRA"])
@pytest.mark.parametrize("kind", [Kind.VICTIM, Kind.SUSPECT])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"document_key": "DNI:70000001"}, {"document_key": "DNI:70000002"}),  # twins
        ({"document_key": "DNI:70000001"}, {"document_key": "DNI:43218765"}),  # father and son
        ({"document_key": "DNI:70000001"}, {"document_key": "PASAPORTE:AB12345"}),
        ({"birth_date": "2001-07-09"}, {"birth_date": "2003-02-11"}),  # siblings
        ({"birth_date": "1975"}, {"birth_date": "2001-07-09"}),
        ({"birth_date": "2001-07"}, {"birth_date": "2001-09-01"}),
        ({"sex": "F"}, {"sex": "M"}),
        ({"age": 17.0}, {"age": 44.0}),
    ],
)
def test_namesakes_whom_something_tells_apart_are_two(
    registry: str, kind: Kind, one: dict[str, str], other: dict[str, str]
) -> None:
    records = [
        record(uid, kind, registry=registry, key="~rosa", name_key=ROSA, **said)  # type: ignore[arg-type]
        for uid, said in (("1", one), ("2", other))
    ]

    assert groups(*records) == [{"R-1"}, {"R-2"}]
    assert len(person_clusters(local_people(records))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"document_key": "DNI:70000001"}, {}),
        ({"document_key": "DNI:70000001"}, {"document_key": "DNI:70000001"}),
        ({"birth_date": "2001"}, {"birth_date": "2001-07-09"}),
        ({"birth_date": "2001-01-01"}, {"birth_date": "2001-07-09"}),
        ({"age": 17.0}, {"age": 18.0}),
        ({"sex": "F"}, {"document_key": "DNI:70000001"}),
    ],
)
def test_equal_names_that_nothing_contradicts_are_one(
    one: dict[str, str], other: dict[str, str]
) -> None:
    first = record("1", key="~rosa", name_key=ROSA, **one)
    second = record("2", key="~rosa", name_key=ROSA, **other)

    assert groups(first, second) == [{"R-1", "R-2"}]


def test_a_row_that_fits_two_namesakes_is_given_to_neither() -> None:
    twins = [
        record("5", key="~rosa", name_key=ROSA, document_key="DNI:70000001", sex="F"),
        record("3", key="~rosa", name_key=ROSA, document_key="DNI:70000002", sex="F"),
        record("4", key="~rosa", name_key=ROSA, document_key="DNI:70000002"),
    ]
    bare = [record(uid, key="~rosa", name_key=ROSA, sex="F") for uid in ("1", "2")]

    assert groups(*twins, bare[0]) == [{"R-1"}, {"R-3", "R-4"}, {"R-5"}]
    assert groups(*twins, *bare) == [{"R-1", "R-2"}, {"R-3", "R-4"}, {"R-5"}]


def test_a_person_joins_what_a_slip_of_the_pen_keeps_apart() -> None:
    records = [
        record("1", key="~rosa", name_key=ROSA, document_key="DNI:70000001"),
        record("2", key="~rosa", name_key=ROSA, document_key="DNI:70000010"),
    ]
    same = Decisions.of(
        [Judgement(uid="J", subject=Subject.PERSON, one="R-1", other="R-2", verdict=Verdict.SAME,
                   number=1)]
    )  # fmt: skip

    (person,) = person_clusters(local_people(records, same), same)

    assert {one.uid for one in person.records} == {"R-1", "R-2"}


def test_a_code_of_the_registry_holds_whatever_else_differs() -> None:
    records = [
        record("1", key="A1", name_key=ROSA, sex="F"),
        record("2", key="A1", name_key=ROSA, sex="M"),
    ]

    assert groups(*records) == [{"R-1", "R-2"}]


def test_a_key_that_two_bear_names_both() -> None:
    records = [
        record("1", key="~rosa", name_key=ROSA, document_key="DNI:70000001"),
        record("2", key="~rosa", name_key=ROSA, document_key="DNI:70000002"),
        stage("3", "CAPTACION", victims=("~rosa",)),
    ]

    (named,) = people_by_key(local_people(records)).values()

    assert [person.uid for person in named] == ["R-1", "R-2"]
