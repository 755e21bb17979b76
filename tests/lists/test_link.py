"""Two lists of people linked, and one list freed of repetitions."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa
import pytest

from trama.core.errors import BadParameter
from trama.lists.link import ListLinks, dedupe, link_lists
from trama.values.known_names import known_given_names, known_surnames

Row = dict[str, str]
COUNT = 400


def people(count: int) -> list[Row]:
    """Return invented people (SINTETICO), each with another name, birthday and document."""
    draw = random.Random(5)
    surnames, given = list(known_surnames()), list(known_given_names())
    return [
        {
            "uid": f"SINTETICO-{number}",
            "paternal": draw.choice(surnames),
            "maternal": draw.choice(surnames),
            "given": f"{draw.choice(given)} {draw.choice(given)}",
            "document": f"DNI:{draw.randrange(10**7, 10**8)}",
            "sex": draw.choice("FM"),
            "birth": str(date(1950, 1, 2) + timedelta(draw.randrange(20_000))),
            "residence": draw.choice(("PE-150132", "PE-080101", "PE-250101", "PE-200101")),
        }
        for number in range(count)
    ]


def table(rows: Sequence[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), pa.schema([(name, pa.string()) for name in rows[0]]))


def rewritten(rows: Sequence[Row]) -> list[Row]:
    """Return the people as another list has them: some without document, some with a slip."""
    draw = random.Random(6)
    others = []
    for row in rows:
        other = row | {"uid": row["uid"].replace("SINTETICO", "SINTETICO-B")}
        if draw.random() < 0.2:
            other["document"] = ""
        if draw.random() < 0.1:
            other["paternal"] = other["paternal"][:-1] + "W"
        if draw.random() < 0.1:
            other["maternal"] = ""
        others.append(other)
    return others


def same(links: ListLinks) -> set[tuple[str, str]]:
    pairs = links.pairs.to_pylist()
    return {(pair["one"], pair["other"]) for pair in pairs if pair["verdict"] == "SAME"}


@pytest.fixture(scope="module")
def lists() -> tuple[list[Row], list[Row]]:
    """Return two lists of the same people, and in the other list a relative of each of the first.

    Person 0 has a twin, 1 a sister, 2 a father of the same name, 3 a namesake of other document.
    """
    first = people(COUNT)
    second = rewritten(first[4:])
    for number, change in enumerate(
        (
            {"given": "ZOILA", "document": "DNI:87654321"},
            {"given": "ZOILA", "birth": "1999-09-09", "document": ""},
            {"birth": "1931-03-03", "document": ""},
            {"birth": "1988-08-08", "document": "DNI:76543210"},
        )
    ):
        second.append(first[number] | {"uid": f"SINTETICO-R{number}"} | change)
    return first, second


@pytest.fixture(scope="module")
def linked(lists: tuple[list[Row], list[Row]]) -> ListLinks:
    return link_lists(*map(table, lists))


def test_people_of_two_lists_are_found_and_no_relative_is(linked: ListLinks) -> None:
    true = {(f"SINTETICO-{number}", f"SINTETICO-B-{number}") for number in range(4, COUNT)}

    assert same(linked) <= true
    assert len(same(linked)) > 0.97 * len(true)


def test_a_link_of_two_lists_is_one_person_in_the_groups(linked: ListLinks) -> None:
    groups = linked.groups.to_pylist()
    person = {row["uid"]: row["person"] for row in groups}
    assert len(person) == 2 * COUNT
    assert same(linked)

    assert all(person[other] == one for one, other in same(linked))


def test_each_link_has_an_explanation_without_any_value(
    linked: ListLinks, lists: tuple[list[Row], list[Row]]
) -> None:
    texts = {pair["explanation"] for pair in linked.pairs.to_pylist()}
    values = {row[name] for row in lists[0] for name in ("document", "birth", "residence")}
    assert texts
    assert values

    assert all("Nombre completo: " in text for text in texts)
    assert not any(value in text for text in texts for value in values)


def test_the_order_of_the_lists_and_of_their_records_changes_no_link(
    linked: ListLinks, lists: tuple[list[Row], list[Row]]
) -> None:
    first, second = lists
    turned = link_lists(table(second[::-1]), table(first[::-1]))

    assert {(other, one) for one, other in same(turned)} == same(linked)


def test_a_second_run_gives_the_same_tables(
    linked: ListLinks, lists: tuple[list[Row], list[Row]]
) -> None:
    again = link_lists(*map(table, lists))

    assert again.pairs.equals(linked.pairs)
    assert again.model == linked.model


def test_repeated_records_of_one_list_come_together_and_twins_do_not(
    lists: tuple[list[Row], list[Row]],
) -> None:
    first, second = lists
    groups = dedupe(table([*first, *second])).groups.to_pylist()
    person = {row["uid"]: row["person"] for row in groups}
    repeated = list(range(4, COUNT))

    together = sum(
        person[f"SINTETICO-B-{number}"] == person[f"SINTETICO-{number}"] for number in repeated
    )
    assert together > 0.97 * len(repeated)
    assert all(person[f"SINTETICO-R{number}"] == f"SINTETICO-R{number}" for number in range(4))


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([{"paternal": "QUISPE"}], "uid"),
        ([{"uid": "SINTETICO-1", "sex": "F"}], "paternal, maternal, given"),
        ([{"uid": "SINTETICO-1", "given": "ROSA"}, {"uid": "SINTETICO-1", "given": "LUZ"}], "uid"),
    ],
)
def test_a_list_without_uids_or_names_is_refused(rows: list[Row], name: str) -> None:
    with pytest.raises(BadParameter, match=name):
        dedupe(table(rows))
