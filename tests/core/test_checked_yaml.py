"""The reader of checked YAML: what it makes of a text, and the line of each problem."""

from datetime import date
from enum import StrEnum
from typing import Literal

import pytest
from pydantic import Field, field_validator

from trama.core.checked_yaml import Declared, Many, Marked, Parsed, Resolved, Text, compose, refusal
from trama.core.problems import Problem


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Wheel(Declared):
    size: Parsed[int]
    spokes: Parsed[bool] = False


class Bicycle(Declared):
    name: Text = Field(alias="called")
    colour: Parsed[Colour] = Colour.RED
    bell: Literal["", "ding", "dong"] = ""
    bought: Parsed[date] | None = None
    owners: Many[Marked] = ()
    wheels: dict[Marked, Wheel] = Field(default_factory=dict)
    notes: Resolved[object] = None

    @field_validator("owners")
    @classmethod
    def _nobody_twice(cls, owners: tuple[Marked, ...]) -> tuple[Marked, ...]:
        if len(set(owners)) < len(owners):
            raise refusal("un dueño está dos veces", "an owner stands twice")
        return owners


GOOD = """\
called: Nube
colour: blue
bought: 2020-02-29
owners: [NO, 01]
wheels:
  front: {size: 28, spokes: true}
  back:
    size: 26
notes: {1: [2, x, '3', 2020-01-01, null]}
"""


def problems(text: str) -> list[tuple[int, str]]:
    document = compose(text)
    document.read(Bicycle)
    return [(problem.line, problem.en) for problem in document.problems]


def test_the_type_of_a_field_says_what_its_text_means() -> None:
    document = compose(GOOD)
    bicycle = document.read(Bicycle)

    assert document.problems == []
    assert bicycle is not None
    assert (bicycle.name, bicycle.colour, bicycle.bought) == (
        "Nube",
        Colour.BLUE,
        date(2020, 2, 29),
    )
    assert bicycle.owners == ("NO", "01")
    assert bicycle.wheels["front"] == Wheel(size=28, spokes=True)
    assert bicycle.notes == {"1": [2, "x", "3", date(2020, 1, 1), None]}


def test_keys_and_texts_know_their_line() -> None:
    document = compose(GOOD)
    bicycle = document.read(Bicycle)

    assert bicycle is not None
    assert [owner.line for owner in bicycle.owners] == [4, 4]
    assert [wheel.line for wheel in bicycle.wheels] == [6, 7]
    assert document.line("wheels", "back", "size") == 8
    assert document.line("wheels", "back", "spokes") == 7
    assert document.line("owners", 1) == 4
    assert document.line("saddle") == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("colour: blue", "color: blue", 2, "“color” does not exist; did you mean “colour”?"),
        ("spokes: true", "spoke: 3", 6, "“spoke” does not exist; did you mean “spokes”?"),
        ("called: Nube\n", "", 1, "“called” is missing"),
        ("called: Nube", "called:", 1, "“called” must be a text"),
        ("called: Nube", "called: ' '", 1, "“called” must be a text"),
        ("called: Nube", "called: {a: b}", 1, "“called” must be a text"),
        ("    size: 26\n", "    spokes: true\n", 7, "“size” is missing"),
        ("size: 26", "size: big", 8, "“size” must be a whole number"),
        ("spokes: true", "spokes: perhaps", 6, "“spokes” must be true or false"),
        ("2020-02-29", "2021-02-29", 3, "“bought” must be a date YYYY-MM-DD"),
        ("colour: blue", "colour: blu", 2, "“blu” does not exist; did you mean “blue”?"),
        ("colour: blue", "bell: dang", 2, "“dang” does not exist; did you mean “dong”?"),
        ("colour: blue", "colour: [blue]", 2, "“colour” must be a text"),
        ("colour: blue", "bell: x", 2, "“x” does not exist; expected: , ding, dong"),
        ("[NO, 01]", "NO", 4, "“owners” must be a list"),
        ("[NO, 01]", "\n- NO\n- [01]", 6, "“owners” must be a text"),
        ("[NO, 01]", "[NO, NO]", 4, "an owner stands twice"),
        ("{size: 28, spokes: true}", "28", 6, "“front” must be a mapping “key: value”"),
        ("colour: blue", "colour: blue\ncalled: Sol", 3, "“called” is repeated"),
    ],
)
def test_a_problem_has_its_line_and_its_sentence(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD

    assert problems(GOOD.replace(old, new, 1)) == [(line, said)]


def test_every_problem_is_told_at_once() -> None:
    assert problems("wheels: {front: {size: big}}\nlamp: 1\ncolour: green") == [
        (1, "“called” is missing"),
        (3, "“green” does not exist; expected: red, blue"),
        (1, "“size” must be a whole number"),
        (2, "“lamp” does not exist; expected: called, colour, bell, bought, owners, wheels, notes"),
    ]


def test_the_rest_is_read_without_what_is_wrong() -> None:
    document = compose(GOOD.replace("blue", "blu").replace("[NO, 01]", "[[NO]]"))
    bicycle = document.read(Bicycle)

    assert len(document.problems) == 2
    assert bicycle is not None
    assert (bicycle.name, bicycle.colour, bicycle.owners) == ("Nube", Colour.RED, ())


def test_a_key_that_is_wrong_is_not_lacking_too() -> None:
    document = compose("called: Nube\nwheels: {front: {size: 28, spokes: [3]}}\nowners: [[NO]]")
    document.read(Bicycle)
    assert len(document.problems) == 2

    document.lack(("wheels", "front"), ("spokes",), "faltan rayos", "spokes are missing")
    assert len(document.problems) == 2

    document.lack(("wheels", "front"), ("size",), "falta el aro", "the size is missing")
    assert document.problems[2:] == [Problem(2, "falta el aro", "the size is missing")]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "solo un texto"])
def test_a_text_that_is_no_mapping_is_a_problem_of_its_first_line(text: str) -> None:
    assert problems(text) == [(1, "it must be a mapping “key: value”")]


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    ((line, said),) = problems("called: x\nowners: [a, b\n")

    assert line == 3
    assert said.startswith("it is no YAML")


def test_an_anchor_that_holds_itself_is_read_to_its_end() -> None:
    assert problems("called: x\nowners: &a [*a, *a]") == [
        (2, "“owners” must be a text"),
        (2, "“owners” must be a text"),
    ]


def test_a_tag_makes_no_object() -> None:
    document = compose("called: !!python/object/apply:os.getcwd []")

    assert document.read(Bicycle) is None
    assert [problem.en for problem in document.problems] == ["“called” must be a text"]
