"""`trama route`: the routes that a pattern of the law's verbs, places and dates finds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trama.core.safe_cells import visible
from trama.terminal.answer_output import Format, form_of, write_answer
from trama.terminal.empty_graph import tell_if_empty
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.core.question_errors import BadRoute
    from trama.routes.answer import Asked

EXAMPLE = "captar en Cusco > transportar{0,3} > recibir en Lima ; menor ; 2017..2021"


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""
    say = session.say

    pattern_, level_, patterns_, since_ = _asked_options(session)
    explain_, limit_, form_, file_ = _answer_options(session)

    @app.command(
        "route",
        help=say(
            "Busca rutas por un patrón: conductas de la ley en orden, con lugares y fechas.",
            "Finds routes by a pattern: verbs of the law in order, with places and dates.",
        ),
    )
    def route_(  # noqa: PLR0913 - the options of a command
        route: Annotated[str, pattern_],
        *,
        level: Annotated[str | None, level_] = None,
        limit: Annotated[int, limit_] = 100,
        patterns: Annotated[bool, patterns_] = False,
        new_since: Annotated[str | None, since_] = None,
        explain: Annotated[bool, explain_] = False,
        format_: Annotated[Format | None, form_] = None,
        output: Annotated[Path | None, file_] = None,
    ) -> None:
        from trama.core.question_errors import BadRoute
        from trama.routes.answer import Asked

        form = form_of(session, format_, output)
        given: dict[str, object] = {"limit": limit}
        if level is not None:
            given["level"] = level
        try:
            if explain:
                _explain(session, route)
            else:
                _answer(session, Asked(route, given, patterns, new_since), form, output)
        except BadRoute as error:
            _point(session, route, error)
            raise


def _asked_options(session: Session) -> tuple[Any, Any, Any, Any]:
    """Return the pattern, and the options that say which answer is asked for."""
    say = session.say
    return (
        typer.Argument(
            metavar=say("RUTA", "ROUTE"), help=say(f"Como «{EXAMPLE}».", f"Such as “{EXAMPLE}”.")
        ),
        typer.Option(help="district, province, department, country."),
        typer.Option(
            help=say("Tramos y subrutas que se repiten.", "Legs and sub-routes that recur.")
        ),
        typer.Option(
            help=say(
                "Rutas nuevas desde la fecha; tramos que subieron o bajaron.",
                "Routes new since the date; legs that rose or fell.",
            )
        ),
    )


def _answer_options(session: Session) -> tuple[Any, Any, Any, Any]:
    """Return the options that say how much is told, and where."""
    say = session.say
    return (
        typer.Option("--explain", help=say("Solo dice qué buscaría.", "Only says its search.")),
        typer.Option(help=say("Filas, a lo más.", "Rows, at most."), min=1, max=5_000),
        typer.Option("--format", help=say("Forma de la respuesta.", "Answer's form.")),
        typer.Option(
            "-o",
            "--output",
            help=say("Archivo: .xlsx, .csv, .json, .jsonl.", "File: .xlsx, .csv, .json, .jsonl."),
        ),
    )


def _explain(session: Session, route: str) -> None:
    from trama.routes.language.pattern import read_pattern
    from trama.routes.language.sentence import explanation

    told = explanation(read_pattern(route))
    if session.as_json:
        session.json(told)
    else:
        session.line(told[session.language])


def _answer(session: Session, asked: "Asked", form: Format, output: Path | None) -> None:
    from trama.terminal.route_output import tell_gaps, tell_patterns

    with session.services() as services:
        from trama.queries.lookups.lookup import Lookup
        from trama.routes.answer import find_routes, route_query, understand
        from trama.routes.language.sentence import explanation

        lookup = Lookup(services.graph, session.viewer(), services.limits.seconds)
        if form is Format.TABLE:
            told = explanation(understand(asked.route, lookup))
            session.notes.print(told[session.language], soft_wrap=True)
        found = find_routes(asked, lookup, services.limits.rows)
        write_answer(session, route_query(), found, form, output, lookup)
        if form is Format.TABLE:
            tell_patterns(session, found)
            tell_gaps(session, found)
        if not found.rows:
            tell_if_empty(session, services)


def _point(session: Session, route: str, error: "BadRoute") -> None:
    """Show the route with a caret under the place of a mistake."""
    line = "".join(" " if sign.isspace() else visible(sign)[:1] for sign in route)
    caret = " " * (int(str(error.facts["column"])) - 1) + "^"
    session.notes.print(f"  {line}\n  {caret}", soft_wrap=True)
