"""`trama query`: list, show and run the saved queries."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trama.api.cli.session import Session, as_parameters

if TYPE_CHECKING:
    from trama.queries.catalog import SavedQuery
    from trama.queries.run import QueryAnswer


class Format(StrEnum):
    """The forms in which an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(no_args_is_help=True, help=say("Consultas guardadas.", "Saved queries."))
    app.add_typer(group, name="query")
    _add_list(group, session)
    _add_show(group, session)
    _add_run(group, session)


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say("Lista las consultas.", "Lists the queries."))
    def list_() -> None:
        from trama.api.descriptions import query_summary
        from trama.queries.catalog import catalog

        queries = [*catalog()]
        if session.as_json:
            session.json([query_summary(query) for query in queries])
            return
        session.table(
            "",
            [say("nombre", "name"), say("pregunta", "question")],
            [(query.name, query.header.questions[session.language]) for query in queries],
        )


def _add_show(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("show", help=say("Describe una consulta.", "Describes a query."))
    def show(name: Annotated[str, typer.Argument(autocompletion=_names)]) -> None:
        from trama.api.descriptions import query_description
        from trama.queries.catalog import saved_query

        query = saved_query(name)
        if session.as_json:
            session.json(query_description(query))
        else:
            _show(session, query)


def _add_run(group: typer.Typer, session: Session) -> None:
    say = session.say
    pair = say("nombre=valor", "name=value")

    @group.command("run", help=say("Ejecuta una consulta.", "Runs a query."))
    def run_(
        name: Annotated[str, typer.Argument(autocompletion=_names)],
        parameters: Annotated[
            list[str] | None,
            typer.Option(
                "-p",
                "--parameter",
                metavar=pair,
                help=say("Parámetro; se repite.", "Parameter; may be repeated."),
            ),
        ] = None,
        format_: Annotated[
            Format, typer.Option("--format", help=say("Forma de la respuesta.", "Answer's form."))
        ] = Format.TABLE,
    ) -> None:
        from trama.queries.catalog import saved_query

        query = saved_query(name)
        given = as_parameters(parameters or [], lambda written: _complain(pair, written))
        with session.services() as services:
            from trama.queries.lookups.numbers import cases_in, numbers_of
            from trama.queries.lookups.subjects import Lookup
            from trama.queries.run import run

            viewer, limits = session.viewer(), services.limits
            answer = run(query, given, services.graph, viewer, limits)
            form = Format.JSON if session.as_json else format_
            if form is Format.TABLE:
                cases = cases_in(query.columns.values(), answer.rows)
                numbers = numbers_of(cases, Lookup(services.graph, viewer, limits.seconds))
                _draw(session, query, answer, numbers)
            else:
                _print(session, answer, form)
        _announce_cut(session, answer)


def _print(session: Session, answer: "QueryAnswer", form: Format) -> None:
    if form is Format.JSON:
        session.json(answer.as_document())
    elif form is Format.JSONL:
        for row in answer.rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        writer = csv.writer(sys.stdout)
        writer.writerow(answer.columns)
        writer.writerows(_whole_cells(answer))


def _draw(
    session: Session, query: "SavedQuery", answer: "QueryAnswer", numbers: Mapping[str, str]
) -> None:
    """Draw the table for people, with case numbers in place of uids."""
    from trama.api.cli.answer_table import answer_table
    from trama.api.cli.understood import asked_line, understood_lines
    from trama.visualizations.tables import is_unverified, unverified_note

    table = answer_table(query, answer, session.language, numbers)
    session.table(query.header.titles[session.language], table.titles, table.rows)
    for title, text in table.same:
        session.out.print(f"{title}: {text}")
    if is_unverified([*table.rows, [text for _, text in table.same]]):
        session.out.print(unverified_note(session.language))
    for line in understood_lines(query, answer, session.language):
        session.notes.print(line, markup=False, highlight=False)
    if not table.rows:
        session.notes.print(session.say("Ninguna fila.", "No rows."), style="yellow")
        asked = asked_line(query, answer, session.language)
        session.notes.print(asked, style="yellow", markup=False, highlight=False)


def _announce_cut(session: Session, answer: "QueryAnswer") -> None:
    if answer.truncated:
        session.notes.print(
            session.say(
                f"Se muestran {len(answer.rows)} filas; hay más. Suba «limit» o acote.",
                f"{len(answer.rows)} rows are shown; there are more. Raise “limit” or narrow.",
            ),
            style="yellow",
        )


def _whole_cells(answer: "QueryAnswer") -> Iterable[list[object]]:
    """Yield rows for CSV: people by name or pseudonym, lists joined by a semicolon."""
    for row in answer.rows:
        yield [_whole(row[name]) for name in answer.columns]


def _whole(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(str(_whole(item)) for item in value)
    if isinstance(value, Mapping):
        from trama.queries.redact import person_text

        return person_text(value)
    return value


def _show(session: Session, query: "SavedQuery") -> None:
    say, language, header = session.say, session.language, query.header
    session.out.print(f"{query.name} (v{query.version})  {header.titles[language]}")
    session.out.print(header.questions[language])
    session.table(
        say("Parámetros", "Parameters"),
        [say("nombre", "name"), say("tipo", "type"), say("por defecto", "default"), ""],
        [
            (
                parameter.name,
                parameter.type,
                say("obligatorio", "required") if parameter.required else parameter.default,
                parameter.title(language),
            )
            for parameter in query.parameters.values()
        ],
    )
    session.table(
        say("Columnas", "Columns"),
        [say("nombre", "name"), say("tipo", "type"), ""],
        [(c.name, c.type, c.title(language)) for c in query.columns.values()],
    )
    for example in header.examples:
        words = " ".join(f"-p {name}={value}" for name, value in example.parameters.items())
        session.out.print(f"$ trama query run {query.name} {words}")
    session.out.print("\n" + query.text.strip())


def _names(incomplete: str) -> list[str]:
    from trama.queries.catalog import query_names

    return [name for name in query_names() if name.startswith(incomplete)]


def _complain(form: str, written: str) -> None:
    raise typer.BadParameter(f"-p {form}: {written}")
