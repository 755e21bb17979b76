"""`trama train`: exercises on the synthetic twin, for those who register and for analysts."""

from pathlib import Path
from typing import Annotated

import typer

from trama.terminal.session import Session

_GROUP = (
    "Ejercicios con datos inventados: registrar bien, y preguntar bien. Sin más, sigue el próximo.",
    "Exercises on invented data: to register well, and to ask well. Alone, does the next one.",
)
_LIST = ("Lista los ejercicios y lo hecho.", "Lists the exercises and what is done.")
_DO = ("Hace un ejercicio.", "Does one exercise.")
_CHECK = ("Revisa ejercicios, línea por línea.", "Checks exercises, line by line.")
_PAGE = (
    "Escribe los ejercicios en una página que se abre sin conexión.",
    "Writes the exercises into a page that opens offline.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(invoke_without_command=True, help=say(*_GROUP))
    app.add_typer(group, name="train")
    reset_ = typer.Option("--reset", help=say("Olvida lo hecho.", "Forgets what is done."))

    @group.callback()
    def train(context: typer.Context, *, reset: Annotated[bool, reset_] = False) -> None:
        from trama.terminal import training_course

        if reset:
            training_course.reset(session)
        elif context.invoked_subcommand is None:
            training_course.do_next(session)

    _add_list(group, session)
    _add_do(group, session)
    _add_check(group, session)
    _add_page(group, session)


def _add_list(group: typer.Typer, session: Session) -> None:
    @group.command("list", help=session.say(*_LIST))
    def list_() -> None:
        from trama.terminal import training_course

        training_course.tell(session)


def _add_do(group: typer.Typer, session: Session) -> None:
    name_ = typer.Argument(metavar=session.say("EJERCICIO|ARCHIVO", "EXERCISE|FILE"))

    @group.command("do", help=session.say(*_DO))
    def do(name: Annotated[str, name_]) -> None:
        from trama.terminal import training_course

        training_course.do(session, name)


def _add_check(group: typer.Typer, session: Session) -> None:
    files_ = typer.Argument(metavar=session.say("ARCHIVO...", "FILE..."))

    @group.command("check", help=session.say(*_CHECK))
    def check(files: Annotated[list[Path], files_]) -> None:
        from trama.terminal import training_course

        if not training_course.check(session, files):
            raise typer.Exit(1)


def _add_page(group: typer.Typer, session: Session) -> None:
    out_ = typer.Argument(metavar=session.say("ARCHIVO", "FILE"))

    @group.command("page", help=session.say(*_PAGE))
    def page(out: Annotated[Path, out_]) -> None:
        from trama.terminal import page_writing, training_course

        page_writing.write(session, out, training_course.page(session))
        session.line(str(out))
