"""The report of `trama link` on a screen: what it compared, what it found, what it stored."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING

from trama.review.review_words import GUARDS, LIST_GUARDS
from trama.terminal.session import Session
from trama.values.defects import explanations

if TYPE_CHECKING:
    from trama.linking.link_report import Blocking, LinkReport, Verdicts
    from trama.linking.list_files import ListsReport

NOBODY = (
    "El grafo no tiene personas: no hay a quién enlazar. Primero: trama load ARCHIVO.",
    "The graph has no people: there is nobody to link. First: trama load FILE.",
)


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
    people = say(" y ", " and ").join(map(session.number, report.people))
    compared, same, ask = map(session.number, (report.compared, report.same, report.ask))
    _show_unread(session, report)
    session.line(
        say(
            f"{people} personas; {compared} pares comparados. La misma persona: {same}. "
            f"Por revisar: {ask}.",
            f"{people} people; {compared} pairs compared. The same person: {same}. "
            f"To review: {ask}.",
        )
    )
    for guard, count in report.guards.items():
        told = say(*LIST_GUARDS.get(guard, (guard, guard)))
        number = session.number(count)
        session.line(say(f"Sin unir, {told}: {number}.", f"Not joined, {told}: {number}."))
    if report.recall_at_most is not None:
        lost = session.number(report.lost_at_least, 0)
        most = session.percent(report.recall_at_most, 2)
        session.line(
            say(
                f"Enlaces que ninguna regla encuentra, al menos: {lost}. Se halla a lo más {most}.",
                f"Links that no rule finds, at least: {lost}. At most {most} are found.",
            )
        )
    session.line(say(f"Pares en {report.file}", f"Pairs in {report.file}"))


def _show_unread(session: Session, report: "ListsReport") -> None:
    """Show how many rows could not be read, and the place of the first of them; no value."""
    say, rows = session.say, session.number(sum(report.unread))
    if not sum(report.unread):
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
    people, cases = session.number(report.people), session.number(sum(report.cases.values()))
    counts = (report.changed, report.compared, report.decided)
    changed, compared, decided = map(session.number, counts)
    session.line(
        say(
            f"{people} personas de {cases} casos. Casos que cambiaron: {changed}. Pares "
            f"comparados ahora: {compared}. Casos decididos: {decided}.",
            f"{people} people of {cases} cases. Cases that changed: {changed}. Pairs compared "
            f"now: {compared}. Cases decided: {decided}.",
        )
    )


def _show_blocking(session: Session, blocking: "Blocking") -> None:
    say = session.say
    columns = [
        say("se comparan si comparten", "are compared if they share"),
        say("pares", "pairs"),
        say("pares que solo suma esta regla", "pairs that this rule adds"),
    ]
    rows = [
        (say(rule.es, rule.en), *map(session.number, (rule.found, rule.added)))
        for rule in blocking.rules
    ]
    session.table(say("Pares de personas", "Pairs of people"), columns, rows)
    if blocking.recall_at_most is None:
        return
    links, lost = session.number(blocking.links, 0), session.number(blocking.lost_at_least, 0)
    most = session.percent(blocking.recall_at_most, 2)
    session.line(
        say(
            f"Enlaces esperados entre los pares: {links}. Los que ninguna regla encuentra, al "
            f"menos: {lost}. Se halla a lo más {most} de los enlaces.",
            f"Expected links among the pairs: {links}. Those that no rule finds, at least: {lost}. "
            f"At most {most} of links are found.",
        )
    )


def _show_verdicts(session: Session, report: "LinkReport") -> None:
    if not report.decided:
        return
    say = session.say
    same_at, ask_at = session.number(report.same_at), session.number(report.ask_at)
    columns = [
        "",
        say(f"mismo (≥ {same_at})", f"same (≥ {same_at})"),
        say(f"por revisar (≥ {ask_at})", f"to review (≥ {ask_at})"),
        say("poco probable", "unlikely"),
    ]
    named = (
        (say("personas", "people"), report.verdicts),
        (say("casos", "cases"), report.case_verdicts),
    )
    rows = [
        (name, *map(session.number, (found.same, found.ask, found.unlikely)))
        for name, found in named
    ]
    session.table(
        say("Pares que ningún documento une", "Pairs that no document joins"), columns, rows
    )
    guards = [(name, *row) for name, found in named for row in _guards(session, found)]
    if guards:
        columns = ["", say("por qué no se unen", "why they are not joined"), say("pares", "pairs")]
        session.table(say("Detenidos por una guarda", "Stopped by a guard"), columns, guards)


def _guards(session: Session, found: "Verdicts") -> Iterator[tuple[str, str]]:
    for code, count in found.guards.items():
        yield session.say(*GUARDS.get(code, (code, code))), session.number(count)


def _lines(session: Session, report: "LinkReport") -> Iterator[str]:
    say = session.say
    count = sum(report.stored.values())
    stored = session.number(count)
    if report.dry_run:
        yield say(f"Juicios que guardaría: {stored}.", f"Judgements to store: {stored}.")
        yield say("Para guardarlos: la misma orden sin --dry-run", "To store: without --dry-run")
        return
    if not count:
        yield say("Nada cambió.", "Nothing changed.")
    else:
        yield say(
            f"Juicios guardados: {stored}. Casos rehechos: {session.number(report.rebuilt)}.",
            f"Judgements stored: {stored}. Cases derived anew: {session.number(report.rebuilt)}.",
        )
    seconds = session.number(report.seconds.get("all", 0.0), 1)
    yield say(f"Modelo {report.model}. {seconds} s.", f"Model {report.model}. {seconds} s.")
    yield say("Sigue: trama review · trama overlap", "Next: trama review · trama overlap")
