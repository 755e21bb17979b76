"""`trama networks`: networks of suspects who are together more often than chance gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trama.cli.networks_export import add_export
from trama.cli.networks_kept import add_kept
from trama.core.errors import UsageError
from trama.terminal.driver import import_driver
from trama.terminal.empty_graph import tell_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.networks.recurrence import Watcher

ABOUT = (
    "Redes de presuntos tratantes juntos en más casos que por azar: indicio, no prueba.",
    "Networks of suspects together in more cases than by chance: a lead, not a proof.",
)


_WHOLE_GRAPH = (
    "--write guarda las redes de todo el grafo, sin --since, --until ni --include-excluded.",
    "--write stores the networks of the whole graph: no --since, --until, --include-excluded.",
)
_WRITTEN = (
    "Guardado. Sigue: trama networks show · trama networks changes",
    "Stored. Next: trama networks show · trama networks changes",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(no_args_is_help=True, help=say(*ABOUT))
    app.add_typer(group, name="networks")

    option = session.option
    since_ = option("Hecho desde.", "Fact since.")
    until_ = option("Hecho hasta.", "Fact until.")
    excluded = option("También archivados y absueltos.", "Archived and acquitted suspects too.")
    write_ = option(
        "Guarda las redes en el grafo, para consultas, páginas y cambios.",
        "Store the networks in the graph, for queries, pages and changes.",
    )
    draws_ = option("Sorteos: qué da el azar.", "Draws: what chance gives.", min=100, max=10_000)
    seed_ = option("La misma da lo mismo.", "The same gives the same.", min=0)

    @group.command("find", help=say(*ABOUT))
    def find_(
        *,
        since: Annotated[str | None, since_] = None,
        until: Annotated[str | None, until_] = None,
        include_excluded: Annotated[bool, excluded] = False,
        draws: Annotated[int, draws_] = 1_000,
        seed: Annotated[int, seed_] = 2017,
        write: Annotated[bool, write_] = False,
    ) -> None:
        if write and (since or until or include_excluded):
            raise UsageError(detail=say(*_WHOLE_GRAPH))
        _find(session, (since, until, include_excluded), draws, seed, write=write)

    add_kept(group, session)
    add_export(group, session)


def _find(
    session: Session,
    asked: tuple[str | None, str | None, bool],
    draws: int,
    seed: int,
    *,
    write: bool,
) -> None:
    """Find the networks of a period, or store those of the whole graph, and show them."""
    from trama.networks.extra import require_extra

    require_extra()
    import_driver()
    from trama.graph.store.turns import LOCK
    from trama.networks.answer import as_answer, asked_period, find_networks
    from trama.networks.keeping import keep_networks
    from trama.queries.lookups.lookup import Lookup

    since, until, include_excluded = asked
    period = asked_period(since, until, include_excluded=include_excluded)
    with session.services() as services:
        graph, viewer = services.graph, session.viewer()
        lookup = Lookup(graph, viewer, services.limits.seconds)
        with _bar(session) as watcher:
            if write:
                viewer.admit_link()
                lock = services.home.folder / LOCK
                kept = keep_networks(graph, lock, draws, seed, watcher)
                found = as_answer(kept, lookup)
            else:
                found = find_networks(lookup, period, draws, seed, watcher)
        if session.as_json:
            session.json(found)
        else:
            _show(session, found)
            if write:
                session.line(session.say(*_WRITTEN))
        if not found["suspects"]:
            tell_if_empty(session, services)


@contextmanager
def _bar(session: Session) -> Iterator["Watcher"]:
    """Draw on a terminal how many draws are done."""
    from rich.progress import Progress

    notes = session.notes
    with Progress(console=notes, transient=True, disable=not notes.is_terminal) as bar:
        task = bar.add_task(session.say("sorteos", "draws"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show(session: Session, found: dict[str, Any]) -> None:
    say = session.say
    networks = found["networks"]
    if networks:
        session.table(
            "",
            [
                say("presuntos tratantes", "suspects"),
                say("casos con dos o más", "cases with two or more"),
                say("por azar", "by chance"),
                say("falsas", "false"),
                say("resiste la duda", "survives doubt"),
                say("caería sin (casos)", "falls without (cases)"),
                say("casos", "cases"),
            ],
            [_row(session, network) for network in networks],
        )
    session.line(_basis(session, found))
    if networks:
        key = networks[0]["members"][0]["pseudonym"]
        session.line(f"{say('Sigue:', 'Next:')} trama query run suspect_network -p person={key}")


def _row(session: Session, network: dict[str, Any]) -> tuple[object, ...]:
    return (
        [_member(session, one) for one in network["members"]],
        network["shared_cases"],
        session.number(network["expected"], 2),
        session.percent(network["rate"], 1),
        session.percent(network["survives"]),
        session.number(network["overturned_by"]),
        [case["number"] for case in network["cases"]],
    )


def _member(session: Session, person: dict[str, Any]) -> str:
    """Return a suspect as text, marked if an accusation counts that was dropped."""
    name = str(person.get("name") or person["pseudonym"])
    if "dropped" not in person:
        return name
    dropped = session.number(person["dropped"])
    return f"{name} " + session.say(
        f"[archivado o absuelto en {dropped}]", f"[archived or acquitted in {dropped}]"
    )


def _basis(session: Session, found: dict[str, Any]) -> str:
    """Return what the answer rests on, and how much it could have seen."""
    number = session.number
    said = session.say(
        f"{number(found['suspects'])} presuntos tratantes en {number(found['cases'])} casos; "
        f"{number(found['draws'])} sorteos que conservan los casos de cada persona y el tamaño, "
        "departamento y año de cada caso. «Falsas»: parte esperada de redes falsas hasta esa fila. "
        "«Resiste»: parte de los sorteos de vínculos dudosos en que la red sigue. "
        "Es un indicio, no una prueba.",
        f"{number(found['suspects'])} suspects in {number(found['cases'])} cases; "
        f"{number(found['draws'])} draws that keep the cases of each person and the size, "
        'department and year of each case. "False": the expected part of false networks down to '
        'that row. "Survives": the share of draws of doubtful links in which the network stands. '
        "A lead, not a proof.",
    )
    if found["visible"] is None:
        return said
    least = number(found["visible"])
    return f"{said} " + session.say(
        f"Con estos datos, dos personas se verían desde {least} casos juntas.",
        f"With these data two people would be seen from {least} cases together.",
    )
