"""The carpetas whose RETA registration nothing loaded has."""

from scanned import keep_in_brief

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

CASES = """
UNWIND [
  {uid: 'C-1', registry: 'SISTRA', key: '1-2019', report: 'SINT-2019-1', status: 'ARCHIVO'},
  {uid: 'C-2', registry: 'SISTRA', key: '2-2019', report: 'SINT-2019-9', status: 'EN_TRAMITE'},
  {uid: 'C-3', registry: 'SISTRA', key: '3-2019', report: 'SINT-2019-9', status: null},
  {uid: 'C-4', registry: 'SISTRA', key: '4-2019', report: null, status: null},
  {uid: 'C-5', registry: 'SISTRA', key: '5-2019', report: 'SINT-2019-1', status: 'ARCHIVO'},
  {uid: 'C-1', registry: 'RETA', key: 'SINT-2019-1', report: null, status: null}
] AS row
MERGE (c:Case {uid: row.uid})
CREATE (c)-[:ATTESTED_BY]->(:Record {
  uid: 'R-' + row.key, kind: 'case', registry: row.registry, case_key: row.key,
  police_report: row.report, procedural_status: row.status
})
"""


# C-5 names the registration of C-1: people judged the two cases different.
def test_a_carpeta_whose_registration_is_missing_is_told_with_its_state(graph: Graph) -> None:
    graph.write_rows(CASES)
    keep_in_brief(graph)

    viewer, limits = Viewer(Role.INVESTIGATOR), Limits(seconds=20, rows=1000)
    answer = run("dangling_police_reports", {}, graph, viewer, limits)

    columns = ("police_report", "procedural_status", "carpetas")
    assert [(row["case"], *(row[name] for name in columns)) for row in answer.rows] == [
        ("C-2", "SINT-2019-9", "EN_TRAMITE", 2),
        ("C-3", "SINT-2019-9", None, 2),
    ]
