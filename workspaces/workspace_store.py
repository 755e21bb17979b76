"""The workspaces of one home: list, make, open, save, grant, delete, and the log of all that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trama.access.policy import Role
from trama.access.tokens import LOCAL, TokenStore
from trama.core.errors import UnknownName
from trama.core.home import Home
from trama.core.workspace_errors import (
    BrokenWorkspace,
    TooManyWorkspaces,
    WorkspaceChanged,
    WorkspaceDenied,
)
from trama.queries.lookups.state import graph_state
from trama.workspaces.actor import Actor
from trama.workspaces.as_seen import Seen, see
from trama.workspaces.investigation import InvestigationForm
from trama.workspaces.keeping import NOTHING_SEEN, keep
from trama.workspaces.kept_investigation import KeptInvestigation, Words
from trama.workspaces.room import check_room
from trama.workspaces.sharing import Reader, check_grants, readers_of
from trama.workspaces.workspace_files import Grant, Heading, Workspace, WorkspaceFiles, new_id

MOST_EACH = 200
"""Workspaces of one token: more than a person finds again."""

MOST_LINES = 1_000
"""Lines of a log that are told at once, the latest."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace as one reader has it; ``state`` is that of the graph now."""

    heading: Heading
    seen: Seen
    state: str


def _now() -> datetime:
    return datetime.now(UTC)


class WorkspaceStore:
    """The workspaces of one home folder, each as far as an actor may know it."""

    def __init__(
        self, home: Home, tokens: TokenStore, clock: Callable[[], datetime] = _now
    ) -> None:
        self._files = WorkspaceFiles(home)
        self._tokens = tokens
        self._clock = clock

    def all(self, actor: Actor) -> tuple[list[Heading], list[BrokenWorkspace]]:
        """Return the workspaces that the actor may read, the latest first, and broken files.

        Raises:
            AccessDenied: the role keeps no workspaces.
        """
        actor.viewer.admit_explorer()
        headings, broken = self._files.headings()
        mine = [one for one in self._adopted(headings, actor) if one.may(actor.id)]
        return sorted(mine, key=lambda one: one.changed_at, reverse=True), broken

    def create(self, actor: Actor, title: str, sent: InvestigationForm) -> Opened:
        """Store a new workspace.

        Raises:
            AccessDenied, TooManyWorkspaces, WorkspaceTooLarge, EngineError: nothing is stored.
        """
        actor.viewer.admit_explorer()
        at = self._at()
        return self.add(actor, title, keep(sent, NOTHING_SEEN, actor, at), {"did": "created"})

    def add(
        self, actor: Actor, title: str, kept: KeptInvestigation, event: dict[str, Any]
    ) -> Opened:
        """Store an investigation as a new workspace of the actor; ``event`` says how it was made.

        Raises:
            TooManyWorkspaces, WorkspaceTooLarge, EngineError: nothing is stored.
        """
        at, state = self._at(), self._state(actor)
        heading = Heading(
            id=new_id(),
            title=self._words(actor, title, at),
            owner=actor.id,
            made_at=at,
            revision=1,
            changed_at=at,
            changed_by=actor.id,
            items=len(kept.keys),
            state=state,
        )
        workspace = Workspace(heading, kept)
        check_room(workspace)
        opened = Opened(heading, see(kept, actor), state)
        with self._files.alone():
            headings, _ = self._files.headings()
            if sum(one.owner == actor.id for one in headings) >= MOST_EACH:
                raise TooManyWorkspaces(most=MOST_EACH)
            self._files.write(workspace, self._event(actor, at, event, items=heading.items))
        return opened

    def open(self, actor: Actor, id_: str) -> Opened:
        """Return a workspace as the actor may have it, and note in its log that they read it.

        Raises:
            AccessDenied, UnknownName, BrokenWorkspace, EngineError: nothing is told.
        """
        workspace = self.stored(actor, id_)
        opened = Opened(workspace.heading, see(workspace.investigation, actor), self._state(actor))
        self.note(actor, id_, "opened")
        return opened

    def save(
        self, actor: Actor, id_: str, title: str | None, sent: InvestigationForm, revision: int
    ) -> Opened:
        """Store an investigation in place of that of ``revision``, which the actor opened.

        Raises:
            WorkspaceChanged: somebody else saved the workspace meanwhile.
            AccessDenied, UnknownName, WorkspaceTooLarge, EngineError: nothing is stored.
        """
        before = self._writable(actor, id_)
        self._check_revision(before.heading, revision)
        at, state = self._at(), self._state(actor)
        kept = keep(sent, see(before.investigation, actor), actor, at)
        changed: dict[str, object] = {
            "changed_at": at,
            "changed_by": actor.id,
            "state": state,
            "revision": revision + 1,
            "items": len(kept.keys),
        }
        old = before.heading.title
        # Whoever may not read a title does not replace it, as all that they may not see.
        if title is not None and old.shown_to(actor.viewer) and title != old.text:
            changed["title"] = self._words(actor, title, at)
        workspace = Workspace(before.heading.model_copy(update=changed), kept)
        check_room(workspace)
        opened = Opened(workspace.heading, see(kept, actor), state)
        event = {"did": "saved", **_difference(before.investigation, kept)}
        with self._files.alone():
            latest = self._writable(actor, id_).heading
            self._check_revision(latest, revision)
            # Grants may have changed: they are no part of what is saved.
            heading = workspace.heading.model_copy(update={"grants": latest.grants})
            event |= {"revision": heading.revision}
            self._files.write(Workspace(heading, kept), self._event(actor, at, event))
        return opened

    def remove(self, actor: Actor, id_: str) -> None:
        """Delete a workspace; the line of its log that says so stays.

        Raises:
            WorkspaceDenied: the actor does not own it.
            AccessDenied, UnknownName, BrokenWorkspace: nothing is deleted.
        """
        with self._files.alone():
            self._owned(actor, id_)
            self._files.remove(id_, self._event(actor, self._at(), {"did": "deleted"}))

    def grants(self, actor: Actor, id_: str) -> tuple[Grant, ...]:
        """Return who else may read or write a workspace of the actor.

        Raises:
            WorkspaceDenied, AccessDenied, UnknownName, BrokenWorkspace: nothing is told.
        """
        return self._owned(actor, id_).heading.grants

    def grant(self, actor: Actor, id_: str, grants: Sequence[Grant]) -> tuple[Grant, ...]:
        """Grant a workspace of the actor to these tokens, and to no others.

        Raises:
            BadParameter: a token cannot be granted anything.
            WorkspaceDenied, AccessDenied, UnknownName, BrokenWorkspace: nothing is granted.
        """
        known = {reader.token for reader in self.readers(actor)}
        with self._files.alone():
            workspace = self._owned(actor, id_)
            known |= {grant.token for grant in workspace.heading.grants}
            check_grants(grants, known)
            kept = tuple(grants)
            heading = workspace.heading.model_copy(update={"grants": kept})
            event = {"did": "granted", "grants": [grant.model_dump() for grant in kept]}
            self._files.write(
                Workspace(heading, workspace.investigation),
                self._event(actor, self._at(), event),
            )
        return kept

    def readers(self, actor: Actor) -> list[Reader]:
        """Return to whom the actor can grant a workspace: the others whose role explores.

        Raises:
            AccessDenied: the role keeps no workspaces.
        """
        actor.viewer.admit_explorer()
        found = readers_of(self._tokens, self._clock())
        return [reader for reader in found if reader.token != actor.id]

    def log(self, actor: Actor, id_: str) -> tuple[list[dict[str, Any]], int]:
        """Return what was done with a workspace, the latest last, and how many lines are left out.

        Raises:
            AccessDenied, UnknownName, BrokenWorkspace: nothing is told.
        """
        self.stored(actor, id_)
        lines = self._files.log(id_)
        return lines[-MOST_LINES:], max(len(lines) - MOST_LINES, 0)

    def note(self, actor: Actor, id_: str, did: str) -> None:
        """Write into the log of a workspace what the actor did with it, in one word.

        Raises:
            AccessDenied, UnknownName, BrokenWorkspace: the actor may not read it.
        """
        with self._files.alone():
            self.stored(actor, id_)
            self._files.append(id_, self._event(actor, self._at(), {"did": did}))

    def names(self) -> dict[str, str]:
        """Return the names of all tokens by id, for whoever reads who did what."""
        return self._tokens.names()

    def stored(self, actor: Actor, id_: str) -> Workspace:
        """Return a workspace that the actor may read, as it is stored.

        Raises:
            UnknownName: there is none with that id, or none for them: nobody learns which.
            AccessDenied: the role keeps no workspaces.
            BrokenWorkspace: its file holds none.
        """
        actor.viewer.admit_explorer()
        found = self._files.read(id_)
        if found is not None:
            (heading,) = self._adopted([found.heading], actor)
            if heading.may(actor.id) is not None:
                return Workspace(heading, found.investigation)
        raise UnknownName(kind=("espacio de trabajo", "workspace"), name=id_)

    def _adopted(self, headings: Sequence[Heading], actor: Actor) -> list[Heading]:
        """Return headings in which a supervisor owns whatever a token that opens nothing left.

        Nobody else could share it or delete it any longer; a supervisor decides who has access.
        """
        if actor.viewer.role is not Role.SUPERVISOR:
            return list(headings)
        standing = {LOCAL, *self._tokens.standing(self._clock())}
        return [
            one if one.owner in standing else one.model_copy(update={"owner": actor.id})
            for one in headings
        ]

    def _writable(self, actor: Actor, id_: str) -> Workspace:
        """Return a workspace that the actor may write.

        Raises:
            WorkspaceDenied: they may only read it.
        """
        found = self.stored(actor, id_)
        if found.heading.may(actor.id) == "read":
            raise WorkspaceDenied(
                why_es="Puede leer este espacio de trabajo, pero no cambiarlo.",
                why_en="You may read this workspace, but not change it.",
            )
        return found

    def _owned(self, actor: Actor, id_: str) -> Workspace:
        """Return a workspace of the actor's own.

        Raises:
            WorkspaceDenied: it is another's.
        """
        found = self.stored(actor, id_)
        if found.heading.may(actor.id) != "own":
            raise WorkspaceDenied(
                why_es="Solo quien creó este espacio de trabajo lo comparte o lo borra.",
                why_en="Only whoever made this workspace shares or deletes it.",
            )
        return found

    def _check_revision(self, heading: Heading, revision: int) -> None:
        """Check that a workspace is still as it was opened.

        Raises:
            WorkspaceChanged: it was saved meanwhile.
        """
        if heading.revision != revision:
            raise WorkspaceChanged(
                who=self.names().get(heading.changed_by) or heading.changed_by,
                changed_by=heading.changed_by,
                changed_at=heading.changed_at,
                revision=heading.revision,
            )

    def _words(self, actor: Actor, text: str, at: str) -> Words:
        return Words(text=text, clearance=actor.viewer.clearance, by=actor.id, at=at)

    def _state(self, actor: Actor) -> str:
        return graph_state(actor.graph, actor.limits.seconds)

    def _at(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _event(
        self, actor: Actor, at: str, event: dict[str, Any], **more: object
    ) -> dict[str, Any]:
        return {"at": at, "by": actor.id, **event, **more}


def _difference(before: KeptInvestigation, after: KeptInvestigation) -> dict[str, Any]:
    """Return how many nodes a save added and took away, and the names of new questions."""
    old, new = set(before.keys), set(after.keys)
    asked = [one.query for one in after.questions if one not in before.questions]
    told = {"added": len(new - old), "removed": len(old - new)}
    return {**told, "asked": asked} if asked else told
