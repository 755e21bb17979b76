"""The truth of a twin that the overlap of the registries is measured by."""

from collections import Counter
from itertools import chain

from twin_reading import Reading, notes_of, records_of

from trama.graph.records import Kind


def test_a_linked_case_names_its_registration(clean: Reading) -> None:
    linked = [case for case in clean.truth["cases"] if case["linked"]]

    assert linked
    assert all(
        case["sistra"]["police_report"] == case["reta"]["number"] and case["kind"] == "both"
        for case in linked
    )


def test_the_records_of_an_episode_are_of_its_case(twin: Reading) -> None:
    episode = {
        f"{registry.upper()}:{note['number']}": case["id"]
        for case in twin.truth["cases"]
        for registry in ("reta", "sistra")
        for note in records_of(case, registry)
    }
    records = [record for person in twin.truth["people"] for record in person["records"]]

    assert records
    assert {number for case in twin.truth["cases"] for number in case["numbers"]} == set(episode)
    for record in records:
        assert record["episode"] == episode[f"{record['registry']}:{record['case']}"]


def test_each_record_tells_why_it_stands_on_one_side_or_counts_otherwise(dirty: Reading) -> None:
    told: Counter[str] = Counter()
    for case in dirty.truth["cases"]:
        police, prosecutors = (records_of(case, name) for name in ("reta", "sistra"))
        for number, note in enumerate(police):
            causes = set(note["causes"])
            assert ("repeated" in causes) == (number > 0)
            assert bool(causes & {"lost_handover", "not_handed_over"}) == (not prosecutors)
            if "lost_handover" in causes:
                assert note["handed_to"] == "FISCALIA"
            told.update(causes)
        for number, note in enumerate(prosecutors):
            causes = set(note["causes"])
            assert ("repeated" in causes) == (number > 0)
            assert bool(causes & {"direct", "unregistered"}) == (not police)
            assert ("archived" in causes) == case["excluded"]
            other_crime = note["provision"] not in {"153", "153-A", "129-A", "129-B"}
            assert ("retypified" in causes) == other_crime
            told.update(causes)
        if police and prosecutors:
            years = [note["registered_on"][:4] for note in (police[0], prosecutors[0])]
            assert ("other_year" in police[0]["causes"]) == (years[0] != years[1])
            assert [str(case["years"][key]) for key in ("registered", "entered")] == years

    assert set(told) == {
        "repeated",
        "lost_handover",
        "not_handed_over",
        "direct",
        "unregistered",
        "archived",
        "retypified",
        "other_year",
    }


def test_the_police_file_says_which_cases_went_to_the_prosecutor(clean: Reading) -> None:
    said = [
        (
            note["handed_to"],
            clean.mention("", note["lines"][0], Kind.CASE).fields.get("destination"),
        )
        for note in notes_of(clean, "reta")
    ]

    assert {"FISCALIA", None} <= {told for told, _ in said}
    for told, read in said:
        assert (told == "FISCALIA") == (read == "FISCALIA")
        assert (told is None) == (read is None)


def test_a_clean_registry_files_each_case_once_with_all_its_people(clean: Reading) -> None:
    assert clean.truth["cases"]
    for case in clean.truth["cases"]:
        assert case["repeated"] == {"reta": [], "sistra": []}
        for note in (case["reta"], case["sistra"]):
            if note is not None:
                assert len(note["victims"]) == len(case["victims"])
                assert len(note["suspects"]) == len(case["suspects"])


def test_a_dirty_registry_omits_people_but_never_all_victims(dirty: Reading) -> None:
    both = [case for case in dirty.truth["cases"] if case["kind"] == "both"]
    omitted = [
        case
        for case in both
        if len(case["reta"]["victims"]) + len(case["sistra"]["victims"]) < 2 * len(case["victims"])
    ]

    assert omitted
    assert all(case["reta"]["victims"] and case["sistra"]["victims"] for case in both)


def test_the_groups_of_a_case_are_those_that_its_carpetas_name(dirty: Reading) -> None:
    cases = [case for case in dirty.truth["cases"] if case["linked"]]

    assert cases
    for case in cases:
        pair = {f"RETA:{case['sistra']['police_report']}", f"SISTRA:{case['sistra']['number']}"}
        (group,) = (group for group in case["joined"] if pair & set(group))
        assert pair <= set(group)
        assert sorted(chain(*case["joined"])) == sorted(case["numbers"])
