"""The answer about a quoted number: what is said of each recipe."""

from typing import Any

import pytest

from trama.core.errors import BadParameter, Language
from trama.figures.document import figure_document
from trama.figures.question import ask


def told(
    number: str,
    near: str | None = None,
    language: Language = "es",
    *,
    stated: str | None = None,
    limit: int = 10,
) -> dict[str, Any]:
    return figure_document(ask(number, near, stated, limit), language)


def test_1465_since_december_2022_is_january_2023_to_march_2025_and_should_have_been_1517() -> None:
    first = told("1,465", "2022-12-07")["rows"][0]

    assert (first["value"], first["miss"]) == (1465, 0)
    assert (first["since"], first["until"]) == ("2023-01", "2025-03")
    assert first["sentence"] == (
        "RETA registró 1 465 víctimas de trata en el Perú de enero de 2023 a marzo de 2025 (datos "
        "abiertos del MININTER y la PNP, edición hasta septiembre de 2025)."
    )
    assert first["instead"] == "El mismo conteo de diciembre de 2022 a marzo de 2025 es 1 517."
    assert "El archivo pone todo 2023 en su primer mes" in first["notes"][0]


def test_583_in_2024_is_the_total_of_2023_and_2024_has_669() -> None:
    answer = told("583", "2024", "en")
    first = answer["rows"][0]

    assert first["sentence"].startswith("RETA registered 583 trafficking victims in Peru in 2023 (")
    assert first["instead"] == "The same count in 2024 is 669."
    assert first["chance"] < 0.05
    assert "chance hardly explains it" in answer["verdict"]


def test_a_number_said_of_its_own_year_has_nothing_instead() -> None:
    assert told("669", "2024")["rows"][0]["instead"] is None


def test_a_published_total_is_a_recipe_with_its_correction_and_its_source() -> None:
    first = told("882")["rows"][0]

    assert (first["source"], first["registry"], first["edition"]) == (
        "published",
        "FISCALIA",
        "2019",
    )
    assert first["notes"][0] == "Corregida después a 1 189."
    assert "Informe TIP 2019" in first["sentence"]
    assert told("1189")["rows"][0]["notes"][0].startswith("Corrige la cifra de 882")


def test_the_total_that_the_file_publishes_is_found_though_its_parts_add_up_to_more() -> None:
    rows = told("641", "2017", limit=50)["rows"]
    published = next(row for row in rows if row["breakdown"] == "sex_and_age=TOTAL")

    assert (published["since"], published["until"]) == ("2017-01", "2017-12")
    assert "641 de las 725" in published["notes"][0]


def test_a_recipe_of_police_units_says_that_the_place_is_theirs() -> None:
    rows = told("2715", limit=50)["rows"]
    lima = next(row for row in rows if row["place"] == "PE-15" and row["miss"] == 0)

    assert "en unidades policiales de Lima" in lima["sentence"]
    assert any("unidad policial" in note for note in lima["notes"])


def test_a_number_without_a_recipe_has_the_nearest() -> None:
    answer = told("131313")

    assert answer["verdict"].endswith("Ninguna da este número: las que siguen se acercan.")
    assert [(row["value"], row["miss"]) for row in answer["rows"]] == [(5142, 5142 - 131_313)]


def test_a_small_number_says_nothing_alone() -> None:
    answer = told("7")

    assert answer["expected"] > 1_000
    assert "el número solo no dice qué se contó" in answer["verdict"]


def test_no_recipe_is_of_data_from_after_the_sentence() -> None:
    rows = told("1465", stated="2024-03", limit=100)["rows"]

    assert rows
    assert max(row["until"] for row in rows) <= "2024-02"
    later = told("1189", stated="2020")["rows"]
    assert all(row["source"] != "published" or row["value"] != 1189 for row in later)


def test_no_two_rows_tell_the_same_months_and_place() -> None:
    rows = told("583", "2023", limit=100)["rows"]
    seen = [
        (row["place"], row["since"], row["until"]) for row in rows if row["source"] != "published"
    ]

    assert len(seen) > 20
    assert len(set(seen)) == len(seen)


def test_a_share_is_told_as_part_of_a_whole() -> None:
    first = told("51,9 %", "2024")["rows"][0]

    assert (first["source"], first["part"], first["whole"]) == ("share", 347, 669)
    assert first["breakdown"] == "scope=EXTERNA"
    assert first["sentence"].startswith(
        "De las 669 víctimas de trata que RETA registró en el Perú en 2024, 347 (51,9 %) son "
    )


def test_a_growth_is_told_from_year_to_year() -> None:
    first = told("+15 %", "2024")["rows"][0]

    assert (first["source"], first["whole"], first["part"]) == ("growth", 583, 669)
    assert "583 víctimas de trata en el Perú en 2023 y 669 en 2024: +14,8 %" in first["sentence"]


def test_a_fall_is_found_with_and_without_its_sign() -> None:
    fall = ("growth", 372, 509)
    for written in ("-26,9 %", "26,9 %"):
        rows = told(written, "2020", limit=100)["rows"]
        assert fall in {(row["source"], row["part"], row["whole"]) for row in rows}
    risen = told("+15 %", limit=100)["rows"]
    assert len(risen) > 1
    assert all(row["value"] > 0 and row["source"] == "growth" for row in risen)


def test_a_share_of_the_country_is_of_one_department() -> None:
    rows = told("53 %", limit=200)["rows"]
    lima = [row for row in rows if row["source"] == "share_of_country"]

    assert lima
    assert all(row["place"] != "PE" for row in lima)


@pytest.mark.parametrize("near", ["1950", "2031", "2040-05"])
def test_a_time_without_data_is_refused_with_the_time_of_the_data(near: str) -> None:
    for number in ("500", "5 %"):
        with pytest.raises(BadParameter) as refused:
            told(number, near)
        assert refused.value.facts["name"] == "near"
        assert "de enero de 2017 a septiembre de 2025" in refused.value.message()


def test_a_time_that_only_published_totals_have_says_so() -> None:
    answer = told("5707", "2011")

    assert answer["rows"][0]["value"] == 5707
    assert "no hay datos de ese tiempo" in answer["notes"][0]


@pytest.mark.parametrize("date", ["ayer", "2023-13", "20", ""])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(BadParameter):
        ask("500", near=date)
    with pytest.raises(BadParameter):
        ask("500", stated=date)


def test_one_victim_is_told_in_the_singular() -> None:
    rows = told("1", "2024", limit=30)["rows"]

    assert all("1 víctima " in row["sentence"] for row in rows if row["value"] == 1)
    assert "1 victim" in told("1", "2024", "en")["rows"][0]["sentence"].replace("trafficking ", "")


def test_the_sum_of_both_registries_is_told_as_counting_twice() -> None:
    rows = told("2,032", "2017")["rows"]
    (first,) = [row for row in rows if row["source"] == "sum" and row["miss"] == 0]

    assert (first["registry"], first["since"], first["until"]) == (
        "RETA+SISTRA",
        "2017-01",
        "2017-12",
    )
    assert "La Policía cuenta 725" in first["sentence"]
    assert "la Fiscalía 1 307" in first["sentence"]
    assert "entre 1 307 y 2 032 personas distintas" in first["notes"][0]
    english = told("2032", "2017", "en")["rows"]
    assert any("counts twice whoever" in note for row in english for note in row["notes"])


def test_a_sum_is_of_one_time_and_of_totals_that_were_stated_by_then() -> None:
    def sums(number: str, near: str | None = None, stated: str | None = None) -> list[str]:
        rows = told(number, near, stated=stated, limit=200)["rows"]
        return [row["registry"] for row in rows if row["source"] == "sum" and row["miss"] == 0]

    assert sums("1110", "2020") == ["TIP+FISCALIA"]  # 640 of the police, 470 of the prosecutors
    assert sums("1110", "2020", stated="2020") == []  # both were stated in 2021
    assert sums("1110", "2024") == []
