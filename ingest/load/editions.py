"""Editions of one data set: which is the newest, and the figures that it withdrew.

Two files are editions of one block (source, department, year) if one has at least half of the
figures that the other has there. An extract of one police unit is no edition of its department.
The edition whose data reach further is the newer; of two that reach equally far, the later loaded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from trama.graph.store.finder import RecordFinder
from trama.ingest.load.observation_spool import ObservationSpool, StatedFigure
from trama.ingest.load.series import block_of


@dataclass(slots=True)
class _Block:
    """The figures known of a block: their number, those of them in the sheet, and how far."""

    known: int = 0
    shared: int = 0
    reaches: str = ""
    missing: list[StatedFigure] = field(default_factory=list)
    values: dict[str, float | None] = field(default_factory=dict)

    @property
    def is_same_data(self) -> bool:
        """Return whether the sheet is an edition of the block."""
        return self.shared > 0 and self.shared * 2 >= self.known


@dataclass(frozen=True, slots=True)
class Editions:
    """The known editions of the blocks of a sheet whose data reach to ``reaches``."""

    reaches: str
    blocks: Mapping[str, _Block]

    def is_older(self, block: str) -> bool:
        """Return whether a newer edition states the figures of the block."""
        known = self.blocks.get(block)
        return known is not None and known.is_same_data and known.reaches > self.reaches

    def says_otherwise(self, block: str, uids: Collection[str], value: float | None) -> bool:
        """Return whether a known edition has another value for the observation of these uids.

        Another spelling of a district is no other value.
        """
        values = self.blocks[block].values
        return any(values[uid] != value for uid in uids if uid in values)

    def withdrawn(self) -> list[StatedFigure]:
        """Return the known figures that the sheet, as the newest edition, no longer has.

        Example: a national edition had 10 victims of a unit in 2019. The next has the department
        and the year, and nothing of the unit: the 10 are withdrawn.
        """
        return [
            figure
            for block in self.blocks.values()
            if block.is_same_data and block.reaches <= self.reaches
            for figure in block.missing
        ]


def compare_editions(
    finder: RecordFinder | None, spool: ObservationSpool, years: Iterable[int], reaches: str
) -> Editions:
    """Return the editions known of the years of a sheet, whose uids the spool expects.

    ``finder`` is None if the graph held no observation before the load.
    """
    blocks: dict[str, _Block] = defaultdict(_Block)
    for year in years:
        known = {figure.uid: figure for figure in _in_graph(finder, year)}
        known.update((figure.uid, figure) for figure in spool.stated(year))
        for figure in known.values():
            block = blocks[figure.block]
            block.known += 1
            block.reaches = max(block.reaches, figure.reaches)
            if spool.expects(figure.uid):
                block.shared += 1
                if block.reaches > reaches:
                    block.values[figure.uid] = figure.value
            elif figure.value is not None:
                block.missing.append(figure)
    return Editions(reaches, blocks)


def _in_graph(finder: RecordFinder | None, year: int) -> Iterable[StatedFigure]:
    if finder is None:
        return
    for row in finder.editions(year):
        yield StatedFigure(row["uid"], block_of(row), row["reaches"], row["value"])
