"""Distinct victims, as two published totals bound them."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trama.core.errors import BadParameter
from trama.overlap.published import PublishedTotal, distinct_range, published_totals

SHIPPED = Path(__file__).parents[2] / "profiles" / "open_data"
POLICE = PublishedTotal("RETA", 2017, 725)
PROSECUTORS = PublishedTotal("SISTRA", 2017, 1307)


def test_2017_has_between_1307_and_2032_distinct_victims() -> None:
    found = distinct_range(POLICE, PROSECUTORS)

    assert (found.fewest, found.most, found.most_in_both) == (1307, 2032, 725)


def test_the_sentence_says_the_range_the_condition_and_why_no_more() -> None:
    found = distinct_range(POLICE, PROSECUTORS)

    assert found.sentence() == (
        "En 2017, RETA contó 725 víctimas y SISTRA contó 1 307: entre 1 307 y 2 032 víctimas "
        "distintas, si cada registro contó una vez a cada persona. Con los totales publicados no "
        "se puede decir más: cualquier número de personas entre 0 y 725 puede estar en ambos, y un "
        "total no dice quiénes son."
    )
    assert "between 1,307 and 2,032 distinct victims" in found.sentence("en")


def test_the_shipped_totals_of_2017_are_the_two_that_bound_the_range() -> None:
    with gzip.open(
        SHIPPED / "reta_datos_abiertos_2017_2025.csv.gz", "rt", encoding="utf-8-sig"
    ) as open_data:
        police = sum(
            int(row["Valor"] or 0)
            for row in csv.DictReader(open_data)
            if row["AÑO"] == "2017" and row["categoría"] == "FINALIDAD DEL TIPO DE DELITO"
        )
    with (SHIPPED / "totales_publicados.csv").open(encoding="utf-8") as totals:
        prosecutors = [
            int(row["valor"])
            for row in csv.DictReader(totals)
            if row["registro"] == "SISTRA" and row["periodo"] == "2017"
        ]

    assert (police, prosecutors) == (725, [1307])


def test_rows_of_registry_totals_give_the_published_totals_of_victims() -> None:
    rows: list[dict[str, object]] = [
        {"measure": "VICTIMAS", "basis": "RECALCULADO", "registry": "RETA", "value": 725.0},
        {
            "measure": "VICTIMAS",
            "basis": "PUBLICADO",
            "registry": "SISTRA",
            "value": 1307.0,
            "source": "CHS",
        },
        {"measure": "DENUNCIAS", "basis": "PUBLICADO", "registry": "FISCALIA", "value": 1448.0},
        {"measure": "VICTIMAS", "basis": "GRAFO", "registry": "RETA", "value": 30.0},
        {"measure": "VICTIMAS", "basis": "GRAFO", "registry": None, "value": 50.0},
    ]

    assert published_totals(rows, 2017) == [
        POLICE,
        PublishedTotal("SISTRA", 2017, 1307, "CHS"),
    ]


def test_a_corrected_figure_and_one_of_several_years_are_no_second_total() -> None:
    of_prosecutors = {"measure": "VICTIMAS", "basis": "PUBLICADO", "registry": "SISTRA"}
    rows: list[dict[str, object]] = [
        {**of_prosecutors, "value": 882.0, "corrected_to": 1189.0},
        {**of_prosecutors, "value": 882.0, "source": "repeated without the correction"},
        {**of_prosecutors, "value": 1189.0, "corrected_to": None},
        {**of_prosecutors, "value": 5707.0, "until": "2018"},
    ]

    assert published_totals(rows, 2018) == [PublishedTotal("SISTRA", 2018, 1189)]


@given(st.integers(0, 5000), st.integers(0, 5000), st.data())
def test_every_overlap_gives_a_count_within_the_range_and_the_ends_are_reached(
    one: int, other: int, data: st.DataObject
) -> None:
    found = distinct_range(PublishedTotal("A", 2020, one), PublishedTotal("B", 2020, other))
    in_both = data.draw(st.integers(0, found.most_in_both))

    assert found.fewest <= one + other - in_both <= found.most
    assert found.fewest == one + other - found.most_in_both


@pytest.mark.parametrize(
    "other", [PublishedTotal("SISTRA", 2018, 900), PublishedTotal("RETA", 2017, 900)]
)
def test_totals_of_two_years_or_of_one_registry_are_refused(other: PublishedTotal) -> None:
    with pytest.raises(BadParameter):
        distinct_range(POLICE, other)


def test_a_total_below_zero_is_refused() -> None:
    with pytest.raises(BadParameter):
        PublishedTotal("RETA", 2017, -1)
