"""The forms of standing questions, of their news, and of the judgements of news."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from trama.access.policy import Role
from trama.routes.language.written import LONGEST_ROUTE
from trama.schemas.query_models import OwnAnswer
from trama.standing.known_rows import News, Worth
from trama.standing.standing_questions import LONGEST_TITLE, LONGEST_WHY

_LONGEST_NAME = 64  # characters of the name of a saved query
_LONGEST_KEY = 40


class StandingMade(BaseModel):
    """Una consulta guardada o una ruta que se repite / A saved query or a route to repeat."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    title: str = Field(min_length=1, max_length=LONGEST_TITLE, examples=["Pares que se repiten"])
    query: Annotated[
        str | None, Field(min_length=1, max_length=_LONGEST_NAME, examples=["recurring_pairs"])
    ] = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    route: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=LONGEST_ROUTE,
            description="En lugar de query / In place of query",
        ),
    ] = None

    @model_validator(mode="after")
    def _query_or_route(self) -> Self:
        if (self.query is None) == (self.route is None):
            kind = "missing" if self.query is None else "extra_forbidden"
            raise PydanticCustomError(kind, kind)
        return self


class StandingRow(BaseModel):
    """Una pregunta permanente / A standing question.

    A supervisor reads no title, sentence, parameters or sentence of an error of another owner's.
    """

    id: str = Field(examples=["S-0123456789abcdef"])
    title: str
    query: str = Field(description="Consulta guardada, o route / Saved query, or route")
    parameters: dict[str, Any]
    sentence: str = Field(description="Lo que pregunta, en palabras / What it asks, in words")
    owner: str = Field(description="Identificador del token; local sin token / Id of the token")
    role: Role
    mine: bool
    ran_at: str | None = Field(description="La última respuesta / The last answer")
    of_state: str = Field(description="El estado del grafo entonces / The graph's state then")
    current: bool = Field(description="El grafo no cambió desde entonces / No change since")
    rows: int
    cut: bool = Field(description="Había más filas / There were more rows")
    new: int = Field(description="Filas nuevas por revisar / New rows to be reviewed")
    changed: int = Field(description="Filas que cambiaron, por revisar / Changed, to be reviewed")
    gone: int = Field(description="Filas que ya no están, por revisar / Gone, to be reviewed")
    rebased_at: str | None = Field(
        description="Desde cuándo hay novedades / Since when there are news"
    )
    error: str | None = Field(description="Por qué no se hizo / Why it was not asked")
    error_code: str | None


class StandingNews(OwnAnswer):
    """Las filas con novedad / The rows with news.

    Beside its cells each row has ``news`` (its key), ``status`` (``new``, ``changed``, ``gone``),
    ``since``, ``changed`` (columns), ``judged``, ``by``, ``judged_at``, ``why``. The cells of a row
    that is gone are null.
    """

    next: None = None
    outdated: bool = Field(
        description="El grafo cambió después de la última vez / The graph changed after the last"
    )


class StandingJudged(BaseModel):
    """El juicio de una novedad / The judgement of news."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    news: str = Field(min_length=1, max_length=_LONGEST_KEY)
    verdict: Worth
    why: str = Field(default="", max_length=LONGEST_WHY, description="Motivo / Reason")


class StandingJudgement(BaseModel):
    """El juicio como se guardó / The judgement as it was stored."""

    news: str
    status: News
    judged: Worth
    by: str
    judged_at: str
    why: str
