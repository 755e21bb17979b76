"""The rows of the tables of a file, read through once before the first row is mapped.

The file is read a second time for them, unless all rows of its tables are in memory already.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from trama.core.errors import InputError
from trama.mapping.plan import MatchedTable
from trama.readers import Row, open_tables

Taker = Callable[[Row], None]
"""A function that is given each row below the header."""


def read_whole(
    path: Path, matched: Sequence[MatchedTable], takers: Sequence[Sequence[Taker]]
) -> None:
    """Give the rows of each table to its takers, up to a damage. A table without any is not read.

    ``matched`` and ``takers`` are in one order.
    """
    long: dict[tuple[str, str], int] = {}
    for number, (match, mine) in enumerate(zip(matched, takers, strict=True)):
        if mine and match.table.whole:
            _give(match.table.first, match, mine)
        elif mine:
            long[match.table.raw.file, match.table.raw.sheet] = number
    if not long:
        return
    with open_tables(path) as tables:
        for table in tables:
            number = long.get((table.file, table.sheet), -1)
            if number >= 0:
                with suppress(InputError):  # the mapping meets the same damage, and reports it
                    _give(table.rows, matched[number], takers[number])


def _give(rows: Iterable[Row], match: MatchedTable, takers: Sequence[Taker]) -> None:
    header_line = match.table.first[match.header.index].line
    for row in rows:
        if row.line > header_line:
            for take in takers:
                take(row)
