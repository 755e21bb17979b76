"""The pairs of records that the rules of lists find."""

import pyarrow as pa
import pytest

from trama.lists.blocks import pairs_of
from trama.lists.columns import read_people
from trama.lists.list_rules import RULES

Row = dict[str, str]
HOME = "PE-150132"
COLUMNS = ("uid", "paternal", "maternal", "given", "birth", "birthplace", "residence")


def rules_that_find(one: Row, other: Row) -> set[str]:
    """Return the names of the rules that find a pair, in two lists and in one.

    Other people (SINTETICO) stand beside both: codes of words are numbered through the list.
    """
    others = [
        {
            "paternal": f"VEGA{name}",
            "given": f"{name} ZOE",
            "birth": "1960",
            "residence": "PE-010101",
        }
        for name in ("ABEL", "BRUNO", "CIRO", "DINA", "ELMER")
    ]
    lists = [
        [row | {"uid": f"SINTETICO-{side}{number}"} for number, row in enumerate([pair, *others])]
        for side, pair in (("A", one), ("B", other))
    ]
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    across = read_people(*(pa.Table.from_pylist(rows, schema) for rows in lists))
    within = read_people(pa.Table.from_pylist(lists[0] + lists[1], schema))
    both = []
    for people in (across, within):
        pairs = pairs_of(people)
        here = (pairs.one == 0) & (pairs.other == len(lists[0]))
        found = int(pairs.found_by[here].sum())
        both.append({rule.name for place, rule in enumerate(RULES) if found >> place & 1})
    assert both[0] == both[1]
    return both[0]


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        (
            "residence",
            {"paternal": "GIMEZ", "given": "DORIS ROSA", "residence": HOME},
            {"paternal": "GOMEZ", "maternal": "GIMEZ", "given": "ROSA DORIS", "residence": HOME},
        ),
        (
            "birthplace",
            {"paternal": "SALAS", "maternal": "PUMA", "given": "LUIS", "birthplace": HOME},
            {"paternal": "LUIS", "maternal": "PUMO", "given": "SALAS", "birthplace": HOME},
        ),
        (
            "birthday",
            {"paternal": "ROJAS", "given": "ELI NOEMI", "birth": "1990-05-06"},
            {"paternal": "NOEMI", "maternal": "RUJAS", "birth": "1990-05-06"},
        ),
    ],
)
def test_a_word_is_found_in_whatever_place_of_the_name(rule: str, one: Row, other: Row) -> None:
    assert rule in rules_that_find(one, other)
    assert rule in rules_that_find(other, one)


def test_who_left_out_the_first_given_name_is_found_by_the_second() -> None:
    whole = {"paternal": "VASQUEZ", "maternal": "AYALA", "given": "ERNESTO JOSE", "birth": "1981"}
    in_part = {"paternal": "VASQUEZ", "maternal": "AYALA", "given": "JOSE"}

    assert "whole_name" in rules_that_find(whole, in_part)
    assert "surname_given" in rules_that_find(whole, in_part | {"maternal": "", "birth": "1982"})


def test_strangers_of_one_home_and_one_year_are_not_compared() -> None:
    one = {"paternal": "VASQUEZ", "given": "JOSE", "birth": "1981-03-04", "residence": HOME}
    other = {"paternal": "AYALA", "given": "ROSA", "birth": "1981-07-08", "residence": HOME}

    assert rules_that_find(one, other) == set()
