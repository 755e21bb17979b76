"""Rows written into one cell: the cell holds the text of the row, delimiters and quotes included.

A spreadsheet program that did not split a text on opening saves its lines so. It quotes a line that
has a quote, and the quoted line is one cell for every later reader.

Example, of four columns: the line ``"EXP-1,""SINTETICA, ANA"",F,20"`` is one cell. Its text is the
row EXP-1; SINTETICA, ANA; F; 20.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from trama.readers.delimiter import DELIMITERS, Delimiter, delimiter_of
from trama.readers.table import Cell, ReaderDefect, Row
from trama.values.defects import Defect, DefectCode, Outcome

# Columns. Prose has commas: with fewer columns a title or a note looks like a row.
_FEWEST_CELLS = 3
# Columns, for a cell that another delimiter splits than the one of its file.
_FEWEST_OF_ANOTHER = 4
# Times that a line may have been quoted: each time that the file was opened and saved again.
_MOST_TIMES = 3
# Rows of a sheet that show whether every row is in its first cell.
_ROWS_TO_DECIDE = 50


def whole_row(cells: Sequence[str], delimiter: Delimiter) -> list[str] | None:
    """Return the row that stands in the first of ``cells``. Return None if they are a row."""
    if delimiter.width < _FEWEST_CELLS or any(cells[1:]):
        return None
    text = cells[0]
    for _ in range(_MOST_TIMES):
        for character in dict.fromkeys((delimiter.character, *DELIMITERS)):
            row = _split(text, character)
            enough = character == delimiter.character or delimiter.width >= _FEWEST_OF_ANOTHER
            if row and enough and len(row) == delimiter.width:
                return row
        inner = _split(text, delimiter.character)
        if inner is None or len(inner) != 1 or inner[0] == text:
            return None
        text = inner[0]
    return None


def hides_a_row(cells: Sequence[str], delimiter: Delimiter) -> bool:
    """Return whether the only cell of a row has nearly as many delimiters as a row.

    Such a cell is most likely a row that lost or gained a delimiter. Read as a cell, it would put
    the names of people into a column that shows everybody its values.
    """
    if delimiter.width < _FEWEST_CELLS or any(cells[1:]):
        return False
    return cells[0].count(delimiter.character) >= max(delimiter.width - 2, 2)


def split_sheet(rows: Iterator[Row], defects: list[ReaderDefect]) -> Iterator[Row]:
    """Yield the rows of a sheet, split if its first column holds the text of every row.

    The splitting is told once. In a usual sheet, a row whose first cell alone is written, and
    holds as many cells as the sheet is wide, is split and told.
    """
    first = list(islice(rows, _ROWS_TO_DECIDE))
    delimiter = _delimiter_of(first)
    if delimiter is None:
        yield from _split_rows(first, rows, defects)
        return
    defect = Defect(DefectCode.ROW_IN_ONE_CELL, Outcome.CORRECTED)
    defects.append(ReaderDefect(first[0].line, None, defect))
    for row in chain(first, rows):
        text = row.cells[0] if row.cells else None
        split = _split(text, delimiter.character) if isinstance(text, str) else None
        whole = split is not None and not any(cell is not None for cell in row.cells[1:])
        yield Row(row.line, tuple(cell or None for cell in split)) if split and whole else row


def _split_rows(
    first: Sequence[Row], rows: Iterator[Row], defects: list[ReaderDefect]
) -> Iterator[Row]:
    """Yield the rows of a usual sheet, each split that stands in its first cell."""
    width = max((sum(cell is not None for cell in row.cells) for row in first), default=0)
    delimiter = Delimiter(DELIMITERS[0], width)
    for row in chain(first, rows):
        text = row.cells[0] if row.cells else None
        alone = isinstance(text, str) and all(cell is None for cell in row.cells[1:])
        split = whole_row((text,), delimiter) if alone and isinstance(text, str) else None
        if split is None:
            yield row
            continue
        defect = Defect(DefectCode.ROW_IN_ONE_CELL, Outcome.CORRECTED)
        defects.append(ReaderDefect(row.line, None, defect, str(text)))
        yield Row(row.line, tuple(cell or None for cell in split))


def _delimiter_of(rows: Sequence[Row]) -> Delimiter | None:
    """Return the delimiter of rows that stand in their first cells, None for a usual sheet."""
    texts: list[str] = []
    for row in rows:
        written: list[Cell] = [cell for cell in row.cells if cell is not None]
        if len(written) > 1 or (written and not isinstance(row.cells[0], str)):
            return None
        texts += [str(cell) for cell in written]
    if len(texts) < 2:
        return None
    delimiter = delimiter_of("\n".join(texts))
    split = [_split(text, delimiter.character) or [] for text in texts]
    fitting = sum(len(row) == delimiter.width for row in split)
    is_table = delimiter.width >= _FEWEST_CELLS and fitting * 10 >= len(texts) * 9
    return delimiter if is_table else None


def _split(text: str, character: str) -> list[str] | None:
    """Return the cells of the one row in a text, None if the text is no row or several rows."""
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=character, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
