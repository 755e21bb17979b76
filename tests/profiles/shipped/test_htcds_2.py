"""HTCDS 2.0: the flat CSV of the standard with the columns that Peru adds."""

from pathlib import Path

import pytest

from trama.graph.records import Kind, Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.values.defects import Issue

EXAMPLE = Path(__file__).parents[2] / "data" / "htcds_2_SINTETICO.csv"


@pytest.fixture(scope="module")
def rows() -> list[MappedRow]:
    issues: list[Issue] = []
    with map_file(EXAMPLE, load_profile("htcds_2"), issues.append) as tables:
        found = [row for table in tables for row in table.rows if isinstance(row, MappedRow)]
    assert [(one.defect.code, one.column) for one in issues] == [("unknown_column", "MARCA")]
    return found


def only(row: MappedRow, kind: Kind) -> Mention:
    (mention,) = (one for one in row.mentions if one.kind is kind)
    return mention


def test_a_person_with_a_victim_s_context_is_a_victim(rows: list[MappedRow]) -> None:
    victim = only(rows[0], Kind.VICTIM)

    assert victim.entity_key == "P1"
    expected = {
        "name": "SINTETICA DE PRUEBA, ROSA LUZ",
        "document_key": "DNI:40000123",
        "sex": "F",
        "birth_date": "2001-05-20",
        "nationality": "PE",
        "birthplace": "PE-150132",
        "residence": "PE-150132",
        "marital_status": "SOLTERO",
        "education": "SECUNDARIA",
        "bond": "CONOCIDO",
        "age": 17.0,
        "recruitment": "INTERNET",
        "means": ("ENGANO", "OTRA_COACCION"),
        "purposes": ("EXPLOTACION_SEXUAL", "MENDICIDAD"),
    }
    assert {name: victim.fields.get(name) for name in expected} == expected


def test_a_person_with_a_perpetrator_s_context_is_a_suspect(rows: list[MappedRow]) -> None:
    suspect = only(rows[2], Kind.SUSPECT)

    assert (suspect.entity_key, suspect.fields["role"]) == ("P2", "TRANSPORTISTA")
    assert suspect.fields["phones"] == ("+51987654321",)
    assert Kind.VICTIM not in {mention.kind for mention in rows[2].mentions}


def test_each_historic_event_is_a_stage_of_its_row_s_person(rows: list[MappedRow]) -> None:
    recruited, exploited = (only(row, Kind.STAGE) for row in rows[:2])

    assert (recruited.fields["phase"], recruited.fields["date"]) == ("CAPTACION", "2018-03")
    assert recruited.fields["place"] == "PE-160101"
    assert (exploited.fields["phase"], exploited.fields["place"]) == ("EXPLOTACION", "BR-RR")
    assert recruited.fields["victims"] == exploited.fields["victims"] == ("P1",)


def test_somebody_found_to_be_no_victim_is_none(rows: list[MappedRow]) -> None:
    assert [mention.kind for mention in rows[3].mentions] == [Kind.CASE]


def test_the_case_keeps_who_referred_it_and_when(rows: list[MappedRow]) -> None:
    case = only(rows[0], Kind.CASE)

    assert case.fields["registered_on"] == "2018-07-01"
    assert case.fields["agency"] == "ONG EJEMPLO (SINTETICO)"
