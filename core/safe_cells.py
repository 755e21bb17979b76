"""Cells that are safe to show: no unseen sign, and nothing that a spreadsheet program runs."""

import re

_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
# Control signs, marks of direction, invisible signs, half surrogates and signs without a meaning.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The signs that begin a formula, also in full width, and the separators that a program may cut at:
# a Spanish Excel cuts a line at each semicolon, whatever the quotes around it.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_FORMULA = re.compile(f"(^|[;,|])([\\s\"']*)(?=[{_SIGNS}])")
_WORTH_RUNNING = 2  # characters: a lone dash is no formula


def visible(text: str) -> str:
    """Return the text on one line, with each sign that a reader cannot see spelled out.

    Tabs and line breaks become a blank. An escape sign or a mark of direction, which could paint a
    terminal or turn a name around, becomes its number: ``⟨U+202E⟩``. Letters stay as they are.

    >>> visible("ROSA\\x1b[31m")
    'ROSA⟨U+001B⟩[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", _SPACES.sub(" ", text))


def spreadsheet_text(text: str) -> str:
    """Return the text of a cell of a CSV that no spreadsheet program runs as a formula.

    An apostrophe stands before a sign that begins a formula, at the start of the cell and after
    every sign at which a program could cut the line. Numbers need no such care: write them as
    numbers, not as text.

    >>> spreadsheet_text("=1+1"), spreadsheet_text("A;=1")
    ("'=1+1", "A;'=1")
    """
    shown = visible(text)
    return _FORMULA.sub(r"\1\2'", shown) if len(shown) >= _WORTH_RUNNING else shown
