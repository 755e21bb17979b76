"""The parts of the answer to a saved query that are the same for every query."""

from pydantic import BaseModel, Field

from trama.queries.missing_steps import StepName


class RivalPlace(BaseModel):
    """Otro lugar con ese nombre / Another place of that name."""

    uid: str = Field(examples=["PE-130101"])
    name: str = Field(examples=["Trujillo, Trujillo, La Libertad"])


class UnderstoodPlace(BaseModel):
    """El lugar por el que se tomó un texto / The place that a text was taken for."""

    parameter: str
    text: str = Field(examples=["Trujillo"])
    place: str = Field(examples=["PE-1301"])
    name: str = Field(examples=["Trujillo, La Libertad"])
    level: str = Field(examples=["province"], description="place_level")
    rivals: list[RivalPlace]


class Receipt(BaseModel):
    """Prueba de cómo se preguntó, sin datos / Proof of how an answer was asked, without data."""

    query: str
    version: int
    text_sha256: str
    parameters_sha256: str
    role: str
    asked_at: str
    digest: str


class MissingStep(BaseModel):
    """El paso que falta dar en el grafo / The step that was not done yet on the graph."""

    step: StepName
    es: str
    en: str
