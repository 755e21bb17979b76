"""The levels that count, so that no agreement counts twice."""

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.linkage.model.evidence import LEVELS, WEIGHED, weighed_levels
from trama.values.partial_date import PartialDate

ROSA = {"paternal": "QUISPE", "maternal": "MAMANI", "given": ("ROSA",), "sex": "F"}
BORN = {"birth": PartialDate.parse("2001-03-05"), "birthplace": "PE-080101"}


def levels(one: dict[str, object], other: dict[str, object]) -> dict[str, str]:
    pair = compare(ComparedIdentity(**one), ComparedIdentity(**other))  # type: ignore[arg-type]
    return {name: level.name for name, level in weighed_levels(pair).items()}


def test_an_equal_name_counts_once_with_its_rarity() -> None:
    assert levels(ROSA, ROSA) == {"names": "SAME", "rarity": "COMMON", "sexes": "SAME"}


def test_rarity_counts_for_no_name_that_differs() -> None:
    told = levels(ROSA, {**ROSA, "given": ("ELENA",)})

    assert told == {"names": "GIVEN_DIFFERS", "sexes": "SAME"}


RARE = {"paternal": "SANGAMA", "maternal": "TANGOA", "given": ("MARIA",), "sex": "F"}


def test_a_rare_name_that_nothing_supports_counts_as_uncommon() -> None:
    aged = {"age": 15.0, "counted_on": PartialDate.parse("2016-05-03")}

    assert levels(RARE, RARE)["rarity"] == "UNCOMMON"
    assert levels({**RARE, **aged}, {**RARE, **aged})["rarity"] == "UNCOMMON"


def test_a_rare_name_in_part_that_nothing_supports_counts_as_common() -> None:
    longer = {**RARE, "given": ("MARIA", "LUZ")}
    less = {**RARE, "maternal": None}

    assert levels(RARE, longer) == {"names": "GIVEN_PART", "rarity": "COMMON", "sexes": "SAME"}
    assert levels(less, RARE)["names"] == "SURNAME_MISSING"
    assert levels(less, RARE)["rarity"] in {"COMMON", "VERY_COMMON"}


def test_a_birth_date_or_a_document_supports_a_rare_name() -> None:
    longer = {**RARE, "given": ("MARIA", "LUZ")}
    document = {"documents": ("DNI:61685138",)}

    assert levels({**RARE, **BORN}, {**longer, **BORN})["rarity"] == "VERY_RARE"
    assert levels({**RARE, **document}, {**longer, **document})["rarity"] == "VERY_RARE"


def test_initials_count_with_how_well_they_fit() -> None:
    told = levels(ROSA, {"initials": ("R", "Q", "M")})

    assert told == {"names": "INITIALS_FIT", "initials": "FIT_FULL"}


def test_the_birth_and_the_house_of_twins_do_not_count() -> None:
    home = {**BORN, "residence": "PE-150132"}
    told = levels({**ROSA, **home}, {**ROSA, **home, "given": ("ELENA",)})

    assert told == {"names": "GIVEN_DIFFERS", "sexes": "SAME"}


def test_a_residence_that_is_the_birthplace_counts_once() -> None:
    stayed, moved = {"residence": "PE-080101"}, {"residence": "PE-150132"}

    assert "residences" not in levels({**ROSA, **BORN, **stayed}, {**ROSA, **BORN, **stayed})
    assert levels({**ROSA, **BORN, **stayed}, {**ROSA, **BORN, **moved})["residences"]


def test_a_nationality_counts_if_no_birthplace_tells_the_country() -> None:
    stated = {**ROSA, "nationality": "PE"}

    assert levels(stated, stated)["nationalities"] == "SAME"
    assert "nationalities" not in levels({**stated, **BORN}, {**stated, **BORN})


def test_every_level_has_a_name_in_the_model() -> None:
    assert set(LEVELS) == set(WEIGHED)
    assert LEVELS["sexes"] == ("SAME", "OTHER")
