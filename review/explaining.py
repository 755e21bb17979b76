"""The explanation of a pair by the model at hand: sentences, and the weight of each in bits."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.access.policy import Viewer
from trama.core.errors import Language
from trama.linkage.judgements import Subject
from trama.linkage.model.explanation import (
    WeighedLine,
    explain_case_pair,
    explain_pair,
)
from trama.linkage.model.odds import log_odds, probability_of
from trama.linkage.model.weights import Model
from trama.ontology.declare import Sensitivity
from trama.review.local_records import LocalRecords, compared_pair_of_cases, compared_people


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A sentence of the explanation. ``bits`` is its weight, None if it does not count."""

    comparator: str
    title: str
    level: str
    sentence: str
    bits: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a pair by the model at hand.

    ``start`` are the bits of a candidate pair before anything is compared. With the bits of the
    lines they sum up to the log2 odds of ``probability``.
    """

    model: str
    start: float
    probability: float
    lines: tuple[ExplainedLine, ...]


def explanation_of(
    pair: tuple[LocalRecords, LocalRecords],
    subject: Subject,
    model: Model,
    viewer: Viewer,
    language: Language,
    score: float | None,
) -> Explanation:
    """Return the explanation of a pair. Values stand in it only for who may see identities.

    ``score`` is the joint probability that this model gave: with it a line says what the cases
    told of the people, or the people of the cases. Without it the pair is judged alone.
    """
    reveal = viewer.sees(Sensitivity.IDENTITY)
    if subject is Subject.CASE:
        cases = compared_pair_of_cases(*pair)
        start = model.cases.start(same_registry=cases.same_registry)
        bits = model.cases.bits(cases)
        weighed = explain_case_pair(model, cases, language, reveal=reveal, score=score)
    else:
        people = compared_people(*pair)
        start, bits = model.start, model.bits(people)
        weighed = explain_pair(model, people, language, reveal=reveal, score=score)
    if score is not None:
        bits = log_odds(score)
    probability = round(probability_of(bits), 4)
    return Explanation(model.short_hash, round(start, 2), probability, _lines(weighed))


def _lines(weighed: Sequence[WeighedLine]) -> tuple[ExplainedLine, ...]:
    return tuple(
        ExplainedLine(
            line.comparator,
            line.title,
            line.level.name,
            line.sentence,
            None if weight is None else round(weight, 2),
        )
        for line, weight in weighed
    )
