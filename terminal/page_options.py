"""The options that the commands of pages share, and the graph that they ask.

An option that a page passes on has the name and the bounds of the query's parameter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from trama.terminal.empty_graph import told_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.visualizations.page_subjects import Asker


class PageOptions:
    """The options that several commands share, in the language of the session."""

    def __init__(self, session: Session) -> None:
        say = session.say

        option = session.option
        self.output = option("Archivo HTML.", "HTML file.", "-o", "--output")
        written = "2020, 03/2020, 15/03/2020"
        self.since = option(f"Desde ({written}).", f"Since ({written}).")
        self.until = option(f"Hasta ({written}).", f"Until ({written}).")
        self.level = option(
            "Nivel (distrito, provincia, departamento, país).",
            "Level (district, province, department, country).",
        )
        self.limit = option("Filas; si no, todas.", "Rows; otherwise all.", min=1, max=5000)
        self.least_cases = option("Casos como mínimo.", "Least cases.", min=1, max=1000)
        self.least_shared = option("Casos como mínimo.", "Least cases.", min=2, max=1000)
        self.depth = option("Pasos desde la persona.", "Steps from the person.", min=1, max=3)
        self.include_excluded = option(
            "Incluir archivados y absueltos.",
            "Include archived and acquitted.",
            "--include-excluded",
        )
        self.linked = option(
            "Escribe también, al lado, las páginas de los casos, presuntos tratantes y lugares "
            "que nombra, enlazadas.",
            "Also writes, beside it, linked pages of the cases, suspects and places it names.",
            "--linked",
        )
        self.pages = option(
            "Con --linked: cuántas páginas.", "With --linked: how many pages.", min=2, max=1000
        )
        self.movable = option(
            "Las cajas se pueden arrastrar.", "The boxes can be dragged.", "--movable"
        )
        self.person = typer.Argument(
            metavar=say("PERSONA", "PERSON"),
            help=say("El seudónimo X-… de la persona.", "The pseudonym X-… of the person."),
        )


@contextmanager
def asking(session: Session) -> Iterator["Asker"]:
    """Open the graph for the questions of a page.

    Raises:
        UsageError: the graph is empty, so that a name is unknown or a question has no answer.
    """
    with session.services() as services, told_if_empty(session, services):
        from trama.visualizations.page_subjects import Asker

        yield Asker(services.graph, services.limits, session.viewer(), session.language)
