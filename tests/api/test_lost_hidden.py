"""Lost cases whose units and districts name a victim: nobody below the role learns of her."""

from functools import partial
from pathlib import Path

import pytest
from exports import write_reta, write_sistra

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.overlap.answers.reckoner import Reckoner
from trama.overlap.answers.waterfall_answer import LostQuestion, find_lost, lost_document
from trama.queries.lookups.lookup import Lookup

pytestmark = pytest.mark.usefixtures("named_by_registries")
UNIT = "COMISARIA DE ROSA SINTETICA QUISPE"
DISTRICT = "LIMA (ROSA SINTETICA QUISPE)"


@pytest.fixture
def named_by_registries(migrated_graph: Graph, tmp_path: Path) -> None:
    numbers = [f"SINT-2017-00000{last}" for last in (1, 2)]
    rows = [
        {"NRO_REGISTRO": number, "UNIDAD_PNP": UNIT, "DESTINO_HECHO": "FISCALIA"}
        for number in numbers
    ]
    reta = write_reta(tmp_path / "RETA_SINTETICO.csv", *rows)
    carpeta = {"nro_carpeta_fiscal": "2017-1-0", "nro_atestado_pnp": numbers[0]}
    sistra = write_sistra(
        tmp_path / "SISTRA_SINTETICO.xlsx", CASOS=[{**carpeta, "distrito_fiscal": DISTRICT}]
    )
    assert not load([reta, sistra], migrated_graph, LoadOptions(key=b"k" * 32)).failed


def lost(graph: Graph, role: Role, **asked: str) -> dict[str, object]:
    lookup = Lookup(graph, Viewer(role), 30)
    question = LostQuestion(draws=5, **asked)
    found = find_lost(Reckoner(graph, None), question, lookup)
    return lost_document(found, lookup, "es", skip=0, limit=10)


def test_whoever_may_read_her_name_reads_unit_and_district(migrated_graph: Graph) -> None:
    of = partial(lost, migrated_graph, Role.INVESTIGATOR)

    assert [(row["unit"], row["fiscal_district"]) for row in of()["rows"]] == [(UNIT, DISTRICT)]
    assert [of(unit="rosa sint")["count"], of(district="(rosa")["count"]] == [1, 1]


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_nobody_else_reads_or_guesses_her_name(migrated_graph: Graph, role: Role) -> None:
    of = partial(lost, migrated_graph, role)

    told = of()

    assert told["count"] == 1
    assert "ROSA" not in str(told)
    assert [of(unit="rosa sint")["count"], of(district="(rosa")["count"]] == [0, 0]
