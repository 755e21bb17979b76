"""`trama status`: what the graph holds, and its fingerprint."""

from typing import TYPE_CHECKING, Annotated

import typer

from trama.terminal.empty_graph import tell_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.graph.store.status import Status


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command("status", help=say("Qué contiene el grafo.", "What the graph holds."))
    def status_(
        *,
        fingerprint: Annotated[
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
            from trama.graph.store.status import status
            from trama.queries.hidden.seen_status import as_seen

            held = status(services.graph, with_fingerprint=fingerprint)
            found = as_seen(held, services.graph, session.viewer(), services.limits.seconds)
            tell_if_empty(session, services)
        if session.as_json:
            session.json(found.document())
        else:
            _show(session, found)


def _show(session: Session, found: "Status") -> None:
    from trama.visualizations.signs import label_text

    say = session.say
    session.out.print(f"{found.engine}  {found.where}")
    named = [(label_text(label, session.language), count) for label, count in found.nodes.items()]
    legs = (say("Tramos entre lugares", "Legs between places"), found.routes)
    counted = (*named, legs) if named else ()  # the public sees no count
    counts = [(name, session.number(count)) for name, count in counted]
    session.table(say("Nodos", "Nodes"), ["", ""], counts)
    session.table(
        say("Registros fuente", "Source records"),
        [say("registro", "registry"), say("clase", "kind"), say("cuántos", "how many")],
        [
            (
                one["registry"],
                label_text(str(one["kind"]), session.language),
                session.number(one["count"]),
            )
            for one in found.records
        ],
    )
    session.table(
        say("Archivos", "Files"),
        [say("nombre", "name"), say("perfil", "profile"), say("cargado", "loaded")],
        [
            (
                say("(reservado)", "(reserved)") if one["name"] is None else one["name"],
                one["profile"],
                session.moment(one["loaded_at"]),
            )
            for one in found.files
        ],
    )
    if found.unfinished:
        words = (
            "Una carga murió antes de contar sus rutas: la próxima las termina.",
            "A load died before its routes were counted: the next one finishes.",
        )
        session.notes.print(say(*words), style="yellow")
    if found.fingerprint:
        session.out.print(say("Huella", "Fingerprint") + f": {found.fingerprint}", soft_wrap=True)
