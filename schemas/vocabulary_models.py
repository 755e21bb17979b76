"""The form of the vocabulary: labels, relationships, properties and closed lists."""

from pydantic import BaseModel, Field

from trama.ontology.declare import Sensitivity


class Named(BaseModel):
    """Un nombre en ambos idiomas / A name in both languages."""

    es: str
    en: str


class PropertyWords(Named):
    """Una propiedad que el rol puede ver / A property that the role may see."""

    name: str
    kind: str = Field(description="text, texts, integer, number, flag")
    codes: str | None = Field(
        description="Lista cerrada de sus valores / Closed list of its values"
    )
    place: bool = Field(description="Es un lugar / It is a place")
    sensitivity: Sensitivity


class NodeWords(Named):
    """Una clase de nodos / A kind of nodes; the drawing is that of the printed pages."""

    type: str
    colour: str
    symbol: str
    parents: list[str]
    properties: list[PropertyWords]


class RelationshipWords(Named):
    """Una clase de relaciones / A kind of relationships; ``LEG``, ``TOGETHER`` are of answers."""

    type: str
    start: list[str]
    end: list[str]
    derived: bool
    properties: list[PropertyWords]


class RoleWords(Named):
    """En qué está una persona / In what somebody stands."""

    role: str


class CodeWords(Named):
    """Un valor de una lista / A value of a list."""

    code: str


class ListWords(Named):
    """Una lista cerrada / A closed list."""

    name: str
    codes: list[CodeWords]


class VocabularyAnswer(BaseModel):
    """Las palabras de la ontología / The words of the ontology."""

    nodes: list[NodeWords]
    relationships: list[RelationshipWords]
    roles: list[RoleWords]
    phases: dict[str, str] = Field(description="Color de cada fase / Colour of each phase")
    lists: list[ListWords]
