"""What every command shares: language, settings, who acts, and how results and errors leave."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from trama.api.services import Services, open_services
from trama.api.tokens import TokenStore
from trama.graph.errors import Language
from trama.graph.home import Home
from trama.graph.settings import Settings
from trama.queries.redaction import Role, Viewer


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command.

    ``say`` picks the Spanish or the English words. Answers go to ``out`` (standard output),
    everything else to ``notes`` (standard error). ``as_json``: one JSON document is the answer.
    """

    settings: Settings
    language: Language
    as_json: bool
    out: Console
    notes: Console

    def say(self, spanish: str, english: str) -> str:
        """Returns the words in the language of this run."""
        return english if self.language == "en" else spanish

    @contextmanager
    def services(self) -> Iterator[Services]:
        """Opens the graph for the length of a command."""
        with open_services(self.settings) as services:
            yield services

    def viewer(self) -> Viewer:
        """Returns what the one who types may see: the role of TRAMA_TOKEN, else analyst.

        Raises:
            TokenRefused: TRAMA_TOKEN is set and opens nothing.
        """
        if not self.settings.token:
            return Viewer(Role.ANALYST)
        return Viewer(TokenStore(Home(self.settings.home)).check(self.settings.token).role)

    def json(self, document: object) -> None:
        """Writes one JSON document to standard output."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Draws a table on standard output."""
        drawn = Table(title=title or None, title_justify="left", header_style="bold")
        for column in columns:
            drawn.add_column(column, overflow="fold")
        for row in rows:
            drawn.add_row(*(cell_text(value) for value in row))
        self.out.print(drawn)


def cell_text(value: object) -> str:
    """Returns how a value is shown to a person: lists joined, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "·"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("pseudonym") or json.dumps(dict(value)))
    if isinstance(value, list | tuple):
        return " · ".join(cell_text(item) for item in value)
    return str(value)


def open_session(settings: Settings, language: Language, *, as_json: bool) -> Session:
    """Returns the session of this process, writing to the terminal it was started in."""
    return Session(
        settings=settings,
        language=language,
        as_json=as_json,
        out=Console(markup=False, highlight=False, soft_wrap=False),
        notes=Console(stderr=True, markup=False, highlight=False),
    )


def as_parameters(pairs: Sequence[str], complain: Callable[[str], Any]) -> dict[str, str]:
    """Returns ``name=value`` pairs as a dict; calls ``complain`` with a pair that is none."""
    parameters: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            complain(pair)
        parameters[name] = value
    return parameters
