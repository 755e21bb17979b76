"""Loading people whose code holds across the cases of their registry."""

import csv
from pathlib import Path

import pytest

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, load

DATA = Path(__file__).parents[2] / "data" / "profile_options" / "person_code_of_the_registry"
SUSPECTS = "MATCH (s:Suspect)-[:SUSPECT_IN]->(c) RETURN s.uid AS uid, count(c) AS cases"


def loaded(graph: Graph, *paths: Path) -> list[int]:
    """Load files of the registry. Return the number of cases of each suspect, sorted."""
    report = load(paths, graph, LoadOptions(key=b"k" * 32, profile=str(DATA / "profile.yaml")))
    assert not any(file.error for file in report.files)
    return sorted(row["cases"] for row in graph.stream(SUSPECTS))


@pytest.mark.every_engine
def test_a_code_is_one_suspect_in_two_cases_and_a_namesake_another(migrated_graph: Graph) -> None:
    assert loaded(migrated_graph, DATA / "casos.csv", DATA / "personas.csv") == [1, 2]


def test_a_later_load_joins_by_the_code_as_one_load_does(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    lines = (DATA / "personas.csv").read_text(encoding="utf-8").splitlines()
    parts = [tmp_path / f"{number}.csv" for number in range(1, len(lines))]
    for part, line in zip(parts, lines[1:], strict=True):
        part.write_text(f"{lines[0]}\n{line}\n", encoding="utf-8")

    assert loaded(migrated_graph, DATA / "casos.csv", parts[0]) == [1]
    assert loaded(migrated_graph, parts[2]) == [1, 1]
    assert loaded(migrated_graph, parts[1]) == [1, 2]
    before = fingerprint(migrated_graph)
    assert loaded(migrated_graph, DATA / "casos.csv", DATA / "personas.csv") == [1, 2]
    assert fingerprint(migrated_graph) == before


def test_a_code_of_another_name_in_a_later_load_is_told_with_its_column(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    loaded(migrated_graph, DATA / "casos.csv", DATA / "personas.csv")
    later = tmp_path / "otras_personas.csv"
    later.write_text("caso,persona,apellido,nombre\nSINT-3,P-0001,SINTETICA QUISPE,ROSA\n", "utf-8")
    options = LoadOptions(
        key=b"k" * 32, profile=str(DATA / "profile.yaml"), issues=tmp_path / "issues.csv"
    )

    load([later], migrated_graph, options)

    with (tmp_path / "issues.csv").open(encoding="utf-8", newline="") as file:
        told = [tuple(row.values()) for row in csv.DictReader(file)]
    where = (str(later.name), "", "2", "persona")
    assert [row[:7] for row in told] == [(*where, "person_code_contradicts", "noted", "P-0001")]
    assert told[0][-1] == "PERSONAS_SINTETICAS:SINT-1"
