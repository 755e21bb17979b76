"""Workspaces as JSON objects for one reader, the same in command and API."""

from collections.abc import Mapping, Sequence
from typing import Any

from trama.workspaces.actor import Actor
from trama.workspaces.workspace_files import Heading
from trama.workspaces.workspace_store import Opened


def heading_document(heading: Heading, actor: Actor, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a workspace without its investigation; ``names`` are those of tokens by id."""
    may = heading.may(actor.id)
    return {
        "id": heading.id,
        "title": heading.title.text if heading.title.shown_to(actor.viewer) else None,
        "owner": heading.owner,
        "owner_name": names.get(heading.owner, ""),
        "mine": may == "own",
        "may": may,
        "revision": heading.revision,
        "made_at": heading.made_at,
        "changed_at": heading.changed_at,
        "changed_by": heading.changed_by,
        "changed_by_name": names.get(heading.changed_by, ""),
        "items": heading.items,
    }


def opened_document(opened: Opened, actor: Actor, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a workspace with its investigation, and what of it is withheld or gone."""
    heading, seen = opened.heading, opened.seen
    return {
        **heading_document(heading, actor, names),
        "investigation": seen.investigation.model_dump(),
        "withheld": dict(seen.withheld),
        "gone": seen.gone,
        "gone_notes": seen.gone_notes,
        "state": {
            "then": heading.state,
            "now": opened.state,
            "changed": heading.state != opened.state,
        },
    }


def log_document(
    lines: Sequence[Mapping[str, Any]], left_out: int, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return the log of a workspace, with the names of those who did something."""
    entries = [{**line, "name": names.get(str(line.get("by")), "")} for line in lines]
    return {"entries": entries, "left_out": left_out}
