"""Loading files whose cells prove options of a silent profile: the same graph whatever the way."""

import csv
from pathlib import Path

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, load

DATA = Path(__file__).parents[2] / "data" / "profile_options" / "blank_key_below"
HEADER = "Expediente;Victima;Sexo;Edad;Etapa;Fecha;Departamento;Provincia;Distrito;Imputado"
PLACE = "PUNO;PUNO;PUNO"
FILES = {
    "enero.csv": [
        f"SINT-1;Rosa Quispe Soto;F;20;Captación;03/01/2024;{PLACE};Luis Soto / Juan Rojas",
        f";;;;Traslado;05/01/2024;{PLACE};",
        f"SINT-2;Eva Mamani Vilca;F;21;Captación / Traslado;04/02/2024;{PLACE};",
    ],
    "febrero.csv": [f"SINT-3;Rosa Quispe Soto;F;20;Captación;03/02/2024;{PLACE};"],
}


def loaded(graph: Graph, folder: Path, *names: str) -> list[str]:
    """Load files with a profile that is silent. Return the codes of the issues, sorted."""
    yaml = (DATA / "profile.yaml").read_text(encoding="utf-8")
    (folder / "profile.yaml").write_text(
        yaml.replace("{columns: Expediente, fill_down: true}", "Expediente").replace(
            "        fill_down: true\n", ""
        ),
        encoding="utf-8",
    )
    for name in names:
        (folder / name).write_text("\n".join([HEADER, *FILES[name], ""]), encoding="utf-8")
    issues = folder / "avisos.csv"
    options = LoadOptions(key=b"k" * 32, profile=str(folder / "profile.yaml"), issues=issues)
    report = load([folder / name for name in names], graph, options)
    assert not any(file.error for file in report.files)
    with issues.open(encoding="utf-8-sig", newline="") as lines:
        return sorted(row["code"] for row in csv.DictReader(lines))


def test_each_file_proves_for_itself_in_one_load_and_in_two(
    migrated_graph: Graph, tmp_path: Path
) -> None:
    told = loaded(migrated_graph, tmp_path, *FILES)
    assert told == ["option_of_column"] * 5
    stages = "MATCH (r:Record {kind: 'stage'}) RETURN r.case_key AS case, size(r.suspects) AS n"
    assert sorted((row["case"], row["n"]) for row in migrated_graph.stream(stages)) == [
        ("SINT-1", 2),
        ("SINT-1", 2),
        ("SINT-2", None),
        ("SINT-2", None),
        ("SINT-3", None),
    ]
    whole = fingerprint(migrated_graph)

    loaded(migrated_graph, tmp_path, "febrero.csv")
    loaded(migrated_graph, tmp_path, "enero.csv")

    assert fingerprint(migrated_graph) == whole
