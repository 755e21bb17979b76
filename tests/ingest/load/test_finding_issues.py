"""Facts that rows show together, in the issues: file, line, column and cell."""

import csv
from pathlib import Path

import pytest
from exports import write_sistra

from trama.graph.engine import Graph
from trama.graph.records import Kind
from trama.ingest.load.finding_issues import column_of
from trama.ingest.load.loader import LoadOptions, load
from trama.profiles.library import load_profile


@pytest.mark.parametrize(
    ("profile", "kind", "field", "written", "column"),
    [
        ("reta_cases", Kind.SUSPECT, "document_number", {}, "NRO_DOC_TRATANTE"),
        ("reta_cases", Kind.VICTIM, "document_number", {"NRO_DOC_VICT": "4"}, "NRO_DOC_VICT"),
        ("sistra_cases", Kind.VICTIM, "birth_date", {}, "fecha_nacimiento"),
        ("sistra_cases", Kind.STAGE, "date", {"fecha_hasta": "2019"}, "fecha_hasta"),
        ("sistra_cases", Kind.STAGE, "suspects", {}, "cod_imputado"),
        ("sistra_cases", Kind.CASE, "police_report", {}, "nro_atestado_pnp"),
        ("sistra_cases", None, "", {}, "nro_carpeta_fiscal"),
        ("sistra_cases", Kind.CASE, "nickname", {}, ""),
    ],
)  # fmt: skip
def test_a_field_is_told_under_the_column_that_it_was_read_from(
    profile: str, kind: Kind | None, field: str, written: dict[str, str], column: str
) -> None:
    assert column_of(load_profile(profile), kind, field, written) == column


KEY = {"nro_carpeta_fiscal": "SINT-1"}
PEOPLE = [
    {
        "cod_agraviado": "A1",
        "nro_doc": "40000123",
        "tipo_doc": "DNI",
        "sexo": "F",
        "edad": "15",
    },
    {"cod_agraviado": "A2", "fecha_nacimiento": "20/12/2020", "sexo": "F"},
]
STAGES = [
    {"cod_agraviado": "A1", "fase": "CAPTACION", "fecha_desde": "15/05/2019"},
    {"cod_agraviado": "A1", "fase": "EXPLOTACION", "fecha_desde": "15/02/2019"},
    {"cod_agraviado": "?", "cod_imputado": "05/03/2010", "fase": "TRANSPORTE"},
    {"cod_agraviado": "I1", "fase": "TRANSPORTE"},
    {"cod_agraviado": "S/D", "fase": "TRANSPORTE"},
    {
        "cod_agraviado": "A1",
        "fase": "TRANSPORTE",
        "ubigeo": "080108",
        "direccion": "JULIACA, SAN ROMAN, PUNO",
    },
]
SUSPECT = {"cod_imputado": "I1", "doc": "40000123", "sexo": "M", "edad": "4"}
CASE = {"fecha_ingreso": "15/08/2019", "nro_atestado_pnp": "SINT-2019-9"}


def test_facts_across_the_sheets_of_a_workbook_name_line_column_and_cell(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    book = write_sistra(
        tmp_path / "sistra.xlsx",
        CASOS=[KEY | CASE],
        AGRAVIADOS=[KEY | person for person in PEOPLE],
        IMPUTADOS=[KEY | SUSPECT],
        HECHOS=[KEY | stage for stage in STAGES],
    )
    issues = tmp_path / "issues.csv"

    load([book], migrated_graph, LoadOptions(key=b"k" * 32, issues=issues))

    with issues.open(encoding="utf-8", newline="") as file:
        told = {
            (row["sheet"], row["line"], row["column"], row["code"], row["value"])
            for row in csv.DictReader(file)
            if row["code"] != "unknown_column"
        }
    assert told == {
        ("CASOS", "2", "nro_atestado_pnp", "unknown_police_report", "SINT-2019-9"),
        ("AGRAVIADOS", "3", "fecha_nacimiento", "born_after_fact", "20/12/2020"),
        ("IMPUTADOS", "2", "doc", "document_of_unlike_people", "40000123"),
        ("IMPUTADOS", "2", "edad", "suspect_is_a_child", "4"),
        ("HECHOS", "3", "fecha_desde", "stage_before_capture", "15/02/2019"),
        ("HECHOS", "4", "cod_agraviado", "person_code_unusable", "?"),
        ("HECHOS", "4", "cod_imputado", "person_code_unusable", "05/03/2010"),
        ("HECHOS", "5", "cod_agraviado", "unknown_person", "I1"),
        ("HECHOS", "7", "ubigeo", "ubigeo_name_mismatch", "080108"),
    }


@pytest.mark.parametrize(
    ("sex", "code"), [("F", "victim_and_suspect"), ("M", "document_of_unlike_people")]
)
def test_a_suspect_loaded_later_is_compared_with_the_victims_of_the_same_case(
    migrated_graph: Graph, tmp_path: Path, sex: str, code: str
) -> None:
    first = write_sistra(tmp_path / "first.xlsx", CASOS=[KEY | CASE], AGRAVIADOS=[KEY | PEOPLE[0]])
    suspect = {"cod_imputado": "I1", "doc": "40000123", "sexo": sex, "edad": "40"}
    second = write_sistra(tmp_path / "second.xlsx", IMPUTADOS=[KEY | suspect])
    issues = tmp_path / "issues.csv"
    load([first], migrated_graph, LoadOptions(key=b"k" * 32))

    load([second], migrated_graph, LoadOptions(key=b"k" * 32, issues=issues))

    with issues.open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["column"] == "doc"]
    assert [(row["code"], row["suggestion"]) for row in told] == [(code, "SISTRA:SINT-1")]
