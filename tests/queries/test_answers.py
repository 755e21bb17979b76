"""Each saved query on the small graph: the answers stand there by hand, on both engines."""

import pytest
from asked import asked as rows
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

INVESTIGATOR = Viewer(Role.INVESTIGATOR)
C1 = ["RETA:SINT-2017-000001", "SISTRA:SINT-1-2017-1-0"]


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph


def test_a_timeline_puts_facts_registrations_states_and_stages_in_order(cases: Graph) -> None:
    found = rows(
        cases, "case_timeline", "date", "event", "phase", "victim", "registries", case="C-1"
    )

    assert found == [
        ("2017-03-01", "ETAPA", "CAPTACION", "V1", []),
        ("2017-03-05", "ETAPA", "TRANSPORTE", "V1", ["SISTRA"]),
        ("2017-03-05", "HECHO", None, None, ["RETA"]),
        ("2017-03-07", "ETAPA", "RECEPCION", "V1", []),
        (None, "ETAPA", "EXPLOTACION", "V1", []),
        ("2017-03-07", "HECHO", None, None, ["SISTRA"]),
        ("2017-04-01", "REGISTRO", None, None, ["RETA"]),
        ("2018", "ESTADO", None, None, ["SISTRA"]),
    ]


@pytest.mark.parametrize("undated", [1, 2, 3, 4])
def test_a_timeline_keeps_the_order_of_the_route_whatever_has_no_date(
    cases: Graph, undated: int
) -> None:
    cases.write_rows(
        "MATCH (:Case {uid: 'C-1'})<-[:PART_OF]-(s:Stage {position: $undated}) REMOVE s.date",
        undated=undated,
    )

    lived = rows(cases, "route_of_case", "victim", "phase", case="C-1")
    told = rows(cases, "case_timeline", "victim", "phase", "event", case="C-1")

    assert len(lived) == 4
    assert [(who, phase) for who, phase, event in told if event == "ETAPA"] == lived


def test_the_route_of_a_case_follows_each_of_its_victims(cases: Graph) -> None:
    columns = ("victim", "position", "came_from", "place", "suspects", "used")

    assert rows(cases, "route_of_case", *columns, case="C-2") == [
        ("V2", 1, None, "PE-080108", ["S1"], []),
        ("V2", 2, "PE-080108", "PE-150101", ["S2", "S3"], ["BAR SINTETICO"]),
        ("V3", 1, None, "PE-080101", ["S1"], []),
        ("V3", 2, None, None, [], []),
        ("V3", 3, "PE-080101", "PE-04", [], []),
        ("V3", 4, "PE-04", "PE-150108", ["S2"], []),
    ]


def test_a_stage_says_who_tells_of_it(cases: Graph) -> None:
    found = rows(cases, "route_of_case", "position", "registries", case=C1[0])

    assert found == [(1, []), (2, ["SISTRA"]), (3, []), (4, [])]


def test_the_route_of_a_victim_goes_through_all_her_cases(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (v:Person {uid: 'V5'}), (c:Case {uid: 'C-1'}) "
        "CREATE (v)-[:SUBJECTED_TO]->(s:Stage {uid: 'E19', position: 1, phase: 'CAPTACION'}) "
        "CREATE (s)-[:PART_OF]->(c)"
    )

    assert rows(cases, "route_of_victim", "case", "position", "place", victim="V5") == [
        ("C-1", 1, None),
        ("C-4", 1, "VE"),
        ("C-4", 2, "PE-240101"),
        ("C-4", 3, "PE-150101"),
    ]


def test_routes_between_departments_are_the_distinct_ways(cases: Graph) -> None:
    assert rows(cases, "routes_between", origin="Cusco", destination="Lima") == [
        (
            ["PE-08", "PE-03", "PE-15"],
            ["Cusco", "Apurímac", "Lima"],
            1,
            1,
            "2017-03-01",
            "2017-03-07",
            ["C-1"],
        ),
        (
            ["PE-08", "PE-04", "PE-15"],
            ["Cusco", "Arequipa", "Lima"],
            1,
            1,
            "2018-05-02",
            "2018-05-02",
            ["C-2"],
        ),
        (["PE-08", "PE-15"], ["Cusco", "Lima"], 1, 1, "2018-05-02", "2018-05-03", ["C-2"]),
    ]


def test_routes_between_countries_fold_the_places_inside_them(cases: Graph) -> None:
    given = {"origin": "VE", "destination": "PE", "level": "country"}

    assert rows(cases, "routes_between", **given) == [
        (["VE", "PE"], ["Venezuela", "Perú"], 1, 1, "2022-06-01", "2022-06-09", ["C-4"])
    ]


def test_routes_on_the_level_of_districts_say_what_is_known(cases: Graph) -> None:
    given = {"origin": "PE-08", "destination": "PE-15", "level": "district"}

    assert [places for places, *_ in rows(cases, "routes_between", **given)] == [
        ["PE-080101", "PE-030101", "PE-150101"],
        ["PE-080101", "PE-04", "PE-150108"],
        ["PE-080108", "PE-150101"],
    ]


def test_routes_between_ask_for_a_period(cases: Graph) -> None:
    ways = {"origin": "Cusco", "destination": "Lima", "since": "2018", "until": "2018-05-02"}

    assert [places for places, *_ in rows(cases, "routes_between", **ways)] == [
        ["PE-08", "PE-04", "PE-15"],
        ["PE-08", "PE-15"],
    ]


def test_a_way_goes_from_the_last_place_in_the_origin_to_the_first_in_the_destination(
    cases: Graph,
) -> None:
    # V1 is taken from Lima back to Cusco, and from there straight to Lima again.
    cases.write_rows(
        "MATCH (last:Stage {uid: 'E14'}), (v:Person {uid: 'V1'}), (c:Case {uid: 'C-1'}) "
        "CREATE (last)-[:NEXT]->(back:Stage {uid: 'E15', position: 5, phase: 'TRANSPORTE', "
        "  leg_district: 'PE-150101>PE-080101'}) "
        "CREATE (back)-[:NEXT]->(again:Stage {uid: 'E16', position: 6, phase: 'RECEPCION', "
        "  leg_district: 'PE-080101>PE-150101'}) "
        "CREATE (v)-[:SUBJECTED_TO]->(back), (v)-[:SUBJECTED_TO]->(again) "
        "CREATE (back)-[:PART_OF]->(c), (again)-[:PART_OF]->(c)"
    )

    there = rows(cases, "routes_between", "places", "victims", origin="Cusco", destination="Lima")
    back = rows(cases, "routes_between", "places", "victims", origin="Lima", destination="Cusco")

    assert there == [
        (["PE-08", "PE-15"], 2),
        (["PE-08", "PE-03", "PE-15"], 1),
        (["PE-08", "PE-04", "PE-15"], 1),
    ]
    assert back == [(["PE-15", "PE-08"], 1)]


def test_frequent_legs_are_the_routes_as_counted(cases: Graph) -> None:
    assert rows(cases, "frequent_legs", "origin", "destination", "cases", "victims") == [
        ("PE-08", "PE-15", 2, 2),
        ("PE-08", "PE-04", 1, 1),
    ]
    assert rows(cases, "frequent_legs", "destination", min_cases=2) == [("PE-15",)]


def test_frequent_legs_of_a_period_are_counted_from_the_stages(cases: Graph) -> None:
    assert rows(cases, "frequent_legs", since="2018", until="2018") == [
        ("PE-08", "Cusco", "PE-15", "Lima", 1, 1, "2018-05-03", "2018-05-03", ["C-2"])
    ]
    assert rows(cases, "frequent_legs", since="2019") == []


def test_origin_transit_and_destination_go_by_the_phases(cases: Graph) -> None:
    columns = ("origin", "transit", "destination", "victims")

    assert rows(cases, "origin_transit_destination", *columns) == [
        ("PE-08", [], "PE-15", 1),
        ("PE-08", ["PE-03"], "PE-15", 1),
        ("PE-08", ["PE-04"], "PE-15", 1),
        ("PE-16", [], None, 1),
        ("VE", ["PE-24"], "PE-15", 1),
    ]
    assert rows(cases, "origin_transit_destination", *columns, level="country") == [
        ("PE", [], "PE", 3),
        ("PE", [], None, 1),
        ("VE", [], "PE", 1),
    ]


def test_routes_are_incomplete_without_a_phase_or_a_place(cases: Graph) -> None:
    columns = ("case", "victim", "stages", "missing", "without_place")

    assert rows(cases, "incomplete_routes", *columns) == [
        ("C-5", "V6", 0, ["CAPTACION", "TRANSPORTE", "RECEPCION"], []),
        ("C-3", "V4", 1, ["TRANSPORTE", "RECEPCION"], []),
        ("C-2", "V2", 2, ["TRANSPORTE"], []),
        ("C-2", "V3", 4, [], ["TRANSPORTE"]),
    ]
    assert rows(cases, "incomplete_routes", "case", registry="RETA", since="2021") == [("C-5",)]


def test_recurring_suspects_leave_out_the_archived_unless_asked_for(cases: Graph) -> None:
    columns = ("suspect", "cases", "victims", "roles", "case_uids")
    usual = [
        ("S1", 2, 3, ["CAPTADOR"], ["C-1", "C-2"]),
        ("S2", 2, 3, ["RECEPTOR", "TRANSPORTISTA"], ["C-1", "C-2"]),
    ]

    assert rows(cases, "recurring_suspects", *columns) == usual
    assert rows(cases, "recurring_suspects", *columns, include_excluded=True) == [
        *usual,
        ("S3", 2, 3, ["RECEPTOR"], ["C-2", "C-3"]),
    ]
    assert rows(cases, "recurring_suspects", since="2018") == []


def test_recurring_pairs_are_together_in_several_cases(cases: Graph) -> None:
    assert rows(cases, "recurring_pairs") == [
        ("S1", "S2", 2, "2017-03-01", "2018-05-02", ["C-1", "C-2"])
    ]
    assert rows(cases, "recurring_pairs", min_cases=3) == []


def test_means_are_shared_unless_only_the_archived_lead_to_them(cases: Graph) -> None:
    columns = ("kind", "means", "cases", "suspects", "case_uids")
    usual = [
        ("Establishment", "BAR SINTETICO", 2, [], ["C-2", "C-1"]),
        ("Phone", "SINT 900000001", 2, ["S1"], ["C-2", "C-1"]),
    ]

    assert rows(cases, "shared_means", *columns) == usual
    assert rows(cases, "shared_means", "means", kind="Phone") == [("SINT 900000001",)]
    assert rows(cases, "shared_means", *columns, include_excluded=True) == [
        usual[0],
        ("Organisation", "BUS SINTETICO", 2, ["S3"], ["C-3", "C-2"]),
        usual[1],
    ]


def test_a_network_grows_ring_by_ring(cases: Graph) -> None:
    # S4 is with S3 in C-3, so two steps from S1, who is with S3 in C-2.
    cases.write_rows(
        "MATCH (c:Case {uid: 'C-3'}) "
        "CREATE (p:Person:Suspect {uid: 'S4', pseudonym: 'P-S4'})-[:SUSPECT_IN]->(c)"
    )
    columns = ("one", "other", "distance", "cases")

    assert rows(cases, "suspect_network", *columns, person="S1") == [("S1", "S2", 1, 2)]
    near = rows(cases, "suspect_network", *columns, person="S1", include_excluded=True, depth=1)
    far = rows(cases, "suspect_network", *columns, person="S1", include_excluded=True, depth=2)

    assert near == [("S1", "S2", 1, 2), ("S1", "S3", 1, 1), ("S2", "S3", 1, 1)]
    assert far == [*near, ("S3", "S4", 2, 1)]


def test_victims_are_counted_by_where_they_were_born_and_lived(cases: Graph) -> None:
    name = "victims_by_birthplace_and_residence"

    assert rows(cases, name, "birthplace", "residence", "victims") == [
        ("PE-08", "PE-08", 3),
        ("PE-16", None, 1),
        ("VE", "VE", 1),
        (None, "PE-15", 1),
    ]


def test_totals_are_recomputed_from_parts_and_stand_beside_the_published(cases: Graph) -> None:
    columns = ("basis", "registry", "value", "dimension", "source")

    assert rows(cases, "registry_totals", *columns, year=2017) == [
        ("RECALCULADO", "RETA", 725.0, "recruitment", None),
        ("PUBLICADO", "FISCALIA", 1307.0, None, "Informe SINTETICO"),
        ("PUBLICADO", "FISCALIA", 9000.0, None, "Informe SINTETICO"),
        ("GRAFO", "RETA", 1.0, None, None),
        ("GRAFO", "SISTRA", 1.0, None, None),
        ("GRAFO", None, 1.0, None, None),
    ]
    public = run("registry_totals", {"year": 2017}, cases, Viewer(Role.PUBLIC), Limits(20, 100))
    assert {row["basis"] for row in public.rows} == {"RECALCULADO", "PUBLICADO"}


def test_a_corrected_total_says_what_replaced_it_and_who_stated_both(cases: Graph) -> None:
    columns = ("value", "since", "until", "stated_on", "stated_by", "corrected_to")
    several_years = (9000.0, "2017", "2019-06", "2020", "Otra SINTETICA", None)

    told = rows(cases, "registry_totals", "basis", *columns, year=2018)
    assert [row[1:] for row in told if row[0] == "PUBLICADO"] == [
        (882.0, "2018", None, "2019", "Fuente SINTETICA", 1189.0),
        (1189.0, "2018", None, "2021", "Fuente SINTETICA", None),
        several_years,
    ]
    later = rows(cases, "registry_totals", "basis", *columns, year=2019)
    assert [row[1:] for row in later if row[0] == "PUBLICADO"] == [several_years]


def test_a_year_that_nobody_counted_has_only_what_the_graph_holds(cases: Graph) -> None:
    assert rows(cases, "registry_totals", "basis", "registry", "value", year=2022) == [
        ("GRAFO", "SISTRA", 1.0),
        ("GRAFO", None, 1.0),
    ]


def test_values_on_which_registries_differ_stand_side_by_side(cases: Graph) -> None:
    columns = ("subject", "person", "field", "registry", "values", "other_registry", "other_values")

    assert rows(cases, "conflicting_values", *columns) == [
        ("case", None, "fact_date", "RETA", ["2017-03-05"], "SISTRA", ["2017-03-07"]),
        ("victim", "V1", "age", "RETA", ["15.0"], "SISTRA", ["16.0"]),
        ("victim", "V1", "document_key", "RETA", ["DNI:00000001"], "SISTRA", ["DNI:00000002"]),
    ]
    analyst = run("conflicting_values", {}, cases, Viewer(Role.ANALYST), Limits(20, 100))
    assert [row["field"] for row in analyst.rows] == ["fact_date", "age"]


def test_stages_tell_which_article_was_in_force_and_whether_a_means_is_required(
    cases: Graph,
) -> None:
    columns = ("victim", "written", "in_force", "mismatch", "minor", "means", "means_required")

    assert rows(cases, "stage_provisions", *columns) == [
        ("V1", "CP-153", "CP-153", False, True, ["ENGANO"], False),
        ("V3", "CP-153", "CP-153", False, None, [], None),
        ("V5", "CP-153", "CP-129-A", True, False, [], True),
    ]
    assert rows(cases, "stage_provisions", "victim", mismatch_only=True) == [("V5",)]
    assert rows(cases, "stage_provisions", "victim", case=C1[1]) == [("V1",)]


def test_quality_says_how_much_of_each_field_is_known(cases: Graph) -> None:
    found = {(row[0], row[1], row[2]): row[3:] for row in rows(cases, "load_quality")}

    assert found["RETA", "case", "place"] == (2, 1, 0.5, 0.5, 1)
    assert found["RETA", "case", "fact_date"] == (2, 1, 0.5, None, 1)
    assert found["SISTRA", "victim", "means"] == (1, 1, 1.0, None, 0)
    assert ("SISTRA", "case", "sex") not in found
    assert {row[0] for row in rows(cases, "load_quality", registry="RETA")} == {"RETA"}
