"""The files of workspaces in the home folder: one a workspace, which only its owner reads.

The first line of ``W-….json`` is the heading, the second the investigation: a list of workspaces
reads first lines alone. ``W-….log`` has one line for each thing that was done; it outlives its
workspace. One process at a time changes the folder; each file is written whole or not at all.
"""

import json
import os
import re
import secrets
from base64 import b32encode
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from trama.access.private_rows import alone_in
from trama.core.home import (
    Home,
    open_private,
    private_file,
    read_private,
    write_private,
)
from trama.core.workspace_errors import BrokenWorkspace
from trama.workspaces.kept_investigation import Kept, KeptInvestigation, Words

_ID = re.compile(r"W-[A-Z2-7]{24}")
_RANDOM_BYTES = 15  # 120 bits: nobody guesses the id of a workspace

May = Literal["read", "write"]
"""The rights that an owner grants; whoever may write may read."""


class Grant(Kept):
    """A right of another token."""

    token: str
    may: May


class Heading(Kept):
    """A workspace without its investigation; times are ISO 8601 in UTC.

    ``revision`` grows with each save. ``state`` is that of the graph at the last save, ``items``
    the number of nodes.
    """

    version: Literal[1] = 1
    id: str
    title: Words
    owner: str
    made_at: str
    revision: int
    changed_at: str
    changed_by: str
    items: int
    state: str
    grants: tuple[Grant, ...] = ()

    def may(self, actor_id: str) -> Literal["own", "read", "write"] | None:
        """Return the right of a token; None if the workspace does not exist for it."""
        if actor_id == self.owner:
            return "own"
        return next((grant.may for grant in self.grants if grant.token == actor_id), None)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A stored workspace."""

    heading: Heading
    investigation: KeptInvestigation

    def content(self) -> bytes:
        """Return the bytes of its file."""
        lines = (self.heading.model_dump_json(), self.investigation.model_dump_json())
        return "".join(f"{line}\n" for line in lines).encode()


class WorkspaceFiles:
    """The folder of the workspaces of one home; several processes may read and change it."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.workspaces

    def alone(self) -> AbstractContextManager[None]:
        """Keep other threads and processes from changing the folder."""
        return alone_in(self._home, self._folder)

    def headings(self) -> tuple[list[Heading], list[BrokenWorkspace]]:
        """Return the headings of all workspaces by id, and an error for each broken file."""
        found, broken = [], []
        for path in sorted(self._folder.glob("W-*.json")):
            try:
                with private_file(path) as file:
                    found.append(_heading(file.readline(), path))
            except BrokenWorkspace as error:
                broken.append(error)
            except UnicodeDecodeError:
                broken.append(_broken(path))
            except FileNotFoundError:
                continue  # another process deleted it
        return found, broken

    def read(self, id_: str) -> Workspace | None:
        """Return a workspace; None if there is none with that id.

        Raises:
            BrokenWorkspace: its file holds none.
            InsecureFile: others could have changed its file.
        """
        path = self._path(id_)
        if path is None:
            return None
        try:
            first, _, second = read_private(path).partition("\n")
            heading = _heading(first, path)
            return Workspace(heading, KeptInvestigation.model_validate_json(second))
        except FileNotFoundError:
            return None
        except (ValidationError, UnicodeDecodeError):
            raise _broken(path) from None

    def write(self, workspace: Workspace, event: dict[str, Any]) -> None:
        """Write a workspace, and into its log what was done; call it within :meth:`alone`."""
        path = self._path(workspace.heading.id)
        assert path is not None  # noqa: S101 - ids are ours
        # The log first: what was done is never without its line.
        self.append(workspace.heading.id, event)
        write_private(path, workspace.content())

    def remove(self, id_: str, event: dict[str, Any]) -> None:
        """Remove a workspace; its log stays. Call it within :meth:`alone`."""
        path = self._path(id_)
        if path is not None:
            self.append(id_, event)
            path.unlink(missing_ok=True)

    def append(self, id_: str, event: dict[str, Any]) -> None:
        """Add a line to the log of a workspace; call it within :meth:`alone`."""
        descriptor = open_private(self._folder / f"{id_}.log")
        with os.fdopen(descriptor, "wb") as file:
            file.seek(0, os.SEEK_END)
            file.write(f"{json.dumps(event, ensure_ascii=False)}\n".encode())
            file.flush()
            os.fsync(descriptor)

    def log(self, id_: str) -> list[dict[str, Any]]:
        """Return the lines of the log of a workspace, the oldest first.

        A line that a power cut left half written is left out.
        """
        lines = []
        try:
            text = read_private(self._folder / f"{id_}.log")
        except FileNotFoundError:
            return []
        for line in text.splitlines():
            try:
                lines.append(json.loads(line))
            except ValueError:
                continue
        return lines

    def _path(self, id_: str) -> Path | None:
        return self._folder / f"{id_}.json" if _ID.fullmatch(id_) else None


def new_id() -> str:
    """Return a new id, which says nothing of the workspace."""
    return "W-" + b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode("ascii")


def _heading(line: str, path: Path) -> Heading:
    """Return the heading in a line of a file.

    Raises:
        BrokenWorkspace: there is none, or it is that of another file.
    """
    try:
        heading = Heading.model_validate_json(line)
    except ValidationError:
        raise _broken(path) from None
    if heading.id != path.stem:
        raise _broken(path)
    return heading


def _broken(path: Path) -> BrokenWorkspace:
    return BrokenWorkspace(
        file=path,
        why_es="no guarda un espacio de trabajo; repóngalo de una copia, los demás están bien",
        why_en="it holds no workspace; restore it from a copy, the others are well",
    )
