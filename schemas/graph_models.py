"""The form of people and nodes in cells, and of the graph of an answer."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

_KEY = (
    "Lugar, caso o persona que el rol puede nombrar: su identificador; otra persona: su seudónimo; "
    "lo demás: M-… / Place, case or person whom the role may name: the uid; another person: the "
    "pseudonym; others: M-…"
)
Role = Literal["victim", "suspect"]


class PersonInAnswer(BaseModel):
    """Solo el seudónimo donde el rol no ve quién es / Only the pseudonym where the role may not."""

    pseudonym: str = Field(examples=["X-XKURUUGHFZ"])
    uid: Annotated[str | None, Field(description="P-…")] = None
    name: str | None = None


class NodeInAnswer(BaseModel):
    """Un nodo de cualquier clase / A node of any kind; ``key`` asks for it again."""

    key: str = Field(description=_KEY, examples=["X-XKURUUGHFZ"])
    type: str = Field(description="Etiqueta de la ontología / Label of the ontology")
    roles: list[Role]
    label: str
    pseudonym: str | None = Field(None, description="De una persona / Of a person")
    properties: dict[str, Any] | None = Field(
        None, description="Fase, fechas y conflictos / Phase, dates and conflicts"
    )


class GraphNode(NodeInAnswer):
    """Un nodo del grafo de una respuesta / A node of the graph of an answer."""

    properties: dict[str, Any]


class GraphEdge(BaseModel):
    """Una arista / An edge: a relationship of the ontology, ``LEG`` or ``TOGETHER``."""

    id: str
    source: str
    target: str
    type: str
    properties: dict[str, Any]


class AnswerGraph(BaseModel):
    """El grafo de una respuesta, en el orden de sus filas / The graph, in the order of the rows."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]


class WithGraph(BaseModel):
    """Lo que una respuesta lleva además / What an answer holds beside its rows."""

    graph: AnswerGraph
