"""The latest export: its words win, and no file overwrites another."""

import csv
import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest
from exports import SISTRA, write_reta, write_sistra

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, LoadReport, load

KEY = b"k" * 32
BY_LINE = str(Path(__file__).parents[2] / "data" / "sin_clave_SINTETICO.yaml")
HEADER = "FECHA,DEPARTAMENTO,PROVINCIA,DELITO,CANTIDAD\n"
STATISTIC = (
    "AÑO,MES,CCDD,lugar,PROVINCIA,DISTRITO,COMISARÍA,categoría,Denuncias por comisión,Valor\n"
)


def events(path: Path, *rows: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def event(day: str, people: int = 1, place: str = "PUNO,PUNO") -> str:
    return f"{day},{place},TRATA SINTETICO,{people}"


def figures(path: Path, *rows: str) -> Path:
    path.write_text(STATISTIC + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def figure(
    value: str, unit: str = "UNIDAD SINTETICA", district: str = "CUSCO", month: str = "2017,1"
) -> str:
    return f"{month},8,CUSCO,CUSCO,{district},{unit},CAPTACIÓN,C_INTERNET,{value}"


def loaded(
    graph: Graph, *paths: Path, profile: str | None = None, dry_run: bool = False
) -> tuple[LoadReport, list[tuple[str, str]]]:
    """Return the report of a load, and the line and code of each issue."""
    issues = paths[0].parent / "issues.csv"
    options = LoadOptions(key=KEY, profile=profile, issues=issues, dry_run=dry_run)
    report = load(paths, graph, options)
    with issues.open(encoding="utf-8", newline="") as file:
        rows = [(row["line"], row["code"]) for row in csv.DictReader(file)]
    return report, [row for row in rows if row[1] != "unknown_column"]


def outcomes(report: LoadReport) -> list[tuple[int, int, int, int]]:
    totals = [file.total for file in report.files]
    return [(t.loaded, t.unchanged, t.merged, t.rejected) for t in totals]


def counted(graph: Graph, label: str) -> int:
    (row,) = graph.stream(f"MATCH (n:{label}) RETURN count(n) AS n")
    return int(row["n"])


def value_of(graph: Graph) -> float | None:
    (row,) = graph.stream("MATCH (o:Observation) RETURN o.value AS value")
    return row["value"]


@pytest.mark.every_engine
def test_a_key_of_lines_counts_within_its_file_and_equal_rows_are_equal_events(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    first = events(tmp_path / "2023.csv", event("01/01/2023"), event("01/01/2023"))
    second = events(tmp_path / "2024.csv", event("05/05/2024"), event("06/05/2024", 2))

    loaded(migrated_graph, first, profile=BY_LINE)
    report, issues = loaded(migrated_graph, second, first, profile=BY_LINE)

    assert outcomes(report) == [(2, 0, 0, 0), (0, 2, 0, 0)]
    assert issues == []
    assert (counted(migrated_graph, "Case"), counted(migrated_graph, "Victim")) == (4, 5)


def test_files_of_one_name_in_two_folders_and_in_one_archive_stay_apart(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    one = events(tmp_path / "a" / "datos.csv", event("01/01/2023"))
    two = events(tmp_path / "b" / "datos.csv", event("05/05/2024"))
    archive = tmp_path / "c.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("2021.csv", HEADER + event("01/01/2021"))
        file.writestr("2022.csv", HEADER + event("01/01/2022"))

    _, issues = loaded(migrated_graph, one, two, archive, profile=BY_LINE)

    assert counted(migrated_graph, "Case") == 4
    assert [code for _, code in issues] == ["name_of_another_file"]


def test_a_renamed_copy_is_told_and_a_corrected_edition_of_the_same_name_corrects(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    first = events(tmp_path / "2024.csv", event("01/01/2024"), event("02/01/2024"))
    loaded(migrated_graph, first, profile=BY_LINE)
    copy = Path(shutil.copy(first, tmp_path / "copia.csv"))

    copied, told = loaded(migrated_graph, copy, profile=BY_LINE)
    again, told_again = loaded(migrated_graph, copy, profile=BY_LINE)
    events(first, event("01/01/2024"), event("02/01/2024", 2), event("03/01/2024"))
    edition, _ = loaded(migrated_graph, first, profile=BY_LINE)

    assert (outcomes(copied), told) == ([(0, 2, 0, 0)], [("1", "copy_of_a_file")])
    assert (outcomes(again), told_again) == ([(0, 2, 0, 0)], [])
    assert outcomes(edition) == [(2, 1, 0, 0)]
    assert (counted(migrated_graph, "Case"), counted(migrated_graph, "Victim")) == (3, 4)


@pytest.mark.every_engine
def test_a_place_that_reverts_is_what_the_last_export_says_and_all_is_kept(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    puno, cusco = ({"LUGAR_CAPTACION": f"{name} / {name} / {name}"} for name in ("PUNO", "CUSCO"))
    january = write_reta(tmp_path / "enero.csv", puno)
    february = write_reta(tmp_path / "febrero.csv", cusco)
    loaded(migrated_graph, january)
    loaded(migrated_graph, february)

    march, told = loaded(migrated_graph, Path(shutil.copy(january, tmp_path / "marzo.csv")))
    april, _ = loaded(
        migrated_graph,
        write_reta(tmp_path / "abril.csv", cusco, {"NRO_REGISTRO": "SINT-2017-000009"}),
    )
    old, told_of_old = loaded(migrated_graph, january)

    assert (outcomes(march), told) == ([(1, 0, 0, 0)], [("1", "copy_of_a_file")])
    assert outcomes(april) == [(2, 0, 0, 0)]
    assert (outcomes(old), told_of_old) == ([(0, 1, 0, 0)], [("1", "file_loaded_before")])
    (row,) = migrated_graph.stream(
        "MATCH (r:Record {kind: 'stage', case_key: 'SINT-2017-000001'})-[:SAID_BEFORE]->(v) "
        "WHERE r.phase = 'CAPTACION' RETURN r.place AS place, count(v) AS versions"
    )
    assert row == {"place": "PE-080101", "versions": 2}


@pytest.mark.every_engine
@pytest.mark.parametrize("at_once", [True, False], ids=["one load", "three loads"])
def test_a_figure_that_reverts_is_what_the_last_file_says_dry_or_not(
    migrated_graph: Graph, tmp_path: Path, at_once: bool
) -> None:
    files = [figures(tmp_path / f"{n}.csv", figure(value)) for n, value in enumerate("252")]

    dry, _ = loaded(migrated_graph, *files, profile="reta_open_data", dry_run=True)
    loads = [files] if at_once else [[file] for file in files]
    reports = [loaded(migrated_graph, *load, profile="reta_open_data")[0] for load in loads]

    assert outcomes(dry) == [(1, 0, 0, 0)] * 3
    assert [counts for report in reports for counts in outcomes(report)] == outcomes(dry)
    assert value_of(migrated_graph) == 2.0
    (row,) = migrated_graph.stream("MATCH (:Observation)-[:SAID_BEFORE]->(v) RETURN count(v) AS n")
    assert row["n"] == 2


@pytest.mark.every_engine
def test_an_older_edition_adds_nothing_that_the_newer_withdrew_in_either_order(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    newer = figures(tmp_path / "nacional.csv", figure("3"), figure("1", month="2018,5"))
    older = figures(
        tmp_path / "regional.csv", figure("3", district="WANCHAQ"), figure("2", "OTRA SINTETICA")
    )
    total = "MATCH (o:Observation) RETURN sum(o.value) AS total"

    loaded(migrated_graph, newer, profile="reta_open_data")
    after, told = loaded(migrated_graph, older, profile="reta_open_data")
    one_order = next(migrated_graph.stream(total))["total"]
    migrated_graph.write_rows(
        "MATCH (n) WHERE n:Observation OR n:SourceFile OR n:Revision DETACH DELETE n"
    )
    loaded(migrated_graph, older, profile="reta_open_data")
    _, told_of_newer = loaded(migrated_graph, newer, profile="reta_open_data")

    assert (outcomes(after), told) == ([(0, 1, 0, 1)], [("3", "withdrawn_observation")])
    assert told_of_newer == [("1", "withdrawn_observation")]
    assert one_order == next(migrated_graph.stream(total))["total"] == 4.0


def test_an_extract_of_one_unit_withdraws_nothing_of_its_department(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    units = [figure("1", f"UNIDAD {letter}") for letter in "ABCDE"]
    loaded(migrated_graph, figures(tmp_path / "todo.csv", *units), profile="reta_open_data")

    loaded(migrated_graph, figures(tmp_path / "a.csv", units[0]), profile="reta_open_data")

    assert [
        row["value"]
        for row in migrated_graph.stream("MATCH (o:Observation) RETURN o.value AS value")
    ] == [1.0] * 5


def test_the_year_that_stands_in_january_is_told_once_and_is_no_january(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    months = ("2022,1", "2022,7", "2023,1", "2024,2")
    file = figures(tmp_path / "a.csv", *(figure("1", month=month) for month in months))

    _, told = loaded(migrated_graph, file, profile="reta_open_data")

    assert told == [("4", "year_in_first_month")]
    periods = migrated_graph.stream("MATCH (o:Observation) RETURN o.period AS p ORDER BY p")
    assert [row["p"] for row in periods] == ["2022-01", "2022-07", "2023", "2024-02"]


def test_the_rows_of_a_workbook_are_told_of_what_they_hang_on(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    carpeta = {"nro_carpeta_fiscal": "SINT-1", "nro_atestado_pnp": "SINT-2017-000009"}
    book = write_sistra(
        tmp_path / "sistra.xlsx",
        CASOS=[carpeta],
        AGRAVIADOS=[{"nro_carpeta_fiscal": "SINT-1", "cod_agraviado": "A1", "sexo": "F"}],
        HECHOS=[{"nro_carpeta_fiscal": "SINT-1", "cod_agraviado": "A9", "fase": "CAPTACION"}],
    )

    _, told = loaded(migrated_graph, book)
    loaded(migrated_graph, write_reta(tmp_path / "reta.csv", {"NRO_REGISTRO": "SINT-2017-000009"}))
    _, told_later = loaded(migrated_graph, book)

    assert told == [("2", "unknown_person"), ("2", "unknown_police_report")]
    assert told_later == [("2", "unknown_person")]


@pytest.mark.every_engine
def test_a_shared_node_has_the_spelling_of_the_cases_that_are_left_as_after_a_rebuild(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    accented = {"UNIDAD_PNP": "DEPINTRAP ÁREA (SINTETICO)"}
    plain = {"UNIDAD_PNP": "DEPINTRAP AREA (SINTETICO)", "NRO_REGISTRO": "SINT-2017-000002"}
    loaded(migrated_graph, write_reta(tmp_path / "a.csv", accented, plain))

    loaded(migrated_graph, write_reta(tmp_path / "b.csv", {"UNIDAD_PNP": "OTRA (SINTETICO)"}))

    names = migrated_graph.stream("MATCH (a:Agency) RETURN a.name AS name ORDER BY name")
    assert [row["name"] for row in names] == [plain["UNIDAD_PNP"], "OTRA (SINTETICO)"]
    deriving = Deriving(shipped_rules(), partial(pseudonym, key=KEY))
    assert not rebuild_all(migrated_graph, deriving).changed


@pytest.mark.every_engine
def test_a_later_file_that_proves_no_order_is_read_as_its_column_was_before_and_told(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    proven = events(tmp_path / "2023.csv", *(event(f"0{n}/2{n}/2023") for n in range(1, 5)))
    unproven = events(tmp_path / "2024.csv", event("02/03/2024"))

    _, told = loaded(migrated_graph, proven, profile=BY_LINE)
    _, told_later = loaded(migrated_graph, unproven, profile=BY_LINE)

    assert [code for _, code in (*told, *told_later)] == ["date_order_of_column"] * 2
    days = migrated_graph.stream(
        "MATCH (r:Record {kind: 'case'}) WHERE r.fact_date STARTS WITH '2024' "
        "RETURN r.fact_date AS day"
    )
    assert [row["day"] for row in days] == ["2024-02-03"]


def test_rows_that_hang_on_a_rejected_case_say_where_it_was_and_later_load(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    people = [{"nro_carpeta_fiscal": "SINT-1", "cod_agraviado": "A1", "sexo": "F"}]
    stages = [{"nro_carpeta_fiscal": "SINT-1", "cod_agraviado": "A1", "fase": "CAPTACION"}]
    case = {"nro_carpeta_fiscal": "SINT-1", "etapa": "PRELIMINAR"}
    sheets = {"CASOS": [case], "AGRAVIADOS": people, "HECHOS": stages}
    whole = write_sistra(tmp_path / "entero.xlsx", **sheets)
    with zipfile.ZipFile(tmp_path / "corrido.zip", "w") as archive:
        for name, rows in sheets.items():
            cells = ",".join(rows[0].get(column, "") for column in SISTRA[name].split(","))
            beyond = ",,SINTETICO" if name == "CASOS" else ""
            archive.writestr(f"{name}.csv", f"{SISTRA[name]}\n{cells}{beyond}\n")

    report, told = loaded(migrated_graph, tmp_path / "corrido.zip")
    with (tmp_path / "issues.csv").open(encoding="utf-8", newline="") as file:
        hints = [row for row in csv.DictReader(file) if row["code"] == "case_rejected"]
    later, _ = loaded(migrated_graph, whole)

    assert outcomes(report) == [(0, 0, 0, 3)]
    assert [code for _, code in told] == [
        "more_cells_than_columns",
        "case_rejected",
        "case_rejected",
    ]
    assert len(hints) == 2
    assert all("línea 2" in row["suggestion"] for row in hints)
    assert outcomes(later) == [(3, 0, 0, 0)]


@pytest.mark.every_engine
def test_what_a_later_export_no_longer_says_of_a_person_stays_and_is_told(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    silent = {"SEXO_VICT": "NO IDENTIFICADO", "EDAD_VICT": "", "NRO_DOC_VICT": ""}
    loaded(migrated_graph, write_reta(tmp_path / "enero.csv", {}))

    report, told = loaded(migrated_graph, write_reta(tmp_path / "febrero.csv", silent))

    assert outcomes(report) == [(1, 0, 0, 0)]
    assert ("2", "kept_value") in told
    (victim,) = migrated_graph.stream(
        "MATCH (v:Victim)-[:ATTESTED_BY]->(r:Record) RETURN v.sex AS sex, r.age AS age, "
        "r.kept AS kept, r.document_key AS document"
    )
    assert victim == {"sex": "F", "age": 17.0, "kept": ["sex", "age"], "document": None}


def test_a_girl_whom_an_export_names_beside_nobody_never_overwrites_another(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    rosa = {"NRO_DOC_VICT": "", "TIPO_DOC_VICT": ""}
    loaded(migrated_graph, write_reta(tmp_path / "enero.csv", rosa))

    loaded(migrated_graph, write_reta(tmp_path / "febrero.csv", {**rosa, "NOMBRES_VICT": "LUZ"}))

    names = migrated_graph.stream("MATCH (v:Victim) RETURN v.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["SINTETICA QUISPE, LUZ", "SINTETICA QUISPE, ROSA"]
