"""The names in a message as somebody types them: ``--ask-at`` for the parameter ``ask_at``."""

import re
from collections.abc import Mapping, Sequence

import click
import typer.main

from trama.core.errors import BadParameter, Language

# A name of several words is no word of a sentence: it may be replaced wherever it stands.
_JOINED = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def as_typed(
    error: BadParameter, language: Language, app: typer.Typer, words: Sequence[str]
) -> str:
    """Return the message of an error of the command that ``words`` call, with names as typed.

    Example: «ask_at» of ``trama link`` gives «--ask-at». A parameter of a saved query is no option
    of the command, and keeps its name.
    """
    typed = _typed_names(_called(typer.main.get_command(app), words))
    name = str(error.facts["name"])
    return _JOINED.sub(
        lambda joined: typed.get(joined[0], joined[0]),
        error.message(language, name=typed.get(name, name)),
    )


def _called(command: click.Command, words: Sequence[str]) -> click.Command:
    """Return the command of the innermost group that the words name."""
    for word in words:
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
    return command


def _typed_names(command: click.Command) -> Mapping[str, str]:
    """Return what to type for each parameter of a command, by its name in Python and by its own."""
    typed: dict[str, str] = {}
    for parameter in command.params:
        own = (parameter.name or "").rstrip("_")
        if isinstance(parameter, click.Option):
            longest = max(parameter.opts, key=len)
            typed |= dict.fromkeys((own, longest.lstrip("-").replace("-", "_")), longest)
        else:
            typed[own] = parameter.human_readable_name
    return typed
