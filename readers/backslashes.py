r"""Texts in which a backslash escapes a quote, as MySQL and Neo4j write them, as usual CSV.

Such a dump writes ``"LUIS \"CHATO\" ALFA"`` where CSV writes ``"LUIS ""CHATO"" ALFA"``, and ``\N``
where a value is missing. A backslash before a quote that ends its cell (``"C:\casos\"``) shows
nothing: it counts as an escape only after a line that shows one.
"""

import re

from trama.readers.delimiter import DELIMITERS

_MARKS = re.escape(DELIMITERS)
# A quoted cell with a backslash and a quote before a character that cannot follow a closing quote.
_ESCAPED_QUOTE = re.compile(rf'(?:^|[{_MARKS}])"(?:[^"\\]|\\[^"]|"")*\\"(?=[^"{_MARKS}\r\n])')
_APOSTROPHE = re.compile(r"(?<=\w)\\'(?=\w)")  # D\'ANGELO
_ESCAPE = re.compile(r'\\(["\\])')


class Backslashes:
    """The translation of the lines of one text, in their order."""

    def __init__(self, delimiter: str) -> None:
        mark = re.escape(delimiter)
        self._missing = re.compile(rf'(?:(?<={mark})|^)"?\\N"?(?={mark}|[\r\n]|\Z)')
        self._escapes = False

    def translated(self, line: str) -> str:
        """Return a line with a backslash in it as usual CSV writes the line."""
        line = _APOSTROPHE.sub("'", self._missing.sub("", line))
        self._escapes = self._escapes or escapes_quotes(line)
        return doubled_quotes(line) if self._escapes else line


def escapes_quotes(text: str) -> bool:
    """Return whether a backslash escapes a quote in some line of a text."""
    return any(_ESCAPED_QUOTE.search(line) for line in text.splitlines() if '\\"' in line)


def doubled_quotes(text: str) -> str:
    """Return a text with its escaped quotes doubled, and its escaped backslashes single."""
    return _ESCAPE.sub(lambda escape: '""' if escape[1] == '"' else "\\", text)
