"""The export of judgements: every row as a CSV, as far as the role may read.

The columns are those that `trama.review.judgement_file` describes.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO

from trama.access.pseudonyms import judgement_handle
from trama.core.safe_cells import spreadsheet_text
from trama.graph.store.judgement_rows import read_judgements
from trama.linkage.judgements import Subject
from trama.ontology.declare import Sensitivity
from trama.ontology.internal_layer import Judgement
from trama.queries.lookups.lookup import Lookup
from trama.review.parts import ShownEnd, hidden_names, parts_of, shown_ends, shown_reason

COLUMNS = ("subject", "one", "other", "verdict", "by", "at", "reason", "score", "model", "blind")
BLIND = "blind"


def judgements_csv(lookup: Lookup, key: bytes) -> str:
    """Return every judgement as a CSV that no spreadsheet program runs, by pair and number.

    A reason may name somebody: the column is empty for whoever may not read identities. They also
    read ``J-….1`` in place of an end whose key they may not know; the installation that wrote the
    file can read it, as ``key`` is that of its pseudonyms. A row whose judge or model has the name
    of somebody hidden is left out.

    Raises:
        JudgingDenied: the viewer may not judge.
        EngineError: a look-up failed; then nothing may leave.
    """
    lookup.viewer.admit_judge()
    text = StringIO(newline="")
    cells = csv.writer(text)
    cells.writerow(COLUMNS)
    rows = sorted(read_judgements(lookup.graph), key=lambda row: (row.one, row.other, row.number))
    if not lookup.viewer.sees(Sensitivity.IDENTITY):
        rows = _reserved(rows, lookup, key)
    for row in rows:
        values = [getattr(row, name) for name in COLUMNS[:-1]] + [BLIND if row.blind else ""]
        cells.writerow(spreadsheet_text(cell) if isinstance(cell, str) else cell for cell in values)
    return text.getvalue()


def _reserved(rows: Sequence[Judgement], lookup: Lookup, key: bytes) -> list[Judgement]:
    """Return rows without what the viewer may not know: ends, reasons, names of judges."""
    ends = ((Subject(row.subject), end) for row in rows for end in (row.one, row.other))
    shown = shown_ends(lookup, parts_of(lookup, ends))
    hidden = hidden_names(lookup, {text for row in rows for text in (row.by, row.model)})
    return [
        replace(
            row,
            one=row.one if _is_shown(row.one, shown) else f"{handle}.1",
            other=row.other if _is_shown(row.other, shown) else f"{handle}.2",
            reason=shown_reason(row.reason, lookup.viewer) if row.model else "",
        )
        for row in rows
        if row.by not in hidden and row.model not in hidden
        for handle in [judgement_handle(row.uid, key)]
    ]


def _is_shown(end: str, shown: Mapping[str, ShownEnd]) -> bool:
    return end in shown and shown[end].key == end
