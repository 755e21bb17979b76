"""Errors in the file of a closed list."""

from datetime import date

import pytest

from trama.core.errors import DeclarationError
from trama.ontology.codelist import CodeList
from trama.ontology.codelist_files import parse_code_list

HEAD = "{es: Prueba, en: Test, verified: false, attributes: {rank: number}, codes: "


def parse(codes: str) -> CodeList:
    return parse_code_list("prueba", f"{HEAD}{codes}}}")


def refused(*codes: str) -> str:
    """Return the complaint about codes, of which each stands on a line of its own, from 2."""
    with pytest.raises(DeclarationError) as caught:
        parse("{\n" + ",\n".join(codes) + "}")
    return caught.value.message("en").removeprefix("ontology/codes/prueba.yaml:")


def test_a_code_without_one_of_the_two_languages_is_refused() -> None:
    assert refused("Z: {es: Cero, en: Zero}", "A: {es: Uno}") == "3: “en” is missing."


def test_an_unknown_key_is_refused() -> None:
    assert refused("A: {es: Uno, en: One, vigencia: 2017}").startswith(
        "2: “vigencia” does not exist; expected: es, en, definition_es, valid_from"
    )


def test_an_unknown_key_that_resembles_an_attribute_is_told_so() -> None:
    assert refused("A: {es: Uno, en: One, ranks: 1}") == (
        "2: “ranks” does not exist; did you mean “rank”?"
    )


def test_an_attribute_of_another_kind_is_refused() -> None:
    assert refused("A: {es: Uno, en: One, rank: primero}") == "2: “rank” must be a whole number."


def test_a_source_that_is_neither_named_nor_denied_is_refused() -> None:
    assert refused("A: {es: Uno, en: One, verified: true}") == (
        "2: “verified” must be the source or false."
    )


def test_a_list_without_a_source_needs_one_for_each_code() -> None:
    with pytest.raises(DeclarationError) as caught:
        parse_code_list("prueba", "es: Prueba\nen: Test\ncodes:\n  A: {es: Uno, en: One}\n")

    assert "prueba.yaml:4: falta «verified»" in caught.value.message("es")


def test_one_text_for_two_codes_at_the_same_time_is_refused() -> None:
    assert refused(
        "A: {es: Uno, en: One, sources: {RETA: [OTRO]}}",
        "B: {es: Dos, en: Two, sources: {RETA: [Otro.]}}",
    ) == ("3: “B” shares “Otro.” (RETA) with “A” at the same time.")


def test_every_problem_of_a_list_is_told_at_once() -> None:
    assert refused(
        "A: {es: Uno, en: One, rank: primero}",
        "B: {es: Dos, en: Two, vigencia: 2017, replaces: C}",
    ).startswith(
        "2: “rank” must be a whole number; ontology/codes/prueba.yaml:3: “replaces” has no "
    )


def test_one_text_may_change_its_code_on_a_day() -> None:
    codes = parse(
        "{A: {es: Uno, en: One, valid_to: 2021-03-31, sources: {RETA: [OTRO]}},"
        " B: {es: Dos, en: Two, valid_from: 2021-03-31, sources: {RETA: [OTRO]}}}"
    )

    before, after = date(2021, 3, 30), date(2021, 3, 31)
    assert codes.find("OTRO", "RETA", before) == codes.codes["A"]
    assert codes.find("OTRO", "RETA", after) == codes.codes["B"]


def test_two_codes_that_share_a_day_and_a_text_are_refused() -> None:
    assert "3: “B” shares “OTRO” (RETA) with “A”" in refused(
        "A: {es: Uno, en: One, valid_to: 2021-04-01, sources: {RETA: [OTRO]}}",
        "B: {es: Dos, en: Two, valid_from: 2021-03-31, sources: {RETA: [OTRO]}}",
    )


@pytest.mark.parametrize(
    "codes",
    [
        ["A: {es: Uno, en: One, replaces: B}"],
        ["A: {es: Uno, en: One, replaces: B}", "B: {es: Dos, en: Two, replaces: A}"],
    ],
)
def test_a_crosswalk_without_end_is_refused(codes: list[str]) -> None:
    assert refused(*codes).startswith("2: “replaces” has no end")


def test_a_code_that_ends_before_it_begins_is_refused() -> None:
    code = "A: {es: Uno, en: One, valid_from: 2021-03-31, valid_to: 2021-03-31}"

    assert refused(code) == "2: “valid_to” is not after “valid_from”."


def test_a_key_given_twice_is_refused_instead_of_the_last_one_winning() -> None:
    assert refused("A: {es: Uno, en: One}", "A: {es: Dos, en: Two}") == "3: “A” is repeated."
