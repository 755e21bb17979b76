import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest

from trama.graph.records import Kind, Mention
from trama.ingest.mapping.files import map_file
from trama.ingest.mapping.mapped import MappedRow
from trama.ingest.profile.profiles import load_profile
from trama.twin import DirtRates, TwinOptions, write_twin
from trama.twin.network_patterns import PATTERNS
from trama.values.defects import Issue, Outcome

Told = Mapping[str, Any]
Place = tuple[str, int, Kind]


@dataclass(frozen=True)
class Reading:
    """A twin's truth, and what mapping reads in its files: mentions by sheet, line and kind."""

    truth: Told
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


def test_a_load_will_find_the_counts_of_truth(twin: Reading) -> None:
    told = {
        (file, sheet): {name: counts[name] for name in ("rows", "merged", "rejected")}
        for file, sheets in twin.truth["account"].items()
        for sheet, counts in sheets.items()
    }

    assert twin.counts == told


def test_mapping_rejects_exactly_the_planted_rows(dirty: Reading) -> None:
    planted = Counter(
        (one["file"], one["sheet"], one["line"], one["code"])
        for one in dirty.truth["rejects"]
        if one["code"] != "unknown_case"
    )

    found = Counter(
        (issue.file, issue.sheet, issue.line, issue.defect.code)
        for issue in dirty.issues
        if issue.defect.outcome is Outcome.REJECTED
    )
    assert found == planted


def test_nothing_is_found_wrong_with_a_clean_twin(clean: Reading) -> None:
    assert {issue.defect.code for issue in clean.issues} == {"unknown_column"}
    assert {issue.column for issue in clean.issues} == {"MARCA"}


def test_a_reader_learns_what_truth_says_of_each_registration(twin: Reading) -> None:
    for case in twin.truth["cases"]:
        if (said := case["reta"]) is None:
            continue
        fields = twin.mention("", said["lines"][0], Kind.CASE).fields
        assert fields["case_number"] == said["number"]
        assert fields["registered_on"] == said["registered_on"]
        assert fields.get("fact_date") == said["fact_date"]
        assert fields["place"] == said["place"]


def test_a_victim_has_the_same_cells_in_each_row_of_a_registration(twin: Reading) -> None:
    for case in twin.truth["cases"]:
        for victim in (case["reta"] or {"victims": []})["victims"]:
            mentions = [twin.mention("", line, Kind.VICTIM) for line in victim["lines"]]
            assert len({mention.entity_key for mention in mentions}) == 1
            assert document(mentions[0]) == plain(victim["document"])


def test_a_reader_learns_where_each_victim_of_reta_was_captured(clean: Reading) -> None:
    for case in clean.truth["cases"]:
        for victim in (case["reta"] or {"victims": []})["victims"]:
            stages = clean.mentions["", victim["lines"][0], Kind.STAGE]
            capture = next(one for one in stages if one.fields["phase"] == "CAPTACION")
            assert capture.fields["place"] == victim["captured_at"]


def test_a_reader_learns_what_truth_says_of_each_carpeta(twin: Reading) -> None:
    for case in twin.truth["cases"]:
        if (said := case["sistra"]) is None:
            continue
        fields = twin.mention("CASOS", said["line"], Kind.CASE).fields
        assert fields["case_number"] == said["number"]
        assert fields["registered_on"] == said["registered_on"]
        report = fields.get("police_report")
        assert (report if str(report).startswith("SINT-") else None) == said["police_report"]
        for victim in said["victims"]:
            mention = twin.mention("AGRAVIADOS", victim["line"], Kind.VICTIM)
            assert mention.entity_key == victim["cod"]
            assert document(mention) == plain(victim["document"])
            assert mention.fields.get("birthplace") == victim["birthplace"]
            assert mention.fields.get("residence") == victim["residence"]
        for suspect in said["suspects"]:
            mention = twin.mention("IMPUTADOS", suspect["line"], Kind.SUSPECT)
            assert (mention.entity_key, document(mention)) == (
                suspect["cod"],
                plain(suspect["document"]),
            )


def test_a_reader_learns_phase_day_and_place_of_each_stage(twin: Reading) -> None:
    for case in twin.truth["cases"]:
        for said in (case["sistra"] or {"stages": []})["stages"]:
            stage = twin.mention("HECHOS", said["line"], Kind.STAGE)
            assert stage.fields["phase"] == case["stages"][said["stage"]]["phase"]
            assert stage.fields.get("date") == said["date"]
            assert stage.fields.get("place") == said["place"]


def test_the_victims_of_a_case_live_its_stages_in_the_order_told(clean: Reading) -> None:
    for case in clean.truth["cases"]:
        for victim in case["victims"]:
            own = [one for one in case["stages"] if victim["person"] in one["victims"]]
            assert own[0]["phase"] == "CAPTACION"
            assert own[0]["place"] == victim["origin"]
            assert own[-1]["phase"] == "EXPLOTACION"
            assert own[-1]["place"] == case["destination"]
            days = [one["first"] for one in own]
            assert days == sorted(set(days))


def test_the_records_of_a_person_are_those_of_the_cases(twin: Reading) -> None:
    named: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for case in twin.truth["cases"]:
        for registry, said in (("RETA", case["reta"]), ("SISTRA", case["sistra"])):
            if said is None:
                continue
            for kind in ("victim", "suspect"):
                for one in said[f"{kind}s"]:
                    named[one["person"]].add((registry, said["number"], kind))

    told = {
        person["id"]: {(one["registry"], one["case"], one["kind"]) for one in person["records"]}
        for person in twin.truth["people"]
        if person["records"]
    }
    assert told == named


def test_no_two_people_share_a_document(twin: Reading) -> None:
    documents = [person["document"] for person in twin.truth["people"] if person["document"]]

    assert len(documents) == len(set(documents))


def test_a_planted_network_has_the_edges_of_its_pattern_in_the_files(clean: Reading) -> None:
    # Arrange: who stands with whom, by document, as the two files say
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
    found = graph.subgraph(network["members"])

    # Assert
    pattern = networkx.Graph(PATTERNS[network["shape"]])
    assert sorted(dict(found.degree).values()) == sorted(dict(pattern.degree).values())
    assert networkx.transitivity(found) == pytest.approx(networkx.transitivity(pattern))
    assert {tuple(sorted(edge)) for edge in found.edges} == {
        tuple(sorted(edge)) for edge in network["edges"]
    }


def test_planted_routes_go_through_their_places_in_the_workbook(clean: Reading) -> None:
    routes = {one["name"]: one for one in clean.truth["planted_routes"]}
    mining = routes["Cusco - enclaves mineros de Madre de Dios"]
    cases = {case["id"]: case for case in clean.truth["cases"]}

    assert len(routes) == 6
    assert mining["victims"] == sum(len(cases[one]["victims"]) for one in mining["cases"])
    for one in mining["cases"]:
        places = [stage["place"] for stage in cases[one]["stages"]]
        assert places[0].startswith("PE-08")
        assert "PE-081203" in places
        assert places[-1] in {"PE-170101", "PE-170102", "PE-170104"}
    described = [cases[one] for one in mining["cases"] if cases[one]["sistra"]]
    assert all(len(case["sistra"]["stages"]) == len(case["stages"]) for case in described), (
        "a planted route is described whole"
    )


def test_recurring_suspects_count_without_archived_cases(clean: Reading) -> None:
    cases = {case["id"]: case for case in clean.truth["cases"]}

    recurring = clean.truth["recurring_suspects"]

    assert any(one["counted"] < len(one["cases"]) for one in recurring)
    assert any(one["counted"] >= 2 for one in recurring)
    for one in recurring:
        assert len(one["cases"]) >= 2
        for stood in one["cases"]:
            case = cases[stood["case"]]
            assert one["person"] in {suspect["person"] for suspect in case["suspects"]}
            # An archived carpeta must not stand beside a registration that is not archived.
            assert not stood["excluded"] or case["kind"] == "sistra"


def test_somebody_was_trafficked_twice_and_somebody_turned_recruiter(clean: Reading) -> None:
    people = {person["id"]: person for person in clean.truth["people"]}

    assert all(len(people[one]["victim_in"]) == 2 for one in clean.truth["repeated_victims"])
    for one in clean.truth["turned"]:
        (suffered,), (accused,) = people[one]["victim_in"], people[one]["suspect_in"]
        assert suffered < accused
    assert clean.truth["repeated_victims"]
    assert clean.truth["turned"]


def test_shared_means_stand_in_the_cases_named(clean: Reading) -> None:
    kinds = Counter(one["type"] for one in clean.truth["shared_means"])

    assert set(kinds) == {"phone", "account", "plate", "establishment", "company"}
    written: dict[str, set[str]] = defaultdict(set)
    for mentions in clean.mentions.values():
        for mention in mentions:
            for cell in mention.written().values():
                written[cell].add(mention.case_key)
    for one in clean.truth["shared_means"]:
        assert {number.partition(":")[2] for number in one["numbers"]} <= written[one["value"]]


def test_totals_count_what_each_registry_says(clean: Reading) -> None:
    counted: dict[str, Counter[str]] = {"RETA": Counter(), "SISTRA": Counter()}
    for case in clean.truth["cases"]:
        for registry, said in (("RETA", case["reta"]), ("SISTRA", case["sistra"])):
            if said is not None:
                counted[registry][said["registered_on"][:4]] += len(said["victims"])

    told = {
        registry: {year: counts["victims"] for year, counts in years.items()}
        for registry, years in clean.truth["totals"].items()
    }
    assert told == {registry: dict(years) for registry, years in counted.items()}


def test_a_linked_case_names_its_registration(clean: Reading) -> None:
    linked = [case for case in clean.truth["cases"] if case["linked"]]

    assert linked
    assert all(
        case["sistra"]["police_report"] == case["reta"]["number"] and case["kind"] == "both"
        for case in linked
    )
