"""The records that tell of one stage."""

from made_records import stage

from trama.canonical.stages import stage_groups

POLICE = {"registry": "RETA", "case": "SINT-1"}
PROSECUTORS = {"registry": "SISTRA", "case": "C-1"}


def groups(*records: object) -> list[set[str]]:
    return [
        {one.uid.removeprefix("R-") for one in group}
        for group in stage_groups(records)  # type: ignore[arg-type]
    ]


def test_rows_that_repeat_a_stage_for_each_suspect_are_one_stage() -> None:
    found = groups(
        stage("1", "CAPTACION", **POLICE, place="PE-150132", suspects=("A",)),
        stage("2", "CAPTACION", **POLICE, place="PE-150132", suspects=("B",)),
    )

    assert found == [{"1", "2"}]


def test_two_places_in_one_registry_are_two_stages() -> None:
    found = groups(
        stage("1", "TRANSPORTE", **PROSECUTORS, place="PE-150132"),
        stage("2", "TRANSPORTE", **PROSECUTORS, place="PE-080101"),
    )

    assert found == [{"1"}, {"2"}]


def test_two_houses_in_one_district_are_two_stages() -> None:
    found = groups(
        stage("1", "EXPLOTACION", **PROSECUTORS, place="PE-150132", establishment="Bar La Ficción"),
        stage("2", "EXPLOTACION", **PROSECUTORS, place="PE-150132", establishment="Bar El Invento"),
    )

    assert found == [{"1"}, {"2"}]


def test_one_of_each_registry_is_one_stage_even_where_they_contradict() -> None:
    found = groups(
        stage("1", "CAPTACION", **POLICE, place="PE-150132", date="2017-03-05"),
        stage("2", "CAPTACION", **PROSECUTORS, place="PE-080101", date="2017-03-07"),
    )

    assert found == [{"1", "2"}]


def test_of_several_those_whose_place_and_date_agree_are_one() -> None:
    found = groups(
        stage("1", "TRANSPORTE", **POLICE, place="PE-150132", date="2017-03"),
        stage("2", "TRANSPORTE", **PROSECUTORS, place="PE-080101", date="2017-03-02"),
        stage("3", "TRANSPORTE", **PROSECUTORS, place="PE-15", date="2017-03-05"),
    )

    assert found == [{"1", "3"}, {"2"}]


def test_phases_never_mix() -> None:
    found = groups(
        stage("1", "CAPTACION", **POLICE, place="PE-150132"),
        stage("2", "RECEPCION", **PROSECUTORS, place="PE-150132"),
    )

    assert found == [{"1"}, {"2"}]
