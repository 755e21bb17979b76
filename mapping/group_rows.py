"""Rows below the first row of a group, whose key is blank or merged with the key above.

Such a row names a victim or goes on with the rows above. Without a cell of a victim it gives no
nameless second victim: the group has one record of each.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from trama.graph.records import Kind
from trama.mapping.field_reading import Note
from trama.profiles.fill_down import own_columns
from trama.profiles.row_cells import RowCells
from trama.profiles.specs import TableSpec
from trama.values.defects import Defect, DefectCode, Outcome


@dataclass(frozen=True, slots=True)
class GroupRows:
    """The columns that tell of the groups of a table, as positions (from 0).

    ``keys`` are those of the key. ``victims`` has the own columns of each mention of a victim, by
    what the profile calls it.
    """

    keys: tuple[int, ...]
    victims: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, spec: TableSpec, positions: Mapping[str, int]) -> "GroupRows":
        """Return the groups of a table."""
        own = {
            mention.called: tuple(
                positions[n] for n in own_columns(spec, [mention]) if n in positions
            )
            for mention in spec.mentions
            if mention.kind is Kind.VICTIM and mention.count is None
        }
        return cls(tuple(positions[n] for n in spec.key if n in positions), own)

    def is_below(self, row: RowCells, merged: Collection[int]) -> bool:
        """Return whether a row, not yet filled, has no key of its own."""
        return bool(self.keys) and row.is_bare(self.keys, merged)

    def nobody(self, row: RowCells) -> frozenset[str]:
        """Return the mentions of victims of whom the row has no cell."""
        return frozenset(
            called
            for called, own in self.victims.items()
            if own and not any(row.written[at] for at in own)
        )

    def told(self, row: RowCells, columns: Mapping[int, str]) -> Iterator[Note]:
        """Yield what is told of a row below a key that names none of the victims."""
        if self.victims and len(self.nobody(row)) == len(self.victims):
            defect = Defect(DefectCode.NOBODY_BELOW_KEY, Outcome.NOTED)
            yield Note(columns[self.keys[0]], defect, row.written[self.keys[0]])
