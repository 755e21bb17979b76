"""What every command shares: language, settings, who acts, and how results and errors leave."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table

from trama.api.cli.driver import import_driver
from trama.graph.errors import Language
from trama.graph.home import Home
from trama.graph.settings import Settings

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.queries.redaction import Viewer

SHORT_CELL = 6  # characters that are never broken: PE-15
MOST_ITEMS = 3  # of a list in a table; CSV and JSON have all of them
AROUND_CELL = 3  # columns of blanks and lines
LEAST_HEADING = 5  # characters of a broken heading in a line
LEAST_WIDTH = 150  # columns, where the output is no terminal and so has no width of its own


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
    def services(self) -> Iterator["Services"]:
        """Opens the graph for the length of a command."""
        import_driver()
        from trama.api.services import open_services

        with open_services(self.settings) as services:
            yield services

    def viewer(self) -> "Viewer":
        """Returns what the one who types may see: the role of TRAMA_TOKEN, else analyst.

        Raises:
            TokenRefused: TRAMA_TOKEN is set and opens nothing.
        """
        from trama.api.tokens import TokenStore
        from trama.queries.redaction import Role, Viewer

        if not self.settings.token:
            return Viewer(Role.ANALYST)
        return Viewer(TokenStore(Home(self.settings.home)).check(self.settings.token).role)

    def json(self, document: object) -> None:
        """Writes one JSON document to standard output."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Draws a table on standard output; numbers and dates are never cut nor broken.

        Where the terminal is narrow their headings are broken instead.
        """
        texts = [[cell_text(value) for value in row] for row in rows]
        drawn = Table(
            title=title or None, title_justify="left", header_style="bold", box=box.SIMPLE
        )
        # What stands in brackets explains the column; `trama query show` has it whole.
        headings = [column.partition(" (")[0] for column in columns]
        longest = [max((len(row[at]) for row in texts), default=0) for at in range(len(columns))]
        needed = sum(map(max, longest, map(len, headings))) + AROUND_CELL * len(columns) + 1
        is_narrow = needed > self.out.width
        for at, heading in enumerate(headings):
            whole = longest[at] <= SHORT_CELL or all(_is_figure(row[at]) for row in texts)
            lines = wrap(heading, max(longest[at], LEAST_HEADING)) if is_narrow and whole else []
            shown = "\n".join(lines) or heading
            drawn.add_column(shown, overflow="fold", no_wrap=whole or not is_narrow)
        for row in texts:
            drawn.add_row(*row)
        self.out.print(drawn)


def cell_text(value: object) -> str:
    """Returns how a value is shown in a table: the first items of a list, nothing for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "·"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("pseudonym") or json.dumps(dict(value)))
    if isinstance(value, list | tuple):
        shown = " · ".join(cell_text(item) for item in value[:MOST_ITEMS])
        return f"{shown} … ({len(value)})" if len(value) > MOST_ITEMS else shown
    return str(value)


def _is_figure(text: str) -> bool:
    """Returns whether a cell is a number, a date or nothing."""
    return not any(letter.isalpha() for letter in text)


def open_session(settings: Settings, language: Language, *, as_json: bool) -> Session:
    """Returns the session of this process, writing to the terminal it was started in."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else LEAST_WIDTH
    return Session(
        settings=settings,
        language=language,
        as_json=as_json,
        out=Console(markup=False, highlight=False, width=width),
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
