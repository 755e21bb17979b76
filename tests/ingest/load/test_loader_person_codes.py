"""Loading people whose code holds across the cases of their registry."""

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
