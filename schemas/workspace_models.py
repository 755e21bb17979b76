"""The forms of workspaces over HTTP: lists, one workspace, grants, the log, two compared."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict

from trama.access.policy import Role
from trama.workspaces.investigation import (
    InvestigationForm,
    InvestigationQuestion,
    Key,
    Title,
)
from trama.workspaces.sharing import MOST_GRANTS
from trama.workspaces.workspace_files import May

LONGEST_ID = 50
"""Characters of the id of a workspace; ours have 26."""

LONGEST_TOKEN_ID = 50
"""Characters of the id of a token; ours have 8."""

_TOKEN = "Id del token; local: la terminal de la carpeta de trabajo / Id of the token; local: the terminal"  # noqa: E501, S105
_WITHHELD = "null: el rol no lo ve / null: withheld from the role"


class _Sent(BaseModel):
    """A part of a request: nothing in it is unknown, and errors repeat no value."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class WorkspaceMade(_Sent):
    """Un espacio de trabajo nuevo / A new workspace."""

    title: Title
    investigation: InvestigationForm


class WorkspaceSaved(_Sent):
    """Lo que se guarda / What is saved, in place of the revision that was opened."""

    title: Title | None = None
    investigation: InvestigationForm
    revision: Annotated[int, Strict(), Field(ge=1)]


class WorkspaceMerge(_Sent):
    """Con qué otro se combina / The other workspace of a merge, and the title of both."""

    other: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
    title: Title


class GrantForm(_Sent):
    """Un permiso / A grant."""

    token: Annotated[str, Field(min_length=1, max_length=LONGEST_TOKEN_ID, description=_TOKEN)]
    may: May


class GrantsSent(_Sent):
    """Todos los permisos / All grants; whoever is left out loses theirs."""

    grants: Annotated[list[GrantForm], Field(max_length=MOST_GRANTS)]


class GrantsAnswer(BaseModel):
    """Los permisos que hay / The grants that stand."""

    grants: list[GrantForm]


class WorkspaceReader(BaseModel):
    """A quién se le puede dar / Somebody to whom a workspace can be granted."""

    token: str = Field(description=_TOKEN)
    name: str
    role: Role


class ReadersAnswer(BaseModel):
    """A quiénes se les puede dar / To whom workspaces can be granted."""

    readers: list[WorkspaceReader]


class WorkspaceHeading(BaseModel):
    """Un espacio de trabajo sin lo que guarda / A workspace without what it holds."""

    id: str = Field(examples=["W-3K7QXW5YBD2L6TFAHJ4NRSVU"])
    title: str | None = Field(description=_WITHHELD)
    owner: str = Field(description=_TOKEN)
    owner_name: str
    mine: bool
    may: Literal["own", "write", "read"]
    revision: int
    made_at: str
    changed_at: str
    changed_by: str = Field(description=_TOKEN)
    changed_by_name: str
    items: int = Field(description="Nodos guardados / Stored nodes")


class WorkspaceList(BaseModel):
    """Los espacios de trabajo que se pueden leer / The workspaces that may be read."""

    workspaces: list[WorkspaceHeading]


class WorkspaceState(BaseModel):
    """El estado del grafo / The state of the graph at the last save, and now."""

    then: str
    now: str
    changed: bool


class WorkspaceAnswer(WorkspaceHeading):
    """Un espacio de trabajo como el rol lo puede ver / A workspace as the role may have it."""

    investigation: InvestigationForm
    withheld: dict[str, int] = Field(
        description="Lo que el rol no ve: nodes, notes, labels, filters, questions / "
        "What the role may not see"
    )
    gone: int = Field(description="Nodos que ya no existen / Nodes that exist no longer")
    gone_notes: list[str] = Field(description="Sus notas / Their notes")
    state: WorkspaceState


class LogAnswer(BaseModel):
    """Lo que se hizo, lo último al final / What was done, the latest last; no values."""

    entries: list[dict[str, Any]] = Field(
        description="at, by, name, did: created, opened, saved (added, removed, asked), granted, "
        "exported, merged"
    )
    left_out: int = Field(description="Anteriores que no se muestran / Earlier ones left out")


class NoteCompared(BaseModel):
    """Una nota que difiere / A note that differs; null where there is none, or it is withheld."""

    key: Key
    here: str | None
    there: str | None


class QuestionsCompared(BaseModel):
    """Las consultas de ambos / The questions of both, and of one only."""

    both: list[InvestigationQuestion]
    here: list[InvestigationQuestion]
    there: list[InvestigationQuestion]


class WithheldCompared(BaseModel):
    """Lo que el rol no ve de cada uno / What the role may not see of each."""

    here: dict[str, int]
    there: dict[str, int]


class ComparisonAnswer(BaseModel):
    """Dos espacios de trabajo / Two workspaces: keys of both and of one only, notes, questions."""

    both: list[Key]
    here: list[Key]
    there: list[Key]
    notes: list[NoteCompared]
    questions: QuestionsCompared
    withheld: WithheldCompared
