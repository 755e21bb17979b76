"""Quotes that are never closed: how a reader notices them, and the row without its quote.

The parser takes the rows after such a quote into one cell, up to the next quote.

1. A quoted cell is still open after QUOTED_LINES lines. Its quote was never closed if most of these
   lines look like rows, or if the cell is beyond the limits of prose (``goes_on_too_long``).
2. A row of several lines ends. A later row's quote has closed its cell if each line is a whole row
   by itself, or if the row has a wrong width and holds a whole row (``swallowed_rows``).
3. In both cases the first line is a row of its own (``without_quote``); the reader reads the other
   lines again.

Example, of four columns: the parser makes one row of the lines ``1;"LA TIA;EVA;16`` and
``2;"CHATA";ANA;15``. This row has four cells, but so has each line: it has swallowed a row. The
first line gives 1, LA TIA, EVA and 16, with the unclosed quote in cell 1.
"""

import re
from collections.abc import Sequence

from trama.readers import limits
from trama.readers.delimiter import Delimiter, cells_in

# Columns. Prose has commas: with fewer columns, a line of prose looks like a row.
_FEWEST_CELLS = 3


def goes_on_too_long(lines: Sequence[str], delimiter: Delimiter) -> bool:
    """Return whether an open quoted cell of more than QUOTED_LINES ``lines`` was never closed."""
    if len(lines) > limits.QUOTED_LINES_OF_PROSE:
        return True
    if sum(map(len, lines)) > limits.QUOTED_CHARACTERS:
        return True
    rows = _like_rows(lines[1:], delimiter)
    return sum(rows) * 2 > len(rows)


def swallowed_rows(lines: Sequence[str], cells: int, delimiter: Delimiter) -> bool:
    """Return whether a row of several ``lines`` owes its ``cells`` to the quote of a later row."""
    if cells != delimiter.width:
        return any(_like_rows(lines[1:], delimiter))
    return all(_like_rows(lines, delimiter))


def without_quote(line: str, character: str) -> tuple[list[str], int | None]:
    """Return the cells of a line without its unclosed quote, and the index of the quote's cell.

    Cells whose quotes are in order are read as usual. The index is None if no quote is unclosed.
    """
    text = line.rstrip("\r\n")
    mark = re.escape(character)
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"(?={mark}|\Z)|([^{mark}]*))({mark}|\Z)')
    cells: list[str] = []
    unclosed: int | None = None
    position = 0
    while match := cell.match(text, position):
        quoted, plain, end = match.groups()
        if quoted is None and unclosed is None and plain.startswith('"'):
            unclosed = len(cells)
            plain = plain[1:]
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if not end:
            break
        position = match.end()
    return cells, unclosed


def _like_rows(lines: Sequence[str], delimiter: Delimiter) -> list[bool]:
    """Return, for each line, whether it looks like a row by itself."""
    if delimiter.width < _FEWEST_CELLS:
        return [False] * len(lines)
    return [cells_in(line, delimiter.character) == delimiter.width for line in lines]
