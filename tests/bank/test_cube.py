"""Questions in words, cells of hand-made microdata, and the files of cells."""

import csv
import io
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from trama.bank.bank_answer import cube_document
from trama.bank.cell_files import CODEBOOK, codebook, csv_text, parquet_bytes, xlsx_bytes
from trama.bank.cube import Unit, count, question_of
from trama.bank.microdata import Episode, frame_of
from trama.core.errors import BadParameter


def episode(person: str, case: str, registry: str = "RETA", **more: object) -> Episode:
    own: dict[str, Any] = {
        "counted": [f"{registry}:2017"], "since": "2017-03-05", "until": "2017-03-05",
        "sex": "F", "age": 17.0, "purposes": ["MENDICIDAD"], "birth": "PE-080101",
        "residence": "PE-15", "way": ["PE-080101", "PE-150132", ""],
    }  # fmt: skip
    return Episode(person, case, **(own | more))


FRAME = frame_of([
    episode("P-1", "C-1"),
    episode("P-1", "C-2", "SISTRA", since="2018-01-01", until="2018-02-01", age=18.0),
    episode("P-2", "C-2", "SISTRA", birth="VE-V", sex="M", age=None),
    episode("P-3", "C-3", birth=None, purposes=[], way=None),
])  # fmt: skip


def cells(by: str, unit: str = "person", level: str = "department", *where: str) -> dict[Any, int]:
    cube = count(FRAME, question_of(by, level, unit, where))
    rows = cube.cells.itertuples(index=False, name=None)
    return {codes[0] if len(codes) == 1 else tuple(codes): number for *codes, number in rows}


def test_people_count_once_in_each_cell_and_once_in_the_total() -> None:
    cube = count(FRAME, question_of("year", "department", "person"))

    assert cells("year") == {"2017": 3, "2018": 1}
    assert (cube.total, cube.adds_up) == (3, False)
    assert count(FRAME, question_of("year", "department", "episode")).adds_up


def test_a_person_is_in_both_registries_and_an_episode_in_one() -> None:
    assert cells("registro") == {"SISTRA": 1, "RETA": 1, "AMBOS": 1}
    assert cells("registry", "episodio") == {"SISTRA": 2, "RETA": 2}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("distrito", {"PE-080101": 1, "VE-V": 1, "": 1}),
        ("province", {"PE-0801": 1, "VE-V": 1, "": 1}),
        ("departamento", {"PE-08": 1, "VE-V": 1, "": 1}),
        ("macrorregión", {"SUR": 1, "VE": 1, "": 1}),
    ],
)
def test_places_are_cut_to_the_level(level: str, expected: dict[str, int]) -> None:
    assert cells("birth", "person", level) == expected


def test_a_place_known_less_finely_than_the_level_is_not_known_on_it() -> None:
    assert cells("residence", "person", "district") == {"": 3}
    assert cells("residence", "person", "macroregion") == {"LIMA_CALLAO": 3}


@pytest.mark.parametrize(
    ("where", "people"),
    [
        (["birth=Cusco"], 1),
        (["birth=SUR"], 1),
        (["nacimiento=Venezuela"], 1),
        (["birth=?"], 1),
        (["sexo=Mujer"], 2),
        (["sex=F;year=2018"], 1),
        (["age=12-17", "registry=AMBOS"], 1),
        (["purpose=none"], 1),
    ],
)
def test_conditions_keep_what_they_say(where: list[str], people: int) -> None:
    assert count(FRAME, question_of("", "department", "person", where)).total == people


def test_bands_are_in_their_order_and_the_unknown_last() -> None:
    assert list(cells("age", "episode")) == ["12-17", "18-29", ""]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"by": "colour"}, "nacimiento, residencia"),
        ({"level": "galaxia"}, "distrito, provincia"),
        ({"unit": "gato"}, "persona, episodio"),
        ({"where": ["sexo"]}, "DESGLOSE=VALOR"),
        ({"where": ["finalidad=X"]}, "MENDICIDAD"),
        ({"where": ["year=19"]}, "un año"),
        ({"where": ["birth=Xyzzyx"]}, "UBIGEO"),
        ({"as_of": "2017-13-01"}, "un día"),
    ],
)
def test_bad_words_say_what_can_be_had(words: dict[str, Any], told: str) -> None:
    given = {"by": "year", "level": "department", "unit": "person", **words}

    with pytest.raises(BadParameter) as caught:
        question_of(**given)

    assert told in caught.value.message("es")


@pytest.mark.parametrize("where", ["year=1990", "birth=Tumbes", "sex=M;year=2018;age=60+"])
def test_cells_without_anybody_say_which_years_there_are(where: str) -> None:
    cube = count(FRAME, question_of("year", "department", "person", [where]))

    told = cube_document(cube, "es")

    assert told["total"] == 0
    assert told["notes"][0] == "Nadie cumple lo pedido. Hay víctimas de los años 2017 a 2018."
    assert "2017" not in " ".join(
        cube_document(count(FRAME, question_of("year", "department", "person")), "es")["notes"]
    )


def test_files_hold_the_cells_and_the_codebook_every_code() -> None:
    cube = count(FRAME, question_of("birth,sex", "department", "person"))
    document = cube_document(cube, "es")

    rows = list(csv.DictReader(io.StringIO(csv_text(document))))
    stored = pd.read_parquet(io.BytesIO(parquet_bytes(document)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(document, "es")))

    assert [row["birth"] for row in rows] == ["PE-08", "VE-V", ""]
    assert rows[1]["birth_name"] == "Zulia, Venezuela"
    assert stored["count"].tolist() == [1, 1, 1]
    assert stored["birth"].isna().tolist() == [False, False, True]
    assert book.sheet_names == ["Celdas", "Libro de códigos", "Pregunta"]
    sheet = book.get_sheet_by_name("Celdas").to_python()
    assert sheet[0] == ["birth", "birth_name", "sex", "sex_name", "count"]
    described = {(row[0], row[4]) for row in codebook(document)}
    assert codebook(document)[0] == list(CODEBOOK)
    assert described >= {("birth", "PE-08"), ("sex", "M"), ("birth", ""), ("count", "")}


def test_every_unit_is_named() -> None:
    for unit in Unit:
        frame = FRAME.assign(entry="RETA:1") if unit is Unit.REGISTRATION else FRAME
        document = cube_document(count(frame, question_of("", "department", unit.value)), "es")
        assert document["question"]["unit_name"]
