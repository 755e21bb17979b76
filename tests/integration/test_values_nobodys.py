"""Values that are nobody's, and cells too long for an index, on every engine."""

import csv
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from trama.access.pseudonyms import pseudonym
from trama.canonical.fillers import mark_uid
from trama.canonical.marking import holders, mark, unmark
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, load
from trama.ontology.internal_layer import FillerMark

PROFILE = Path(__file__).parents[1] / "data" / "unidad_SINTETICO.yaml"
OPTIONS = LoadOptions(key=b"k" * 32, profile=str(PROFILE))
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=b"k" * 32))
LONG = "SINTETICO RELATO " * 600
USERS = "MATCH (p:Person)-[:USES]->(n {uid: $uid}) RETURN count(p) AS number"
MARK = FillerMark(
    uid=mark_uid("account", "facebook:diario.sintetico"),
    kind="account",
    value="facebook:diario.sintetico",
    why="página de un diario",
    by="prueba",
    at=datetime(2026, 11, 28, tzinfo=UTC).isoformat(),
)
ACCOUNT = "Account:FACEBOOK DIARIO SINTETICO"


def export(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    """Write a CSV of the profile with one suspect a case."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = list(case(1, Cuenta="", Documento="", Local=""))
        writer = csv.DictWriter(file, columns, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def case(number: int, **cells: str) -> dict[str, str]:
    return {
        "Expediente": f"EXP-SINT-{number}",
        "Victima": f"SINTETICA {'ABCDEFG'[number]}NA, ROSA",
        "Edad": "20",
        "Etapa": "Captación",
        "Fecha": "01/02/2018",
        "Imputado": f"SINTETICO {'ABCDEFG'[number]}NO, LUIS",
        **cells,
    }


def users(graph: Graph, uid: str) -> int:
    (row,) = graph.stream(USERS, uid=uid)
    return int(row["number"])


@pytest.mark.every_engine
def test_a_cell_over_the_bound_of_an_index_stops_no_load(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    columns = ("Expediente", "Imputado", "Cuenta", "Documento", "Local")
    rows = [case(number, **{column: LONG}) for number, column in enumerate(columns)]
    path = export(tmp_path, "largo_SINTETICO.csv", *rows, case(6))

    report = load([path], migrated_graph, OPTIONS)

    sheet = report.files[0].sheets[""]
    assert report.files[0].error is None
    assert (sheet.rows, sheet.loaded, sheet.rejected) == (6, 5, 1)
    assert sheet.issues >= len(columns)


@pytest.mark.every_engine
def test_a_marked_account_links_nobody_through_loads_and_rebuilds(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    graph = migrated_graph
    first = [case(number, Cuenta="FB: diario.sintetico") for number in (1, 2)]
    load([export(tmp_path, "a_SINTETICO.csv", *first, case(3))], graph, OPTIONS)
    before = fingerprint(graph)
    assert users(graph, ACCOUNT) == 2

    # Act and assert: the mark, and only the cases that hold the value
    report = mark(graph, MARK, DERIVING, None)
    assert report.cases.compared == 2
    assert users(graph, ACCOUNT) == 0

    # The mark holds in a later load and in a rebuild, and the records keep the value
    later = export(tmp_path, "b_SINTETICO.csv", case(4, Cuenta="FB: diario.sintetico"))
    load([later], graph, OPTIONS)
    assert users(graph, ACCOUNT) == 0
    assert not rebuild_all(graph, DERIVING).changed
    assert len(holders(graph, "account", MARK.value).records) == 3

    # Undone, all three are linked again
    unmark(graph, MARK, DERIVING, None)
    assert users(graph, ACCOUNT) == 3
    assert not rebuild_all(graph, DERIVING).changed
    assert fingerprint(graph) != before


def test_a_marked_document_parts_people(migrated_graph: Graph, tmp_path: Path) -> None:
    graph = migrated_graph
    same = [
        case(number, Imputado="SINTETICO UNO, LUIS", Documento="DNI 40123467") for number in (1, 2)
    ]
    load([export(tmp_path, "a_SINTETICO.csv", *same)], graph, OPTIONS)
    count = "MATCH (p:Suspect) RETURN count(p) AS number"
    before = [row["number"] for row in graph.stream(count)]
    made = FillerMark(
        uid=mark_uid("document", "DNI:40123467"), kind="document", value="DNI:40123467"
    )

    mark(graph, made, DERIVING, None)
    marked = [row["number"] for row in graph.stream(count)]
    unmark(graph, made, DERIVING, None)
    after = [row["number"] for row in graph.stream(count)]

    assert (before, marked, after) == ([1], [2], [1])
