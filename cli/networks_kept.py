"""`trama networks show` and `changes`: the networks that the graph keeps."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.networks.kept_answer import KeptNetworks
    from trama.queries.run import QueryAnswer

_SHOW = (
    "Muestra las redes guardadas, o una: personas, casos, tramos, puentes y cambios.",
    "Shows the networks stored, or one: people, cases, legs, bridges and changes.",
)
_CHANGES = (
    "Muestra qué redes aparecieron, crecieron, se dividieron, se unieron o ya no se hallan.",
    "Shows which networks appeared, grew, split, merged or are found no more.",
)
_NONE_YET = (
    "Aún no se guardó ninguna red. Sigue: trama networks find --write",
    "No network is stored yet. Next: trama networks find --write",
)
_NO_CHANGE = ("Ninguna red cambió.", "No network changed.")
_LEAD = (
    "Compartir casos no es ser culpable: es un indicio, no una prueba. Lea los casos.",
    "To share cases is not to be guilty: a lead, not a proof. Read the cases.",
)


def add_kept(group: typer.Typer, session: Session) -> None:
    """Add the commands to the group ``trama networks``."""
    say = session.say
    which = typer.Argument(metavar=say("RED", "NETWORK"), help=say("Como N-1.", "Such as N-1."))
    ended_ = typer.Option(help=say("También las que ya no se hallan.", "Also those found no more."))
    since_ = typer.Option(help=say("Calculado desde.", "Calculated since."))

    @group.command("show", help=say(*_SHOW))
    def show(
        network: Annotated[str | None, which] = None, *, ended: Annotated[bool, ended_] = False
    ) -> None:
        import_driver()
        with session.services() as services:
            kept = _kept(session, services)
            basis = kept.basis()
            if network is None:
                answer = kept.all(ended=ended)
                _tell(session, kept, {"basis": basis, "networks": answer.rows}, [answer])
            else:
                answers = kept.one(network.upper())
                parts: dict[str, Any] = {part: one.rows for part, one in answers.items()}
                parts["network"] = answers["network"].rows[0]
                _tell(session, kept, {"basis": basis, **parts}, [*answers.values()])

    @group.command("changes", help=say(*_CHANGES))
    def changes(*, since: Annotated[str | None, since_] = None) -> None:
        import_driver()
        with session.services() as services:
            kept = _kept(session, services)
            answer = kept.changes(since)
            _tell(session, kept, {"basis": kept.basis(), "changes": answer.rows}, [answer])


def is_kept(subject: str) -> bool:
    """Return whether a word names a kept network, such as ``N-1``."""
    return re.fullmatch(r"[Nn]-\d+", subject) is not None


def write_page(session: Session, network: str, output: Path) -> None:
    """Write the page of a kept network.

    Raises:
        UnknownName: there is no such network. UsageError: the path cannot be written.
    """
    from trama.exchange.kept_network_page import kept_network_page
    from trama.queries.lookups.synthetic import holds_synthetic_cases
    from trama.terminal import page_writing

    with session.services() as services:
        kept = _kept(session, services)
        answers, basis = kept.one(network), kept.basis()
        numbers = kept.numbers(answers.values())
        synthetic = holds_synthetic_cases(services.graph, services.limits.seconds)
    told = [f"{_basis(session, basis)} {session.say(*_LEAD)}"] if basis else []
    page = kept_network_page(answers, numbers, told, session.language, synthetic=synthetic)
    page_writing.write(session, output, page)
    page_writing.report(session, output, len(answers["members"].rows), [])


def _kept(session: Session, services: "Services") -> "KeptNetworks":
    from trama.networks.kept_answer import KeptNetworks

    return KeptNetworks(services.graph, session.viewer(), services.limits)


def _tell(
    session: Session,
    kept: "KeptNetworks",
    document: dict[str, Any],
    answers: "Sequence[QueryAnswer]",
) -> None:
    """Write the document for a machine, or a table of each answer that has rows."""
    from trama.exchange.answer_table import answer_table
    from trama.queries.catalog import saved_query
    from trama.queries.lookups.stored_networks import NONE_FOUND

    if session.as_json:
        session.json(document)
        return
    if document["basis"] is None:
        session.line(session.say(*_NONE_YET))
        return
    numbers = kept.numbers(answers)
    for answer in answers:
        if answer.rows:
            query = saved_query(answer.query)
            table = answer_table(query, answer, session.language, numbers)
            session.table(query.header.titles[session.language], table.titles, table.rows)
            for title, text in table.same:
                session.line(f"{title}: {text}")
    if not any(answer.rows for answer in answers):
        session.line(session.say(*(_NO_CHANGE if "changes" in document else NONE_FOUND)))
    session.line(f"{_basis(session, document['basis'])} {session.say(*_LEAD)}")


def _basis(session: Session, basis: dict[str, Any]) -> str:
    """Return when the networks were calculated, and what came since."""
    day, draws = session.day(basis["calculated"]), session.number(basis["draws"])
    told = session.say(
        f"Calculado el {day} con {draws} sorteos.", f"Calculated on {day} with {draws} draws."
    )
    files, judgements = basis["files_since"], basis["judgements_since"]
    if not files and not judgements:
        return told
    return f"{told} " + session.say(
        f"Después llegaron {files} archivos y {judgements} juicios: repita "
        "trama networks find --write.",
        f"{files} files and {judgements} judgements came since: repeat "
        "trama networks find --write.",
    )
