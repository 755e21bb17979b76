"""`trama docs`: write the generated reference pages, or name the stale pages."""

from pathlib import Path
from typing import Annotated

import typer

from trama.terminal.session import Session


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command(
        "docs",
        help=say("Escribe las páginas de referencia.", "Writes the reference pages."),
    )
    def docs(
        check: Annotated[
            bool,
            typer.Option(
                "--check",
                help=say(
                    "Solo compara; falla si alguna cambió.",
                    "Only compares; fails when one differs.",
                ),
            ),
        ] = False,
        folder: Annotated[
            Path, typer.Option(help=say("Raíz del proyecto.", "The project's root."))
        ] = Path(),
    ) -> None:
        from trama.manual.pages import stale_pages, write_pages

        if not check:
            for path in write_pages(folder):
                session.notes.print(str(path))
            return
        stale = stale_pages(folder)
        for name in stale:
            session.notes.print(say(f"{name} no está al día.", f"{name} is stale."))
        if stale:
            session.notes.print(say("Ejecute: trama docs", "Run: trama docs"))
            raise typer.Exit(1)
