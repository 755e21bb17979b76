"""The bounds of one workspace, each with its sentence."""

from trama.core.workspace_errors import WorkspaceTooLarge
from trama.workspaces.as_seen import BETWEEN_PARTS
from trama.workspaces.investigation import (
    LONGEST_NOTE,
    MOST_EDGES,
    MOST_GROUPS,
    MOST_KEYS,
    MOST_QUESTIONS,
)
from trama.workspaces.workspace_files import Workspace

MOST_BYTES = 2 * 1024 * 1024
"""Bytes of a stored workspace, and of what is sent to store it."""


def check_room(workspace: Workspace) -> None:
    """Check that a workspace is no larger than it may be.

    Raises:
        WorkspaceTooLarge: it is; the error names the bound.
    """
    kept = workspace.investigation
    longest = max(
        (len(BETWEEN_PARTS.join(part.text for part in note.parts)) for note in kept.notes),
        default=0,
    )
    bounds = (
        (len(kept.keys), MOST_KEYS, "elementos", "items"),
        (len(kept.edges), MOST_EDGES, "relaciones", "links"),
        (len(kept.groups), MOST_GROUPS, "grupos", "groups"),
        (len(kept.notes), MOST_KEYS, "notas", "notes"),
        (len(kept.questions), MOST_QUESTIONS, "consultas", "questions"),
        (longest, LONGEST_NOTE, "caracteres en una nota", "characters in a note"),
        (len(workspace.content()), MOST_BYTES, "bytes", "bytes"),
    )
    for number, most, spanish, english in bounds:
        if number > most:
            raise WorkspaceTooLarge(why_es=f"{most} {spanish}", why_en=f"{most} {english}")
