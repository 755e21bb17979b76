"""`trama filler`: mark a value that turned out to be nobody's, list the marks, take one back."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import AccessDenied, UnknownName
from trama.core.home import Home
from trama.core.system_user import system_user
from trama.terminal.driver import import_driver
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.canonical.rebuild_all import RebuildReport
    from trama.graph.engine import Graph
    from trama.ontology.internal_layer import FillerMark

FILLER = (
    "Valores de relleno: un teléfono, una cuenta o un local que no es de nadie deja de unir casos.",
    "Filler values: a phone, an account or a venue that is nobody's no longer links cases.",
)
MARK = (
    "Marca un valor como relleno; los registros se conservan y solo se rehacen sus casos.",
    "Marks a value as a filler; the records stay, and only its cases are derived anew.",
)
LIST = ("Lista los valores marcados.", "Lists the marked values.")
UNMARK = (
    "Quita la marca de un valor, o la que tiene ese identificador; vuelve a unir sus casos.",
    "Takes back the mark of a value, or the mark of that identifier; it links its cases again.",
)
WHY = ("Por qué no es de nadie.", "Why it is nobody's.")
VALUE = ("El valor, en cualquiera de sus formas.", "The value, in any of its forms.")
HIDDEN = "•••"


class KindOfFiller(StrEnum):
    """The kinds of values that can be marked."""

    PHONE = "phone"
    ACCOUNT = "account"
    PLATE = "plate"
    DOCUMENT = "document"
    VENUE = "venue"
    COMPANY = "company"


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(no_args_is_help=True, help=say(*FILLER))
    app.add_typer(group, name="filler")
    value = Annotated[str, typer.Argument(metavar="VALUE", help=say(*VALUE))]

    @group.command("mark", help=say(*MARK))
    def mark_(
        kind: Annotated[KindOfFiller, typer.Argument(metavar="KIND")],
        value: value,
        why: Annotated[str, typer.Option(help=say(*WHY))] = "",
    ) -> None:
        _change(session, kind, value, why, undo=False)

    @group.command("list", help=say(*LIST))
    def list_() -> None:
        _list(session)

    @group.command("unmark", help=say(*UNMARK))
    def unmark_(
        kind: Annotated[KindOfFiller, typer.Argument(metavar="KIND")],
        value: value,
    ) -> None:
        _change(session, kind, value, "", undo=True)


def _admit(session: Session) -> None:
    """Let those mark and list who may see suspects.

    Raises:
        AccessDenied: the role sees pseudonyms only.
    """
    viewer = session.viewer()
    if not viewer.sees_person(victim=False):
        raise AccessDenied(role=viewer.role)


def _change(session: Session, kind: str, written: str, why: str, *, undo: bool) -> None:
    _admit(session)
    import_driver()
    from trama.canonical.fillers import as_records_hold, mark_uid
    from trama.canonical.marking import mark, unmark
    from trama.graph.store.filler_marks import read_marks
    from trama.graph.store.turns import LOCK
    from trama.ontology.internal_layer import FillerMark
    from trama.review.deciding import deriving_of

    value = as_records_hold(kind, written)
    uid = mark_uid(kind, value)
    home = Home(session.settings.home)
    deriving, lock = deriving_of(home), home.folder / LOCK
    with session.services() as services:
        graph = services.graph
        if not undo:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            made = FillerMark(uid=uid, kind=kind, value=value, why=why, by=system_user(), at=at)
            report = mark(graph, made, deriving, lock)
        else:
            wanted = {uid, written}
            held = [m for m in read_marks(graph) if m.kind == kind and m.uid in wanted]
            if not held:
                raise _no_mark(uid)
            made = held[0]
            report = unmark(graph, made, deriving, lock)
    _tell(session, made, report, undo=undo)


def _no_mark(uid: str) -> UnknownName:
    return UnknownName(
        kind=("marca de relleno", "filler mark"),
        name=uid,
        hint=("Vea trama filler list.", "See trama filler list."),
    )


def _tell(session: Session, made: "FillerMark", report: "RebuildReport", *, undo: bool) -> None:
    """Say how many cases were derived anew. The value is not repeated: it may be a victim's."""
    if session.as_json:
        document = {"id": made.uid, "kind": made.kind, "marked": not undo}
        session.json(document | {"cases": report.cases.compared})
        return
    cases = report.cases.compared
    say = session.say
    if undo:
        session.out.print(
            say(
                f"Marca {made.uid} retirada: el valor vuelve a unir. Casos rehechos: {cases}.",
                f"Mark {made.uid} taken back: the value links again. Cases derived anew: {cases}.",
            )
        )
        return
    session.out.print(
        say(
            f"Marca {made.uid}: el valor ya no une a nadie. Casos rehechos: {cases}.",
            f"Mark {made.uid}: the value links nobody any more. Cases derived anew: {cases}.",
        )
    )
    session.out.print(
        say("Para deshacerlo:", "To undo it:") + f" trama filler unmark {made.kind} {made.uid}"
    )


def _list(session: Session) -> None:
    _admit(session)
    import_driver()
    from trama.graph.store.filler_marks import read_marks

    with session.services() as services:
        marks = read_marks(services.graph)
        rows = [_row(session, services.graph, made) for made in marks]
    columns = ("id", "kind", "value", "why", "by", "at")
    if session.as_json:
        session.json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    if not rows:
        session.notes.print(session.say("No hay valores marcados.", "No value is marked."))
        return
    say = session.say
    headings = ["id", say("clase", "kind"), say("valor", "value"), say("motivo", "reason")]
    shown = [(*row, session.moment(at)) for *row, at in rows]
    session.table("", [*headings, say("quién", "by"), say("cuándo", "at")], shown)


def _row(session: Session, graph: "Graph", made: "FillerMark") -> tuple[str, ...]:
    """Return the row of a mark, its value and reason hidden if a victim has that value."""
    from trama.canonical.marking import holders
    from trama.graph.store.filler_marks import records_of_victims

    hidden = False
    if not session.viewer().sees_person(victim=True):
        identifies = made.kind not in {KindOfFiller.VENUE, KindOfFiller.COMPANY}
        records = holders(graph, made.kind, made.value).records if identifies else frozenset()
        hidden = bool(records and records_of_victims(graph, records))
    value, why = (HIDDEN, HIDDEN) if hidden else (made.value, made.why)
    return (made.uid, made.kind, value, why, made.by, made.at)
