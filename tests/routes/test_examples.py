"""The examples of docs/route-language.md and of the answer's header are patterns as they stand."""

import re
from pathlib import Path

from trama.cypher.vocabulary import vocabulary
from trama.ontology.codelists import code_list
from trama.routes.answer import route_query
from trama.routes.language.pattern import read_pattern

PAGE = (Path(__file__).parents[2] / "docs" / "route-language.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_is_understood() -> None:
    routes = re.findall(r'trama route "([^"]+)"', PAGE)
    routes += re.findall(r'"route": "([^"]+)"', PAGE)
    assert len(routes) >= 5
    for route in routes:
        read_pattern(route)


def test_every_filter_of_the_page_is_understood() -> None:
    table = PAGE.partition("## Filters")[2].partition("## What")[0]
    written = [
        text.replace("\\|", "|")
        for line in table.splitlines()
        if line.startswith("| `")
        for text in re.findall(r"`([^`]+)`", line.partition(" | ")[0])
    ]
    assert len(written) > 12
    for text in written:
        read_pattern(f"captar ; {text}")


def test_the_page_names_every_verb_of_the_law() -> None:
    verbs = [verb.es.lower() for verb in code_list("verb").codes.values()]
    assert verbs
    assert [verb for verb in verbs if verb not in PAGE] == []


def test_every_property_that_a_column_names_is_declared() -> None:
    named = [column.of for column in route_query().columns.values() if "." in (column.of or "")]
    assert len(named) > 3
    assert [name for name in named if vocabulary().property(str(name)) is None] == []


def test_every_example_of_the_header_is_understood() -> None:
    examples = route_query().header.examples
    assert examples
    for example in examples:
        read_pattern(str(example.parameters["route"]))
