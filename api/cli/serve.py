"""`trama serve`: the HTTP API under Uvicorn."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from trama.api.cli.driver import import_driver
from trama.api.cli.session import Session

# Uvicorn's own access log writes query strings, which name people and places, so it is off.
# Uvicorn prefers httptools to h11 if it is installed, and httptools keeps headers of any size.
SERVING: Mapping[str, Any] = {"access_log": False, "http": "h11"}


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command("serve", help=say("Sirve la API HTTP.", "Serves the HTTP API."))
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
    ) -> None:
        import_driver()
        import logging

        import uvicorn

        from trama.api.app import create_app

        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
        uvicorn.run(create_app(session.settings), host=host, port=port, **SERVING)
