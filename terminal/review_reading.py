"""The queue of `trama review`, one pair beside the other, and what second readings say."""

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import BadParameter
from trama.review.key_presses import open_answers
from trama.review.review_words import KINDS, VERDICTS
from trama.terminal.driver import import_driver
from trama.terminal.review_screen import draw_pair
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.queries.lookups.lookup import Lookup
    from trama.review.agreements import Disagreement
    from trama.review.kappa import Agreement
    from trama.review.review_queue import Wanted

SHOW = (
    "Muestra dos registros o casos lado a lado y explica qué tan parecidos son; no juzga.",
    "Shows two records or cases side by side and explains how alike they are; it judges nothing.",
)
AGREEMENT = (
    "Cuánto coinciden las dos lecturas de un mismo par: porcentaje y kappa de Cohen, por clase.",
    "How far two readings of one pair agree: per cent and Cohen's kappa, by kind.",
)
DISAGREEMENTS = (
    "Los pares cuyas dos lecturas difieren, hasta que un supervisor decida con trama review judge.",
    "The pairs whose two readings differ, until a supervisor decides with trama review judge.",
)
KIND = ("Solo de esta clase; se repite.", "Only of this kind; repeatable.")
REGISTRY = (
    "Solo pares cuyos dos extremos son de estos registros; se repite.",
    "Only pairs whose two ends are of these registries; repeatable.",
)
LIMIT = ("Cuántos juicios, a lo más.", "How many judgements at most.")
FROM = ("Desde esta probabilidad del modelo.", "From this probability of the model.")
TO = ("Hasta esta probabilidad del modelo.", "Up to this probability of the model.")
AGAIN = (
    "Segunda lectura a ciegas de una muestra de lo que otra persona juzgó.",
    "A blind second reading of a sample of what somebody else judged.",
)
SHARE = ("Parte de lo juzgado que se lee otra vez.", "Share of the judged that is read again.")
END = (
    "Un registro (R-…), una persona de un solo registro (P-…, X-…) o un caso por su número.",
    "A record (R-…), a person with one record (P-…, X-…), or a case by its number.",
)
_LISTED = 100  # pairs that --json lists unless --limit says otherwise


class KindOfPair(StrEnum):
    """The kinds of pairs that are reviewed."""

    VICTIM = "victim"
    SUSPECT = "suspect"
    CASE = "case"


def add_queue(group: typer.Typer, session: Session) -> None:
    """Add the review of the queue, which runs without a sub-command, and `show`."""
    say = session.say

    @group.callback()
    def review(  # noqa: PLR0913 - each option of the command is an argument
        context: typer.Context,
        kind: Annotated[list[KindOfPair] | None, typer.Option(help=say(*KIND))] = None,
        registry: Annotated[list[str] | None, typer.Option(help=say(*REGISTRY))] = None,
        limit: Annotated[int | None, typer.Option(min=1, help=say(*LIMIT))] = None,
        least: Annotated[float, typer.Option("--from", min=0, max=1, help=say(*FROM))] = 0.0,
        most: Annotated[float, typer.Option("--to", min=0, max=1, help=say(*TO))] = 1.0,
        *,
        again: Annotated[bool, typer.Option("--again", help=say(*AGAIN))] = False,
        share: Annotated[float, typer.Option(min=0, max=1, help=say(*SHARE))] = 0.1,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        if least > most:
            why = ("debe ser menor o igual que --to", "must not be greater than --to")
            raise BadParameter(name="from", why_es=why[0], why_en=why[1])
        import_driver()
        from trama.graph.records import Kind
        from trama.review.review_queue import Wanted

        kinds = frozenset(Kind(one.value) for one in kind or ())
        registries = frozenset(name.strip().upper() for name in registry or ())
        wanted = Wanted(kinds, registries, least, most)
        _review(session, wanted, limit, share if again else None)

    @group.command("show", help=say(*SHOW))
    def show(
        one: Annotated[str, typer.Argument(metavar="ONE", help=say(*END))],
        other: Annotated[str, typer.Argument(metavar="OTHER", help=say(*END))],
    ) -> None:
        viewer = session.viewer()
        viewer.admit_judge()
        import_driver()
        from trama.review.pair_view import view_pair

        with session.services() as services:
            lookup, secret = lookup_of(session, services), services.home.pseudonym_key()
            view = view_pair(one, other, lookup, secret, session.language)
        if session.as_json:
            session.json(view.document())
        else:
            draw_pair(session, view, session.say("dos registros", "two records"))


def add_second_readings(group: typer.Typer, session: Session) -> None:
    """Add the commands of second readings: how far they agree, and where they do not."""

    @group.command("agreement", help=session.say(*AGREEMENT))
    def agreement() -> None:
        session.viewer().admit_judge()
        import_driver()
        from trama.review.agreements import agreement_by_kind

        with session.services() as services:
            found = agreement_by_kind(lookup_of(session, services))
        _show_agreement(session, found)

    @group.command("disagreements", help=session.say(*DISAGREEMENTS))
    def disagreements_() -> None:
        session.viewer().admit_judge()
        import_driver()
        from trama.review.agreements import disagreements

        with session.services() as services:
            found = disagreements(lookup_of(session, services), services.home.pseudonym_key())
        _show_disagreements(session, found)


def _show_agreement(session: Session, found: "Mapping[str, Agreement]") -> None:
    if session.as_json:
        session.json({kind: of.document() for kind, of in found.items()})
        return
    say = session.say
    columns = [
        say("clase", "kind"),
        say("leídos dos veces", "read twice"),
        say("coinciden (%)", "agree (%)"),
        "kappa",
        say("intervalo de 90 %", "interval of 90 %"),
    ]
    rows = [
        (
            say(*KINDS[kind]),
            session.number(of.pairs),
            None if of.percent is None else session.percent(of.percent / 100, 1),
            None if of.kappa is None else session.number(of.kappa, 2),
            " – ".join(session.number(end, 2) for end in (of.low, of.high) if end is not None),
        )
        for kind, of in found.items()
    ]
    session.table(say("Segundas lecturas", "Second readings"), columns, rows)


def _show_disagreements(session: Session, found: "Sequence[Disagreement]") -> None:
    if session.as_json:
        session.json({"disagreements": [row.document() for row in found]})
        return
    say = session.say
    if not found:
        session.notes.print(say("No hay lecturas que difieran.", "No readings differ."))
        return
    columns = [
        say("clase", "kind"),
        say("uno", "one"),
        say("otro", "other"),
        say("primera", "first"),
        say("quién", "by"),
        say("segunda", "second"),
        say("quién", "by"),
    ]
    rows = [
        (
            say(*KINDS[row.kind]),
            *(row.one.text, row.other.text),
            *(say(*VERDICTS[row.first]), row.first_by),
            *(say(*VERDICTS[row.second]), row.second_by),
        )
        for row in found
    ]
    session.table(say("Lecturas que difieren", "Readings that differ"), columns, rows)
    session.line(say("Un supervisor las mira y decide:", "A supervisor looks and decides:"))
    for row in found:
        ends = f"{row.handle}.1 {row.handle}.2"
        session.line(f"  trama review show {ends}")
        session.line(f"  trama review judge {ends} same|different|unsure")


def lookup_of(session: Session, services: "Services") -> "Lookup":
    """Return how whoever types looks names up."""
    from trama.queries.lookups.lookup import Lookup

    return Lookup(services.graph, session.viewer(), services.limits.seconds)


def _review(session: Session, wanted: "Wanted", limit: int | None, share: float | None) -> None:
    """Ask about the queue, or about the sample to read again if ``share`` is given."""
    session.viewer().admit_judge()  # before the engine starts
    from trama.linkage.model.shipped import shipped_model
    from trama.review.review_queue import ReviewQueue, SecondReadings
    from trama.terminal.review_session import Review, Reviewer

    by = session.who()
    with session.services() as services:
        lookup = lookup_of(session, services)
        source = (
            ReviewQueue(lookup, shipped_model().ask_at, wanted)
            if share is None
            else SecondReadings(lookup, by, share, wanted)
        )
        if session.as_json:
            key = services.home.pseudonym_key()
            page = [pair.document() for pair in source.page(0, limit or _LISTED, key)]
            session.json({"pairs": page, "more": len(source) - len(page)})
            return
        if not len(source):
            session.notes.print(session.say(*_NOTHING))
            return
        reviewer = Reviewer(lookup, services.home, by, blind=share is not None)
        Review(session, reviewer, source, open_answers(sys.stdin)).run(limit)


_NOTHING = (
    "No hay pares por revisar. Los deja trama link.",
    "There are no pairs to review. trama link leaves them.",
)
