"""The brief of a case: what a victim's way lacks, and the fields about which registries differ."""

import pytest
from made_records import record

from trama.canonical.in_brief import (
    chain_of,
    conflicting_fields,
    days_held,
    every_code,
    way_of,
)
from trama.canonical.ordering import Lived
from trama.graph.records import Kind
from trama.values.partial_date import PartialDate


def lived(*stages: tuple[str, str | None]) -> list[Lived]:
    return [
        Lived(uid=str(number), phase=phase, date=None, place=place)
        for number, (phase, place) in enumerate(stages)
    ]


def test_the_way_goes_from_the_first_capture_to_the_last_arrival_over_the_transports() -> None:
    way = way_of(
        lived(
            ("CAPTACION", None),
            ("CAPTACION", "PE-080101"),
            ("TRANSPORTE", "PE-03"),
            ("TRANSPORTE", "PE-05"),
            ("RECEPCION", "PE-150101"),
            ("EXPLOTACION", "PE-150132"),
        )
    )

    assert way.way == ("PE-080101", "PE-150132", "PE-03", "PE-05")
    assert (way.stages, way.missing, way.without_place) == (6, (), ("CAPTACION",))
    assert way.gaps == 1


def test_who_was_retained_was_received() -> None:
    assert way_of(lived(("RETENCION", "PE-15"))).missing == ("CAPTACION", "TRANSPORTE")


def test_a_victim_without_stages_lacks_the_whole_way_and_has_none() -> None:
    way = way_of([])

    assert (way.stages, way.way, way.gaps) == (0, (), 3)


def dated(*stages: tuple[str, str | None]) -> list[Lived]:
    return [
        Lived(
            uid=f"S-{number}",
            phase=phase,
            date=PartialDate.parse(date) if date else None,
            place="PE-08" if date else None,
        )
        for number, (phase, date) in enumerate(stages)
    ]


def test_a_chain_writes_each_stage_with_what_is_unknown_left_empty() -> None:
    assert chain_of(dated(("CAPTACION", "2017-03"), ("RECEPCION", None))) == (
        "1 S-0 CAPTACION PE-08 2017-03-01 2017-03-31",
        "2 S-1 RECEPCION   ",
    )


@pytest.mark.parametrize(
    ("stages", "days"),
    [
        ([], None),
        ([("RECEPCION", "2017-03-05")], None),
        ([("RECEPCION", "2017-03-05"), ("EXPLOTACION", "2017-03-08")], 3),
        ([("RETENCION", "2017-03-05/2017-04-05")], 31),
        ([("RECEPCION", "2017-03-05"), ("EXPLOTACION", "2018")], None),
        ([("CAPTACION", "2017-03-01"), ("RECEPCION", "2017-03-05")], None),
    ],
)
def test_days_are_those_between_the_days_written_of_how_she_was_held(
    stages: list[tuple[str, str | None]], days: int | None
) -> None:
    assert days_held(dated(*stages)) == days


def test_every_code_is_one_of_the_victim_or_of_a_stage() -> None:
    told = {"recruitment": "INTERNET", "purposes": ["B", "A"]}
    stages = [{"purposes": ["C", "A"]}, {"recruitment": "OFERTA_TRABAJO"}]

    assert every_code(told, stages) == {
        "every_recruitment": ["INTERNET", "OFERTA_TRABAJO"],
        "every_purpose": ["A", "B", "C"],
    }


def test_registries_conflict_if_the_sets_of_their_values_differ() -> None:
    police = [record("1", age=16.0, means=("A", "B")), record("2", age=17.0)]
    prosecutors = [record("3", registry="SISTRA", age=17.0, means=("B", "A"), sex="F")]

    assert conflicting_fields([[*police, *prosecutors]]) == ("age",)


def test_what_is_said_of_another_subject_or_by_one_registry_alone_is_no_conflict() -> None:
    police, prosecutors = record("1", age=16.0), record("2", registry="SISTRA", age=17.0)
    as_suspect = record("3", Kind.SUSPECT, registry="SISTRA", age=18.0)

    assert conflicting_fields([[police], [prosecutors]]) == ()
    assert conflicting_fields([[police, as_suspect]]) == ()
    assert conflicting_fields([[police, record("4", age=30.0)]]) == ()
