"""The same load again: told from the graph, and told as the slow way tells it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from exports import write_reta, write_sistra

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, LoadReport, Progress, load
from trama.profiles.shipped_data import shipped_files
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

OPTIONS = LoadOptions(key=b"k" * 32)
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=OPTIONS.key))
SECOND = {"NRO_REGISTRO": "SINT-2017-000002", "NRO_DOC_VICT": "00000102", "NOMBRES_VICT": "ELENA"}


def told(report: LoadReport) -> tuple[object, object]:
    """Return what a report says, but for the time that the load took."""
    files = [replace(file, seconds=0.0) for file in report.files]
    return files, report.codes


def was_read(report: LoadReport) -> bool:
    """Return whether the load read its files."""
    return report.spent["reading"] > 0


def slowly(graph: Graph, *paths: Path, work: Path) -> LoadReport:
    """Load files as if nobody remembered them: whoever wants the issues has them all read."""
    return load(paths, graph, replace(OPTIONS, issues=work / "issues.csv"))


@pytest.mark.every_engine
def test_the_same_files_again_are_told_without_reading_them(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    twin = tmp_path / "twin"
    write_twin(twin, TwinOptions(cases=30, seed=3))
    first = load([twin], migrated_graph, OPTIONS)
    before = fingerprint(migrated_graph)

    again = load([twin], migrated_graph, OPTIONS)

    assert was_read(first)
    assert not was_read(again)
    assert sum(file.total.loaded for file in first.files) > 0
    assert sum(file.total.loaded for file in again.files) == 0
    assert fingerprint(migrated_graph) == before
    slow = slowly(migrated_graph, twin, work=tmp_path)
    assert was_read(slow)
    assert told(again) == told(slow)


def test_a_dry_run_of_the_same_files_is_told_too(migrated_graph: Graph, tmp_path: Path) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    load([file], migrated_graph, OPTIONS)

    again = load([file], migrated_graph, replace(OPTIONS, dry_run=True))

    assert again.dry_run
    assert not was_read(again)
    assert [each.total.unchanged for each in again.files] == [1]


@pytest.mark.parametrize("other", ["another row", "another name", "another profile"])
def test_whatever_differs_is_read(migrated_graph: Graph, tmp_path: Path, other: str) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    load([file], migrated_graph, OPTIONS)
    options = OPTIONS
    if other == "another row":
        write_reta(file, {}, SECOND)
    elif other == "another name":
        file = file.rename(tmp_path / "OTRO_SINTETICO.csv")
    else:
        options = replace(OPTIONS, profile="reta_cases")

    assert was_read(load([file], migrated_graph, options))


def test_a_load_that_changes_a_record_has_every_file_read_again(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {"EDAD_VICT": "15"})
    load([file], migrated_graph, OPTIONS)
    load(
        [write_reta(tmp_path / "RETA_SINTETICO_2.csv", {"EDAD_VICT": "16"})],
        migrated_graph,
        OPTIONS,
    )

    again = load([file], migrated_graph, OPTIONS)

    assert was_read(again)
    assert "file_loaded_before" in again.codes


def test_a_record_removed_by_hand_is_loaded_again(migrated_graph: Graph, tmp_path: Path) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    load([file], migrated_graph, OPTIONS)
    migrated_graph.write_rows("MATCH (r:Record {kind: 'victim'}) DETACH DELETE r")
    assert rebuild_all(migrated_graph, DERIVING).changed

    again = load([file], migrated_graph, OPTIONS)

    assert [each.total.loaded for each in again.files] == [1]


def test_a_date_that_lay_in_the_future_is_read_again_on_another_day(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {"FECHA_HECHO": "05/03/2999"})
    first = load([file], migrated_graph, OPTIONS)
    assert "date_in_the_future" in first.codes
    assert not was_read(load([file], migrated_graph, OPTIONS))
    migrated_graph.write_rows("MATCH (n:LoadMemory) SET n.day = '2026-01-01'")

    assert was_read(load([file], migrated_graph, OPTIONS))


def test_a_load_that_the_next_one_tells_otherwise_is_remembered_only_from_then_on(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # The second file corrects the first: loaded again, a row of the first is ignored, and told.
    first = write_reta(tmp_path / "RETA_SINTETICO_1.csv", {"EDAD_VICT": "15"})
    second = write_reta(tmp_path / "RETA_SINTETICO_2.csv", {"EDAD_VICT": "16"})
    reports = [load([first, second], migrated_graph, OPTIONS) for _ in range(3)]

    assert [was_read(report) for report in reports] == [True, True, False]
    assert told(reports[0]) != told(reports[1])
    assert told(reports[2]) == told(reports[1])


def test_progress_ends_at_all_cases_however_often_they_are_told(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {}, SECOND)
    load([file], migrated_graph, OPTIONS)

    for _ in range(2):
        steps: list[Progress] = []
        assert not was_read(load([file], migrated_graph, OPTIONS, steps.append))
        assert [(step.done, step.total) for step in steps if step.phase.value == "writing"][-1] == (
            2,
            2,
        )


def test_people_named_in_the_wrong_role_are_told_as_the_slow_way_tells_them(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    book = write_sistra(
        tmp_path / "SISTRA_SINTETICO.xlsx",
        CASOS=[{"nro_carpeta_fiscal": "SINT-1"}],
        IMPUTADOS=[{"nro_carpeta_fiscal": "SINT-1", "cod_imputado": "I1"}],
        HECHOS=[{"nro_carpeta_fiscal": "SINT-1", "cod_agraviado": "I1", "fase": "CAPTACION"}],
    )
    load([book], migrated_graph, OPTIONS)

    again = load([book], migrated_graph, OPTIONS)

    assert told(again) == told(slowly(migrated_graph, book, work=tmp_path))


def test_statistics_are_told_once_a_load_has_found_them_unchanged(migrated_graph: Graph) -> None:
    totals = next(file for file in shipped_files() if file.profile == "published_totals")
    options = replace(OPTIONS, profile=totals.profile)

    reports = [load([totals.path], migrated_graph, options) for _ in range(3)]

    assert [was_read(report) for report in reports] == [True, True, False]
    assert told(reports[2]) == told(reports[1])


def test_what_the_graph_remembers_holds_no_cell(migrated_graph: Graph, tmp_path: Path) -> None:
    load(
        [write_reta(tmp_path / "RETA_SINTETICO.csv", {"EDAD_VICT": "??"})], migrated_graph, OPTIONS
    )

    (kept,) = migrated_graph.stream("MATCH (n:LoadMemory) RETURN n.report AS report")

    assert "SINTETIC" not in kept["report"]
    assert "??" not in kept["report"]
