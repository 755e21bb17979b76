"""What a closed list's file may not say."""

from datetime import date

import pytest

from trama.core.errors import DeclarationError
from trama.graph.ontology.codelist import CodeList
from trama.graph.ontology.codelist_files import parse_code_list

HEAD = "{es: Prueba, en: Test, verified: false, attributes: {rank: number}, codes: "


def parse(codes: str) -> CodeList:
    return parse_code_list("prueba", f"{HEAD}{codes}}}")


def refused(codes: str) -> str:
    with pytest.raises(DeclarationError) as caught:
        parse(codes)
    return caught.value.message("en")


def test_a_code_without_one_of_the_two_languages_is_refused() -> None:
    assert "A: a name in es or en is missing" in refused("{A: {es: Uno}}")


def test_an_unknown_key_is_refused() -> None:
    assert "unknown keys: ['vigencia']" in refused("{A: {es: Uno, en: One, vigencia: 2017}}")


def test_an_attribute_of_another_kind_is_refused() -> None:
    assert "rank must be int" in refused("{A: {es: Uno, en: One, rank: primero}}")


def test_a_source_that_is_neither_named_nor_denied_is_refused() -> None:
    assert "verified: source or false" in refused("{A: {es: Uno, en: One, verified: true}}")


def test_one_text_for_two_codes_at_the_same_time_is_refused() -> None:
    codes = (
        "{A: {es: Uno, en: One, sources: {RETA: [OTRO]}},"
        " B: {es: Dos, en: Two, sources: {RETA: [Otro.]}}}"
    )

    assert "shares “Otro.” (RETA) with A" in refused(codes)


def test_one_text_may_change_its_code_on_a_day() -> None:
    codes = parse(
        "{A: {es: Uno, en: One, valid_to: 2021-03-31, sources: {RETA: [OTRO]}},"
        " B: {es: Dos, en: Two, valid_from: 2021-03-31, sources: {RETA: [OTRO]}}}"
    )

    before, after = date(2021, 3, 30), date(2021, 3, 31)
    assert codes.find("OTRO", "RETA", before) == codes.codes["A"]
    assert codes.find("OTRO", "RETA", after) == codes.codes["B"]


def test_two_codes_that_share_a_day_and_a_text_are_refused() -> None:
    codes = (
        "{A: {es: Uno, en: One, valid_to: 2021-04-01, sources: {RETA: [OTRO]}},"
        " B: {es: Dos, en: Two, valid_from: 2021-03-31, sources: {RETA: [OTRO]}}}"
    )

    assert "shares" in refused(codes)


@pytest.mark.parametrize(
    "codes",
    [
        "{A: {es: Uno, en: One, replaces: B}}",
        "{A: {es: Uno, en: One, replaces: B}, B: {es: Dos, en: Two, replaces: A}}",
    ],
)
def test_a_crosswalk_without_end_is_refused(codes: str) -> None:
    assert "“replaces” has no end" in refused(codes)


def test_a_code_that_ends_before_it_begins_is_refused() -> None:
    codes = "{A: {es: Uno, en: One, valid_from: 2021-03-31, valid_to: 2021-03-31}}"

    assert "it ends before it begins" in refused(codes)


def test_a_key_given_twice_is_refused_instead_of_the_last_one_winning() -> None:
    assert "the key “A” stands twice" in refused("{A: {es: Uno, en: One}, A: {es: Dos, en: Two}}")
