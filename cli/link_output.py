"""The report of `trama link` on a screen: what it compared, what it found, what it stored."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING

from trama.cli.session import Session
from trama.review.review_words import GUARDS
from trama.values.defects import explanations

if TYPE_CHECKING:
    from trama.linking.link_report import Blocking, LinkReport, Verdicts
    from trama.linking.list_files import ListsReport

NOBODY = (
    "El grafo no tiene personas: no hay a quién enlazar. Primero: trama load ARCHIVO.",
    "The graph has no people: there is nobody to link. First: trama load FILE.",
)


# What a guard says of lists, where it differs from what it says of registries' cases.
_LIST_GUARDS = {
    "ONE_TO_ONE": (
        "otro par de la misma persona es casi tan probable",
        "another pair of the same person is nearly as likely",
    ),
    "VETO": (
        "el documento, el nacimiento o el nombre de pila dicen que son dos personas",
        "document, birth or given name say that they are two people",
    ),
}


def show_report(session: Session, report: "LinkReport") -> None:
    """Show the report: one JSON document, or tables and what to type next."""
    if session.as_json:
        session.json(report.document())
        return
    if not report.people:
        session.notes.print(session.say(*NOBODY), soft_wrap=True)
        return
    _show_compared(session, report)
    if report.blocking:
        _show_blocking(session, report.blocking)
    _show_verdicts(session, report)
    for line in _lines(session, report):
        session.line(line)


def show_lists(session: Session, report: "ListsReport") -> None:
    """Show what linking two files found, and where the pairs are."""
    if session.as_json:
        session.json(report.document())
        return
    say = session.say
    people = say(" y ", " and ").join(map(str, report.people))
    _show_unread(session, report)
    session.line(
        say(
            f"{people} personas; {report.compared} pares comparados. La misma persona: "
            f"{report.same}. Por revisar: {report.ask}.",
            f"{people} people; {report.compared} pairs compared. The same person: "
            f"{report.same}. To review: {report.ask}.",
        )
    )
    for guard, count in report.guards.items():
        told = say(*{**GUARDS, **_LIST_GUARDS}.get(guard, (guard, guard)))
        session.line(say(f"Sin unir, {told}: {count}.", f"Not joined, {told}: {count}."))
    if report.recall_at_most is not None:
        session.line(
            say(
                f"Ninguna regla encuentra al menos {report.lost_at_least:.0f} enlaces: se halla a "
                f"lo más {report.recall_at_most:.2%}.",
                f"No rule finds at least {report.lost_at_least:.0f} links: at most "
                f"{report.recall_at_most:.2%} are found.",
            )
        )
    session.line(say(f"Pares en {report.file}", f"Pairs in {report.file}"))


def _show_unread(session: Session, report: "ListsReport") -> None:
    """Show how many rows could not be read, and the place of the first of them; no value."""
    say, rows = session.say, sum(report.unread)
    if not rows:
        return
    session.line(say(f"Filas que no se pudieron leer: {rows}.", f"Rows not read: {rows}."))
    for row in report.first_unread:
        why = say(*astuple(explanations()[row.code]))
        column = say(f", columna {row.column}", f", column {row.column}") if row.column else ""
        line = say("línea", "line")
        session.line(f"  {row.file}, {line} {row.line}{column}: {why}")


def _show_compared(session: Session, report: "LinkReport") -> None:
    say = session.say
    if len(report.cases) == 1:
        (registry,) = report.cases
        session.line(
            say(
                f"Solo hay casos de {registry}: se buscan personas que vuelven en otro caso suyo.",
                f"There are only cases of {registry}: people who come back in another are sought.",
            )
        )
    cases = sum(report.cases.values())
    session.line(
        say(
            f"{report.people} personas de {cases} casos. Casos que cambiaron: {report.changed}. "
            f"Pares comparados ahora: {report.compared}. Casos decididos: {report.decided}.",
            f"{report.people} people of {cases} cases. Cases that changed: {report.changed}. "
            f"Pairs compared now: {report.compared}. Cases decided: {report.decided}.",
        )
    )


def _show_blocking(session: Session, blocking: "Blocking") -> None:
    say = session.say
    columns = [
        say("se comparan si comparten", "are compared if they share"),
        say("pares", "pairs"),
        say("pares que solo suma esta regla", "pairs that this rule adds"),
    ]
    rows = [(say(rule.es, rule.en), rule.found, rule.added) for rule in blocking.rules]
    session.table(say("Pares de personas", "Pairs of people"), columns, rows)
    if blocking.recall_at_most is None:
        return
    session.line(
        say(
            f"Enlaces esperados entre los pares: {blocking.links:.0f}. Ninguna regla encuentra al "
            f"menos otros {blocking.lost_at_least:.0f}: se halla a lo más "
            f"{blocking.recall_at_most:.2%} de los enlaces.",
            f"Expected links among the pairs: {blocking.links:.0f}. No rule finds at least "
            f"{blocking.lost_at_least:.0f} more: at most {blocking.recall_at_most:.2%} of links "
            "are found.",
        )
    )


def _show_verdicts(session: Session, report: "LinkReport") -> None:
    if not report.decided:
        return
    say = session.say
    columns = [
        "",
        say(f"mismo (≥ {report.same_at:g})", f"same (≥ {report.same_at:g})"),
        say(f"por revisar (≥ {report.ask_at:g})", f"to review (≥ {report.ask_at:g})"),
        say("poco probable", "unlikely"),
    ]
    named = (
        (say("personas", "people"), report.verdicts),
        (say("casos", "cases"), report.case_verdicts),
    )
    rows = [(name, found.same, found.ask, found.unlikely) for name, found in named]
    session.table(
        say("Pares que ningún documento une", "Pairs that no document joins"), columns, rows
    )
    guards = [(name, *row) for name, found in named for row in _guards(session, found)]
    if guards:
        columns = ["", say("por qué no se unen", "why they are not joined"), say("pares", "pairs")]
        session.table(say("Detenidos por una guarda", "Stopped by a guard"), columns, guards)


def _guards(session: Session, found: "Verdicts") -> Iterator[tuple[str, int]]:
    for code, count in found.guards.items():
        yield session.say(*GUARDS.get(code, (code, code))), count


def _lines(session: Session, report: "LinkReport") -> Iterator[str]:
    say = session.say
    stored = sum(report.stored.values())
    if report.dry_run:
        yield say(f"Juicios que guardaría: {stored}.", f"Judgements to store: {stored}.")
        yield say("Para guardarlos: la misma orden sin --dry-run", "To store: without --dry-run")
        return
    if not stored:
        yield say("Nada cambió.", "Nothing changed.")
    else:
        yield say(
            f"Juicios guardados: {stored}. Casos rehechos: {report.rebuilt}.",
            f"Judgements stored: {stored}. Cases derived anew: {report.rebuilt}.",
        )
    seconds = report.seconds.get("all", 0.0)
    yield say(f"Modelo {report.model}. {seconds:.1f} s.", f"Model {report.model}. {seconds:.1f} s.")
    yield say("Sigue: trama review · trama overlap", "Next: trama review · trama overlap")
