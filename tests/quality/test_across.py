"""Findings between registries: handovers without a carpeta, contradictions, unknown people."""

from pathlib import Path
from typing import Any

import pytest
from exports import write_reta, write_sistra
from surveyed import survey

from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind
from trama.ingest.load.loader import LoadOptions, load
from trama.mapping.rereading import Doubt, Flaw
from trama.quality.across import DISAGREE, HANDOVER, read_across

LIMA = "DEPINTRAP LIMA (SINTETICO)"
OFFICE = "FPEDTP LIMA (SINTETICO)"
CARPETA = "999900001-2018-1-0"
HANDED = Flaw(HANDOVER, "", "DESTINO_HECHO")
JOINED = """
CREATE (c:Case {uid: 'C-1', registries: ['RETA', 'SISTRA'], conflicts: ['birth_date', 'sex'],
                handed_over: ['2017-03-05 SINT-9']})
CREATE (v:Person:Victim {uid: 'V-1'})
CREATE (v)-[:VICTIM_IN]->(c)
WITH c, v
UNWIND $records AS row
CREATE (r:Record {uid: row.uid, registry: row.registry, case_key: row.key, kind: row.kind,
                  registered_on: row.registered_on, fact_date: row.fact_date,
                  birth_date: row.birth_date, sex: row.sex})
FOREACH (one IN CASE WHEN row.kind = 'case' THEN [1] ELSE [] END |
         CREATE (c)-[:ATTESTED_BY]->(r))
FOREACH (one IN CASE WHEN row.kind = 'victim' THEN [1] ELSE [] END |
         CREATE (v)-[:ATTESTED_BY]->(r))
"""
RETA, SISTRA = CaseKey("RETA", "SINT-1"), CaseKey("SISTRA", "1-2018")


def record(key: CaseKey, kind: str, **said: str) -> dict[str, Any]:
    blank = dict.fromkeys(("registered_on", "fact_date", "birth_date", "sex"))
    uid = f"{key.registry}-{kind}"
    return {"uid": uid, "registry": key.registry, "key": key.number, "kind": kind, **blank, **said}


def doubts(graph: Graph, *records: dict[str, Any]) -> dict[CaseKey, set[Doubt]]:
    graph.write_rows(JOINED, records=list(records))
    return {key: set(some) for key, some in read_across(graph).doubts.items()}


@pytest.mark.every_engine
def test_both_registries_hear_of_what_cannot_be_true_at_once(graph: Graph) -> None:
    told = doubts(
        graph,
        record(RETA, "case", fact_date="2018-05-03", registered_on="2018-05-04"),
        record(SISTRA, "case", registered_on="2018-05-02"),
        record(RETA, "victim", birth_date="2001-03-05", sex="F"),
        record(SISTRA, "victim", birth_date="2002", sex="M"),
    )

    people = {Doubt(Kind.VICTIM, name, DISAGREE) for name in ("birth_date", "sex")}
    assert told == {
        RETA: {*people, Doubt(Kind.CASE, "fact_date", DISAGREE)},
        SISTRA: {*people, Doubt(Kind.CASE, "registered_on", DISAGREE)},
    }
    assert read_across(graph).handed_over == {"SINT-9"}


def test_a_coarser_date_an_unknown_one_and_the_same_day_contradict_nothing(graph: Graph) -> None:
    told = doubts(
        graph,
        record(RETA, "case", fact_date="2018-05", registered_on="2018-05-04"),
        record(SISTRA, "case", registered_on="2018-05-01"),
        record(RETA, "victim", birth_date="2001-03-05", sex="F"),
        record(SISTRA, "victim", birth_date="2001"),
    )

    assert told == {}


def test_letters_count_lost_handovers_and_people_whom_no_row_knows(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    """The carpeta of May 2018 is the latest: a handover of April may still be on its way."""
    sent = {"DESTINO_HECHO": "FISCALIA", "UNIDAD_PNP": LIMA}
    write_reta(
        tmp_path / "reta.csv",
        sent,
        {**sent, "NRO_REGISTRO": "SINT-2018-000002", "NRO_DOC_VICT": "00000102"}
        | {"FECHA_REGISTRO": "10/04/2018", "FECHA_HECHO": "05/04/2018"},
        {**sent, "NRO_REGISTRO": "SINT-2017-000003", "NRO_DOC_VICT": "00000103"}
        | {"DESTINO_HECHO": "COMISARIA"},
    )
    case = {"nro_carpeta_fiscal": CARPETA, "fecha_ingreso": "02/05/2018", "fiscalia": OFFICE}
    victim = {"nro_carpeta_fiscal": CARPETA, "cod_agraviado": "A1", "sexo": "F", "edad": "16"}
    stage = {"nro_carpeta_fiscal": CARPETA, "fase": "CAPTACION", "fecha_desde": "01/03/2018"}
    write_sistra(
        tmp_path / "sistra.xlsx",
        CASOS=[case],
        AGRAVIADOS=[victim],
        HECHOS=[{**stage, "cod_agraviado": "A1/A2"}, {**stage, "cod_agraviado": "A1"}],
    )
    options = LoadOptions(key=b"k" * 32)
    assert not load(
        [tmp_path / "reta.csv", tmp_path / "sistra.xlsx"], migrated_graph, options
    ).failed

    made = survey(migrated_graph, "s", synthetic=True)

    flaws = {unit.name: unit.flaws for unit in made.units.values()}
    assert dict(flaws[LIMA][HANDED]) == {"2017-03": 1}
    unknown = Flaw("unknown_person", "HECHOS", "cod_agraviado")
    assert dict(flaws[OFFICE][unknown]) == {"2018-05": 1}
    assert Flaw("unknown_person", "HECHOS", "cod_imputado") not in flaws[OFFICE]
