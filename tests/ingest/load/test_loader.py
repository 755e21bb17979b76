"""Loading files: the outcome of every row, and what the graph then holds."""

import csv
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from exports import write_reta, write_sistra

from trama.core.errors import EngineError
from trama.graph.engine import Graph
from trama.graph.store.finder import RecordFinder
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.status import status
from trama.ingest.load.loader import LoadOptions, LoadReport, Progress, load

KEY = b"k" * 32
SECOND = {"NRO_REGISTRO": "SINT-2017-000002", "NRO_DOC_VICT": "00000102", "NOMBRES_VICT": "ELENA"}


def loaded(
    graph: Graph, *paths: Path, dry_run: bool = False, issues: Path | None = None
) -> LoadReport:
    return load(paths, graph, LoadOptions(key=KEY, dry_run=dry_run, issues=issues))


def outcomes(report: LoadReport) -> list[tuple[int, int, int, int, int]]:
    return [
        (sheet.rows, sheet.loaded, sheet.unchanged, sheet.merged, sheet.rejected)
        for file in report.files
        for sheet in file.sheets.values()
    ]


def answer(graph: Graph, cypher: str) -> list[dict[str, Any]]:
    return list(graph.stream(cypher))


@pytest.mark.every_engine
def test_a_registration_becomes_a_case_with_its_people_and_stages(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {})

    report = loaded(migrated_graph, file)

    assert outcomes(report) == [(1, 1, 0, 0, 0)]
    assert answer(
        migrated_graph,
        "MATCH (v:Victim)-[:VICTIM_IN]->(c:Case)<-[:SUSPECT_IN]-(s:Suspect) "
        "RETURN c.numbers AS numbers, v.document_key AS victim, s.name_key AS suspect",
    ) == [
        {
            "numbers": ["RETA:SINT-2017-000001"],
            "victim": "DNI:00000101",
            "suspect": "FICTICIO CONDORI JUAN",
        }
    ]
    first = answer(
        migrated_graph,
        "MATCH (:Victim)-[:SUBJECTED_TO]->(s:Stage {position: 1})-[:AT]->(l:Location) "
        "RETURN s.phase AS phase, l.uid AS place",
    )
    assert first == [{"phase": "CAPTACION", "place": "PE-080101"}]


@pytest.mark.every_engine
def test_a_leg_becomes_a_route_on_each_level(migrated_graph: Graph, tmp_path: Path) -> None:
    file = write_reta(tmp_path / "RETA_SINTETICO.csv", {}, SECOND)

    loaded(migrated_graph, file)

    routes = answer(
        migrated_graph,
        "MATCH (a:Location)-[r:ROUTE]->(b:Location) RETURN r.level AS level, a.uid AS start, "
        "b.uid AS end, r.cases AS cases, r.victims AS victims ORDER BY level",
    )
    assert [tuple(route.values()) for route in routes] == [
        ("DEPARTAMENTO", "PE-08", "PE-15", 2, 2),
        ("DISTRITO", "PE-080101", "PE-150132", 2, 2),
        ("PROVINCIA", "PE-0801", "PE-1501", 2, 2),
    ]


def test_the_same_file_renamed_or_in_another_order_writes_nothing(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    loaded(migrated_graph, write_reta(tmp_path / "a.csv", {}, SECOND))
    before = fingerprint(migrated_graph)

    # Act
    shutil.copy(tmp_path / "a.csv", tmp_path / "renamed.csv")
    renamed = loaded(migrated_graph, tmp_path / "renamed.csv")
    shuffled = loaded(migrated_graph, write_reta(tmp_path / "b.csv", SECOND, {}))

    # Assert
    assert outcomes(renamed) == outcomes(shuffled) == [(2, 0, 2, 0, 0)]
    assert fingerprint(migrated_graph) == before
    assert len(status(migrated_graph).files) == 1


def test_a_correction_updates_the_record_and_keeps_what_it_said(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    old = write_reta(tmp_path / "old.csv", {})
    loaded(migrated_graph, old)

    # Act
    corrected = loaded(
        migrated_graph, write_reta(tmp_path / "new.csv", {"LUGAR_CAPTACION": "PUNO / PUNO / PUNO"})
    )
    undone = loaded(migrated_graph, old)

    # Assert
    assert (outcomes(corrected), outcomes(undone)) == ([(1, 1, 0, 0, 0)], [(1, 0, 1, 0, 0)])
    assert answer(
        migrated_graph,
        "MATCH (s:Stage {phase: 'CAPTACION'})-[:ATTESTED_BY]->(r:Record)-[:SAID_BEFORE]->(v) "
        "RETURN s.leg_department AS leg, r.place AS place, v.values CONTAINS 'PE-080101' AS kept",
    ) == [{"leg": None, "place": "PE-210101", "kept": True}]
    routes = answer(migrated_graph, "MATCH (a)-[:ROUTE {level: 'DEPARTAMENTO'}]->() RETURN a.uid")
    assert routes == [{"a.uid": "PE-21"}]


def test_a_carpeta_and_the_registration_it_names_are_one_case_in_any_order(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    reta = write_reta(tmp_path / "RETA_SINTETICO.csv", {})
    sistra = write_sistra(
        tmp_path / "SISTRA_SINTETICO.xlsx",
        CASOS=[
            {"nro_carpeta_fiscal": "3106014505-2017-1-0", "nro_atestado_pnp": "SINT-2017-000001"}
        ],
        AGRAVIADOS=[
            {
                "nro_carpeta_fiscal": "3106014505-2017-1-0",
                "cod_agraviado": "A1",
                "iniciales": "S.Q.R.",
                "tipo_doc": "DNI",
                "nro_doc": "00000101",
                "sexo": "F",
            }
        ],
        HECHOS=[
            {
                "nro_carpeta_fiscal": "3106014505-2017-1-0",
                "cod_agraviado": "A1",
                "fase": "CAPTACION",
                "fecha_desde": "07/03/2017",
                "ubigeo": "080101",
            }
        ],
    )

    # Act
    loaded(migrated_graph, sistra)
    loaded(migrated_graph, reta)
    apart = fingerprint(migrated_graph)
    migrated_graph.write_rows(
        "MATCH (n) WHERE NOT n:Location AND NOT n:PenalProvision "
        "AND NOT n:SchemaMigration DETACH DELETE n"
    )
    migrated_graph.write_rows("MATCH (:Location)-[r:ROUTE]->() DELETE r")
    loaded(migrated_graph, reta, sistra)

    # Assert
    assert fingerprint(migrated_graph) == apart
    assert answer(
        migrated_graph,
        "MATCH (c:Case)<-[:VICTIM_IN]-(v:Victim)-[:SUBJECTED_TO]->(s:Stage {phase: 'CAPTACION'}) "
        "RETURN size(c.numbers) AS numbers, v.registries AS registries, "
        "size([(s)-[:ATTESTED_BY]->(r) | r]) AS records",
    ) == [{"numbers": 2, "registries": ["RETA", "SISTRA"], "records": 2}]


def test_a_child_row_whose_case_nobody_knows_is_rejected(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    orphan = {"nro_carpeta_fiscal": "SINT-9", "cod_agraviado": "A1", "sexo": "F"}
    case = {"nro_carpeta_fiscal": "SINT-9", "fecha_ingreso": "07/03/2017"}
    issues = tmp_path / "issues.csv"

    # Act
    alone = loaded(
        migrated_graph, write_sistra(tmp_path / "a.xlsx", AGRAVIADOS=[orphan]), issues=issues
    )
    with issues.open(encoding="utf-8", newline="") as file:
        issues_read = [
            (row["sheet"], row["line"], row["code"], row["value"]) for row in csv.DictReader(file)
        ]
    loaded(migrated_graph, write_sistra(tmp_path / "b.xlsx", CASOS=[case]))
    later = loaded(migrated_graph, tmp_path / "a.xlsx")

    # Assert
    assert alone.files[0].sheets["AGRAVIADOS"].rejected == 1
    assert ("AGRAVIADOS", "2", "unknown_case", orphan["nro_carpeta_fiscal"]) in issues_read
    assert later.files[0].sheets["AGRAVIADOS"].loaded == 1


def test_exact_repetitions_are_merged(migrated_graph: Graph, tmp_path: Path) -> None:
    report = loaded(migrated_graph, write_reta(tmp_path / "a.csv", {}, {}, SECOND))

    assert outcomes(report) == [(3, 2, 0, 1, 0)]


def test_a_dry_run_gives_the_same_report_and_writes_nothing(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    loaded(migrated_graph, write_reta(tmp_path / "a.csv", {}))
    file = write_reta(tmp_path / "b.csv", {"EDAD_VICT": "16"}, SECOND, SECOND)
    before = fingerprint(migrated_graph)

    # Act
    dry = loaded(migrated_graph, file, dry_run=True)
    untouched = fingerprint(migrated_graph)
    real = loaded(migrated_graph, file)

    # Assert
    assert outcomes(dry) == outcomes(real) == [(3, 2, 0, 1, 0)]
    assert untouched == before


def test_the_exports_of_a_folder_are_loaded_and_what_lies_beside_them_is_not(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    write_reta(tmp_path / "b.csv", {})
    write_reta(tmp_path / "a.csv", SECOND)
    write_reta(tmp_path / ".hidden.csv", {})
    (tmp_path / "truth.json").write_text("{}", encoding="utf-8")

    report = loaded(migrated_graph, tmp_path)

    assert [Path(file.file).name for file in report.files] == ["a.csv", "b.csv"]


def test_progress_counts_what_is_done_of_how_much(migrated_graph: Graph, tmp_path: Path) -> None:
    steps: list[Progress] = []

    load(
        [write_reta(tmp_path / "a.csv", {}, SECOND)],
        migrated_graph,
        LoadOptions(key=KEY),
        steps.append,
    )

    last = {step.phase.value: (step.done, step.total) for step in steps}
    assert last == {"reading": (2, None), "writing": (2, 2), "routes": (1, 1)}
    assert steps[-1].rate < 10_000  # no transaction takes less than a tenth of a millisecond


def test_progress_ends_at_the_total_where_nothing_has_changed(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    steps: list[Progress] = []
    file = write_reta(tmp_path / "a.csv", {}, SECOND)
    loaded(migrated_graph, file)

    load([file], migrated_graph, LoadOptions(key=KEY), steps.append)

    writing = [(step.done, step.total) for step in steps if step.phase.value == "writing"]
    assert writing[-1] == (2, 2)


def test_of_a_new_a_repeated_and_a_known_row_one_without_case_and_a_total_each_ends_once(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    carpeta = {"nro_carpeta_fiscal": "3106014505-2017-1-0"}
    elena = {**carpeta, "cod_agraviado": "A1", "iniciales": "E.M.", "sexo": "F"}
    rosa = {**carpeta, "cod_agraviado": "A2", "iniciales": "S.Q.R.", "sexo": "F"}
    nobody = {"nro_carpeta_fiscal": "3106014505-2017-9-0", "cod_agraviado": "A1", "sexo": "F"}
    total = {"nro_carpeta_fiscal": "TOTAL", "cod_agraviado": "3"}
    known = write_sistra(tmp_path / "a.xlsx", CASOS=[carpeta], AGRAVIADOS=[elena])
    loaded(migrated_graph, known)

    # Act
    report = loaded(
        migrated_graph,
        write_sistra(tmp_path / "b.xlsx", AGRAVIADOS=[rosa, rosa, elena, nobody, total]),
    )

    # Assert
    (sheet,) = [sheet for sheet in report.files[0].sheets.values() if sheet.rows]
    assert (sheet.rows, sheet.loaded, sheet.unchanged, sheet.merged, sheet.rejected) == (
        (5, 1, 1, 1, 2)
    )


def test_a_load_that_fails_before_its_first_file_leaves_no_thread_behind(
    migrated_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(finder: RecordFinder) -> bool:
        raise EngineError(detail="the engine is away")

    monkeypatch.setattr(RecordFinder, "holds_observations", fail)

    with pytest.raises(EngineError, match="the engine is away"):
        loaded(migrated_graph, write_reta(tmp_path / "a.csv", {}))
    assert "trama-writer" not in {thread.name for thread in threading.enumerate()}


def test_the_report_is_json_and_balances(migrated_graph: Graph, tmp_path: Path) -> None:
    report = loaded(migrated_graph, write_reta(tmp_path / "a.csv", {}, {"NRO_REGISTRO": ""}))

    (file,) = report.document()["files"]  # type: ignore[misc]
    sheet = file["sheets"][""]  # type: ignore[index]
    assert set(file) >= {"file", "sha256", "profile", "sheets", "seconds"}
    assert (
        sheet["rows"]
        == 2
        == sum(sheet[name] for name in ("loaded", "unchanged", "merged", "rejected"))
    )
    assert sheet["rejected"] == 1
