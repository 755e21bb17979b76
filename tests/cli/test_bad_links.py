"""Wrong words after `trama link` and `trama review`: told in Spanish, and nothing changes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from queued import leave_five_open
from reviewed import Reviewed, write_reviewed
from small_lists import PROFILE, list_of_people
from typer.testing import CliRunner

from trama.access.policy import Role
from trama.cli.main import build
from trama.core.errors import TramaError
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.judgement_rows import read_judgements
from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import VERSION
from trama.terminal.session import open_session

Told = Callable[..., str]

NAME = "          name: {read: name, from: Nombre}\n"
HEAD = "subject,one,other,verdict\n"


@pytest.fixture
def reviewed(migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path) -> Reviewed:
    (tmp_path / "exports").mkdir()
    made = write_reviewed(migrated_graph, graph_environment, tmp_path / "exports")
    leave_five_open(made)
    return made


@pytest.fixture
def told(reviewed: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Give what a wrong command tells. Afterwards neither the graph nor a file is another."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)
    settings = reviewed.settings(reviewed.token(Role.INVESTIGATOR))

    def run(words: str, code: int = 0) -> str:
        session = open_session(settings, "es", as_json=False)
        typed = words.split()
        done = CliRunner().invoke(build(session, typed[:1]), typed)
        if isinstance(done.exception, TramaError):
            return done.exception.message("es")
        assert isinstance(done.exception, SystemExit) or not code, words
        assert done.exit_code == code, words
        return done.output

    def state() -> tuple[object, ...]:
        files = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
        return fingerprint(reviewed.graph), len([*read_judgements(reviewed.graph)]), files

    before = state()
    yield run
    assert state() == before


def write_files(folder: Path) -> None:
    model = shipped_model().text()
    schema = {name: part for name, part in json.loads(model).items() if name != "cases"}
    files = {
        "cut.json": model[: len(model) // 2],
        "old.json": json.dumps({**json.loads(model), "version": 0}),
        "schema.json": json.dumps(schema),
        "changed.json": json.dumps({**json.loads(model), "prior": 0.5}),
        "p.yaml": PROFILE,
        "nameless.yaml": PROFILE.replace(NAME, "").replace("[name, sex]", "[sex]"),
        "a.csv": list_of_people("QUISPE HUAMAN, ROSA", "CCOA TTITO, LUZ"),
        "b.csv": list_of_people("QUISPE HUAMAN, ROSA", "MAMANI CUSI, ANA"),
        "head.csv": list_of_people(),
        "empty.csv": "",
        "names.csv": "Nombre\nQUISPE HUAMAN ROSA\n",
        "bad.csv": HEAD + "person,R-1,R-2,parecido\nperson,R-1,,same\nlugar,A,B,same\n"
        "person,R-1,R-1,same\nperson,R-1,R-2,same\n",
        "columns.csv": "uno,otro\n1,2\n",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


LISTS = "link --files a.csv b.csv"
WRONG = (
    # The model
    ("link --model cut.json", "no es un archivo JSON que se pueda leer; entrene otro"),
    ("link --model old.json", f"no es un modelo de la versión {VERSION}; entrene otro"),
    ("link --model schema.json", "no tiene la forma de un modelo (cases); entrene otro"),
    ("link --model changed.json", "no corresponde a su hash"),
    ("link --model nadie.json", "nadie.json: no existe"),
    ("link --model shipped@0000000", "El grafo guarda: ninguno"),
    ("link --same-at 0.4", "0 < ask_at ≤ same_at ≤ 1, y son 0,5 y 0,4"),
    ("link --ask-at nan", "0 < ask_at ≤ same_at ≤ 1"),
    (f"{LISTS} --profile p.yaml --model cut.json", "entrene otro"),
    # Options that do not go together
    ("link --profile p.yaml", "va con --files o --file"),
    ("link --out pares.csv", "va con --files o --file"),
    (f"{LISTS} --profile p.yaml --dry-run", "es de un grafo"),
    (f"{LISTS} --file a.csv --profile p.yaml", "no va junto con --files"),
    ("link --spark-master spark://nadie:7077", "va con --engine spark"),
    # Files
    (LISTS, "trama profile list nombra los que hay"),
    (f"{LISTS} --profile nadie", "trama profile add ARCHIVO"),
    (f"{LISTS} --profile nameless.yaml", "declare uno de «name», «initials», «document»"),
    (f"{LISTS} --profile p.yaml --out a.csv", "es uno de los archivos que se leen"),
    (f"{LISTS} --profile p.yaml --out p.yaml", "es uno de los archivos que se leen"),
    (f"{LISTS} --profile p.yaml --out nadie/pares.csv", "no existe esa carpeta"),
    ("link --files a.csv a.csv --profile p.yaml", "son el mismo archivo; para quienes se repiten"),
    ("link --files a.csv --files b.csv --profile p.yaml", "van tras un solo --files"),
    ("link --files a.csv empty.csv --profile p.yaml", "empty.csv: está vacío"),
    ("link --files head.csv b.csv --profile p.yaml", "ninguna fila con personas"),
    ("link --files names.csv b.csv --profile p.yaml", "trama profile guess names.csv"),
    ("link --file nadie.csv --profile p.yaml", "nadie.csv: no existe"),
    ("load a.csv --profile p.yaml --issues a.csv", "es uno de los archivos que se leen"),
    # Judgements
    ("review judge R-nadie R-otra same", "Un juicio nombra dos registros de personas"),
    ("review judge R-nadie R-nadie same", "Un juicio nombra dos registros de personas"),
    ("review undo R-nadie R-otra", "Un juicio nombra dos registros de personas"),
    ("review show R-nadie R-otra", "Un juicio nombra dos registros de personas"),
    ("review list --of R-nadie", "Un juicio nombra dos registros de personas"),
    ("review --from 0.9 --to 0.2", "debe ser menor o igual que --to"),
    ("review import columns.csv", "las tiene el archivo de trama review export"),
    ("review import empty.csv", "empty.csv: está vacío"),
    ("review import nadie.csv", "nadie.csv: no existe"),
)


def test_what_is_wrong_is_told_with_what_to_do_and_nothing_changes(told: Told) -> None:
    missed = {words: text for words, part in WRONG if part not in (text := told(words))}

    assert len(WRONG) > 30
    assert missed == {}


def test_numbers_out_of_range_and_unknown_words_are_told_by_the_option(told: Told) -> None:
    assert "debe ser al menos 1" in told("review --limit 0", 2)
    assert "debe ser a lo más 1" in told("review --from 2", 2)
    assert "debe ser a lo más 5000" in told("review list --limit 5001", 2)
    assert "debe ser un número" in told("link --same-at muchos", 2)
    assert "no es ninguno de" in told("review judge R-1 R-2 igual", 2)
    assert "necesita 2 valores" in told("link --files a.csv", 2)


def test_each_bad_row_of_judgements_is_told_with_line_and_column(told: Told) -> None:
    lines = told("review import bad.csv").splitlines()

    assert "rechazadas" in " ".join(lines)
    for line, column in ((2, "verdict"), (3, "other"), (4, "subject"), (5, "other"), (6, "one")):
        assert any(row.split()[:2] == [str(line), column] for row in lines), (line, column)
