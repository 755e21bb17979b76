"""The counts of a case: its years, the registrations handed over, the reports that it lacks."""

from made_records import record

from trama.canonical.registered import registered
from trama.graph.records import Kind, RecordState


def police(uid: str, number: str, **fields: str) -> RecordState:
    return record(uid, Kind.CASE, registry="RETA", case=number, **fields)


def prosecutors(uid: str, number: str, **fields: str) -> RecordState:
    return record(uid, Kind.CASE, registry="SISTRA", case=number, **fields)


def test_each_registry_counts_in_the_year_that_its_smallest_record_with_a_day_gives() -> None:
    counts = registered(
        [
            police("3", "1", registered_on="2019-01-01"),
            police("2", "1", registered_on="2018-12-31"),
            police("1", "1"),
            prosecutors("4", "9"),
        ]
    )

    assert counts.of_case()["counted"] == ("RETA:2018", "SISTRA:")


def test_a_victim_is_counted_by_the_registries_that_name_her() -> None:
    counts = registered(
        [
            police("1", "1", registered_on="2017-02-03"),
            prosecutors("2", "9", registered_on="2018-02-03"),
        ]
    )

    assert counts.counted_by([record("3", registry="SISTRA", case="9")]) == ("SISTRA:2018",)
    assert counts.counted_by([record("3", registry="SISTRA", case="8")]) == ()


def test_the_latest_day_is_a_whole_one_of_the_two_registries() -> None:
    counts = registered(
        [
            police("1", "1", registered_on="2017-02-03", status_date="2019"),
            prosecutors("2", "9", status_date="2018-05-06"),
            record("3", Kind.CASE, registry="ONG", case="5", registered_on="2021-01-01"),
        ]
    )

    assert counts.latest_day == "2018-05-06"
    assert registered([police("1", "1", registered_on="2019")]).latest_day is None


def test_handed_over_is_what_went_to_the_prosecutors_and_has_no_carpeta() -> None:
    gone = police("1", "1", destination="FISCALIA")
    corrected = police("2", "1", destination="JUEZ", registered_on="2017-03-05")
    undated = police("3", "2", destination="FISCALIA", registered_on="2018")

    assert registered([corrected, gone, police("4", "3")]).handed_over == ("2017-03-05 1",)
    assert registered([undated]).handed_over == (" 2",)
    assert registered([gone, prosecutors("4", "9")]).handed_over == ()


def test_a_report_is_unmatched_until_the_case_has_its_registration() -> None:
    carpeta = prosecutors("1", "9", police_report="7")

    assert registered([carpeta]).unmatched_reports == ("7",)
    assert registered([carpeta, police("2", "7")]).unmatched_reports == ()
    assert registered([police("2", "8", police_report="7")]).unmatched_reports == ()
