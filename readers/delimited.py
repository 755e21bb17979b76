"""CSV and other delimited texts, read row by row, with quotes that are never closed repaired."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from trama.readers import limits
from trama.readers.backslashes import Backslashes, doubled_quotes, escapes_quotes
from trama.readers.delimiter import Delimiter, delimiter_of
from trama.readers.encoding import TextForm, beginning, opened_text
from trama.readers.refusals import cut_at
from trama.readers.repair import repair, shown, suspects
from trama.readers.sources import Cut, Source
from trama.readers.table import ReaderDefect, Row, Table
from trama.readers.unclosed import goes_on_too_long, swallowed_rows, without_quote
from trama.readers.whole_rows import hides_a_row, whole_row
from trama.values.defects import Defect, DefectCode, Outcome

# Characters from which the delimiter is decided.
_SAMPLE = 128 * 1024
# CP/M ended its files with this sign, and old systems still do.
_END_OF_FILE = "\x1a"


class _Unclosed(Exception):
    """A quoted cell that goes on for too long."""


def csv_table(source: Source, form: TextForm) -> Table:
    """Return the one table of a delimited text; its sheet is '' and its cells are all text."""
    defects: list[ReaderDefect] = []
    if form.guessed:
        defect = Defect(DefectCode.ENCODING_GUESSED, Outcome.CORRECTED, form.code_page)
        defects.append(ReaderDefect(1, None, defect))
    rows = _rows(source, form, defects)
    return Table(source.name, "", hidden=False, rows=rows, defects=defects)


def _rows(source: Source, form: TextForm, defects: list[ReaderDefect]) -> Iterator[Row]:
    sample = beginning(source, form, _SAMPLE)
    delimiter = delimiter_of(doubled_quotes(sample) if escapes_quotes(sample) else sample)
    with opened_text(source, form) as text:
        reader = _Reader(text, delimiter, form, defects)
        try:
            yield from reader.rows()
        except Cut as error:
            raise cut_at(source.name, reader.line) from error


@dataclass(slots=True)
class _Reader:
    """One pass over the lines of a text.

    ``line`` is the number (from 1) of the next row's first line. ``pending`` holds the lines that
    the parser has taken for that row. ``pushed`` holds lines to read again, before ``lines``.
    """

    lines: Iterator[str]
    delimiter: Delimiter
    form: TextForm
    defects: list[ReaderDefect]
    line: int = 1
    pending: list[str] = field(default_factory=list)
    pushed: deque[str] = field(default_factory=deque)
    exhausted: bool = False
    backslashes: Backslashes = field(init=False)

    def __post_init__(self) -> None:
        self.backslashes = Backslashes(self.delimiter.character)

    def rows(self) -> Iterator[Row]:
        """Yield the rows. A row whose quote is not closed is read again without that quote."""
        for _ in range(self.delimiter.declared_lines):
            next(self.lines)
            self.line += 1
        while not self.exhausted:
            yield from self._until_unclosed()
            if self.pending:
                yield self._read_again()

    def _until_unclosed(self) -> Iterator[Row]:
        """Yield rows up to a row whose quote is not closed, and leave its lines in ``pending``."""
        suspect = suspects(self.form)
        pending = self.pending
        reader = csv.reader(self._feed(), delimiter=self.delimiter.character)
        try:
            for cells in reader:
                taken = len(pending)
                if (taken > 1 and self._swallowed(cells)) or self.exhausted:
                    return
                if suspect and suspect.search(pending[0] if taken == 1 else "".join(pending)):
                    self._repair(cells)
                pending.clear()
                line = self.line
                self.line += taken
                if not cells or (len(cells) == 1 and cells[0] in ("", _END_OF_FILE)):
                    continue
                if len(cells) == 1 or not (cells[1] or any(cells[2:])):
                    yield from self._whole_row(line, cells)
                else:
                    yield Row(line, tuple(cells))
        except (_Unclosed, csv.Error):
            return  # csv.Error: a cell beyond the module's limit, most often by an unclosed quote

    def _feed(self) -> Iterator[str]:
        """Yield the lines to the parser, and note them in ``pending``."""
        pending, pushed = self.pending, self.pushed
        while pushed:
            pending.append(pushed.popleft())
            if len(pending) > limits.QUOTED_LINES and goes_on_too_long(pending, self.delimiter):
                raise _Unclosed
            yield pending[-1]
        for line in self.lines:
            text = self.backslashes.translated(line) if "\\" in line else line
            pending.append(text)
            if len(pending) > limits.QUOTED_LINES and goes_on_too_long(pending, self.delimiter):
                raise _Unclosed
            yield text
        # The parser asks for a line after the last one only when a quote is still open.
        self.exhausted = True

    def _whole_row(self, line: int, cells: list[str]) -> Iterator[Row]:
        """Yield a row of which only the first cell is filled, split if that cell holds the row."""
        row = whole_row(cells, self.delimiter)
        if row is not None:
            defect = Defect(DefectCode.ROW_IN_ONE_CELL, Outcome.CORRECTED)
            self.defects.append(ReaderDefect(line, None, defect, cells[0]))
            yield Row(line, tuple(row))
        elif hides_a_row(cells, self.delimiter):
            defect = Defect(DefectCode.ROW_NOT_SPLIT, Outcome.REJECTED)
            self.defects.append(ReaderDefect(line, None, defect, cells[0]))
        else:
            yield Row(line, tuple(cells))

    def _swallowed(self, cells: list[str]) -> bool:
        return swallowed_rows(self.pending, len(cells), self.delimiter)

    def _read_again(self) -> Row:
        """Return the first pending line as a row of its own, and push the others back."""
        first, *others = self.pending
        self.pending.clear()
        self.pushed.extendleft(reversed(others))
        self.exhausted = False
        line = self.line
        cells, column = without_quote(first, self.delimiter.character)
        self._repair(cells)
        text = "" if column is None else cells[column]
        defect = Defect(DefectCode.UNCLOSED_QUOTE, Outcome.CORRECTED, text)
        self.defects.append(
            ReaderDefect(line, column, defect, "" if column is None else f'"{text}')
        )
        self.line += 1
        return Row(line, tuple(cells))

    def _repair(self, cells: list[str]) -> None:
        for column, cell in enumerate(cells):
            if repaired := repair(cell, self.form.fallback):
                defect = ReaderDefect(self.line, column, repaired.defect, shown(cell))
                self.defects.append(defect)
                cells[column] = repaired.text
