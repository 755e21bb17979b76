from collections import Counter, defaultdict
from itertools import combinations

import networkx
import pytest
from twin_reading import Reading, document, notes_of, plain, records_of

from trama.graph.records import Kind
from trama.twin.network_patterns import PATTERNS
from trama.values.defects import Outcome


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


def test_a_clean_twin_has_no_defect_but_what_the_form_leaves_open(clean: Reading) -> None:
    of_form = {"document_type_guessed"}  # SISTRA writes no type beside the document of a foreigner
    others = [issue for issue in clean.issues if issue.defect.code not in of_form]

    assert {(issue.defect.code, issue.column) for issue in others} == {("unknown_column", "MARCA")}


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
