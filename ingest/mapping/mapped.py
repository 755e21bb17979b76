"""Mapped rows: what mapping gives to the loader, row by row.

Named tuples: a load makes some for each row, and a frozen dataclass takes four times as long.
"""

from collections.abc import Mapping
from typing import NamedTuple

from trama.graph.records import FieldValue, Mention


class MappedRow(NamedTuple):
    """What one row of a case export says, in the order it stands there.

    ``digest`` is equal for rows that repeat one another exactly (cells trimmed, order of columns
    and line number aside). ``parent`` is True where the row itself is about the case; a row that
    is not (a child row of another sheet) is rejected when nobody knows its case.
    """

    sheet: str
    line: int
    digest: str
    case_key: str
    parent: bool
    mentions: tuple[Mention, ...] = ()


class MappedObservation(NamedTuple):
    """One row of a statistic: fields of the ontology's Observation without the uid.

    ``key`` identifies it within its registry and source (indicator, period, place as written,
    agency as written): the same key with another value is a correction.
    """

    sheet: str
    line: int
    digest: str
    key: str
    fields: Mapping[str, FieldValue]
