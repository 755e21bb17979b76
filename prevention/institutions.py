"""The institutions that can act where victims were captured, taken or received, with their sources.

``data/institutions.yaml`` has a line for each task; no task stands there without a source.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from trama.core.checked_yaml import Declared, Many, Parsed, Text, compose
from trama.core.problems import declaration_error
from trama.prevention.episodes import PlaceRole

_FILE = "institutions.yaml"


class Task(Declared):
    """A task of an institution at places of some roles.

    ``sure`` is ``said`` if the source gives the institution this task, ``done`` if the source tells
    that it did it, ``once`` if the rule that gave the task was replaced.
    """

    id: Text
    roles: Many[Parsed[PlaceRole]]
    institution: Text
    es: Text
    en: Text
    source: Text
    url: Text
    sure: Literal["said", "done", "once"]


class _Tasks(Declared):
    tasks: Many[Task]


@cache
def tasks() -> tuple[Task, ...]:
    """Return all tasks, in the order of the file.

    Raises:
        DeclarationError: the shipped file is wrong.
    """
    written = (files("trama.prevention") / "data" / _FILE).read_text(encoding="utf-8")
    return read_tasks(written)


def read_tasks(written: str) -> tuple[Task, ...]:
    """Return the tasks of a file's text.

    Raises:
        DeclarationError: the text is wrong; names the lines.
    """
    document = compose(written)
    found = document.read(_Tasks)
    if found is None or document.problems:
        raise declaration_error(f"prevention/data/{_FILE}", document.problems)
    return found.tasks


def main_roles(counts: Mapping[PlaceRole, int]) -> tuple[PlaceRole, ...]:
    """Return the roles of a place that matter: the most frequent, and any at least half as much.

    >>> main_roles({PlaceRole.ORIGIN: 40, PlaceRole.TRANSIT: 3, PlaceRole.DESTINATION: 25})
    (<PlaceRole.ORIGIN: 'origin'>, <PlaceRole.DESTINATION: 'destination'>)
    """
    most = max(counts.values(), default=0)
    return tuple(role for role, count in counts.items() if count and 2 * count >= most)
