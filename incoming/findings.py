"""Findings: doubtful facts that rows show together, with the row, the field and the cell.

A finding names a field of a mention (``birth_date``), not a column: only the profile of the file
knows the column. The load translates it (`trama.ingest.load.finding_issues`).
"""

from typing import NamedTuple

from trama.graph.records import Kind, Mention
from trama.incoming.rows import SpooledRow
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.partial_date import PartialDate

KEY = ""
"""The field of a finding about the key of the row's case."""


class Finding(NamedTuple):
    """A doubtful fact: the row that shows it, the defect, and where in the row it stands.

    ``kind`` and ``field`` name the field of a mention, None for a fact about no cell. ``written``
    are the mention's cells as written, by column. ``value`` is the text that is doubtful; '' means
    the cell's whole text.
    """

    row: SpooledRow
    defect: Defect
    value: str = ""
    kind: Kind | None = None
    field: str = KEY
    written: dict[str, str] | None = None


class Said(NamedTuple):
    """A mention and the row that holds it."""

    row: SpooledRow
    mention: Mention

    def date(self, field: str) -> PartialDate | None:
        """Return the date of a field. Return None if the row does not say it."""
        text = self.mention.fields.get(field)
        return PartialDate.parse(text) if isinstance(text, str) and text else None


def finding(
    code: DefectCode,
    said: Said,
    field: str,
    *,
    line: int | None = None,
    suggestion: str = "",
    value: str = "",
) -> Finding:
    """Return the finding of a fact noted. ``line`` is the line of the row that it contradicts."""
    if line is not None:
        suggestion = f"línea {line}"
    defect = Defect(code, Outcome.NOTED, suggestion)
    return Finding(said.row, defect, value, said.mention.kind, field, said.mention.written())


def texts_of(mention: Mention, name: str) -> tuple[str, ...]:
    """Return a field that is a list of texts, empty if it is unknown."""
    value = mention.fields.get(name, ())
    return value if isinstance(value, tuple) else ()
