import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import networkx
import pytest

from trama.graph.records import Kind, Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.twin import DirtRates, TwinOptions, write_twin
from trama.twin.network_patterns import PATTERNS
from trama.values.defects import Issue, Outcome

Truth = Mapping[str, Any]
Place = tuple[str, int, Kind]


@dataclass(frozen=True)
class Reading:
    """A twin's truth.json, and the mentions that mapping reads in its files.

    The mentions are by sheet, line and kind; the counts are by file and sheet.
    """

    truth: Truth
    mentions: Mapping[Place, list[Mention]]
    issues: list[Issue]
    counts: Mapping[tuple[str, str], Mapping[str, int]]

    def mention(self, sheet: str, line: int, kind: Kind) -> Mention:
        (only,) = self.mentions[sheet, line, kind]
        return only


def read(folder: Path, options: TwinOptions) -> Reading:
    summary = write_twin(folder, options)
    issues: list[Issue] = []
    mentions: dict[Place, list[Mention]] = defaultdict(list)
    counts = {}
    profiles = {summary.reta: "reta_cases", **dict.fromkeys(summary.sistra, "sistra_cases")}
    for path, profile in profiles.items():
        known: set[str] = set()
        with map_file(path, load_profile(profile), issues.append) as tables:
            for table in tables:
                seen: set[str] = set()
                merged = orphans = 0
                for row in table.rows:
                    assert isinstance(row, MappedRow)
                    known |= {row.case_key} if row.parent else set()
                    if row.case_key not in known:
                        orphans += 1
                    elif row.digest in seen:
                        merged += 1
                    else:
                        seen.add(row.digest)
                        for mention in row.mentions:
                            mentions[table.sheet, row.line, mention.kind].append(mention)
                counts[path.name, table.sheet] = {
                    "rows": table.count.rows,
                    "merged": merged,
                    "rejected": table.count.rejected + orphans,
                }
    truth = json.loads(summary.truth.read_text(encoding="utf-8"))
    return Reading(truth, mentions, issues, counts)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    options = TwinOptions(cases=300, seed=4, dirt=DirtRates.none())
    return read(tmp_path_factory.mktemp("clean"), options)


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(tmp_path_factory.mktemp("dirty"), TwinOptions(cases=300, seed=4))


@pytest.fixture(params=["clean", "dirty"])
def twin(request: pytest.FixtureRequest) -> Reading:
    return request.getfixturevalue(request.param)


def document(mention: Mention) -> str | None:
    key = mention.fields.get("document_key")
    return str(key).partition(":")[2] if key else None


def plain(number: str | None) -> str | None:
    return number.replace("-", "") if number else None


def notes_of(twin: Reading, registry: str) -> list[Truth]:
    """Return what truth.json holds of each record of ``registry`` (reta or sistra)."""
    return [note for case in twin.truth["cases"] for note in records_of(case, registry)]


def records_of(case: Truth, registry: str) -> list[Truth]:
    first = [case[registry]] if case[registry] is not None else []
    return [*first, *case["repeated"][registry]]


def test_a_load_will_find_the_counts_of_truth(twin: Reading) -> None:
    expected = {
        (file, sheet): {name: counts[name] for name in ("rows", "merged", "rejected")}
        for file, sheets in twin.truth["account"].items()
        for sheet, counts in sheets.items()
    }

    assert expected
    assert twin.counts == expected


def test_mapping_rejects_exactly_the_planted_rows(dirty: Reading) -> None:
    planted = Counter(
        (reject["file"], reject["sheet"], reject["line"], reject["code"])
        for reject in dirty.truth["rejects"]
        if reject["code"] != "unknown_case"
    )

    rejected = Counter(
        (issue.file, issue.sheet, issue.line, issue.defect.code)
        for issue in dirty.issues
        if issue.defect.outcome is Outcome.REJECTED
    )
    assert planted
    assert rejected == planted


def test_a_clean_twin_has_no_defect(clean: Reading) -> None:
    assert {issue.defect.code for issue in clean.issues} == {"unknown_column"}
    assert {issue.column for issue in clean.issues} == {"MARCA"}


def test_a_reader_learns_what_truth_says_of_each_registration(twin: Reading) -> None:
    registrations = notes_of(twin, "reta")
    assert registrations
    for registration in registrations:
        fields = twin.mention("", registration["lines"][0], Kind.CASE).fields
        assert fields["case_number"] == registration["number"]
        assert fields["registered_on"] == registration["registered_on"]
        assert fields.get("fact_date") == registration["fact_date"]
        assert fields["place"] == registration["place"]


def test_a_victim_has_the_same_cells_in_each_row_of_a_registration(twin: Reading) -> None:
    victims = [victim for note in notes_of(twin, "reta") for victim in note["victims"]]
    assert victims
    for victim in victims:
        mentions = [twin.mention("", line, Kind.VICTIM) for line in victim["lines"]]
        assert len({mention.entity_key for mention in mentions}) == 1
        assert document(mentions[0]) == plain(victim["document"])


def test_a_reader_learns_where_each_victim_of_reta_was_captured(clean: Reading) -> None:
    victims = [victim for note in notes_of(clean, "reta") for victim in note["victims"]]
    assert victims
    for victim in victims:
        stages = clean.mentions["", victim["lines"][0], Kind.STAGE]
        capture = next(stage for stage in stages if stage.fields["phase"] == "CAPTACION")
        assert capture.fields["place"] == victim["captured_at"]


def test_a_reader_learns_what_truth_says_of_each_carpeta(twin: Reading) -> None:
    carpetas = notes_of(twin, "sistra")
    assert carpetas
    for carpeta in carpetas:
        fields = twin.mention("CASOS", carpeta["line"], Kind.CASE).fields
        assert fields["case_number"] == carpeta["number"]
        assert fields["registered_on"] == carpeta["registered_on"]
        report = fields.get("police_report")
        assert (report if str(report).startswith("SINT-") else None) == carpeta["police_report"]
        for victim in carpeta["victims"]:
            mention = twin.mention("AGRAVIADOS", victim["line"], Kind.VICTIM)
            assert mention.entity_key == victim["cod"]
            assert document(mention) == plain(victim["document"])
            assert mention.fields.get("birthplace") == victim["birthplace"]
            assert mention.fields.get("residence") == victim["residence"]
        for suspect in carpeta["suspects"]:
            mention = twin.mention("IMPUTADOS", suspect["line"], Kind.SUSPECT)
            assert (mention.entity_key, document(mention)) == (
                suspect["cod"],
                plain(suspect["document"]),
            )


def test_a_reader_learns_phase_day_and_place_of_each_stage(twin: Reading) -> None:
    places: list[tuple[str | None, str | None]] = []
    for case in twin.truth["cases"]:
        for carpeta in records_of(case, "sistra"):
            for note in carpeta["stages"]:
                stage = twin.mention("HECHOS", note["line"], Kind.STAGE)
                assert stage.fields["phase"] == case["stages"][note["stage"]]["phase"]
                assert stage.fields.get("date") == note["date"]
                places.append((stage.fields.get("place"), note["place"]))

    assert places
    # Of a misspelt address (LORETO / MAYNNAS / ...) our reader may learn the province alone.
    wrong = [(read, true) for read, true in places if read != true]
    assert len(wrong) <= 0.005 * len(places)
    assert all(true and true.startswith(str(read)) for read, true in wrong)


def test_the_stages_of_truth_are_in_the_order_that_each_victim_lived(clean: Reading) -> None:
    assert clean.truth["cases"]
    for case in clean.truth["cases"]:
        assert case["victims"]
        for victim in case["victims"]:
            own = [stage for stage in case["stages"] if victim["person"] in stage["victims"]]
            assert own[0]["phase"] == "CAPTACION"
            assert own[0]["place"] == victim["origin"]
            assert own[-1]["phase"] == "EXPLOTACION"
            assert own[-1]["place"] == case["destination"]
            days = [stage["first"] for stage in own]
            assert days == sorted(set(days))


def test_the_records_of_a_person_are_those_of_the_cases(twin: Reading) -> None:
    named: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for registry in ("RETA", "SISTRA"):
        for note in notes_of(twin, registry.lower()):
            for kind in ("victim", "suspect"):
                for person in note[f"{kind}s"]:
                    named[person["person"]].add((registry, note["number"], kind))

    recorded = {
        person["id"]: {
            (record["registry"], record["case"], record["kind"]) for record in person["records"]
        }
        for person in twin.truth["people"]
        if person["records"]
    }
    assert recorded
    assert recorded == named


def test_no_two_people_share_a_document(twin: Reading) -> None:
    documents = [person["document"] for person in twin.truth["people"] if person["document"]]

    assert len(documents) == len(set(documents))


def test_a_planted_network_has_the_edges_of_its_pattern_in_the_files(clean: Reading) -> None:
    # Arrange: the suspects of each case, by document, as the two files write them
    names = {person["document"]: person["id"] for person in clean.truth["people"]}
    together: dict[str, set[str]] = defaultdict(set)
    for mentions in clean.mentions.values():
        for mention in mentions:
            if mention.kind is Kind.SUSPECT and document(mention) in names:
                together[mention.case_key].add(names[document(mention)])
    graph = networkx.Graph()
    for people in together.values():
        graph.add_edges_from(combinations(sorted(people), 2))
    (network,) = clean.truth["networks"]

    # Act
    written = graph.subgraph(network["members"])

    # Assert
    pattern = networkx.Graph(PATTERNS[network["shape"]])
    assert sorted(dict(written.degree).values()) == sorted(dict(pattern.degree).values())
    assert networkx.transitivity(written) == pytest.approx(networkx.transitivity(pattern))
    assert {tuple(sorted(edge)) for edge in written.edges} == {
        tuple(sorted(edge)) for edge in network["edges"]
    }


def test_planted_routes_go_through_their_places_in_the_workbook(clean: Reading) -> None:
    routes = {route["name"]: route for route in clean.truth["planted_routes"]}
    mining = routes["Cusco - enclaves mineros de Madre de Dios"]
    cases = {case["id"]: case for case in clean.truth["cases"]}

    assert len(routes) == 6
    assert mining["victims"] == sum(len(cases[case]["victims"]) for case in mining["cases"]) > 0
    for case_id in mining["cases"]:
        places = [stage["place"] for stage in cases[case_id]["stages"]]
        assert places[0].startswith("PE-08")
        assert "PE-081203" in places
        assert places[-1] in {"PE-170101", "PE-170102", "PE-170104"}
    described = [cases[case] for case in mining["cases"] if cases[case]["sistra"]]
    assert described
    assert all(len(case["sistra"]["stages"]) == len(case["stages"]) for case in described), (
        "a planted route is described whole"
    )


def test_recurring_suspects_count_without_archived_cases(clean: Reading) -> None:
    cases = {case["id"]: case for case in clean.truth["cases"]}

    recurring = clean.truth["recurring_suspects"]

    assert any(suspect["counted"] < len(suspect["cases"]) for suspect in recurring)
    assert any(suspect["counted"] >= 2 for suspect in recurring)
    for suspect in recurring:
        assert len(suspect["cases"]) >= 2
        for accusation in suspect["cases"]:
            case = cases[accusation["case"]]
            assert suspect["person"] in {accused["person"] for accused in case["suspects"]}
            # A RETA record of an archived case would count as a case that is not archived.
            assert not accusation["excluded"] or case["kind"] == "sistra"


def test_somebody_was_trafficked_twice_and_somebody_turned_recruiter(clean: Reading) -> None:
    people = {person["id"]: person for person in clean.truth["people"]}

    assert clean.truth["repeated_victims"]
    assert clean.truth["turned"]
    assert all(len(people[victim]["victim_in"]) == 2 for victim in clean.truth["repeated_victims"])
    for person in clean.truth["turned"]:
        (suffered,), (accused,) = people[person]["victim_in"], people[person]["suspect_in"]
        assert suffered < accused


def test_shared_nodes_are_written_in_the_cases_of_truth(clean: Reading) -> None:
    kinds = Counter(node["type"] for node in clean.truth["shared_means"])

    assert set(kinds) == {"phone", "account", "plate", "establishment", "company"}
    written: dict[str, set[str]] = defaultdict(set)
    for mentions in clean.mentions.values():
        for mention in mentions:
            for cell in mention.written().values():
                written[cell].add(mention.case_key)
    for node in clean.truth["shared_means"]:
        assert {number.partition(":")[2] for number in node["numbers"]} <= written[node["value"]]


def test_totals_count_what_each_registry_says(clean: Reading) -> None:
    counted: dict[str, Counter[str]] = {"RETA": Counter(), "SISTRA": Counter()}
    for registry, years in counted.items():
        for note in notes_of(clean, registry.lower()):
            years[note["registered_on"][:4]] += len(note["victims"])

    totals = {
        registry: {year: counts["victims"] for year, counts in years.items()}
        for registry, years in clean.truth["totals"].items()
    }
    assert all(counted.values())
    assert totals == {registry: dict(years) for registry, years in counted.items()}


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
