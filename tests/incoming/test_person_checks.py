"""Births, ages and articles against dates in other rows of their case."""

import pytest

from trama.graph.records import FieldValue, Kind, Mention
from trama.incoming.findings import Said
from trama.incoming.person_checks import (
    check_dates_of_people,
    check_law_of_facts,
    check_namesakes,
)
from trama.incoming.rows import SpooledRow


def said(line: int, kind: Kind, key: str = "", **fields: FieldValue) -> Said:
    mention = Mention.of(kind, "SINT-1", key, fields, {"línea": str(line)})
    return Said(SpooledRow(0, 0, line, parent=False, mentions=(mention,)), mention)


def by_kind(*mentions: Said) -> dict[Kind, list[Said]]:
    return {kind: [one for one in mentions if one.mention.kind is kind] for kind in Kind}


def told(*mentions: Said) -> list[tuple[str, int, str, str]]:
    rows = by_kind(*mentions)
    found = [*check_dates_of_people(rows), *check_law_of_facts(rows), *check_namesakes(rows)]
    return [(f.defect.code.value, f.row.line, f.field, f.defect.suggestion) for f in found]


@pytest.mark.parametrize(
    "other",
    [
        said(7, Kind.CASE, registered_on="2019-08-15"),
        said(7, Kind.CASE, fact_date="2019-08-15"),
        said(7, Kind.STAGE, date="2019-05", victims=("A1",)),
    ],
    ids=["registration", "fact", "stage"],
)
def test_a_birth_after_a_date_of_another_row_is_told_with_its_line(other: Said) -> None:
    victim = said(2, Kind.VICTIM, "A1", birth_date="2020-12-20")

    assert told(victim, other) == [("born_after_fact", 2, "birth_date", "línea 7")]


def test_a_stage_of_another_victim_says_nothing_of_a_birth() -> None:
    victim = said(2, Kind.VICTIM, "A1", birth_date="2020-12-20")

    assert told(victim, said(7, Kind.STAGE, date="2019-05", victims=("A2",))) == []


def test_an_age_that_fits_no_date_of_the_case_is_told_with_the_age_that_fits() -> None:
    victim = said(2, Kind.VICTIM, "A1", birth_date="2000-01-01", age=40.0)
    case = said(3, Kind.CASE, registered_on="2019-08-15")

    assert told(victim, case) == [("age_contradicts_birth", 2, "age", "19")]


def test_an_age_that_fits_one_date_of_the_case_is_not_told() -> None:
    victim = said(2, Kind.VICTIM, "A1", birth_date="2000-01-01", age=15.0)
    case = said(3, Kind.CASE, registered_on="2019-08-15")
    stage = said(4, Kind.STAGE, date="2015-05-05", victims=("A1",))

    assert told(victim, case, stage) == []


def test_an_article_that_came_after_every_stage_is_told_with_the_number_then() -> None:
    case = said(2, Kind.CASE, provision="CP-129-A", registered_on="2022-05-14")
    stage = said(3, Kind.STAGE, date="2018-05-05")

    assert told(case, stage) == [("article_not_in_force", 2, "provision", "153")]
    assert told(case, stage, said(4, Kind.STAGE, date="2021-06-05")) == []


JUAN = "SINTETICO QUISPE JUAN"


@pytest.mark.parametrize("kind", [Kind.VICTIM, Kind.SUSPECT])
def test_a_namesake_of_one_case_is_told_with_the_line_of_the_other(kind: Kind) -> None:
    father = said(2, kind, "~juan", name_key=JUAN, document_key="DNI:40000001")
    son = said(3, kind, "~juan", name_key=JUAN, document_key="DNI:70000001")
    again = said(4, kind, "~juan", name_key=JUAN, document_key="DNI:40000001")

    assert told(father, son, again) == [("namesakes", 3, "name", "línea 2")]


def test_one_person_on_several_rows_and_who_has_a_code_are_not_told() -> None:
    rows = [
        said(2, Kind.VICTIM, "~juan", name_key=JUAN, document_key="DNI:40000001"),
        said(3, Kind.VICTIM, "~juan", name_key=JUAN, document_key="DNI:40000001", age=31.0),
        said(4, Kind.VICTIM, "~juan", name_key=JUAN),
        said(5, Kind.SUSPECT, "I1", name_key=JUAN, document_key="DNI:40000001"),
        said(6, Kind.SUSPECT, "I2", name_key=JUAN, document_key="DNI:70000001"),
    ]

    assert told(*rows) == []
