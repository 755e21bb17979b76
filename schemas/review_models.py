"""The forms of the queue, of one pair and of second readings, as the API gives them."""

from pydantic import BaseModel, Field

from trama.graph.records import Kind
from trama.linkage.judgements import Subject, Verdict
from trama.review.sides import Mark
from trama.schemas.judgement_models import HANDLE, JudgementEnd


class QueuedPairRow(BaseModel):
    """Un par por juzgar / A pair to judge; a pair to read again has no score and no worth."""

    kind: Kind
    one: JudgementEnd
    other: JudgementEnd
    handle: str = Field(description=HANDLE)
    score: float | None
    reason: str = Field(
        description="La guarda que lo detuvo, o '' / The guard that stopped it, or ''"
    )
    model: str
    worth: float | None = Field(
        description="Varianza de los conteos que una respuesta quita / "
        "Variance of the counts that an answer takes away"
    )


class QueueAnswer(BaseModel):
    """Los pares por juzgar, primero los que más valen / The pairs to judge, most worth first."""

    pairs: list[QueuedPairRow]
    left: int = Field(description="Cuántos hay en la cola / How many the queue has")
    next: str | None = Field(description="Cursor de la página siguiente / Cursor of the next page")


class PairSide(BaseModel):
    """Un lado / One side; ``key`` and ``case`` are null where the role may not know them."""

    key: str | None
    pseudonym: str | None
    registry: str
    case: str | None
    records: int


class PairField(BaseModel):
    """Un campo / A field of both sides; both texts are null where the role may not read them."""

    field: str
    title: str
    one: str | None
    other: str | None
    mark: Mark


class PairLine(BaseModel):
    """Una frase de la explicación / A sentence of the explanation; null bits do not count."""

    comparator: str
    title: str
    level: str
    sentence: str
    bits: float | None


class PairExplanation(BaseModel):
    """La explicación / The explanation: start and bits sum up to the log2 odds of probability."""

    model: str
    start: float
    probability: float
    lines: list[PairLine]


class PairModelRow(BaseModel):
    """Lo que dijo un modelo / The word of a model; ``at_hand``: the one that explains now."""

    verdict: Verdict
    score: float | None
    model: str
    reason: str
    at_hand: bool


class PairJudged(BaseModel):
    """Lo que dijo una persona / The word of a person that stands."""

    verdict: Verdict
    by: str
    at: str


class PairAnswer(BaseModel):
    """Un par lado a lado / A pair side by side, explained as far as the role may read."""

    subject: Subject
    kind: Kind
    one: PairSide
    other: PairSide
    fields: list[PairField]
    explanation: PairExplanation
    row: PairModelRow | None
    judged: PairJudged | None
    blind: bool
    state: str = Field(description="Para «seen» del juicio / For the judgement's ``seen``")


class AgreementRow(BaseModel):
    """Cuánto coinciden dos lecturas / How far two readings agree: Cohen's kappa, 90 % interval."""

    pairs: int
    equal: int
    percent: float | None
    kappa: float | None
    low: float | None
    high: float | None


class AgreementAnswer(BaseModel):
    """Por clase, y de todas / By kind, and of all."""

    victim: AgreementRow
    suspect: AgreementRow
    case: AgreementRow
    all: AgreementRow


class DisagreementRow(BaseModel):
    """Dos lecturas que difieren / Two readings that differ, while no supervisor has decided."""

    kind: Kind
    one: JudgementEnd
    other: JudgementEnd
    handle: str = Field(description=HANDLE)
    first: Verdict
    first_by: str
    first_at: str
    second: Verdict
    second_by: str
    second_at: str


class DisagreementsAnswer(BaseModel):
    """Las lecturas que difieren, primero la más antigua / Readings that differ, oldest first."""

    disagreements: list[DisagreementRow]
