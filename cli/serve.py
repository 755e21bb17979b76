"""`trama serve`: the HTTP API under Uvicorn."""

from typing import Annotated

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session


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
        import uvicorn

        from trama.api.app import create_app
        from trama.api.log_lines import log_without_values
        from trama.api.serving import SERVING

        log_without_values()
        uvicorn.run(create_app(session.settings), host=host, port=port, **SERVING)
