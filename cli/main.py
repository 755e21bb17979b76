"""The entry point of the command: language, sub-commands, errors as exit codes."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from trama.api.failures import where_raised
from trama.core.errors import BadParameter, Language, TramaError
from trama.core.safe_cells import visible
from trama.core.settings import read_settings
from trama.core.unwritable import disk_full
from trama.terminal.interruption import EXIT_CODE, after_interruption
from trama.terminal.session import Session, open_session
from trama.terminal.words import speak_spanish

_COMMANDS, _REPORTING = "trama.cli", "trama.reporting"

COMMANDS = {
    "load": _COMMANDS,
    "rebuild": _COMMANDS,
    "filler": _COMMANDS,
    "link": _COMMANDS,
    "review": _COMMANDS,
    "overlap": _COMMANDS,
    "networks": _COMMANDS,
    "bank": _REPORTING,
    "study": _REPORTING,
    "recommend": _REPORTING,
    "figure": _REPORTING,
    "status": _COMMANDS,
    "query": _COMMANDS,
    "find": _COMMANDS,
    "route": _COMMANDS,
    "standing": _COMMANDS,
    "profile": _COMMANDS,
    "twin": _COMMANDS,
    "page": _COMMANDS,
    "evidence": _COMMANDS,
    "quality": _REPORTING,
    "train": _REPORTING,
    "token": _COMMANDS,
    "workspace": _COMMANDS,
    "engine": _COMMANDS,
    "serve": _COMMANDS,
    "docs": _COMMANDS,
}
"""The commands, each with the room of its module, imported only for its own run or for the help."""

ALIASES = {"cifra": "figure"}
"""Second names of commands, in Spanish."""


def main() -> None:
    """Run the command and end the process with its exit code.

    0 done, 1 failed, 2 wrong usage, 3 with --strict if a row was rejected, 130 after Ctrl-C.
    """
    words, language, as_json = common_options(sys.argv[1:], os.environ)
    try:
        session = open_session(read_settings(), language, as_json=as_json)
        _run(build(session, wanted(words)), words, language)
    except SystemExit as end:
        # Typer ends a command with this code when it meets Ctrl-C, and says nothing.
        if end.code == EXIT_CODE:
            command = next(iter(wanted(words)), "")
            _fail(after_interruption(command, sys.argv[1:], language), EXIT_CODE)
        raise
    except TramaError as error:
        _fail(error.message(language), error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last resort; its message may hold a name
        if (full := disk_full(error)) is not None:
            _fail(full.message(language), full.exit_code)
        unexpected = "Unexpected error" if language == "en" else "Error inesperado"
        _fail(f"{unexpected}: {type(error).__name__} ({where_raised(error)})", 1)


def _run(app: typer.Typer, words: list[str], language: Language) -> None:
    try:
        app(words, prog_name="trama")
    except BadParameter as error:
        from trama.terminal.option_names import as_typed

        _fail(as_typed(error, language, app, words), error.exit_code)


def common_options(
    words: Sequence[str], environment: Mapping[str, str]
) -> tuple[list[str], Language, bool]:
    """Return the words without ``--lang`` and ``--json``, and the values of both options.

    The options may stand anywhere. They are read before the commands are built, because the help
    is in the language of ``--lang``.
    """
    rest: list[str] = []
    language = environment.get("TRAMA_LANG", "")
    as_json = False
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += [word, *queue]
            break
        if word == "--lang" and queue:
            language = queue.pop(0)
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        elif word == "--json":
            as_json = True
        else:
            rest.append(word)
    if language not in ("", "es", "en"):
        _fail("--lang: es | en", 2)
    return rest, "en" if language == "en" else "es", as_json


def wanted(words: Sequence[str]) -> tuple[str, ...]:
    """Return the commands that a run needs: the command named in the words, else all."""
    named = next((word for word in words if not word.startswith("-")), "")
    named = ALIASES.get(named, named)
    return (named,) if named in COMMANDS else tuple(COMMANDS)


def build(session: Session, commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command with these sub-commands, in the session's language."""
    say = session.say
    if session.language == "es":
        speak_spanish()
    app = typer.Typer(
        name="trama",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=say(
            "Trama: grafo de casos de trata de personas del Perú. --lang es|en cambia el idioma; "
            "--json escribe un documento JSON en la salida estándar.",
            "Trama: a graph of human-trafficking cases of Peru. --lang es|en changes the language; "
            "--json writes one JSON document to standard output.",
        ),
    )
    # Without a callback Typer makes a lone sub-command the program itself.
    app.callback()(_version_option(session))
    for name in commands:
        import_module(f"{COMMANDS[name]}.{name}").add_to(app, session)
    return app


def _fail(message: str, exit_code: int) -> NoReturn:
    console = Console(stderr=True, markup=False, highlight=False)
    console.print(f"✗ {visible(message)}", style="red", soft_wrap=True)
    sys.exit(exit_code)


def _version_option(session: Session) -> Callable[[bool], None]:
    """Return the options that the command has without a sub-command."""

    def show(wanted_: bool) -> None:
        if wanted_:
            session.out.print(f"trama {version('trama')}")
            raise typer.Exit

    def options(
        shown: Annotated[
            bool,
            typer.Option(
                "--version",
                callback=show,
                is_eager=True,
                help=session.say("Muestra la versión y termina.", "Shows the version and exits."),
            ),
        ] = False,
    ) -> None:
        del shown

    return options
