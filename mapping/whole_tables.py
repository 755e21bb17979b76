"""The rows of the tables of a file, read through once before the first row is mapped.

The rows of a long table wait on disk meanwhile: to parse the file again would take longer.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import IO

from trama.core.batches import batched
from trama.core.errors import InputError
from trama.mapping.plan import MatchedTable
from trama.readers import Cell, ReaderDefect, Row

Taker = Callable[[Row], None]
"""A function that is given each row below the header."""

# Rows packed at a time: enough to be worth the call, few enough to be nothing in memory.
_ROWS_AT_ONCE = 500


def read_whole(
    matched: Sequence[MatchedTable], takers: Sequence[Sequence[Taker]], until_closed: ExitStack
) -> list[MatchedTable]:
    """Give the rows of each table to its takers, up to a damage. Return the tables to map.

    ``matched`` and ``takers`` are in one order. A table without takers is not read yet. The end of
    ``until_closed`` deletes what waits on disk.
    """
    return [
        _read(match, mine, until_closed) if mine else match
        for match, mine in zip(matched, takers, strict=True)
    ]


def _read(match: MatchedTable, takers: Sequence[Taker], until_closed: ExitStack) -> MatchedTable:
    table = match.table
    header_line = table.first[match.header.index].line

    def given(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if row.line > header_line:
                for take in takers:
                    take(row)
            yield row

    if table.whole:
        for _ in given(table.first):
            pass
        return match
    # A file without a name in any folder: nothing of it is left if the process dies.
    file = until_closed.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    waiting = _Waiting(file, table.raw.defects)
    waiting.store(given(table.rows))
    return replace(match, table=replace(table, rows=waiting.rows()))


@dataclass(slots=True)
class _Waiting:
    """The rows of a table on disk, each with the defects that its reader told before it.

    ``defects`` is the list that the table's reader fills. ``last`` are those told after the last
    row. ``damage`` is the error that ended the table.
    """

    file: IO[bytes]
    defects: list[ReaderDefect]
    last: tuple[ReaderDefect, ...] = ()
    damage: InputError | None = None

    def store(self, rows: Iterable[Row]) -> None:
        """Store the rows up to a damage."""
        for pack in batched(self._with_defects(rows), _ROWS_AT_ONCE):
            pickle.dump(pack, self.file, pickle.HIGHEST_PROTOCOL)
        pickle.dump([], self.file)

    def rows(self) -> Iterator[Row]:
        """Yield the rows as they came. Raise the damage after the last of them."""
        self.file.seek(0)
        while pack := pickle.load(self.file):  # noqa: S301 - we wrote it, where nobody else can
            for line, cells, merged, defects in pack:
                self.defects.extend(defects)
                yield Row(line, cells, merged)
        self.defects.extend(self.last)
        if self.damage is not None:
            raise self.damage

    def _with_defects(
        self, rows: Iterable[Row]
    ) -> Iterator[tuple[int, tuple[Cell, ...], frozenset[int], tuple[ReaderDefect, ...]]]:
        try:
            for line, cells, merged in rows:
                yield line, cells, merged, self._told()
        except InputError as error:
            self.damage = error
        self.last = self._told()

    def _told(self) -> tuple[ReaderDefect, ...]:
        """Return the defects told since the last row, and empty their list."""
        told = tuple(self.defects)
        self.defects.clear()
        return told
