"""`trama quality`: a letter to each unit about what it entered wrong, and how to mend it."""

from pathlib import Path
from typing import Annotated

import typer

from trama.core.errors import UsageError
from trama.terminal.session import Session

_GROUP = (
    "Devuelve a cada dependencia lo que registró mal, cuánto, y cómo corregirlo.",
    "Gives each unit what it entered wrong, how often, and how to mend it.",
)
_REPORT = (
    "Escribe la carta de una dependencia (--unit), o una por dependencia (--all).",
    "Writes the letter to a unit (--unit), or one a unit (--all).",
)
_LIST = ("Lista las dependencias y sus cuentas.", "Lists the units and their counts.")


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help=session.say(*_GROUP))
    app.add_typer(group, name="quality")
    _add_report(group, session)
    _add_list(group, session)


def _add_report(group: typer.Typer, session: Session) -> None:
    say = session.say
    out_ = typer.Argument(
        metavar=say("[SALIDA]", "[OUT]"),
        help=say("Archivo .html o .pdf; con --all, carpeta.", "An .html or .pdf; a folder: --all."),
    )
    unit_ = typer.Option("--unit", help=say("Nombre, o parte de él.", "Name, or a part of it."))
    all_ = typer.Option("--all", help=say("Todas, con un índice.", "All, with an index."))
    since_ = typer.Option("--since", help=say("Desde (2024, 03/2024).", "Since (2024, 03/2024)."))
    until_ = typer.Option("--until", help=say("Hasta (2024, 03/2024).", "Until (2024, 03/2024)."))

    @group.command("report", help=say(*_REPORT))
    def report(
        out: Annotated[Path | None, out_] = None,
        *,
        unit: Annotated[str | None, unit_] = None,
        every: Annotated[bool, all_] = False,
        since: Annotated[str | None, since_] = None,
        until: Annotated[str | None, until_] = None,
    ) -> None:
        from trama.quality.letter_document import document
        from trama.terminal import quality_letters as letters

        viewer = session.viewer()
        viewer.admit_explorer()
        if every == (unit is not None) or (every and out is None):
            raise UsageError(detail=say("Diga --unit, o --all y una carpeta.", "--unit, or --all."))
        begin = letters.month_of(session, since)
        end = letters.month_of(session, until, last=True)
        with session.services() as services:
            survey = letters.read_survey(session, services, viewer)
        if unit is None and out is not None:
            letters.write_all(session, survey, out, begin, end)
            return
        told = letters.letter_of(survey, survey.unit(unit or ""), begin, end)
        if out is not None:
            letters.write_letter(session, told, out)
        elif session.as_json:
            session.json(document(told))
        else:
            letters.tell_letter(session, told)


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command("list", help=say(*_LIST))
    def list_() -> None:
        from trama.quality.letter_document import unit_rows
        from trama.terminal.quality_letters import read_survey

        viewer = session.viewer()
        viewer.admit_explorer()
        with session.services() as services:
            rows = unit_rows(read_survey(session, services, viewer))
        if session.as_json:
            session.json(rows)
            return
        titles = [say("Dependencia", "Unit"), say("Registro", "Registry")]
        titles += [say("Casos", "Cases"), say("Con algo que corregir", "With something to mend")]
        session.table("", titles, [tuple(row.values())[1:] for row in rows])
