"""Typer's own words in Spanish: usage, help, and errors of typing.

Typer asks `gettext` for some of its words only, so a catalogue would translate half of them. All
that Typer draws passes one highlighter, which translates here. A sentence that the table lacks
stays English.
"""

import re
from collections.abc import Sequence

from rich.text import Text
from typer import rich_utils

_SENTENCES: Sequence[tuple[str, str]] = (
    (r"^Show this message and exit\.$", "Muestra esta ayuda y termina."),
    (r"^Usage: ", "Uso: "),
    (r"\[OPTIONS\]", "[OPCIONES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "ORDEN [ARGUMENTOS]..."),
    (r"^Missing command\.", "Falta la orden."),
    (r"^Missing argument", "Falta el argumento"),
    (r"^Missing option", "Falta la opción"),
    (r"^Missing parameter", "Falta el parámetro"),
    (r"^No such command (.+?)\.(?= |$)", r"No existe la orden \1."),
    (r"^No such command (.+)\. Did you mean", r"No existe la orden \1. Did you mean"),
    (r"^No such option: ", "No existe la opción: "),
    (r"Did you mean (.+)\?$", r"¿Quiso decir \1?"),
    (r"\(Possible options: ", "(Opciones posibles: "),
    (r"^Got unexpected extra argument\(s\) ", "Sobran argumentos: "),
    (r"^Option (.+) requires an argument\.", r"La opción \1 necesita un valor."),
    (r"^Option (.+) does not take a value\.", r"La opción \1 no lleva valor."),
    (r"^Invalid value for ", "Valor no válido para "),
    (r"^Invalid value: ", "Valor no válido: "),
    (r"Value error, ", ""),
    (r" is not one of ", " no es ninguno de "),
    (r"Input should be greater than or equal to ", "debe ser al menos "),
    (r"Input should be less than or equal to ", "debe ser a lo más "),
    (r"Input should be a valid integer, .+", "debe ser un número entero"),
    (r"Input should be a valid number, .+", "debe ser un número"),
)


def in_spanish(text: str) -> str:
    """Return the text with Typer's sentences in Spanish and the rest unchanged."""
    for english, spanish in _SENTENCES:
        text = re.sub(english, spanish, text)
    return text


class _Spanish(rich_utils.OptionHighlighter):
    """Typer's highlighter, which translates the text that it draws."""

    highlights = [*rich_utils.OptionHighlighter.highlights, r"(?P<usage>Uso: )"]  # noqa: RUF012 - as its base

    def __call__(self, text: str | Text) -> Text:
        plain = text if isinstance(text, str) else text.plain
        told = in_spanish(plain)
        return super().__call__(text if told == plain else told)


def speak_spanish() -> None:
    """Make Typer draw help and errors in Spanish, in this process."""
    rich_utils.highlighter = _Spanish()
    rich_utils.OPTIONS_PANEL_TITLE = "Opciones"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumentos"
    rich_utils.COMMANDS_PANEL_TITLE = "Órdenes"
    rich_utils.DEFAULT_STRING = "[por defecto: {}]"
    rich_utils.ENVVAR_STRING = "[variable: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[obligatorio]"
    rich_utils.ABORTED_TEXT = "Interrumpido."
    rich_utils.RICH_HELP = "Escriba [blue]'{command_path} {help_option}'[/] para ver la ayuda."
