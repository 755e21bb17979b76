"""The mapped rows of a load, and the outcomes that each of them may have."""

from enum import StrEnum
from typing import NamedTuple

from trama.graph.records import Mention


class RowOutcome(StrEnum):
    """The outcome of a row. Each value is the name of a count in a sheet's report."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    REJECTED = "rejected"


class SpooledRow(NamedTuple):
    """A mapped row. ``file`` and ``sheet`` number the files and sheets of the load in order.

    ``origin`` is a digest of the file and the sheet, '' if rows of the sheet have no order.
    """

    file: int
    sheet: int
    line: int
    parent: bool
    mentions: tuple[Mention, ...]
    origin: str = ""
