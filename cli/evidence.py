"""`trama evidence`: pack a workspace, verify a pack without graph or home, show the public key."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.cli.workspace import opened_workspaces
from trama.core.home import Home, write_private
from trama.terminal.session import Session

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_GROUP = (
    "Paquetes de evidencia: consultas, datos e informe en un zip firmado que se comprueba.",
    "Evidence packs: queries, data and report in a signed zip that can be checked.",
)
_PACK = (
    "Arma el paquete de un espacio de trabajo: repite sus consultas con su rol, y firma.",
    "Makes the pack of a workspace: asks its queries again with your role, and signs.",
)
_VERIFY = (
    "Comprueba un paquete byte por byte; no necesita grafo ni red. Sale con 1 si algo cambió.",
    "Checks a pack byte by byte; needs no graph and no network. Exits with 1 if anything changed.",
)
_KEY = (
    "Muestra la clave pública con que se firma aquí, para quien comprueba.",
    "Shows the public key of the signatures made here, for whoever checks.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help=session.say(*_GROUP))
    app.add_typer(group, name="evidence")
    _add_pack(group, session)
    _add_verify(group, session)
    _add_key(group, session)


def _add_pack(group: typer.Typer, session: Session) -> None:
    say = session.say
    workspace_ = typer.Argument(
        metavar=say("ESPACIO", "WORKSPACE"),
        help=say("Como W-…: trama workspace list.", "Such as W-…: trama workspace list."),
    )
    output_ = typer.Option("-o", "--output", help=say("El archivo .zip.", "The .zip file."))

    @group.command("pack", help=say(*_PACK))
    def pack(workspace: Annotated[str, workspace_], output: Annotated[Path, output_]) -> None:
        from trama.evidence.asking_again import Source
        from trama.evidence.packing import Order, pack_of
        from trama.evidence.signing import signing_key

        home = Home(session.settings.home)
        with opened_workspaces(session) as (store, actor):
            opened = store.open(actor, workspace)
            words = opened.heading.title
            order = Order(
                title=words.text if words.shown_to(actor.viewer) else workspace,
                investigation=opened.seen.investigation,
                by=session.who(),
                language=session.language,
                workspace=workspace,
                gone=opened.seen.gone,
            )
            own = session.settings.queries if actor.viewer.runs_own_queries else None
            source = Source(actor.graph, actor.viewer, actor.limits, actor.key, own)
            made = pack_of(order, source, signing_key(home))
            try:
                write_private(output, made.content)
            except OSError as error:
                raise session.unwritable(output, error) from error
            store.note(actor, workspace, "exported")
        size = session.number(len(made.content) / 1024**2, 1)
        session.notes.print(
            say(
                f"Paquete {made.id} en {output.absolute()} ({size} MB). Para comprobarlo: "
                "trama evidence verify",
                f"Pack {made.id} in {output.absolute()} ({size} MB). To check it: "
                "trama evidence verify",
            ),
            soft_wrap=True,
        )


def _add_verify(group: typer.Typer, session: Session) -> None:
    say = session.say
    file_ = typer.Argument(metavar=say("ARCHIVO", "FILE"), help=say("El paquete.", "The pack."))
    key_ = typer.Option(
        "--key",
        metavar=say("CLAVE", "KEY"),
        help=say("Clave pública de la oficina que firma.", "Public key of the signing office."),
    )

    @group.command("verify", help=say(*_VERIFY))
    def verify(file: Annotated[Path, file_], key: Annotated[Path | None, key_] = None) -> None:
        from trama.evidence.verdict_words import verdict_document, verdict_lines
        from trama.evidence.verification import verify as checked

        trusted = None if key is None else _trusted(key)
        verdict = checked(_content(file), trusted)
        if session.as_json:
            session.json(verdict_document(verdict, session.language, trusted=trusted is not None))
        else:
            for line in verdict_lines(verdict, session.language, trusted=trusted is not None):
                session.line(line)
        if verdict.problems:
            raise typer.Exit(1)


def _add_key(group: typer.Typer, session: Session) -> None:
    say = session.say
    output_ = typer.Option(
        "-o", "--output", help=say("Archivo para la clave.", "File for the key.")
    )

    @group.command("key", help=say(*_KEY))
    def key(output: Annotated[Path | None, output_] = None) -> None:
        from trama.evidence.signing import fingerprint, public_pem, signing_key

        public = signing_key(Home(session.settings.home)).public_key()
        pem = public_pem(public)
        if output is not None:
            try:
                write_private(output, pem)
            except OSError as error:
                raise session.unwritable(output, error) from error
        if session.as_json:
            told: Mapping[str, str] = {"pem": pem.decode(), "fingerprint": fingerprint(public)}
            session.json(told)
            return
        if output is None:
            session.out.print(pem.decode().rstrip(), soft_wrap=True)
        session.notes.print(
            say(f"Huella: {fingerprint(public)}", f"Fingerprint: {fingerprint(public)}"),
            soft_wrap=True,
        )


def _content(file: Path) -> bytes:
    """Return the bytes of a file, no more than one beyond the largest pack.

    Raises:
        InputError: it cannot be read.
    """
    from trama.core.errors import InputError
    from trama.evidence.manifest import MOST_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            file=file,
            why_es="no existe, es una carpeta o el sistema no deja leerlo",
            why_en="it does not exist, is a folder, or the system does not let it be read",
        ) from error


def _trusted(file: Path) -> "Ed25519PublicKey":
    """Return the public key in a file.

    Raises:
        InputError: it cannot be read, or holds none.
    """
    from trama.core.errors import InputError
    from trama.evidence.signing import read_public

    found = read_public(_content(file))
    if found is None:
        raise InputError(
            file=file,
            why_es="no tiene una clave pública Ed25519 (PEM), como la de trama evidence key",
            why_en="it has no public key of Ed25519 (PEM), such as that of trama evidence key",
        )
    return found
