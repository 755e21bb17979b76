"""The options of `trama page`: those of the question that a page draws, by name and by bounds."""

from typing import Any

import pytest
import typer

from trama.cli.main import build
from trama.core.settings import read_settings
from trama.cypher.header import ParameterType
from trama.queries.catalog import saved_query
from trama.terminal.session import open_session

QUESTIONS = {
    "route": ["routes_between", "route_of_case", "route_of_victim"],
    "suspect": ["cases_of_suspect"],
    "network": ["suspect_network"],
    "pairs": ["recurring_pairs"],
    "place": ["legs_of_place"],
    "places": ["frequent_legs"],
}
# What a page has of its own: where it is written, and what is written beside it.
OF_PAGES = {"output", "linked", "pages", "movable"}


def options(*command: str) -> dict[str, Any]:
    """Return the options of a command by name, without its arguments."""
    session = open_session(read_settings({}), "es", as_json=False)
    found: Any = typer.main.get_command(build(session, [command[0]]))
    for word in command:
        found = found.commands[word]
    return {one.name: one for one in found.params if one.opts[0].startswith("-")}


@pytest.mark.parametrize("page", QUESTIONS)
def test_a_page_takes_what_its_question_takes(page: str) -> None:
    given = options("page", page)
    asked = {
        name: parameter
        for question in QUESTIONS[page]
        for name, parameter in saved_query(question).parameters.items()
        if parameter.is_asked and not parameter.required
    }
    numbers = {name: one for name, one in asked.items() if one.type is ParameterType.INTEGER}

    assert numbers
    assert set(given) - OF_PAGES == set(asked)
    for name, parameter in numbers.items():
        assert (given[name].min, given[name].max) == (parameter.min, parameter.max), name


def test_the_page_of_the_overlap_takes_what_the_overlap_takes() -> None:
    given, known = options("page", "overlap"), options("overlap")

    own = set(given) - OF_PAGES
    assert own == {"year", "date", "draws", "seed"}
    for name in own:
        for property_ in ("opts", "min", "max", "default"):
            assert getattr(given[name], property_) == getattr(known[name], property_), name
