"""A quote that is never closed: how it shows, and its row read without it."""

import re
from collections.abc import Sequence

from trama.ingest.readers import limits
from trama.ingest.readers.delimiter import Delimiter, cells_in

# Prose with two commas in a line is common; with fewer columns a line of it looks like a row.
_FEWEST_CELLS = 3


def goes_on_too_long(lines: Sequence[str], delimiter: Delimiter) -> bool:
    """Returns whether an open quoted cell that spans ``lines`` is a quote never closed.

    Past QUOTED_LINES it is, when most of what it swallowed looks like rows; past the limits for
    prose it is in any case.
    """
    if len(lines) > limits.QUOTED_LINES_OF_PROSE:
        return True
    if sum(map(len, lines)) > limits.QUOTED_CHARACTERS:
        return True
    rows = _like_rows(lines[1:], delimiter)
    return sum(rows) * 2 > len(rows)


def swallowed_rows(lines: Sequence[str], cells: int, delimiter: Delimiter) -> bool:
    """Returns whether a row of several lines owes its ``cells`` to a quote closed by a later one.

    A row of the right width is believed, unless each of its lines is a whole row by itself; one of
    a wrong width is not believed when a line inside it is a whole row.
    """
    if cells != delimiter.width:
        return any(_like_rows(lines[1:], delimiter))
    return all(_like_rows(lines, delimiter))


def without_quote(line: str, character: str) -> tuple[list[str], int | None]:
    """Returns the cells of one line, its unclosed quote dropped, and the index of that cell.

    Cells whose quotes are in order are read as usual.
    """
    text = line.rstrip("\r\n")
    mark = re.escape(character)
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"(?={mark}|\Z)|([^{mark}]*))({mark}|\Z)')
    cells: list[str] = []
    unclosed: int | None = None
    position = 0
    while found := cell.match(text, position):
        quoted, plain, end = found.groups()
        if quoted is None and unclosed is None and plain.startswith('"'):
            unclosed = len(cells)
            plain = plain[1:]
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if not end:
            break
        position = found.end()
    return cells, unclosed


def _like_rows(lines: Sequence[str], delimiter: Delimiter) -> list[bool]:
    if delimiter.width < _FEWEST_CELLS:
        return [False] * len(lines)
    return [cells_in(line, delimiter.character) == delimiter.width for line in lines]
