"""`trama engine`: start, stop and show the embedded engine that the processes share."""

from dataclasses import asdict

import typer

from trama.api.cli.session import Session
from trama.embedded import EngineStatus, engine_status, start_engine, stop_engine


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say, settings = session.say, session.settings
    group = typer.Typer(no_args_is_help=True, help=say("Motor embebido.", "Embedded engine."))
    app.add_typer(group, name="engine")

    @group.command("start", help=say("Arranca el motor.", "Starts the engine."))
    def start() -> None:
        _show(session, start_engine(settings))

    @group.command("stop", help=say("Detiene el motor.", "Stops the engine."))
    def stop() -> None:
        stopped = stop_engine(settings)
        if session.as_json:
            session.json({"stopped": stopped})
        else:
            session.notes.print(
                say("Detenido.", "Stopped.") if stopped else say("No corría.", "It did not run.")
            )

    @group.command("status", help=say("Muestra el motor.", "Shows the engine."))
    def status() -> None:
        _show(session, engine_status(settings))


def _show(session: Session, status: EngineStatus) -> None:
    facts = asdict(status)
    if session.as_json:
        session.json(facts)
    else:
        session.table("", ["", ""], [(name, value) for name, value in facts.items()])
