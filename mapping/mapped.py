"""Mapped rows: what mapping gives to the loader for a row of a case export or of a statistic.

They are named tuples: a load makes one for each row, and a frozen dataclass takes four times as
long to make.
"""

from collections.abc import Mapping
from typing import NamedTuple

from trama.graph.records import FieldValue, Mention


class MappedRow(NamedTuple):
    """The mentions of one row of a case export, in the order of the profile.

    ``line`` is the number of the row's line in the file. ``case_key`` is the registry's number of
    the case, or ``sheet:line`` in a file without keys. ``digest`` is equal for two rows of one
    table with equal cells, whatever their line numbers, the order of columns and the blanks around
    cells. ``parent`` is True if the table has a row for each case, False for a table of children
    (people, stages). The loader rejects a child row whose case has no parent row and no record.
    """

    sheet: str
    line: int
    digest: str
    case_key: str
    parent: bool
    mentions: tuple[Mention, ...] = ()


class MappedObservation(NamedTuple):
    """One row of a statistic: the fields of the ontology's Observation, all but the uid.

    ``key`` identifies the row within its registry and source (indicator, period, and unit or place,
    folded). The same key with another value is a correction. ``written_key`` has the same parts as
    they are written: earlier versions identified the row by it.
    """

    sheet: str
    line: int
    digest: str
    key: str
    fields: Mapping[str, FieldValue]
    written_key: str = ""
