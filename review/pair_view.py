"""A pair as a reviewer sees it: both sides, where they differ, and the score explained."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from trama.core.errors import Language
from trama.graph.records import Kind, RecordState
from trama.graph.store.judgement_rows import judgements_of_pairs
from trama.linkage.judgements import Subject, Verdict, case_end, standing
from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import Model
from trama.ontology.internal_layer import Judgement
from trama.queries.lookups.lookup import Lookup
from trama.review.ends import read_pair
from trama.review.explaining import Explanation, explanation_of
from trama.review.local_records import LocalRecords, read_both, read_local
from trama.review.parts import (
    Part,
    hidden_names,
    parts_of,
    shown_case_ends,
    shown_reason,
)
from trama.review.sides import FieldRow, field_rows

_STATE = 32  # hexadecimal digits of the state of a pair: 128 bits


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: its key and case as the viewer may know them, and its registry.

    ``key`` is a record's uid or a case with its registry, ``case`` the number of the case. Both are
    None if the viewer may not know them. ``pseudonym`` is that of the person now; a blind reading
    has none, as one pseudonym on both sides would tell that somebody joined them.
    """

    key: str | None
    pseudonym: str | None
    registry: str
    case: str | None
    records: int


@dataclass(frozen=True, slots=True)
class ModelRow:
    """The word of a model on a pair: verdict, score and name of the model, and the guard's code.

    ``at_hand`` is False if another model than this one explains the pair now.
    """

    verdict: str
    score: float | None
    model: str
    reason: str
    at_hand: bool


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """The word of a person that stands on a pair. A blind reading never shows it."""

    verdict: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair as a viewer may see it.

    ``state`` changes as soon as somebody judges the pair or a
    load changes a side: a judgement that gives it back is refused if the pair is another by then.
    """

    subject: Subject
    kind: Kind
    one: Side
    other: Side
    fields: tuple[FieldRow, ...]
    explanation: Explanation
    row: ModelRow | None
    judged: JudgedRow | None
    blind: bool
    state: str

    def document(self) -> dict[str, Any]:
        """Return the pair as a JSON object."""
        return asdict(self)


def view_pair(
    one: str, other: str, lookup: Lookup, key: bytes, language: Language, *, blind: bool = False
) -> PairView:
    """Return the view of a pair, whose ends are as people write them.

    1. Read the local person or case of either end, and the rows of the pair. RETA stands left of
       SISTRA.
    2. Lay both sides out field by field, as far as the viewer may read them.
    3. Compare the two, and explain the weight of each comparator by the model at hand. No row of a
       model is needed. The sentences name values only to whoever may see identities.

    ``key`` signs the state, and reads handles. ``blind`` leaves out what other people said.

    Raises:
        JudgingDenied: the viewer may not judge.
        UnknownName, BadParameter: as `trama.review.ends.read_pair`.
    """
    lookup.viewer.admit_judge()
    subject, first, second = read_pair(one, other, lookup, key)
    parts = parts_of(lookup, [(subject, first), (subject, second)])
    pair = sorted((first, second))
    (first, mine), (second, theirs) = read_both(lookup.graph, subject, pair)
    rows = judgements_of_pairs(lookup.graph, [(pair[0], pair[1])])
    model = shipped_model()
    row = _model_row(rows, model)
    score = row.score if row and row.at_hand else None
    victim = any(part.victim for part in parts.values()) if subject is Subject.PERSON else True
    fields = field_rows(mine.records, theirs.records, lookup.viewer, language, victim=victim)
    sides = _Sides(lookup, subject, parts.values(), blind=blind)
    return PairView(
        subject,
        mine.records[0].kind,
        sides.side(first, mine, parts.get(first)),
        sides.side(second, theirs, parts.get(second)),
        tuple(fields),
        explanation_of((mine, theirs), subject, model, lookup.viewer, language, score),
        _shown_row(row, lookup) if row else None,
        None if blind else _judged(rows, lookup),
        blind,
        _state(rows, (*mine.records, *theirs.records), key),
    )


def state_of(pair: tuple[str, str], subject: Subject, lookup: Lookup, key: bytes) -> str:
    """Return the state of a pair as `view_pair` gives it, for its ends in order.

    Raises:
        UnknownName: the graph holds an end no more.
    """
    locals_ = [read_local(lookup.graph, subject, end) for end in pair]
    rows = judgements_of_pairs(lookup.graph, [pair])
    return _state(rows, [record for local in locals_ for record in local.records], key)


def _state(rows: Collection[Judgement], records: Collection[RecordState], key: bytes) -> str:
    """Return a keyed digest: without the key, that of a record would tell who somebody is."""
    said = sorted(row.uid for row in rows if not row.model)
    parts = [*said, *sorted(f"{record.uid} {record.content}" for record in records)]
    text = "\x1f".join(("pair", *parts)).encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()[:_STATE]


class _Sides:
    """The sides of one pair as a viewer may see them."""

    def __init__(
        self, lookup: Lookup, subject: Subject, parts: Collection[Part], *, blind: bool
    ) -> None:
        self._viewer = lookup.viewer
        self._subject = subject
        self._blind = blind
        self._shown = self._numbers(lookup, parts)

    def side(self, key: str, local: LocalRecords, part: Part | None) -> Side:
        """Return one side."""
        person = self._subject is Subject.PERSON
        victim = part is None or part.victim
        known = self._viewer.sees_person(victim=victim) if person else key in self._shown
        number = case_end(local.case)
        return Side(
            key if known else None,
            part.pseudonym if part and not self._blind else None,
            local.case.registry,
            local.case.number if number in self._shown else None,
            len(local.records),
        )

    def _numbers(self, lookup: Lookup, parts: Collection[Part]) -> set[str]:
        """Return the cases of the sides whose numbers the viewer may see."""
        ends = {(Subject.CASE, case_end(part.case)) for part in parts}
        cases = {end: part.uid for end, part in parts_of(lookup, ends).items()}
        return shown_case_ends(lookup, cases)


def _model_row(rows: Collection[Judgement], model: Model) -> ModelRow | None:
    """Return the last word of a model, also where a person's word outranks it."""
    of_model = [row for row in rows if row.model]
    for row in standing(of_model):
        return ModelRow(row.verdict, row.score, row.model, row.reason, model.is_named(row.model))
    return None


def _shown_row(row: ModelRow, lookup: Lookup) -> ModelRow:
    """Return the word of a model without a text that identifies somebody."""
    model = "" if row.model in hidden_names(lookup, [row.model]) else row.model
    return replace(row, model=model, reason=shown_reason(row.reason, lookup.viewer))


def _judged(rows: Collection[Judgement], lookup: Lookup) -> JudgedRow | None:
    for row in standing(rows):
        if not row.model and row.verdict != Verdict.WITHDRAWN:
            by = "" if row.by in hidden_names(lookup, [row.by]) else row.by
            return JudgedRow(row.verdict, by, row.at)
    return None
