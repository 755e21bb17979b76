"""`trama engine`: start, stop and show the embedded engine that the processes share."""

from dataclasses import asdict

import typer

from trama.core.home import Home
from trama.embedded import EngineStatus, engine_status, start_engine, stop_engine
from trama.embedded.layout import DATABASE, LOOPBACK
from trama.embedded.memory import EngineMemory
from trama.embedded.users import READER, READER_PASSWORD
from trama.terminal.session import Session

CONNECT = (
    (
        "Para un driver o un cuaderno: {uri}, base {database}, usuario {user}; la contraseña está "
        "en {password_file}. Ese usuario lee todo, también los nombres de las víctimas "
        "(docs/connecting.md)."
    ),
    (
        "For a driver or a notebook: {uri}, database {database}, user {user}; its password is in "
        "{password_file}. This user reads everything, also the names of victims "
        "(docs/connecting.md)."
    ),
)

_WORDS = {
    "running": ("en marcha", "running"),
    "log": ("registro", "log"),
    "pid": ("proceso", "process"),
    "bolt_port": ("puerto de Bolt", "Bolt port"),
    "http_port": ("puerto de HTTP", "HTTP port"),
    "version": ("versión", "version"),
    "memory": ("memoria", "memory"),
}


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


def _told(memory: EngineMemory) -> tuple[str, str]:
    """Return how much memory the engine has and who chose it, in Spanish and English."""
    by = ("elegida por Trama", "chosen by Trama") if memory.chosen else 2 * ("TRAMA_ENGINE_HEAP",)
    parts = memory.pages_mib, memory.queries_mib
    return (
        "{} MiB ({}): {} para páginas, {} para consultas".format(memory.heap_mib, by[0], *parts),
        "{} MiB ({}): {} for pages, {} for queries".format(memory.heap_mib, by[1], *parts),
    )


def _show(session: Session, status: EngineStatus) -> None:
    home = Home(session.settings.home)
    connection = {
        "uri": f"bolt://{LOOPBACK}:{status.bolt_port}",
        "database": DATABASE,
        "user": READER,
        "password_file": str(home.folder / READER_PASSWORD),
    }
    facts = asdict(status) | ({"driver": connection} if status.running else {})
    if session.as_json:
        session.json(facts)
    else:
        shown = asdict(status) | {"memory": status.memory and session.say(*_told(status.memory))}
        rows = [(session.say(*_WORDS[name]), value) for name, value in shown.items()]
        session.table("", ["", ""], rows)
        if status.running:
            session.notes.print(session.say(*CONNECT).format(**connection), soft_wrap=True)
