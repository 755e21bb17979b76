"""Typer's own words in Spanish: usage, help, types of values, and errors of typing.

Typer asks `gettext` for some of its words only, so a catalogue would translate half of them. All
that Typer draws passes two highlighters, which translate here.
"""

from rich.text import Text
from typer import rich_utils

from trama.core.typer_words import in_spanish, type_in_spanish


class _Spanish(rich_utils.OptionHighlighter):
    """Typer's highlighter, which translates the text that it draws."""

    highlights = [*rich_utils.OptionHighlighter.highlights, r"(?P<usage>Uso: )"]  # noqa: RUF012 - as its base

    def __call__(self, text: str | Text) -> Text:
        plain = text if isinstance(text, str) else text.plain
        told = in_spanish(plain)
        return super().__call__(text if told == plain else told)


class _SpanishTypes(rich_utils.TypesHighlighter):
    """Typer's highlighter of the types of values, which translates them."""

    def __call__(self, text: str | Text) -> Text:
        told = Text(style=rich_utils.STYLE_TYPES, overflow="fold")
        told.append(type_in_spanish(text if isinstance(text, str) else text.plain))
        return super().__call__(told)


def speak_spanish() -> None:
    """Make Typer draw help and errors in Spanish, in this process."""
    rich_utils.highlighter = _Spanish()
    rich_utils.types_highlighter = _SpanishTypes()
    rich_utils.OPTIONS_PANEL_TITLE = "Opciones"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumentos"
    rich_utils.COMMANDS_PANEL_TITLE = "Órdenes"
    rich_utils.DEPRECATED_STRING = "(en desuso) "
    rich_utils.DEFAULT_STRING = "[por defecto: {}]"
    rich_utils.ENVVAR_STRING = "[variable: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[obligatorio]"
    rich_utils.ABORTED_TEXT = "Interrumpido."
    rich_utils.RICH_HELP = "Escriba [blue]'{command_path} {help_option}'[/] para ver la ayuda."
