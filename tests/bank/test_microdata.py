"""The microdata of small graphs: one row an episode, as the records have it."""

from typing import Any

import pandas as pd
import pytest
from small_bank import Bank, carpeta, other, rosa

from trama.bank.microdata import COLUMNS, Episode, by_person, frame_of, microdata, purpose_of


def told(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows without uids, NA as None."""
    kept = frame.drop(columns=["person", "case"]).astype(object)
    return [dict(row) for row in kept.where(kept.notna(), None).to_dict("records")]


def test_an_empty_graph_gives_an_empty_table_with_its_columns(bank: Bank) -> None:
    found = microdata(bank.graph)

    assert list(found.columns) == list(COLUMNS)
    assert len(found) == 0
    assert str(found["year"].dtype) == "Int64"


def test_a_registration_gives_a_row_with_all_that_it_says(bank: Bank) -> None:
    bank.reta(rosa())

    assert told(microdata(bank.graph)) == [
        {
            "registry": "RETA",
            "year": 2017,
            "year_basis": "HECHO",
            "sex": "F",
            "age_band": "12-17",
            "purpose": "EXPLOTACION_SEXUAL",
            "birth": "PE-080101",
            "residence": "PE-210101",
            "origin": "PE-080101",
            "transit": None,
            "destination": "PE-150132",
        }
    ]


def test_a_carpeta_that_names_the_registration_makes_one_episode_of_both(bank: Bank) -> None:
    bank.reta(rosa())
    bank.sistra(**carpeta(nro_atestado_pnp="SINT-2017-000001"))

    assert [row["registry"] for row in told(microdata(bank.graph))] == ["AMBOS"]


def test_two_cases_of_a_person_are_two_episodes(bank: Bank) -> None:
    bank.reta(rosa())
    bank.sistra(**carpeta())

    found = microdata(bank.graph)

    assert sorted(found["registry"]) == ["RETA", "SISTRA"]
    assert found["person"].nunique() == 1
    assert set(by_person(found).values()) == {"AMBOS"}


def test_without_a_date_of_the_fact_the_year_is_that_of_registration(bank: Bank) -> None:
    bank.reta(
        rosa(FECHA_HECHO="", LUGAR_CAPTACION=""), other("2", FECHA_REGISTRO="", FECHA_HECHO="")
    )

    found = microdata(bank.graph)

    assert sorted(map(str, found["year"])) == ["2017", "<NA>"]
    assert sorted(map(str, found["year_basis"])) == ["<NA>", "REGISTRO"]


@pytest.mark.parametrize(
    ("codes", "purpose"),
    [
        ([], None),
        (["NO_IDENTIFICADO"], "NO_IDENTIFICADO"),
        (["NO_IDENTIFICADO", "OTRA_ANALOGA"], "OTRA_ANALOGA"),
        (["NO_IDENTIFICADO", "MENDICIDAD"], "MENDICIDAD"),
        (["EXPLOTACION_SEXUAL", "OTRA_EXPLOTACION_SEXUAL"], "OTRA_EXPLOTACION_SEXUAL"),
        (["EXPLOTACION_SEXUAL", "EXPLOTACION_LABORAL"], "VARIAS"),
    ],
)
def test_several_purposes_are_one_code(codes: list[str], purpose: str | None) -> None:
    assert purpose_of(codes) == purpose
    assert purpose_of(reversed(codes)) == purpose


def test_a_fact_over_two_years_has_the_year_of_registration() -> None:
    one = Episode("P", "C", ["RETA:2018"], "2016-12-30", "2017-01-02", *(None,) * 6)

    assert frame_of([one])[["year", "year_basis"]].to_numpy().tolist() == [[2018, "REGISTRO"]]
