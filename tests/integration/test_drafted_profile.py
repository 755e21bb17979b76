"""From an unknown file to an answer without an edit: guess, write, load, find."""

from pathlib import Path

from office_files import write_office_file

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.mapping.guess import first_cells, headings
from trama.profiles.draft import draft
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find

KEY = b"k" * 32


def loaded(graph: Graph, folder: Path, name: str) -> None:
    path = write_office_file(folder, name)
    profile = folder / f"{name}.yaml"
    made = draft(name, headings(path), first_cells(path), file_name=path.stem)
    profile.write_text(made.text, encoding="utf-8")
    report = load([path], graph, LoadOptions(key=KEY, profile=str(profile)))
    assert not report.failed


def found(graph: Graph, text: str) -> list[tuple[str, str]]:
    lookup = Lookup(graph, Viewer(Role.INVESTIGATOR), seconds=30)
    return [(hit.kind, hit.name or hit.key) for hit in find(text, lookup, 5).hits]


def test_a_drafted_profile_loads_its_file_and_its_people_are_found(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    for name in ("albergue", "involucrados", "casos_anchos"):
        loaded(migrated_graph, tmp_path, name)

    assert ("victim", "FLORES CONDORI, MARIA LUZ") in found(
        migrated_graph, "maria luz flores condori"
    )
    assert ("victim", "HUAMAN SOTO, JUANA") in found(migrated_graph, "40000345")
    assert ("suspect", "ROJAS DIAZ, LUIS ALBERTO") in found(migrated_graph, "987654321")
    assert found(migrated_graph, "40000777") == []  # a witness
    (shelter,) = migrated_graph.stream(
        "MATCH (r:Record {document_key: 'DNI:40000234'}) RETURN r.paternal_surname AS paternal, "
        "r.maternal_surname AS maternal, r.birth_date AS born, r.residence AS residence"
    )
    assert shelter == {
        "paternal": "FLORES",
        "maternal": "CONDORI",
        "born": "2006-11-17",
        "residence": "PE-150103",
    }
    wide = migrated_graph.stream(
        "MATCH (r:Record {kind: 'victim', case_key: 'E-1'}) "
        "RETURN r.name AS name, r.purposes AS purposes ORDER BY name"
    )
    assert [row["name"] for row in wide] == ["FLORES CRUZ, ANA", "QUISPE MAMANI, ROSA"]
