"""What the commands of pages share: their options, and the graph that they ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from trama.cli.empty_graph import told_if_empty
from trama.cli.session import Session

if TYPE_CHECKING:
    from trama.visualizations.page_subjects import Asker


class PageOptions:
    """The options that several commands share, in the language of the session."""

    def __init__(self, session: Session) -> None:
        say = session.say
        self.output = typer.Option("-o", "--output", help=say("Archivo HTML.", "HTML file."))
        self.since = typer.Option(help=say("Desde.", "Since."))
        self.until = typer.Option(help=say("Hasta.", "Until."))
        self.level = typer.Option(help="district, province, department, country")
        self.linked = typer.Option(
            "--linked",
            help=say(
                "Escribe también, al lado, las páginas de los casos, presuntos tratantes y lugares "
                "que nombra, enlazadas.",
                "Also writes, beside it, linked pages of the cases, suspects and places it names.",
            ),
        )
        self.pages = typer.Option(
            "--pages",
            min=2,
            max=1000,
            help=say("Con --linked: cuántas páginas.", "With --linked: how many pages."),
        )
        self.movable = typer.Option(
            "--movable",
            help=say("Las cajas se pueden arrastrar.", "The boxes can be dragged."),
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
