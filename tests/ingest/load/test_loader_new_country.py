"""A file that nobody prepared for loads through a profile, with no code.

Another country's coded cases: in Portuguese, one row a case, people only counted, numbers for
codes, 9, 99 and -99 for unknown, ISO 3166-2 places, two-digit years, the header on the fourth line.
"""

from pathlib import Path

import pytest

from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.profiles.library import check_profile

DATA = Path(__file__).parents[2] / "data"
EXPORT = DATA / "casos_br_SINTETICO.csv"
PROFILE = str(DATA / "casos_br_SINTETICO.yaml")


def test_its_profile_has_no_problems() -> None:
    assert check_profile(PROFILE).problems == ()


@pytest.mark.every_engine
def test_its_cases_become_victims_suspects_and_routes(migrated_graph: Graph) -> None:
    report = load([EXPORT], migrated_graph, LoadOptions(key=b"k" * 32, profile=PROFILE))

    sheet = report.files[0].sheets[""]
    assert (sheet.rows, sheet.loaded, sheet.merged, sheet.rejected) == (7, 4, 1, 2)
    cases = migrated_graph.stream(
        "MATCH (c:Case) WITH c, "
        "size([(v:Victim)-[:VICTIM_IN]->(c) WHERE v.sex = 'F' | v]) AS women, "
        "size([(v:Victim)-[:VICTIM_IN]->(c) WHERE v.sex = 'M' | v]) AS men, "
        "size([(s:Suspect)-[:SUSPECT_IN]->(c) | s]) AS suspects "
        "RETURN c.numbers[0] AS number, women, men, suspects ORDER BY number"
    )
    assert [tuple(case.values()) for case in cases] == [
        ("BRASIL_SINTETICO:BR-0001", 2, 0, 1),
        ("BRASIL_SINTETICO:BR-0002", 0, 3, 0),
        ("BRASIL_SINTETICO:BR-0003", 0, 1, 0),
        ("BRASIL_SINTETICO:BR-0004", 1, 0, 2),
    ]
    routes = migrated_graph.stream(
        "MATCH (a:Location)-[r:ROUTE {level: 'DEPARTAMENTO'}]->(b:Location) "
        "RETURN a.uid AS start, b.uid AS end, r.victims AS victims, r.first AS first "
        "ORDER BY start"
    )
    assert [tuple(route.values()) for route in routes] == [
        ("PE-16", "BR-AM", 2, None),
        ("VE-A", "BR-RR", 3, None),
    ]


def test_loaded_again_it_changes_nothing(migrated_graph: Graph) -> None:
    options = LoadOptions(key=b"k" * 32, profile=PROFILE)
    load([EXPORT], migrated_graph, options)

    again = load([EXPORT], migrated_graph, options).files[0].sheets[""]

    assert (again.loaded, again.unchanged, again.merged, again.rejected) == (0, 4, 1, 2)
