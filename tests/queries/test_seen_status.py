"""The status of a graph by role: counts, and the names of files that offices call after people."""

from dataclasses import replace

import pytest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.graph.store.status import Status
from trama.queries.hidden.seen_status import as_seen

FOUND = Status(
    engine="embedded",
    where="home",
    nodes={"Case": 47, "Victim": 3},
    records=[
        {"registry": "RETA", "kind": "victim", "count": 12},
        {"registry": "SISTRA", "kind": "victim", "count": 9},
    ],
    files=[],
    routes=21,
    unfinished=False,
    migrations=(),
    fingerprint="abc",
)
OF_HER = ("denuncia_de_Rosaluz-YUPANQUI.csv", "DNI 71234567.xlsx", "caso +51 987001122.csv")
OF_A_SUSPECT = ("ficticio_quenaya.csv",)
OF_NOBODY = (
    "RETA_SINTETICO_2017.csv",
    "yupanqui.csv",
    "LIMA MARZO 2019.xlsx",
    "Caso de la Rosa.csv",
)
PEOPLE = """
CREATE (v:Person:Victim {uid: 'P-1', name: 'SINTETICA YUPANQUI, ROSALUZ MARINA',
  name_key: 'SINTETICA YUPANQUI ROSALUZ MARINA', document_key: 'DNI:71234567'})
CREATE (v)-[:USES]->(:Phone {uid: 'Phone:51987001122', name: '+51987001122'})
CREATE (:Person:Suspect {uid: 'P-2', name: 'FICTICIO QUENAYA, LUIS',
  name_key: 'FICTICIO QUENAYA LUIS'})
"""


def test_the_public_sees_no_count_no_file_and_no_digest(graph: Graph) -> None:
    found = replace(FOUND, files=[{"name": OF_NOBODY[0]}])

    seen = as_seen(found, graph, Viewer(Role.PUBLIC), 20)

    assert (seen.nodes, seen.records, seen.routes) == ({}, [], 0)
    assert (seen.files, seen.fingerprint) == ([], None)
    assert (seen.engine, seen.unfinished) == (found.engine, found.unfinished)


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.INTEGRATOR, OF_HER + OF_A_SUSPECT),
        (Role.ANALYST, OF_HER),
        (Role.SUPERVISOR, OF_HER),
        (Role.INVESTIGATOR, ()),
    ],
)
def test_a_file_called_after_somebody_shows_its_name_to_whoever_may_know_them(
    graph: Graph, role: Role, hidden: tuple[str, ...]
) -> None:
    graph.write_rows(PEOPLE)
    names = (*OF_HER, *OF_A_SUSPECT, *OF_NOBODY)
    found = replace(FOUND, files=[{"name": name, "profile": "reta"} for name in names])

    seen = as_seen(found, graph, Viewer(role), 20)

    assert (seen.nodes, seen.fingerprint) == (FOUND.nodes, "abc")
    shown = [None if name in hidden else name for name in names]
    assert seen.files == [{"name": name, "profile": "reta"} for name in shown]
