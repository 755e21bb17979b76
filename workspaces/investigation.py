"""The investigation as it travels: what lies on a canvas, and what was done with it.

It holds keys, never the labels, names or properties of nodes: whoever opens it asks for them again.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, Strict

from trama.access.node_handles import LONGEST as LONGEST_HANDLE
from trama.cypher.parameter_text import LONGEST_TEXT
from trama.values.partial_date import PARTIAL_DATE

MOST_KEYS = 5_000
"""Nodes of a canvas; a larger one is drawn without curves and no longer read by anybody."""

LONGEST_NOTE = 10_000
"""Characters: five pages."""

LONGEST_TITLE = 200
"""Characters of a title, or of the label of a group: a line."""

MOST_EDGES = 20_000
MOST_GROUPS = 500
MOST_QUESTIONS = 1_000
_MOST_NAMES = 100  # types, relationships, registries or places of a filter

Key = Annotated[str, Field(min_length=1, max_length=LONGEST_HANDLE, examples=["X-XKURUUGHFZ"])]
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
_Keys = Annotated[list[Key], Field(max_length=MOST_KEYS)]
_Name = Annotated[str, Field(pattern=r"^[\w-]{1,100}$")]
"""A name that the ontology, a profile or a query declares: one word, and no text of a person."""
_Names = Annotated[list[_Name], Field(max_length=_MOST_NAMES)]
_Day = Annotated[str, Field(pattern=PARTIAL_DATE)]
_Scalar: TypeAlias = str | int | float | bool | None
_Text = Annotated[str, Field(max_length=LONGEST_NOTE)]
_Coordinate = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]


class _Part(BaseModel):
    """A part of an investigation: nothing in it is unknown, and errors repeat no value."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class InvestigationEdge(_Part):
    """Una arista que no se vuelve a pedir / An edge that ``among`` cannot bring back."""

    id: Annotated[str, Field(min_length=1, max_length=3 * LONGEST_HANDLE)]
    source: Key
    target: Key
    type: Literal["LEG", "TOGETHER"]


class PinnedNode(_Part):
    """Un nodo fijo en el lienzo / A node that stays where it is on the canvas."""

    key: Key
    x: _Coordinate
    y: _Coordinate


class InvestigationNote(_Part):
    """La nota de un nodo / The note of a node."""

    key: Key
    text: _Text | None = Field(description="null: el rol no la ve / null: withheld from the role")


class InvestigationGroup(_Part):
    """Nodos que se dibujan como uno / Nodes drawn as one."""

    id: Annotated[str, Field(min_length=1, max_length=LONGEST_HANDLE + 100)]
    label: Annotated[str, Field(max_length=LONGEST_TITLE)] | None = Field(
        description="null: el rol no la ve / null: withheld from the role"
    )
    by: Literal["place", "case", "network", "role", "selection"]
    members: _Keys


class InvestigationFilter(_Part):
    """El filtro de todas las vistas / The filter of all views."""

    types_off: _Names = Field(default_factory=list)
    relations_off: _Names = Field(default_factory=list)
    registries_off: _Names = Field(default_factory=list)
    places: Annotated[list[Key], Field(max_length=_MOST_NAMES)] = Field(default_factory=list)
    since: _Day | None = None
    until: _Day | None = None
    as_of: _Day | None = Field(
        default=None, description="Lo registrado hasta ese día / What was registered by that day"
    )
    doubtful: Annotated[bool, Strict()] = True
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] | None = Field(
        default="", description="null: el rol no lo ve / null: withheld from the role"
    )


class InvestigationQuestion(_Part):
    """Una consulta que se hizo / A question that was asked; ``route`` is the query of routes."""

    query: _Name
    title: Annotated[str, Field(max_length=LONGEST_NOTE)] | None = Field(
        description="null: el rol no lo ve / null: withheld from the role"
    )
    parameters: dict[_Name, _Scalar | list[_Scalar]] | None = Field(
        description="null: el rol no los ve / null: withheld from the role"
    )
    receipt: dict[_Name, str | int] | None = None


class InvestigationForm(_Part):
    """Una investigación / An investigation, version 1."""

    version: Literal[1] = 1
    keys: _Keys = Field(default_factory=list, description="En orden / In order")
    edges: list[InvestigationEdge] = Field(default_factory=list, max_length=MOST_EDGES)
    relations: _Names | None = Field(
        default=None,
        description="Clases de las demás aristas del lienzo; null: todas / "
        "Kinds of the other edges on the canvas; null: all",
    )
    hidden: _Keys = Field(default_factory=list)
    pinned: list[PinnedNode] = Field(default_factory=list, max_length=MOST_KEYS)
    notes: list[InvestigationNote] = Field(default_factory=list, max_length=MOST_KEYS)
    groups: list[InvestigationGroup] = Field(default_factory=list, max_length=MOST_GROUPS)
    filter: InvestigationFilter = InvestigationFilter()
    questions: list[InvestigationQuestion] = Field(default_factory=list, max_length=MOST_QUESTIONS)
