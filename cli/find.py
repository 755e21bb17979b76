"""`trama find`: look for a person, a case, a means or a place by whatever is known of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from trama.terminal.empty_graph import tell_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.queries.search.hits import Found, Hit


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    @app.command(
        "find",
        help=say(
            "Busca un nombre, documento, teléfono, placa, cuenta, empresa, número de caso o lugar, "
            "como esté escrito. Dice por qué halló cada cosa.",
            "Looks for a name, document, phone, plate, account, company, case number or place, "
            "however it is written. Says why it found each.",
        ),
    )
    def find_(
        words: Annotated[
            list[str],
            typer.Argument(metavar=say("TEXTO", "TEXT"), help=say("Lo que se sabe.", "The text.")),
        ],
        limit: Annotated[
            int, typer.Option(help=say("Cuántos, a lo más.", "How many, at most."))
        ] = 20,
    ) -> None:
        with session.services() as services:
            from trama.queries.lookups.lookup import Lookup
            from trama.queries.search.finding import find

            key = services.home.pseudonym_key()
            lookup = Lookup(services.graph, session.viewer(), services.limits.seconds, key)
            found = find(" ".join(words), lookup, limit)
            if session.as_json:
                session.json(found.as_document())
            else:
                _show(session, found)
            if not found.hits:
                tell_if_empty(session, services)


def _show(session: Session, found: "Found") -> None:
    from trama.queries.next_steps import command

    say = session.say
    if found.hits:
        session.table(
            "",
            [
                say("qué", "what"),
                say("nombre", "name"),
                say("clave", "key"),
                say("por qué", "why"),
                say("datos", "details"),
                say("casos", "cases"),
            ],
            [_row(session, hit) for hit in found.hits],
        )
    elif found.complete:
        session.notes.print(say("No se halló nada.", "Nothing was found."), style="yellow")
    if rest := rest_words(found):
        session.notes.print(say(*rest), style="yellow")
    steps = [command(hit.next) for hit in found.hits if hit.next]
    if steps:
        session.out.print(f"{say('Sigue:', 'Next:')} {steps[0]}", soft_wrap=True)


def rest_words(found: "Found") -> tuple[str, str] | None:
    """Return what to do about the hits that are not shown, in Spanish and English."""
    if found.more and found.complete:
        return (
            f"Hay {found.more} más. Suba --limit o escriba más.",
            f"There are {found.more} more. Raise --limit or write more.",
        )
    if found.more:
        return (
            f"Hay al menos {found.more} más. Suba --limit o escriba más.",
            f"There are at least {found.more} more. Raise --limit or write more.",
        )
    if not found.complete:
        return (
            "El texto está en más registros de los que se revisan. Escriba más.",
            "The text is in more records than are looked through. Write more.",
        )
    return None


def _row(session: Session, hit: "Hit") -> list[str]:
    from trama.queries.search.hits import KIND_NAMES
    from trama.visualizations.signs import code_text, place_text

    language = session.language
    details = []
    for name, value in (hit.details or {}).items():
        if name in ("nationality", "place"):
            details.append(place_text(value, language))
        else:
            details.append(
                code_text({"level": "place_level"}.get(name, name), value, language)
                if name in ("sex", "level")
                else value
            )
    cases = "; ".join(hit.cases)
    if hit.case_count and hit.case_count > len(hit.cases):
        cases += f" … ({hit.case_count})"
    name = "" if hit.name == hit.key else hit.name or ""
    return [
        KIND_NAMES[hit.kind][language],
        name,
        hit.key,
        hit.why(language),
        ", ".join(details),
        "" if hit.name and cases == hit.name else cases,
    ]
