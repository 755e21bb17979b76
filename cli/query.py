"""`trama query`: list, show and run the saved queries; write, check and test one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trama.cli import query_authoring
from trama.terminal.answer_output import Format, form_of, tell_people, write_answer
from trama.terminal.empty_graph import tell_what_is_missing, told_if_empty
from trama.terminal.session import Session, as_parameters

if TYPE_CHECKING:
    from trama.queries.catalog import SavedQuery


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(no_args_is_help=True, help=say("Consultas guardadas.", "Saved queries."))
    app.add_typer(group, name="query")
    _add_list(group, session)
    _add_show(group, session)
    _add_run(group, session)
    query_authoring.add_to(group, session)


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say("Lista las consultas.", "Lists the queries."))
    def list_() -> None:
        from trama.api.descriptions import query_summary
        from trama.queries.catalog import catalog
        from trama.queries.own import own_queries

        folder = session.settings.queries
        own = own_queries(folder)
        queries = [*catalog(), *own.queries.values()]
        for fault in own.faults:
            session.notes.print(fault.message(session.language), style="yellow", soft_wrap=True)
        if session.as_json:
            session.json([query_summary(query) for query in queries])
            return
        whose = say("propia", "own")
        session.table(
            "",
            [say("nombre", "name"), say("pregunta", "question"), ""],
            [
                (one.name, one.header.questions[session.language], whose if one.is_own else "")
                for one in queries
            ],
        )
        session.notes.print(
            say(f"Sus consultas: {folder}", f"Your own queries: {folder}"),
            style="dim",
            soft_wrap=True,
        )


def _add_show(group: typer.Typer, session: Session) -> None:
    say, names = session.say, _names_of(session)

    @group.command(
        "show",
        help=say(
            "Dice qué responde una consulta, cómo se pide y qué significan sus columnas.",
            "Says what a query answers, how to ask it and what its columns mean.",
        ),
    )
    def show(
        name: Annotated[str, typer.Argument(autocompletion=names)],
        cypher: Annotated[
            bool, typer.Option("--cypher", help=say("Muestra también su texto.", "Shows its text."))
        ] = False,
    ) -> None:
        from trama.api.descriptions import query_description
        from trama.queries.own import find_query
        from trama.terminal.query_help import show_query

        query = find_query(name, session.settings.queries)
        if session.as_json:
            session.json(query_description(query))
        else:
            show_query(session, query, cypher=cypher)


def _add_run(group: typer.Typer, session: Session) -> None:
    say, names = session.say, _names_of(session)
    words_given, pairs_given, form_given, file_given = _run_options(session)

    @group.command("run", help=say("Ejecuta una consulta.", "Runs a query."))
    def run_(
        name: Annotated[str, typer.Argument(autocompletion=names)],
        words: list[str] | None = words_given,
        parameters: list[str] | None = pairs_given,
        format_: Format | None = form_given,
        output: Path | None = file_given,
    ) -> None:
        from trama.queries.own import find_query

        query = find_query(name, session.settings.queries)
        form = form_of(session, format_, output)
        given = _given(session, query, words or [])
        pair = say("nombre=valor", "name=value")
        given |= as_parameters(parameters or [], lambda written: _complain(pair, written))
        with session.services() as services, told_if_empty(session, services):
            from trama.queries.lookups.lookup import Lookup
            from trama.queries.run import run

            viewer, limits = session.viewer(), services.limits
            answer = run(
                query, given, services.graph, viewer, limits, services.home.pseudonym_key()
            )
            lookup = Lookup(services.graph, viewer, limits.seconds)
            if form is Format.TABLE:
                tell_people(session, query, given, answer, lookup)
            write_answer(session, query, answer, form, output, lookup)
            tell_what_is_missing(session, services, name, answer)


def _run_options(session: Session) -> tuple[Any, Any, Any, Any]:
    """Return the words, pairs, form and file of ``query run``, each with its help."""
    say = session.say
    pair = say("nombre=valor", "name=value")
    words = typer.Argument(
        None,
        metavar=f"[{pair}]...",
        help=say(
            "Parámetros; un valor sin nombre es el de un parámetro obligatorio, en orden.",
            "Parameters; a value without a name is that of a required one, in order.",
        ),
    )
    pairs = typer.Option(
        None,
        "-p",
        "--parameter",
        metavar=pair,
        help=say("Parámetro; se repite.", "Parameter; may be repeated."),
    )
    form = typer.Option(
        None,
        "--format",
        help=say(
            "Forma de la respuesta. csv-excel: punto y coma, coma decimal, números de caso.",
            "Answer's form. csv-excel: semicolons, decimal commas, case numbers.",
        ),
    )
    file = typer.Option(
        None,
        "-o",
        "--output",
        help=say(
            "Archivo; su final (.xlsx, .csv, .json, .jsonl) dice la forma.",
            "File; its ending (.xlsx, .csv, .json, .jsonl) says the form.",
        ),
    )
    return words, pairs, form, file


def _given(session: Session, query: "SavedQuery", words: list[str]) -> dict[str, str]:
    """Return the parameters of words: ``name=value``, or the values of those required, in order.

    Raises:
        UsageError: there are more values without a name than required parameters.
    """
    from trama.core.errors import UsageError

    given: dict[str, str] = {}
    values: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name.isidentifier():
            given[name] = value
        else:
            values.append(word)
    required = [one.name for one in query.parameters.values() if one.required]
    open_ = [name for name in required if name not in given]
    if len(values) > len(open_):
        known = ", ".join(f"{name}=…" for name in query.parameters)
        raise UsageError(
            detail=session.say(
                f"Sobran valores sin nombre. Parámetros: {known}.",
                f"Too many values without a name. Parameters: {known}.",
            )
        )
    return dict(zip(open_, values, strict=False)) | given


def _names_of(session: Session) -> Callable[[str], list[str]]:
    """Return what completes the name of a query, shipped or own."""

    def names(incomplete: str) -> list[str]:
        from trama.queries.catalog import query_names
        from trama.queries.own import own_names

        known = (*query_names(), *own_names(session.settings.queries))
        return [name for name in known if name.startswith(incomplete)]

    return names


def _complain(form: str, written: str) -> None:
    raise typer.BadParameter(f"-p {form}: {written}")
