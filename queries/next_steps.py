"""The commands that lead on from an answer: queries with a key of its first row, and a page."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from trama.core.errors import Language
from trama.cypher.header import Column, ColumnType
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.queries.search.hits import Next

MOST = 2  # commands under an answer: more would be a menu that nobody reads


def next_steps(
    query: SavedQuery, answer: QueryAnswer, numbers: Mapping[str, str]
) -> Sequence[Next]:
    """Return the queries that lead on from the first row, without the query itself.

    ``numbers`` maps the uid of a case to its numbers. A case leads to its route, a victim to hers,
    a suspect to their network, two places to the routes between them.
    """
    found: dict[str, Next] = {}
    for row in answer.rows[:1]:
        for column in query.columns.values():
            for step in _from(column, row[column.name], numbers):
                found.setdefault(step.query, step)
        places = [row.get(name) for name in ("origin", "destination")]
        if all(isinstance(place, str) for place in places) and places[0] != places[1]:
            asked = {"origin": str(places[0]), "destination": str(places[1])}
            if level := answer.parameters.get("level"):
                asked["level"] = str(level)
            found.setdefault("routes_between", Next("routes_between", asked))
    if case := answer.parameters.get("case"):
        number = _first_number(str(case), numbers)
        other = "case_timeline" if query.name == "route_of_case" else "route_of_case"
        found.setdefault(other, Next(other, {"case": number}))
    return [step for name, step in found.items() if name != query.name][:MOST]


def page_command(
    query: SavedQuery, answer: QueryAnswer, numbers: Mapping[str, str], language: Language
) -> str | None:
    """Return the command of the page that shows an answer. Return None if no page does.

    Example: ``trama page route PE-21 PE-08 -o pagina.html`` of the routes between two places.
    """
    page = _PAGES.get(query.name)
    if page is None or not answer.rows:
        return None
    words = ["trama", "page", page.name]
    for name in page.subjects:
        asked = str(answer.parameters[name])
        words.append(_first_number(asked, numbers) if name == "case" else asked)
    for name in page.options:
        value = answer.parameters.get(name)
        if value is not None and value != _USUAL.get(name):
            words += [f"--{name}", str(value)]
    file = "pagina.html" if language == "es" else "page.html"
    return shlex.join([*words, "-o", file])


class _Page(NamedTuple):
    """A command of ``trama page``: its name, and the parameters that are its words and options."""

    name: str
    subjects: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


_PERIOD = ("level", "since", "until")
_USUAL = {"level": "department"}  # what a page takes without the option
_PAGES = {
    "route_of_case": _Page("route", ("case",)),
    "route_of_victim": _Page("route", ("victim",)),
    "routes_between": _Page("route", ("origin", "destination"), _PERIOD),
    "legs_of_place": _Page("place", ("place",), ("level",)),
    "frequent_legs": _Page("places", (), _PERIOD),
    "cases_of_suspect": _Page("suspect", ("person",)),
    "suspect_network": _Page("network", ("person",)),
    "recurring_pairs": _Page("pairs"),
    "registry_overlap": _Page("overlap"),
}


def command(step: Next) -> str:
    """Return the command that a person can paste into a shell.

    >>> command(Next("route_of_case", {"case": "RETA:SINT 1"}))
    "trama query run route_of_case 'case=RETA:SINT 1'"
    """
    words = (shlex.quote(f"{name}={value}") for name, value in step.parameters.items())
    return " ".join(["trama query run", step.query, *words])


def _first_number(case: str, numbers: Mapping[str, str]) -> str:
    """Return one number of a case, as a person types it; the case itself if it has none."""
    return numbers.get(case, case).partition(" / ")[0]


def _from(column: Column, value: object, numbers: Mapping[str, str]) -> Iterator[Next]:
    first = value[0] if isinstance(value, list) and value else value
    if column.type in (ColumnType.CASE, ColumnType.CASES) and isinstance(first, str):
        yield Next("route_of_case", {"case": _first_number(first, numbers)})
    elif column.of == "Case.numbers" and isinstance(first, str):
        yield Next("route_of_case", {"case": first})
    elif column.type in (ColumnType.PERSON, ColumnType.PEOPLE) and isinstance(first, Mapping):
        if column.name == "victim":
            yield Next("route_of_victim", {"victim": str(first["pseudonym"])})
        elif column.name != "person":  # of whom an answer does not say whether they are a victim
            yield Next("suspect_network", {"person": str(first["pseudonym"])})
