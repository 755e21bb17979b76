"""`trama serve`: the HTTP API and the explorer under Uvicorn."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session

if TYPE_CHECKING:
    from fastapi import FastAPI

_START_FAILED = 3  # the exit code of Uvicorn's own command


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command(
        "serve", help=say("Sirve la API HTTP y el explorador.", "Serves the HTTP API and explorer.")
    )
    def serve(
        host: Annotated[
            str, typer.Option(help=say("Dirección en que escucha.", "Address it listens at."))
        ] = "127.0.0.1",
        port: Annotated[
            int,
            typer.Option(
                min=0, max=65535, help=say("Puerto; 0: uno libre.", "Port; 0: a free one.")
            ),
        ] = 8000,
        *,
        no_entry: Annotated[
            bool,
            typer.Option(
                "--no-entry",
                help=say(
                    "No escribe la dirección de entrada en la terminal.",
                    "Writes no address of entry into the terminal.",
                ),
            ),
        ] = False,
    ) -> None:
        import_driver()
        import uvicorn

        from trama.api.app import create_app
        from trama.api.log_lines import log_without_values
        from trama.api.serving import SERVING, TellingServer

        log_without_values()
        served = create_app(session.settings)
        config = uvicorn.Config(served, host=host, port=port, **SERVING)
        asks = sys.stdout.isatty() and not no_entry
        server = TellingServer(config, lambda at: _tell(session, served, at) if asks else None)
        with suppress(KeyboardInterrupt):  # Uvicorn has stopped, and raises the signal again
            server.run()
        if not server.started:
            raise typer.Exit(_START_FAILED)


def _tell(session: Session, served: "FastAPI", address: str) -> None:
    """Write the address of the explorer, with a code that opens it once, into the terminal.

    The code gives the role that the commands of this terminal have.
    """
    from trama.access.sessions import SessionStore
    from trama.access.tokens import TokenStore
    from trama.core.home import Home

    home = Home(session.settings.home)
    tokens = TokenStore(home)
    shown = session.settings.token
    token = tokens.check(shown) if shown else SessionStore(home, tokens).without_token()
    code = served.state.entry_codes.make(token)
    told = session.say(
        f"Explorador (rol «{token.role}»; la dirección entra una vez, en diez minutos):",
        f"Explorer (role “{token.role}”; the address enters once, within ten minutes):",
    )
    sys.stdout.write(f"{told}\n  {address}/#entrada={code}\n")
    sys.stdout.flush()
