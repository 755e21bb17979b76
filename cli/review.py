"""`trama review`: judge whether two records or cases are the same, undo, list, export, import."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.home import Home, write_private
from trama.review.review_words import GUARDS, VERDICTS
from trama.terminal.driver import import_driver
from trama.terminal.review_reading import END, add_queue, add_second_readings, lookup_of
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.review.deciding import Decided
    from trama.review.judgement_file import ImportReport
    from trama.review.listing import JudgementList, ShownJudgement

REVIEW = (
    (
        "Revisa los pares que el modelo deja a las personas: si dos registros, o dos casos, son el "
        "mismo. Sin subcomando, recorre la cola. Todo se puede deshacer."
    ),
    (
        "Reviews the pairs that the model leaves to people: whether two records, or two cases, are "
        "the same. Without a sub-command it goes through the queue. All can be undone."
    ),
)
JUDGE = (
    "Juzga un par y rehace sus casos. Pide un token de investigador o supervisor (TRAMA_TOKEN).",
    "Judges a pair and derives its cases anew. Needs a token of investigator or supervisor.",
)
UNDO = (
    "Retira lo que una persona dijo de un par; el juicio anterior queda en la historia.",
    "Takes back what a person said of a pair; the judgement before stays in the history.",
)
LIST = (
    "Lista los juicios, el último primero: quién, cuándo, veredicto, motivo y si vale.",
    "Lists the judgements, the latest first: who, when, verdict, reason, whether it stands.",
)
EXPORT = (
    "Escribe todos los juicios en un CSV que solo su dueño puede leer.",
    "Writes all judgements into a CSV that only its owner can read.",
)
IMPORT = (
    "Agrega los juicios de un CSV; el mismo archivo dos veces no cambia nada.",
    "Adds the judgements of a CSV; the same file twice changes nothing.",
)
OF = ("Solo los de un registro, persona o caso.", "Only those of a record, person or case.")
CONTRADICTIONS = (
    "Solo los que dicen «mismo» y no unen, por otro juicio o por sus documentos.",
    "Only those that say “same” and join nobody, for another judgement or for documents.",
)
STRICT = ("Sale con 3 si se rechazó una fila.", "Exits with 3 when a row was rejected.")
_ISSUES_SHOWN = 50  # of an import, on a screen; --json has all


class Judged(StrEnum):
    """The verdicts that a person gives; `undo` takes one back."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(invoke_without_command=True, help=session.say(*REVIEW))
    app.add_typer(group, name="review")
    add_queue(group, session)
    add_second_readings(group, session)
    _add_judging(group, session)
    _add_list(group, session)
    _add_files(group, session)


def _add_judging(group: typer.Typer, session: Session) -> None:
    say = session.say
    one_end = Annotated[str, typer.Argument(metavar="ONE", help=say(*END))]
    other_end = Annotated[str, typer.Argument(metavar="OTHER", help=say(*END))]

    @group.command("judge", help=say(*JUDGE))
    def judge_(
        one: one_end,
        other: other_end,
        verdict: Annotated[Judged, typer.Argument(metavar="same|different|unsure")],
        why: Annotated[str, typer.Option(help=say("Motivo.", "Reason."))] = "",
    ) -> None:
        _decide(session, one, other, verdict.value, why)

    @group.command("undo", help=say(*UNDO))
    def undo(one: one_end, other: other_end) -> None:
        _decide(session, one, other, "withdrawn", "")


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say(*LIST))
    def list_(
        of: Annotated[str | None, typer.Option(metavar="R-…|P-…|X-…|CASE", help=say(*OF))] = None,
        *,
        contradictions: Annotated[
            bool, typer.Option("--contradictions", help=say(*CONTRADICTIONS))
        ] = False,
        limit: Annotated[int, typer.Option(min=1, max=5_000, help=say("Filas.", "Rows."))] = 500,
    ) -> None:
        import_driver()
        from trama.review.listing import list_judgements

        with session.services() as services:
            lookup = replace(lookup_of(session, services), key=services.home.pseudonym_key())
            found = list_judgements(lookup, of, contradictions=contradictions, limit=limit)
        _show_list(session, found)


def _add_files(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("export", help=say(*EXPORT))
    def export(file: Annotated[Path, typer.Argument(metavar="FILE.csv")]) -> None:
        import_driver()
        from trama.review.judgement_export import judgements_csv

        with session.services() as services:
            content = judgements_csv(lookup_of(session, services), services.home.pseudonym_key())
        try:
            write_private(file, content)
        except OSError as error:
            raise session.unwritable(file, error) from error
        if session.as_json:
            session.json({"file": str(file)})
        else:
            session.notes.print(say(f"Juicios en {file}.", f"Judgements in {file}."))

    @group.command("import", help=say(*IMPORT))
    def import_(
        file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
        *,
        strict: Annotated[bool, typer.Option("--strict", help=say(*STRICT))] = False,
    ) -> None:
        import_driver()
        from trama.review.judgement_file import import_judgements

        home = Home(session.settings.home)
        with session.services() as services:
            viewer, by = session.viewer(), session.who()
            report = import_judgements(file, services.graph, viewer, home, by=by)
        _show_import(session, report)
        if strict and report.rejected:
            sys.exit(3)


def _decide(session: Session, one: str, other: str, verdict: str, why: str) -> None:
    session.viewer().admit_judge()  # before the engine starts
    import_driver()
    from trama.linkage.judgements import Verdict
    from trama.review.deciding import Beside, decide

    home = Home(session.settings.home)
    with session.services() as services:
        lookup = lookup_of(session, services)
        made = decide(
            (one, other), Verdict(verdict), lookup, home, by=session.who(), beside=Beside(why)
        )
    _tell(session, made)


def _tell(session: Session, made: "Decided") -> None:
    if session.as_json:
        session.json(made.document())
        return
    word = session.say(*VERDICTS[made.verdict])
    told = session.say("Casos rehechos", "Cases derived anew")
    cases = session.number(made.cases)
    session.line(f"{made.one} {made.other}: {word}. {told}: {cases}.")
    if made.verdict != "withdrawn":
        undo = session.say("Para deshacerlo:", "To undo it:")
        session.line(f"{undo} trama review undo {made.handle}.1 {made.handle}.2")


def _show_list(session: Session, found: "JudgementList") -> None:
    if session.as_json:
        session.json(found.document())
        return
    say = session.say
    if not found.judgements:
        session.notes.print(say("No hay juicios.", "There are no judgements."))
        return
    columns = [
        say("uno", "one"),
        say("otro", "other"),
        say("veredicto", "verdict"),
        say("lectura", "reading"),
        say("quién", "by"),
        say("cuándo", "at"),
        say("probabilidad", "score"),
        say("motivo", "reason"),
        say("vale", "stands"),
        say("contradice a", "against"),
    ]
    rows = [_row(session, row) for row in found.judgements]
    told = [n for n in range(len(columns)) if any(row[n] not in ("", None, []) for row in rows)]
    session.table("", [columns[n] for n in told], [[row[n] for n in told] for row in rows])
    if found.more:
        more = session.number(found.more)
        session.notes.print(say(f"Hay {more} más: suba --limit.", f"{more} more: raise --limit."))


def _row(session: Session, row: "ShownJudgement") -> tuple[object, ...]:
    against = [f"{one.text} ≠ {other.text}" for one, other in row.against]
    if row.contradiction and not against:
        against = [session.say("no une a nadie", "joins nobody")]
    verdict = session.say(*VERDICTS.get(row.verdict, (row.verdict, row.verdict)))
    return (
        row.one.text,
        row.other.text,
        verdict,
        _reading(session, row),
        row.model or row.by,
        session.moment(row.at),
        row.score,
        _reason(session, row),
        row.stands,
        against,
    )


def _reading(session: Session, row: "ShownJudgement") -> str:
    """Return whether a person read the pair again, without the first answer."""
    return session.say("segunda, a ciegas", "second, blind") if row.blind else ""


def _reason(session: Session, row: "ShownJudgement") -> str:
    """Return why: the guard that stopped a model's pair in words, or what a person wrote."""
    reason = row.reason or ""
    return session.say(*GUARDS.get(reason, (reason, reason))) if row.model else reason


def _show_import(session: Session, report: "ImportReport") -> None:
    if session.as_json:
        session.json(report.document(session.language))
        return
    say = session.say
    columns = [
        say("filas", "rows"),
        say("aplicadas", "applied"),
        say("sin cambios", "unchanged"),
        say("rechazadas", "rejected"),
        say("casos rehechos", "cases derived anew"),
    ]
    counts = (report.rows, report.applied, report.unchanged, report.rejected, report.cases)
    session.table(report.file, columns, [[*map(session.number, counts)]])
    if not report.issues:
        return
    told = report.document(session.language)["issues"][:_ISSUES_SHOWN]
    names = [say("línea", "line"), say("columna", "column"), say("código", "code")]
    rows = [(row["line"], row["column"], row["code"], row["message"]) for row in told]
    session.table(say("Avisos", "Issues"), [*names, say("qué pasa", "what it is")], rows)
    if len(report.issues) > len(told):
        more = session.number(len(report.issues) - len(told))
        session.notes.print(say(f"Hay {more} más: --json.", f"{more} more: --json."))
