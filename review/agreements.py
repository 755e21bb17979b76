"""The agreement of readers by kind, and the pairs on which they disagree, as a viewer may see."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trama.access.pseudonyms import judgement_handle
from trama.graph.records import Kind
from trama.graph.store.judgement_rows import judgements_by_people
from trama.linkage.judgements import Subject
from trama.ontology.internal_layer import Judgement
from trama.queries.lookups.lookup import Lookup
from trama.review.blind_readings import Reading, readings
from trama.review.kappa import Agreement, agreement
from trama.review.parts import Part, ShownEnd, hidden_names, parts_of, shown_ends

KINDS = (Kind.VICTIM, Kind.SUSPECT, Kind.CASE)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two readings of one pair that differ, while no supervisor has decided.

    ``handle`` is that of the second reading: ``HANDLE.1`` and ``HANDLE.2`` name the ends for
    whoever may not know them.
    """

    kind: Kind
    one: ShownEnd
    other: ShownEnd
    handle: str
    first: str
    first_by: str
    first_at: str
    second: str
    second_by: str
    second_at: str

    def document(self) -> dict[str, Any]:
        """Return the disagreement as a JSON object."""
        return asdict(self)


def agreement_by_kind(lookup: Lookup) -> dict[str, Agreement]:
    """Return the agreement of the first and second readings by kind, and of ``all``.

    Pairs whose records are gone count only in ``all``.

    Raises:
        JudgingDenied: the viewer may not judge.
    """
    lookup.viewer.admit_judge()
    found, parts = _readings(lookup)
    answers: dict[str, list[tuple[str, str]]] = {kind.value: [] for kind in KINDS}
    for reading in found:
        if part := parts.get(reading.first.one):
            answers[part.kind.value].append((reading.first.verdict, reading.second.verdict))
    everything = [(reading.first.verdict, reading.second.verdict) for reading in found]
    return {kind: agreement(of) for kind, of in answers.items()} | {"all": agreement(everything)}


def disagreements(lookup: Lookup, key: bytes) -> list[Disagreement]:
    """Return the pairs on which two readers disagree and nobody decided, the oldest first.

    ``key`` makes the handles.

    Raises:
        JudgingDenied: the viewer may not judge.
    """
    lookup.viewer.admit_judge()
    found, parts = _readings(lookup)
    shown = shown_ends(lookup, parts)
    gone = ShownEnd(None)
    waiting = [reading for reading in found if reading.waits]
    judges = {row.by for reading in waiting for row in (reading.first, reading.second)}
    hidden = hidden_names(lookup, judges)
    return [
        Disagreement(
            _kind(reading.first, parts),
            shown.get(reading.first.one, gone),
            shown.get(reading.first.other, gone),
            judgement_handle(reading.second.uid, key),
            *(
                text
                for row in (reading.first, reading.second)
                for text in (row.verdict, "" if row.by in hidden else row.by, row.at)
            ),
        )
        for reading in sorted(waiting, key=lambda reading: (reading.second.at, reading.second.uid))
    ]


def _readings(lookup: Lookup) -> tuple[Sequence[Reading], dict[str, Part]]:
    found = readings(judgements_by_people(lookup.graph))
    rows = [reading.first for reading in found]
    ends = ((Subject(row.subject), key) for row in rows for key in (row.one, row.other))
    return found, parts_of(lookup, ends)


def _kind(row: Judgement, parts: dict[str, Part]) -> Kind:
    part = parts.get(row.one) or parts.get(row.other)
    if part is not None:
        return part.kind
    return Kind.CASE if row.subject == Subject.CASE else Kind.VICTIM
