"""A report as a sequence of blocks: the one content that HTML and PDF both show.

No text of a block is markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trama.core.errors import Language

LONGEST_CELL = 400
"""Characters of a cell of a table; a note stands in a paragraph, whole."""

_CUT = " […]"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a ``warning`` stands out, and ``small`` letters are for receipts."""

    text: str
    warning: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Titles and their texts, a line each."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``note`` says below it what it leaves out."""

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its caption, its PNG and dots. ``svg`` is the same, drawn sharp by a browser."""

    caption: str
    png: bytes
    width: int
    height: int
    svg: str = ""


Block: TypeAlias = Paragraph | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section; one of ``level`` 2 belongs to the one before it."""

    title: str
    blocks: Sequence[Block]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    ``mark`` is the word for invented data, "" for real data: it stands on every page. ``foot``
    stands there too, with ``page``, which numbers it. ``contents`` is the title of the contents.
    """

    title: str
    kind: str
    mark: str
    facts: Facts
    sections: Sequence[Section]
    foot: str
    language: Language
    contents: str
    page: str


def cell(text: str) -> str:
    """Return the text of a cell, cut if it would fill the page."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT
