"""The saved query `bank_cells` gives the cells of the cube, on a twin and on each engine."""

import pytest
from small_bank import Bank, carpeta, other, rosa

from trama.access.policy import Role, Viewer
from trama.bank.bank_answer import ask, cube_document
from trama.bank.cube import question_of
from trama.bank.microdata import microdata
from trama.core.errors import AccessDenied
from trama.core.question_errors import NotForPublic
from trama.graph.engine import Graph
from trama.queries.run import Limits, run
from trama.twin import TwinOptions, write_twin

ANALYST = Viewer(Role.ANALYST)
LIMITS = Limits(seconds=60, rows=10_000)
COLUMNS = {"age": "age_band"}
FLAGS = ("year", "sex", "age", "purpose", "registry")
QUESTIONS = (
    ("birth", "department", ("year",), "person"),
    ("residence", "province", ("sex", "age"), "person"),
    ("origin", "district", ("registry",), "person"),
    ("transit", "department", ("purpose", "registry"), "episode"),
    ("destination", "district", FLAGS, "episode"),
    ("none", "department", FLAGS, "person"),
)

Cells = dict[tuple[str | None, ...], int]


def of_cube(graph: Graph, place: str, level: str, by: tuple[str, ...], unit: str) -> Cells:
    names = [*([] if place == "none" else [place]), *by]
    cube = ask(graph, question_of(",".join(names), level, unit), ANALYST)
    rows = cube_document(cube, "es")["rows"]
    return {tuple(row[name] for name in names): row["count"] for row in rows}


def of_query(graph: Graph, place: str, level: str, by: tuple[str, ...], unit: str) -> Cells:
    given: dict[str, object] = {f"by_{name}": name in by for name in FLAGS}
    given |= {"place": place, "level": level, "limit": 10_000}
    given["unit"] = "people" if unit == "person" else "episodes"
    answer = run("bank_cells", given, graph, ANALYST, LIMITS)
    assert not answer.truncated
    names = [*([] if place == "none" else ["place"]), *(COLUMNS.get(name, name) for name in by)]
    return {
        tuple(None if row[name] is None else str(row[name]) for name in names): row["victims"]
        for row in answer.rows
    }


@pytest.fixture
def twin(bank: Bank) -> Graph:
    write_twin(bank.folder / "twin", TwinOptions(cases=150, seed=5))
    files = (bank.folder / "twin").iterdir()
    bank.load(*(path for path in files if path.suffix != ".json"))
    return bank.graph


@pytest.mark.every_engine
def test_the_cells_are_those_of_the_cube(twin: Graph) -> None:
    assert len(microdata(twin)) > 200
    for question in QUESTIONS:
        cells = of_cube(twin, *question)
        assert len(cells) > 2
        assert of_query(twin, *question) == cells


@pytest.mark.every_engine
def test_a_person_of_both_registries_by_two_cases_is_in_both(bank: Bank) -> None:
    bank.reta(rosa(), other("2", FECHA_HECHO="", LUGAR_CAPTACION="", EDAD_VICT=""))
    bank.sistra(**carpeta())

    for question in QUESTIONS:
        assert of_query(bank.graph, *question) == of_cube(bank.graph, *question)
    cells = of_query(bank.graph, "none", "department", ("registry",), "person")
    assert cells == {("AMBOS",): 1, ("RETA",): 1}


def test_the_public_counts_nothing_in_the_graph(bank: Bank) -> None:
    public = Viewer(Role.PUBLIC)

    with pytest.raises(AccessDenied):
        run("bank_cells", {"place": "none"}, bank.graph, public, LIMITS)
    with pytest.raises(NotForPublic):
        ask(bank.graph, question_of("year", "department", "person"), public)
