"""`trama workspace`: the workspaces of the explorer: list, show, log, grant, remove."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.workspaces.actor import Actor
    from trama.workspaces.workspace_store import WorkspaceStore


class May(StrEnum):
    """The rights that can be granted, and NOTHING, which takes a right back."""

    READ = "read"
    WRITE = "write"
    NOTHING = "nothing"


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        no_args_is_help=True,
        help=session.say(
            "Espacios de trabajo del explorador: investigaciones guardadas. Cada orden muestra lo "
            "que su rol puede ver; lo demás se cuenta.",
            "Workspaces of the explorer: investigations that were kept. Each command shows what "
            "your role may see; the rest is counted.",
        ),
    )
    app.add_typer(group, name="workspace")
    _add_list(group, session)
    _add_show(group, session)
    _add_log(group, session)
    _add_grant(group, session)
    _add_remove(group, session)


@contextmanager
def opened_workspaces(session: Session) -> Iterator[tuple["WorkspaceStore", "Actor"]]:
    """Open the graph; yield the workspaces of the home, and whoever types.

    Raises:
        TokenRefused: TRAMA_TOKEN holds no valid token.
    """
    from trama.workspaces.workspace_store import WorkspaceStore

    owner, viewer = session.owner(), session.viewer()
    with session.services() as services:
        store = WorkspaceStore(services.home, services.tokens)
        yield store, services.actor(owner, viewer)


def _add_list(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "list",
        help=say(
            "Lista los espacios de trabajo que puede leer.", "Lists the workspaces you may read."
        ),
    )
    def list_() -> None:
        from trama.workspaces.workspace_documents import heading_document

        with opened_workspaces(session) as (store, actor):
            headings, broken = store.all(actor)
            names = store.names()
            told = [heading_document(heading, actor, names) for heading in headings]
        for error in broken:
            session.notes.print(error.message(session.language), style="yellow", soft_wrap=True)
        if session.as_json:
            session.json({"workspaces": told})
            return
        session.table(
            "",
            [
                "id",
                say("título", "title"),
                say("de", "owner"),
                say("puede", "may"),
                say("elementos", "items"),
                say("cambió", "changed"),
            ],
            [
                (
                    one["id"],
                    _title(session, one),
                    one["owner_name"] or one["owner"],
                    _may(session, one["may"]),
                    one["items"],
                    session.moment(one["changed_at"]),
                )
                for one in told
            ],
        )


def _add_show(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "show",
        help=say(
            "Muestra un espacio de trabajo: notas, consultas, lo que no se ve y lo que ya no está.",
            "Shows a workspace: notes, questions, what is withheld, and what is gone.",
        ),
    )
    def show(workspace: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        from trama.workspaces.workspace_documents import opened_document

        with opened_workspaces(session) as (store, actor):
            opened = opened_document(store.open(actor, workspace), actor, store.names())
        if session.as_json:
            session.json(opened)
        else:
            _show(session, opened)


def _show(session: Session, opened: dict[str, Any]) -> None:
    say, number = session.say, session.number
    held = opened["investigation"]
    session.line(f"{opened['id']} · {_title(session, opened)}")
    counts = (
        (say("elementos", "items"), held["keys"]),
        (say("notas", "notes"), held["notes"]),
        (say("consultas", "questions"), held["questions"]),
    )
    session.line(" · ".join(f"{name}: {number(len(things))}" for name, things in counts))
    withheld = sum(opened["withheld"].values())
    if withheld:
        told = say("no se muestra por el rol", "withheld from your role")
        session.line(f"{told}: {_kinds(session, opened['withheld'])}")
    if opened["gone"]:
        told = say("elementos que ya no están en el grafo", "items in the graph no longer")
        session.line(f"{told}: {number(opened['gone'])}")
    if opened["state"]["changed"]:
        session.line(
            say("Los datos cambiaron desde que se guardó.", "The data have changed since the save.")
        )
    if held["notes"]:
        rows = [(note["key"], note["text"]) for note in held["notes"] if note["text"]]
        session.table(say("Notas", "Notes"), [say("clave", "key"), say("nota", "note")], rows)
    if held["questions"]:
        session.table(
            say("Consultas", "Questions"),
            [say("consulta", "query"), say("título", "title")],
            [(one["query"], one["title"] or "…") for one in held["questions"]],
        )


def _add_log(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "log",
        help=say(
            "Dice quién hizo qué con un espacio de trabajo, y cuándo.",
            "Says who did what with a workspace, and when.",
        ),
    )
    def log(workspace: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        from trama.workspaces.workspace_documents import log_document

        with opened_workspaces(session) as (store, actor):
            told = log_document(*store.log(actor, workspace), store.names())
        if session.as_json:
            session.json(told)
            return
        session.table(
            "",
            [say("cuándo", "when"), say("quién", "who"), say("qué", "what")],
            [
                (session.moment(one["at"]), one["name"] or one["by"], _did(session, one))
                for one in told["entries"]
            ],
        )


def _add_grant(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "grant",
        help=say(
            "Da a otro token permiso sobre un espacio de trabajo suyo, o se lo quita.",
            "Grants another token a right to a workspace of yours, or takes it back.",
        ),
    )
    def grant(
        workspace: Annotated[str, typer.Argument(metavar="ID")],
        token: Annotated[
            str,
            typer.Argument(
                metavar="TOKEN",
                help=say("El que da trama token list.", "The one that trama token list gives."),
            ),
        ],
        may: Annotated[
            May,
            typer.Option(
                help=say(
                    "read: leer; write: también cambiar; nothing: nada.",
                    "read, write, or nothing: takes the right back.",
                )
            ),
        ] = May.READ,
    ) -> None:
        from trama.workspaces.workspace_files import Grant

        with opened_workspaces(session) as (store, actor):
            others = [one for one in store.grants(actor, workspace) if one.token != token]
            own = (
                []
                if may is May.NOTHING
                else [Grant.model_validate({"token": token, "may": may.value})]
            )
            kept = store.grant(actor, workspace, [*others, *own])
        if session.as_json:
            session.json({"grants": [one.model_dump() for one in kept]})
            return
        session.notes.print(
            say(f"Otros que lo pueden abrir: {len(kept)}.", f"Others who may open it: {len(kept)}.")
        )


def _add_remove(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "remove",
        help=say(
            "Borra un espacio de trabajo suyo; queda el registro de lo que se hizo con él.",
            "Deletes a workspace of yours; the log of what was done with it stays.",
        ),
    )
    def remove(workspace: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        with opened_workspaces(session) as (store, actor):
            store.remove(actor, workspace)
        session.notes.print(say("Borrado.", "Deleted."))


def _title(session: Session, heading: dict[str, Any]) -> str:
    hidden = session.say("(no se muestra por el rol)", "(withheld from your role)")
    return str(heading["title"] or hidden)


def _may(session: Session, may: str) -> str:
    words = {"own": ("todo", "all"), "write": ("cambiar", "write"), "read": ("leer", "read")}
    return session.say(*words[may])


def _kinds(session: Session, withheld: dict[str, int]) -> str:
    words = {
        "nodes": ("elementos", "items"),
        "notes": ("notas", "notes"),
        "labels": ("nombres de grupos", "labels of groups"),
        "filters": ("textos del filtro", "texts of the filter"),
        "questions": ("consultas", "questions"),
    }
    told = (f"{session.say(*words[kind])} {number}" for kind, number in withheld.items())
    return ", ".join(told)


def _did(session: Session, entry: dict[str, Any]) -> str:
    words = {
        "created": ("creó", "created"),
        "opened": ("abrió", "opened"),
        "saved": ("guardó", "saved"),
        "granted": ("compartió", "granted"),
        "exported": ("exportó", "exported"),
        "merged": ("combinó", "merged"),
    }
    did = session.say(*words.get(entry["did"], (entry["did"], entry["did"])))
    if "added" in entry:
        did += f": +{entry['added']} −{entry['removed']}"
    asked = ", ".join(entry.get("asked", ()))
    return f"{did} ({asked})" if asked else did
