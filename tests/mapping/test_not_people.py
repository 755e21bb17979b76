"""Places and values of closed lists in a column of people's names."""

from pathlib import Path

import pytest

from tests.mapping.test_profile_options import HEADER, PLACE, codes, of_kind, written
from trama.graph.records import Kind
from trama.mapping.not_people import not_a_person


@pytest.mark.parametrize(
    "text",
    [
        *("EL AGUSTINO", "San Juan de Lurigancho", "PUENTE PIEDRA", "Villa María del Triunfo"),
        *("PERÚ", "VENEZUELA", "Distrito de Ate", "Tambopata - Madre de Dios", "Lima, Lima, Ate"),
        *("CAPTACIÓN", "Explotación sexual", "OFERTA DE TRABAJO", "NIGHT CLUB"),
    ],
)
def test_a_value_of_another_column_is_nobody(text: str) -> None:
    defect = not_a_person(text)

    assert defect is not None
    assert (defect.code, defect.outcome) == ("not_a_person", "set_aside")


@pytest.mark.parametrize("text", ["LIMA", "MORALES", "DANIEL HERNANDEZ", "ROSARIO", "ISRAEL"])
def test_a_place_that_may_be_a_person_s_name_is_told_and_read(text: str) -> None:
    defect = not_a_person(text)

    assert defect is not None
    assert defect.outcome == "noted"


@pytest.mark.parametrize(
    "text",
    ["LIMA, ROSA", "TRUJILLO SOTO, ANA", "QUISPE MAMANI ROSA", "EL CHATO", "ANA", "FLORES", ""],
)
def test_a_name_is_a_name(text: str) -> None:
    assert not_a_person(text) is None


def test_a_place_among_the_suspects_tells_them_apart_and_has_no_name(tmp_path: Path) -> None:
    cells = ("EL AGUSTINO", "PUENTE PIEDRA")
    lines = [f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};{c}" for c in cells]

    rows, issues = written(tmp_path, "people_in_one_cell", "\n".join([HEADER, *lines]) + "\n")

    suspects = of_kind(rows, Kind.SUSPECT)
    assert [suspect.fields.get("label") for suspect in suspects] == list(cells)
    assert [suspect.fields.get("name") for suspect in suspects] == [None, None]
    assert len({suspect.entity_key for suspect in suspects}) == 2
    assert codes(issues) == ["not_a_person", "not_a_person"]
