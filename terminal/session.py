"""The session of one command: language, settings, viewer, and how results leave."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from trama.core.errors import Language, UsageError
from trama.core.home import Home
from trama.core.safe_cells import visible
from trama.core.settings import Settings
from trama.core.system_user import system_user
from trama.core.unwritable import why_unwritable
from trama.core.written_dates import day_text, moment_text
from trama.core.written_numbers import number_text, percent_text
from trama.terminal.driver import import_driver

if TYPE_CHECKING:
    from trama.access.policy import Viewer
    from trama.access.tokens import Token, TokenStore
    from trama.api.services import Services

SHORT_CELL = 6  # characters: a cell as short as PE-15 is never broken
MOST_ITEMS = 3  # items of a list that a table shows; CSV and JSON have all
AROUND = 3  # characters beside a cell: a blank at each side, and the line between columns
LEAST_WIDTH = 150  # characters a line, if the output is no terminal


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
        """Return the text in the language of this run."""
        return english if self.language == "en" else spanish

    def option(self, spanish: str, english: str, *names: str, **more: Any) -> Any:  # noqa: ANN401 - as Typer has it
        """Return an option of a command, with its help in the language of this run."""
        return typer.Option(*names, help=self.say(spanish, english), **more)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a number as people write it in the language of this run."""
        return number_text(value, self.language, decimals)

    def day(self, date: str | None) -> str:
        """Return an ISO date, or a part of one, as people write it in the language of this run."""
        return day_text(date or "", self.language)

    def moment(self, at: str) -> str:
        """Return an ISO moment to the minute, as people write it in the language of this run."""
        return moment_text(at, self.language)

    def percent(self, share: float, decimals: int | None = 0) -> str:
        """Return a share of 1 as per cent, in the language of this run."""
        return percent_text(share, self.language, decimals)

    @contextmanager
    def services(self) -> Iterator["Services"]:
        """Open the graph for the length of a command."""
        import_driver()
        from trama.api.services import open_services

        with open_services(self.settings) as services:
            yield services

    def viewer(self) -> "Viewer":
        """Return the viewer of whoever types: the role of TRAMA_TOKEN.

        Without a token it is an analyst, or the least of the roles for which tokens were made here.
        The role keeps honest people from seeing what they need not see. It is no barrier against
        whoever owns the home folder, because they can read its files and make any token.

        Raises:
            TokenRefused: TRAMA_TOKEN holds no valid token.
        """
        from trama.access.policy import Role, Viewer

        if token := self._token():
            return Viewer(token.role)
        role = self._tokens().role_without_token()
        if role is not Role.ANALYST:
            self.notes.print(
                self.say(
                    f"Sin TRAMA_TOKEN: rol «{role}», el menor de los tokens que se crearon aquí.",
                    f"Without TRAMA_TOKEN: role “{role}”, the least of the tokens made here.",
                )
            )
        return Viewer(role)

    def who(self) -> str:
        """Return the name of whoever types: that of TRAMA_TOKEN, or else that of the system.

        Raises:
            TokenRefused: TRAMA_TOKEN holds no valid token.
        """
        if token := self._token():
            return token.name or token.id
        return system_user()

    def owner(self) -> str:
        """Return the owner of the questions and workspaces of whoever types.

        Raises:
            TokenRefused: TRAMA_TOKEN holds no valid token.
        """
        from trama.access.tokens import LOCAL

        token = self._token()
        return token.owner if token else LOCAL

    def _token(self) -> "Token | None":
        return self._tokens().check(self.settings.token) if self.settings.token else None

    def _tokens(self) -> "TokenStore":
        from trama.access.tokens import TokenStore

        return TokenStore(Home(self.settings.home))

    def unwritable(self, path: Path, error: OSError) -> UsageError:
        """Return the error of a file that the system did not let be written, with its remedy."""
        return self.cannot_write(path, self.say(*why_unwritable(error)))

    def cannot_write(self, path: Path, why: str) -> UsageError:
        """Return the error of a file that cannot be written where the command was told to."""
        return UsageError(
            detail=self.say(f"No se puede escribir {path}: {why}.", f"Cannot write {path}: {why}.")
        )

    def json(self, document: object) -> None:
        """Write one JSON document to standard output."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Draw a table on standard output, or row by row if the window is too narrow.

        The table cuts nothing off and breaks no number or date over lines.
        """
        texts = [[visible(cell_text(value, self.language)) for value in row] for row in rows]
        # Brackets explain a column; `trama query show` prints the whole title.
        headings = [column.partition(" (")[0] for column in columns]
        widths = _widths(headings, texts, self.out.width - AROUND * len(columns) - 1)
        if widths is None:
            self._list(title, columns, texts)
            return
        drawn = Table(
            title=title or None, title_justify="left", header_style="bold", box=box.SIMPLE
        )
        for heading, width in zip(headings, widths, strict=True):
            drawn.add_column(heading, overflow="fold", width=width)
        for row in texts:
            drawn.add_row(*row)
        self.out.print(drawn)

    def line(self, text: str) -> None:
        """Write a line of text on standard output, with no sign that could paint the terminal."""
        self.out.print(visible(text), soft_wrap=True)

    def _list(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write each row as a block with one line a column, without empty columns."""
        indent = max(map(len, columns))
        self.out.print(title, style="bold")
        for number, row in enumerate(rows, 1):
            self.out.print(f"── {number} " + "─" * 24, style="dim")
            block = Table.grid(padding=(0, 2))
            block.add_column(style="bold", width=indent)
            block.add_column(overflow="fold")
            for column, text in zip(columns, row, strict=True):
                if text:
                    block.add_row(column, text)
            self.out.print(block)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return the width of each column so that no word breaks. Return None if ``room`` is too small.

    Rich gives each column a fair share, which breaks dates and runs over the edge.
    """
    widths, wanted = [], []
    for number, heading in enumerate(headings):
        texts = [row[number] for row in rows]
        longest = max(map(len, texts), default=0)
        whole = texts if longest <= SHORT_CELL else [w for text in texts for w in text.split()]
        widths.append(max(map(len, [*whole, *heading.split()]), default=0))
        wanted.append(max(longest, len(heading)))
    spare = room - sum(widths)
    if spare < 0:
        return None
    while spare and widths != wanted:
        # The next character goes to the column that has the least of what it wants.
        needy = max(range(len(widths)), key=lambda n: wanted[n] / (widths[n] or 1))
        widths[needy] += 1
        spare -= 1
    return widths


def cell_text(value: object, language: Language) -> str:
    """Return the text of a table cell: the first items of a list, "" for an unknown value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "·"
    if isinstance(value, float):  # a whole number may be a line, a port or a seed
        return number_text(value, language)
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("pseudonym") or json.dumps(dict(value)))
    if isinstance(value, list | tuple):
        shown = " · ".join(cell_text(item, language) for item in value[:MOST_ITEMS])
        return f"{shown} … ({len(value)})" if len(value) > MOST_ITEMS else shown
    return str(value)


def open_session(settings: Settings, language: Language, *, as_json: bool) -> Session:
    """Return the session of this process, which writes to its terminal."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else LEAST_WIDTH
    return Session(
        settings=settings,
        language=language,
        as_json=as_json,
        out=Console(markup=False, highlight=False, width=width),
        notes=Console(stderr=True, markup=False, highlight=False),
    )


def as_parameters(pairs: Sequence[str], complain: Callable[[str], Any]) -> dict[str, str]:
    """Return ``name=value`` pairs as a dict; call ``complain`` with a word that is no pair."""
    parameters: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            complain(pair)
        parameters[name] = value
    return parameters
