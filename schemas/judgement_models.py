"""The forms of the judgements of identity that the API takes and gives."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from trama.linkage.judgements import Subject, Verdict

LONGEST_END = 200
"""Characters of an end: the numbers of real cases have up to 40."""

LONGEST_REASON = 2_000
"""Characters of a reason: a paragraph."""


_End = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_END,
        description="R-…, P-… o X-… de un solo registro, o el número de un caso / "
        "R-…, P-… or X-… with one record, or the number of a case",
        examples=["RETA:SINT-2017-000123"],
    ),
]


_AS_NAMED = (
    "Como lo puede nombrar el rol, o como se escribió / As the role may name it, or as typed"
)
HANDLE = "HANDLE.1 y HANDLE.2 nombran los extremos / HANDLE.1 and HANDLE.2 name the ends"


class JudgementMade(BaseModel):
    """Un juicio que se guarda / A judgement to store; withdrawn takes back what was said."""

    model_config = ConfigDict(extra="forbid")
    one: _End
    other: _End
    verdict: Verdict
    why: str = Field(default="", max_length=LONGEST_REASON, description="Motivo / Reason")
    seen: str | None = Field(
        default=None,
        max_length=LONGEST_END,
        description="El «state» del par como se vio; si cambió, 409 / "
        "The state of the pair as it was seen; 409 if it changed",
    )
    blind: bool = Field(
        default=False,
        description="Segunda lectura a ciegas: no decide / A blind second reading: decides nothing",
    )


class JudgementStored(BaseModel):
    """El juicio guardado / The judgement as it was stored; ``cases`` were derived anew."""

    subject: Subject
    one: str = Field(description=_AS_NAMED)
    other: str = Field(description=_AS_NAMED)
    handle: str = Field(description=HANDLE)
    verdict: Verdict
    by: str
    at: str
    cases: int


class JudgementEnd(BaseModel):
    """Un extremo / An end; ``key`` is null where the role may not know it."""

    key: str | None
    pseudonym: str | None


class JudgementRow(BaseModel):
    """Un juicio / A judgement; ``reason`` is null where the role may not read it."""

    subject: Subject
    one: JudgementEnd
    other: JudgementEnd
    handle: str | None = Field(description=HANDLE)
    verdict: Verdict
    number: int
    by: str
    at: str
    reason: str | None
    score: float | None
    model: str
    blind: bool = Field(description="Segunda lectura a ciegas / A blind second reading")
    stands: bool
    contradiction: bool = Field(description="Dice «same» y no une / Says same and joins nobody")
    against: list[list[JudgementEnd]] = Field(
        description="Pares juzgados distintos que lo impiden / Pairs judged different against it"
    )


class JudgementListAnswer(BaseModel):
    """Los juicios, el último primero / The judgements, the latest first."""

    judgements: list[JudgementRow]
    more: int = Field(description="Cuántos no caben / How many were left out")
