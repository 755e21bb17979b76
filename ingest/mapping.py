"""From a file and its profile to typed accounts and observations: one pass, row by row.

How the loader uses it::

    profile = load_profile("reta_cases")            # trama.ingest.profile
    with map_file(path, profile, sink) as tables:
        for table in tables:                        # sheets that hold cases come first
            for mapped in table.rows:               # MappedRow or MappedObservation
                ...
            table.count.rows, table.count.rejected  # final once ``rows`` is exhausted

Nothing is kept in memory: a row's issues go to ``sink`` before the row itself is yielded, and a
rejected row is not yielded at all.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from trama.ingest.accounts import MappedObservation, MappedRow
from trama.ingest.findings import Issue
from trama.ingest.profiling.shapes import Profile

Sink = Callable[[Issue], None]


@dataclass(slots=True)
class TableCount:
    """How many data rows a table held so far, and how many of them mapping rejected.

    Blank rows and the header are no data rows; a header repeated in the middle and a TOTAL row
    are, and are rejected. So ``rows == yielded + rejected``: of what was yielded the loader says
    loaded, unchanged, merged, or rejected where nobody knows the case.
    """

    rows: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One sheet, or one CSV, of a file.

    ``file`` is the path inside an archive (``a.zip!b.csv``) and ``sheet`` its name, both as the
    issues write them. ``rows`` can be iterated once; all its items are MappedRow where the profile
    holds cases and MappedObservation where it holds statistics (``profile.holds_observations``).
    """

    file: str
    sheet: str
    rows: Iterator[MappedRow | MappedObservation]
    count: TableCount = field(default_factory=TableCount)


def map_file(
    path: Path, profile: Profile, sink: Sink
) -> AbstractContextManager[tuple[MappedTable, ...]]:
    """Returns the tables of a file that the profile knows, ready to be streamed.

    ``MappedRow.accounts`` come in the order of the profile: case, victims, suspects, stages. The
    rows of a parent sheet have ``parent=True`` and hold the case's account; the rows of the other
    sheets have ``parent=False`` and hold no case account: whether their case is known is the
    loader's to say (issue code ``unknown_case``, rejected). Stages name people by ``entity_key``,
    which may stand in another sheet of the same case. A victim or suspect that stands in several
    rows of a case is given each time, with the same ``entity_key``.

    ``MappedObservation.fields`` has no uid; ``fields["indicator"]`` is the uid of one of
    ``profile.indicators`` (Indicator nodes to be written with it).

    Sheets that the profile does not know, and columns that it does not know, are reported once
    each (outcome set_aside, the line of the header); the columns' cells stay in ``originals``.

    Raises:
        InputError: the file cannot be read, or no sheet of it has the columns the profile asks for.
    """
    raise NotImplementedError
