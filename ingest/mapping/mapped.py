"""The mapped rows that the loader receives, each with its place in the file and its digest.

They are named tuples: a load makes several for each row, and a frozen dataclass takes four times
as long.
"""

from collections.abc import Mapping
from typing import NamedTuple

from trama.graph.records import FieldValue, Mention


class MappedRow(NamedTuple):
    """The mentions of one row of a case export, in the order of the profile.

    ``line`` is the row's line in the file. ``digest`` is equal for rows that repeat one another
    exactly; their lines, the order of columns and blanks around cells do not count. ``parent`` is
    true if the row itself is about the case. Other rows (child rows of another sheet) are rejected
    if nobody knows their case.
    """

    sheet: str
    line: int
    digest: str
    case_key: str
    parent: bool
    mentions: tuple[Mention, ...] = ()


class MappedObservation(NamedTuple):
    """One row of a statistic: fields of the ontology's Observation without the uid.

    ``key`` identifies the row within its registry and source (indicator, period, place as written,
    agency as written). The same key with another value is a correction.
    """

    sheet: str
    line: int
    digest: str
    key: str
    fields: Mapping[str, FieldValue]
