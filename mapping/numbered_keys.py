"""The columns of a table's key whose cells are numbers, found before the first row is mapped.

Among numbers, a text without a digit (ARCHIVADO, DERIVADO A LIMA) is a remark in the place of the
number that is missing: two rows with the same remark are not one case.
"""

import re
from dataclasses import dataclass, field

from trama.core.text import fold
from trama.mapping.header import Header
from trama.mapping.whole_tables import Taker
from trama.profiles.specs import TableSpec
from trama.readers import Row
from trama.values.cells import text_of
from trama.values.identifiers import is_missing_key

_LEAST_NUMBERS = 5  # different numbers that show how the column is filled
_NUMBERS_A_WORD = 5  # different numbers for each different text of words
_ENOUGH = 1000  # different texts of a kind that need not be counted further
# Police operations and well-known cases have names: OPERATIVO LUCERO.
_NAMED = re.compile(r"(?:MEGA ?)?(?:OPERATIVOS?|OPERACION|CASO|INTERVENCION) (?=[A-Z])")


@dataclass(slots=True)
class _Texts:
    """The different texts of one column of the key: with a digit, and of words alone."""

    at: int
    numbers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        kind = self.numbers if any(map(str.isdigit, text)) else self.words
        if len(kind) < _ENOUGH:
            kind.add(text)

    @property
    def are_numbers(self) -> bool:
        enough = len(self.numbers) >= _LEAST_NUMBERS
        return enough and len(self.words) * _NUMBERS_A_WORD <= len(self.numbers)


class NumberedKeys:
    """The key of one table, once :meth:`take` was given all of its rows."""

    def __init__(self, spec: TableSpec, header: Header) -> None:
        at = header.positions
        self._columns = [_Texts(at[name]) for name in spec.key if name in at]

    def takers(self) -> list[Taker]:
        """Return :meth:`take`, or nothing if the table has no column of its key."""
        return [self.take] if self._columns else []

    def take(self, row: Row) -> None:
        """Add the texts of a row."""
        for column in self._columns:
            cell = row.cells[column.at] if column.at < len(row.cells) else None
            if (text := text_of(cell)) and not is_missing_key(text):
                column.add(text)

    def positions(self) -> frozenset[int]:
        """Return the positions (from 0) of the columns whose cells are numbers."""
        return frozenset(column.at for column in self._columns if column.are_numbers)


def is_remark_among_numbers(text: str) -> bool:
    """Return whether a text in a column of numbers numbers no case: it has no digit and no name."""
    return not any(map(str.isdigit, text)) and not _NAMED.match(fold(text))
