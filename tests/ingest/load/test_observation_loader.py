"""Statistics: read once, corrected where they changed, kept where they were."""

import csv
from pathlib import Path

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import FileReport, LoadOptions, load

HEADER = "AÑO,MES,CCDD,lugar,PROVINCIA,DISTRITO,COMISARÍA,categoría,Denuncias por comisión,Valor"
KEY = b"k" * 32


def row(month: int = 1, measure: str = "C_INTERNET", value: str = "2") -> list[str]:
    place = ["8", "CUSCO", "CUSCO", "CUSCO", "DEPINTRAP (SINTETICO)"]
    return ["2017", str(month), *place, "CAPTACIÓN", measure, value]


def written(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEADER}\n")
        csv.writer(file).writerows(rows)
    return path


def loaded(graph: Graph, *paths: Path) -> list[FileReport]:
    return load(paths, graph, LoadOptions(key=KEY, profile="reta_open_data")).files


def counts(file: FileReport) -> tuple[int, int, int, int, int]:
    total = file.total
    return total.rows, total.loaded, total.unchanged, total.merged, total.rejected


def values(graph: Graph) -> list[tuple[str, float | None]]:
    observations = graph.stream(
        "MATCH (o:Observation)-[:MEASURES]->(i:Indicator) MATCH (o)-[:OBSERVED_AT]->(l:Location) "
        "MATCH (o)-[:FROM]->(f:SourceFile) WITH DISTINCT o RETURN o.period AS period, "
        "o.value AS value ORDER BY period, value"
    )
    return [(row["period"], row["value"]) for row in observations]


def test_each_row_is_an_observation_with_its_indicator_place_and_source(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    (file,) = loaded(migrated_graph, written(tmp_path / "a.csv", row(1), row(2, value="0")))

    assert counts(file) == (2, 2, 0, 0, 0)
    assert values(migrated_graph) == [("2017-01", 2.0), ("2017-02", 0.0)]


def test_the_same_statistics_again_write_nothing(migrated_graph: Graph, tmp_path: Path) -> None:
    loaded(migrated_graph, written(tmp_path / "a.csv", row(1), row(2)))
    before = fingerprint(migrated_graph)

    (file,) = loaded(migrated_graph, written(tmp_path / "b.csv", row(2), row(1)))

    assert counts(file) == (2, 0, 2, 0, 0)
    assert fingerprint(migrated_graph) == before


def test_another_value_is_a_correction_that_an_old_file_does_not_undo(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    old = written(tmp_path / "old.csv", row(1, value="2"))
    loaded(migrated_graph, old)

    (corrected,) = loaded(migrated_graph, written(tmp_path / "new.csv", row(1, value="5")))
    (again,) = loaded(migrated_graph, old)

    assert (counts(corrected), counts(again)) == ((1, 1, 0, 0, 0), (1, 0, 1, 0, 0))
    assert values(migrated_graph) == [("2017-01", 5.0)]
    kept = migrated_graph.stream(
        "MATCH (:Observation)-[:SAID_BEFORE]->(v:Revision) RETURN v.values CONTAINS '2.0' AS kept"
    )
    assert list(kept) == [{"kept": True}]


def test_of_two_files_in_one_load_the_later_corrects_the_earlier(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    files = loaded(
        migrated_graph,
        written(tmp_path / "a.csv", row(1, value="2")),
        written(tmp_path / "b.csv", row(1, value="5")),
    )

    assert [counts(file) for file in files] == [(1, 1, 0, 0, 0), (1, 1, 0, 0, 0)]
    assert values(migrated_graph) == [("2017-01", 5.0)]


def test_in_one_file_repetitions_are_merged_and_contradictions_reported(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    (file,) = loaded(
        migrated_graph,
        written(tmp_path / "a.csv", row(1, value="2"), row(1, value="2"), row(1, value="5")),
    )

    assert counts(file) == (3, 1, 0, 2, 0)
    assert file.sheets[""].issues == 1
    assert values(migrated_graph) == [("2017-01", 2.0)]


def test_the_first_of_three_rows_corrects_the_graph_and_the_third_contradicts_it(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    loaded(migrated_graph, written(tmp_path / "old.csv", row(value="3")))

    (file,) = loaded(
        migrated_graph,
        written(tmp_path / "new.csv", row(value="2"), row(value="2"), row(value="5")),
    )

    assert counts(file) == (3, 1, 0, 2, 0)
    assert file.sheets[""].issues == 1
    assert values(migrated_graph) == [("2017-01", 2.0)]
    revisions = migrated_graph.stream(
        "MATCH (:Observation)-[:SAID_BEFORE]->(v:Revision) RETURN v.values CONTAINS '3.0' AS kept"
    )
    assert list(revisions) == [{"kept": True}]


def test_an_empty_cell_is_unknown_and_not_zero(migrated_graph: Graph, tmp_path: Path) -> None:
    loaded(migrated_graph, written(tmp_path / "a.csv", row(1, value="")))

    assert values(migrated_graph) == [("2017-01", None)]
