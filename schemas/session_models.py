"""The form of the way in of a browser, and of what it learns of its session."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from trama.access.policy import Role
from trama.core.errors import Language

_LONGEST = 200  # characters of a token or code; ours are far shorter


class SessionQuestion(BaseModel):
    """Un token o un código de entrada / A token or a code of entry."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    token: str | None = Field(
        None, min_length=1, max_length=_LONGEST, description="trama token create --role …"
    )
    entry: str | None = Field(
        None, min_length=1, max_length=_LONGEST, description="trama serve: …/#entrada=CODE"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.token is None) == (self.entry is None):
            kind = "missing" if self.token is None else "extra_forbidden"
            raise PydanticCustomError(kind, kind)
        return self


class SessionAnswer(BaseModel):
    """La sesión de un navegador / The session of a browser."""

    name: str = Field(description="Del token; vacío sin token / Of the token; empty without one")
    role: Role
    language: Language = Field(description="La que pide el navegador / What the browser asks for")
    until: str = Field(description="Hasta cuándo, ISO 8601 en UTC / Its end, ISO 8601 in UTC")
    idle_minutes: int = Field(
        description="Sin solicitudes en tantos minutos termina antes / "
        "Without a request in so many minutes it ends earlier"
    )
    csrf: str = Field(
        description="Va en el encabezado Trama-CSRF de lo que no es GET / "
        "Goes in the header Trama-CSRF of whatever is not GET"
    )
    synthetic: bool | None = Field(
        description="Hay datos inventados; null si el grafo no contesta / "
        "There are invented data; null if the graph does not answer"
    )
