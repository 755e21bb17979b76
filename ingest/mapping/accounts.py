"""What mapping gives to the loader: accounts of cases, victims, suspects and stages, row by row.

Named tuples: a load makes some for each row, and a frozen dataclass takes four times as long.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

UNCODED = "~"
"""How the entity key of a person begins whom the registry gives no code: a digest of cells.

It must not go into an identifier, and does not tell two people of one case apart for certain.
"""

FieldValue = str | int | float | bool | tuple[str, ...]


class Kind(StrEnum):
    """What an account is about; each has a record class in trama.graph.ontology.source_layer."""

    CASE = "case"
    VICTIM = "victim"
    SUSPECT = "suspect"
    STAGE = "stage"


class Account(NamedTuple):
    """One row's account of one case, victim, suspect or stage.

    ``entity_key`` is '' for a case; the registry's own code (cod_agraviado) or, where it has none,
    ``~`` and a digest of the identifying cells for a person; '' for a stage. ``fields`` has the
    properties of the record class that are known (absent means unknown); ``originals`` the cells
    as written.
    """

    kind: Kind
    case_key: str
    entity_key: str
    fields: Mapping[str, FieldValue]
    originals: Mapping[str, str]


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
    accounts: tuple[Account, ...] = ()


class MappedObservation(NamedTuple):
    """One row of a statistic: fields of the ontology's Observation without the uid.

    ``key`` is what identifies it within its registry and source (indicator, period, place as
    written, agency as written): the same key with another value is a correction.
    """

    sheet: str
    line: int
    digest: str
    key: str
    fields: Mapping[str, FieldValue]
