"""`trama status`: what the graph holds, and its fingerprint."""

from typing import Annotated

import typer

from trama.api.cli.session import Session
from trama.graph.fingerprint import fingerprint
from trama.graph.status import status


def add_to(app: typer.Typer, session: Session) -> None:
    """Adds the command to ``app``."""
    say = session.say

    @app.command("status", help=say("Qué contiene el grafo.", "What the graph holds."))
    def status_(
        *,
        with_fingerprint: Annotated[
            bool,
            typer.Option(
                "--fingerprint",
                help=say(
                    "Huella del contenido, igual en ambos motores.",
                    "Digest of the content, the same on both engines.",
                ),
            ),
        ] = False,
    ) -> None:
        with session.services() as services:
            found = status(services.graph)
            print_ = fingerprint(services.graph) if with_fingerprint else None
        document = found.document()
        if print_ is not None:
            document["fingerprint"] = print_
        if session.as_json:
            session.json(document)
        else:
            session.table("", ["", ""], list(document.items()))
