"""The cells that a row takes from the rows above it: a case's key, or a person, written once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trama.profiles.row_cells import RowCells
from trama.profiles.specs import TableSpec


@dataclass(slots=True)
class FillDown:
    """The filling of the blank cells of one table, row after row.

    ``keys`` are the positions (from 0) of the case's key, ``fills_keys`` tells whether a blank key
    is filled. ``mentions`` has the positions of each mention that is filled. Nothing passes a blank
    line, a row that is rejected, or a key that changes.
    """

    keys: tuple[int, ...]
    fills_keys: bool
    mentions: tuple[tuple[int, ...], ...]
    _above: RowCells | None = None
    _next_line: int = 0
    _people: dict[int, RowCells] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: TableSpec, positions: Mapping[str, int]) -> "FillDown | None":
        """Return the filling of a table. Return None if its profile asks for none."""
        columns = [mention.all_columns() for mention in spec.mentions if mention.fill_down]
        if not (spec.fill_down or columns):
            return None
        keys = tuple(positions[name] for name in spec.key if name in positions)
        own = (
            tuple(positions[name] for name in names if name in positions and name not in spec.key)
            for names in columns
        )
        return cls(keys, spec.fill_down, tuple(own))

    def filled(self, line: int, row: RowCells) -> RowCells:
        """Return the row with its blank cells filled, and remember it for the next row.

        1. Forget the rows above if a line between them and this row is blank.
        2. Take their key if the row has none. Forget their people if the key changes.
        3. Take the person of the rows above for each mention without any cell.

        ``EXP-1;ANA;Captación`` and below it ``;;Traslado`` give ``EXP-1;ANA;Traslado``.
        """
        above = self._above if line <= self._next_line else None
        breaks = sum(cell.count("\n") for cell in row.cells if isinstance(cell, str))
        self._next_line = line + 1 + breaks
        if above and self.fills_keys and not any(row.written[at] for at in self.keys):
            row = row.taking(above, self.keys)
        if not above or any(row.texts[at] != above.texts[at] for at in self.keys):
            self._people.clear()
        for number, own in enumerate(self.mentions):
            if any(row.written[at] for at in own):
                self._people[number] = row
            elif number in self._people:
                row = row.taking(self._people[number], own)
        self._above = row
        return row

    def stop(self) -> None:
        """Let nothing pass from the rows above to those below."""
        self._above = None
        self._people.clear()
