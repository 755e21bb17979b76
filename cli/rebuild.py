"""`trama rebuild`: derive cases, persons and stages anew from the records that the graph holds."""

from typing import TYPE_CHECKING

import typer

from trama.core.home import Home
from trama.ingest.load.progress import Meter, Phase
from trama.terminal.bars import Bars
from trama.terminal.driver import import_driver
from trama.terminal.session import Session
from trama.terminal.standing_output import ask_after_load

if TYPE_CHECKING:
    from trama.canonical.rebuild_all import RebuildReport, Step, Watcher

REBUILD = (
    "Deriva de nuevo lo que dicen los registros del grafo; no lee archivos y se puede repetir.",
    "Derives anew what the graph's records say; it reads no files and may be repeated.",
)
EMPTY = (
    "El grafo no tiene registros fuente: no hay de qué derivar y no se cambió nada.",
    "The graph has no source records: there is nothing to derive from and nothing was changed.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""

    @app.command("rebuild", help=session.say(*REBUILD))
    def rebuild_() -> None:
        import_driver()
        from trama.canonical.rebuild_all import rebuild_all
        from trama.graph.store.turns import LOCK
        from trama.review.deciding import deriving_of

        home = Home(session.settings.home)
        with session.services() as services:
            with Bars(session) as bars:
                report = rebuild_all(
                    services.graph, deriving_of(home), _watcher(bars), home.folder / LOCK
                )
            _show(session, report)
            ask_after_load(session, services)


def _watcher(bars: Bars) -> "Watcher":
    from trama.canonical.rebuild_all import Step

    meters = {
        Step.CASES: Meter(bars.watch, Phase.WRITING),
        Step.ROUTES: Meter(bars.watch, Phase.ROUTES),
    }

    def watch(step: "Step", done: int, total: int) -> None:
        meter = meters[step]
        meter.total, meter.done = total, done
        meter.notify()

    return watch


def _show(session: Session, report: "RebuildReport") -> None:
    if session.as_json:
        session.json(report.document())
        return
    say = session.say
    if not report.cases.compared:
        session.notes.print(say(*EMPTY))
        return
    rows = [
        (say("casos", "cases"), report.cases.compared, report.cases.changed),
        (say("personas", "persons"), report.persons.compared, report.persons.changed),
        (say("etapas", "stages"), report.stages.compared, report.stages.changed),
    ]
    columns = ["", say("revisados", "compared"), say("cambiados", "changed")]
    session.table(say("Capa canónica", "Canonical layer"), columns, rows)
    if report.shared or report.removed:
        session.out.print(
            say(
                f"Nodos compartidos y lugares corregidos: {report.shared}. "
                f"Nodos retirados por no tener registro o no usarse: {report.removed}.",
                f"Shared nodes and places corrected: {report.shared}. "
                f"Nodes removed for lack of a record or of use: {report.removed}.",
            )
        )
    if not report.changed:
        session.out.print(
            say(
                "El grafo ya decía lo que dicen sus registros.",
                "The graph already said what its records say.",
            )
        )
    legs, seconds = session.number(report.routes), session.number(report.seconds, 1)
    session.out.print(
        say(f"Tramos recontados: {legs}. {seconds} s.", f"Legs counted anew: {legs}. {seconds} s.")
    )
