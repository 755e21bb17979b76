"""The brief of a case: what a victim's way lacks, and the fields about which registries differ."""

from made_records import record

from trama.canonical.in_brief import conflicting_fields, way_of
from trama.canonical.ordering import Lived
from trama.graph.records import Kind


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
