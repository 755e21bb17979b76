"""The form of a search and of its answer."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict

from trama.queries.search.finding import LONGEST_TEXT, MOST_HITS, USUAL_HITS
from trama.queries.search.hits import HitKind, Reason
from trama.schemas.answer_parts import MissingStep


class SearchQuestion(BaseModel):
    """Lo que se sabe / What is known: a name, nickname, document, phone, plate, case number."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONGEST_TEXT, examples=["999 000 001"])
    limit: Annotated[int, Strict(), Field(ge=1, le=MOST_HITS)] = USUAL_HITS


class SearchReason(BaseModel):
    """Por qué se encontró / Why it was found."""

    code: Reason
    es: str
    en: str


class SearchNext(BaseModel):
    """La consulta que sigue / The query that leads on."""

    query: str
    parameters: dict[str, str]


class SearchHit(BaseModel):
    """Lo que se encontró / What was found; ``key`` serves as a parameter of queries."""

    kind: HitKind
    key: str
    name: str | None
    reason: SearchReason
    score: float
    details: dict[str, str]
    cases: list[str]
    case_count: int | None
    next: SearchNext | None
    node: str = Field(
        description="Su clave en los grafos de respuestas / Its key in graphs of answers"
    )


class SearchAnswer(BaseModel):
    """Lo encontrado, lo mejor primero / What was found, the best first."""

    hits: list[SearchHit]
    more: int = Field(description="Cuántos no caben / How many were left out")
    complete: bool = Field(description="Se buscó en todo / Everything was searched")
    missing: MissingStep | None = Field(
        description="Sin hallazgos: lo que falta hacer / Without hits: what is to be done"
    )
