"""The names in a message as somebody types them: ``--ask-at`` for the parameter ``ask_at``."""

import re
from collections.abc import Mapping, Sequence

import typer.main
from typer.core import TyperArgument, TyperGroup, TyperOption

from trama.core.errors import BadParameter, Language
from trama.core.typer_words import in_spanish

# A name of several words is no word of a sentence: it may be replaced wherever it stands.
_JOINED = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def as_typed(
    error: BadParameter, language: Language, app: typer.Typer, words: Sequence[str]
) -> str:
    """Return the message of an error of the command that ``words`` call, with names as typed.

    Example: «ask_at» of ``trama link`` gives «--ask-at». A parameter of a saved query is no option
    of the command, and keeps its name.
    """
    typed = _typed_names(_called(app, words), language)
    name = str(error.facts["name"])
    return _JOINED.sub(
        lambda joined: typed.get(joined[0], joined[0]),
        error.message(language, name=typed.get(name, name)),
    )


def _called(app: typer.Typer, words: Sequence[str]) -> Sequence[TyperOption | TyperArgument]:
    """Return the parameters of the command that the words name, of the innermost group."""
    command = typer.main.get_command(app)
    for word in words:
        if isinstance(command, TyperGroup) and word in command.commands:
            command = command.commands[word]
    return [one for one in command.params if isinstance(one, TyperOption | TyperArgument)]


def _typed_names(
    parameters: Sequence[TyperOption | TyperArgument], language: Language
) -> Mapping[str, str]:
    """Return what to type for each parameter, by its name in Python and by its option's."""
    typed: dict[str, str] = {}
    for parameter in parameters:
        own = (parameter.name or "").rstrip("_")
        if isinstance(parameter, TyperOption):
            longest = max(parameter.opts, key=len)
            typed |= dict.fromkeys((own, longest.lstrip("-").replace("-", "_")), longest)
        else:
            shown = parameter.metavar or own.upper()
            typed[own] = in_spanish(shown) if language == "es" else shown
    return typed
