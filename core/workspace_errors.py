"""The exceptions of workspaces.

UsageError
├── WorkspaceChanged        a save of what somebody else saved meanwhile          (HTTP 409)
├── WorkspaceTooLarge       more than one workspace holds                         (HTTP 413)
└── TooManyWorkspaces       more than one token keeps
AccessDenied
└── WorkspaceDenied         a change that was not granted                         (HTTP 403)
InputError
└── BrokenWorkspace         a file that holds no workspace
"""

from trama.core.errors import AccessDenied, InputError, UsageError
from trama.core.written_dates import moment_text


class WorkspaceChanged(UsageError):
    """A save of a workspace that somebody else saved since it was opened.

    ``latest`` has who saved it last and when, and the revision, for a program.
    """

    code = "workspace_changed"
    status = 409
    es = (
        "El espacio de trabajo cambió desde que lo abrió: lo guardó {who} ({at_es}). No se "
        "perdió nada: abra esa versión, guarde la suya como otro espacio, o combine las dos."
    )
    en = (
        "The workspace changed since you opened it: {who} saved it ({at_en}). Nothing was "
        "lost: open that version, save yours as another workspace, or merge both."
    )

    def __init__(self, *, who: str, changed_by: str, changed_at: str, revision: int) -> None:
        at_es, at_en = moment_text(changed_at, "es"), moment_text(changed_at, "en")
        super().__init__(who=who, at_es=at_es, at_en=at_en)
        self.latest = {"changed_by": changed_by, "changed_at": changed_at, "revision": revision}


class WorkspaceTooLarge(UsageError):
    """An investigation that is larger than a workspace may be; ``why`` names the bound."""

    code = "workspace_too_large"
    status = 413
    es = "El espacio de trabajo pasa de {why_es}. Quite algo, o repártalo en dos."
    en = "The workspace is over {why_en}. Take something away, or make two of it."


class TooManyWorkspaces(UsageError):
    """One workspace more than a token keeps."""

    code = "too_many_workspaces"
    es = "Ya tiene {most} espacios de trabajo, y no caben más: borre alguno que ya no use."
    en = "You have {most} workspaces, and there is no room for more: delete one you no longer use."


class WorkspaceDenied(AccessDenied):
    """A change of a workspace by a reader, or of its grants by somebody who does not own it."""

    code = "workspace_denied"
    es = "{why_es} Pida permiso a quien lo creó, o guárdelo como otro espacio."
    en = "{why_en} Ask whoever made it, or save it as another workspace."


class BrokenWorkspace(InputError):
    """A file of the folder of workspaces that holds none; the others are not touched."""

    code = "broken_workspace"
