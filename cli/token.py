"""`trama token`: make, list and revoke the tokens of the API."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.terminal.session import Session


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(
        no_args_is_help=True,
        help=say(
            "Tokens de la API. En la orden trama el rol es un aviso y no una barrera: quien es "
            "dueño de la carpeta de trabajo puede leer sus archivos y crear cualquier token. Sin "
            "token, la orden no da nunca más que el menor de los tokens creados.",
            "Tokens of the API. For the trama command the role is advisory and no barrier: whoever "
            "owns the home folder can read its files and make any token. Without a token the "
            "command never gives more than the least of the tokens made.",
        ),
    )
    app.add_typer(group, name="token")
    store = TokenStore(Home(session.settings.home))
    _add_create(group, session, store)
    _add_list(group, session, store)
    _add_revoke(group, session, store)


def _add_create(group: typer.Typer, session: Session, store: TokenStore) -> None:
    say = session.say

    @group.command(
        "create",
        help=say("Crea un token; se muestra una sola vez.", "Makes a token; it is shown once."),
    )
    def create(
        role: Annotated[Role, typer.Option(help=say("Rol que recibe.", "Role it is given."))],
        name: Annotated[str, typer.Option(help=say("Para quién es.", "Whom it is for."))] = "",
        days: Annotated[
            int, typer.Option(min=1, max=3650, help=say("Días de validez.", "Days it is valid."))
        ] = 365,
    ) -> None:
        expires_at = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
        made, plain = store.create(name, role, expires_at)
        if session.as_json:
            session.json(
                {"id": made.id, "role": made.role, "expires_at": expires_at, "token": plain}
            )
            return
        session.notes.print(
            say(
                f"Token {made.id} con rol {made.role}, hasta {expires_at[:10]}. Guárdelo: "
                "no se puede volver a ver. Para usarlo aquí: export TRAMA_TOKEN=…",
                f"Token {made.id} with role {made.role}, until {expires_at[:10]}. Keep it: "
                "it cannot be seen again. To use it here: export TRAMA_TOKEN=…",
            )
        )
        session.out.print(plain, soft_wrap=True)


def _add_list(group: typer.Typer, session: Session, store: TokenStore) -> None:
    say = session.say

    @group.command("list", help=say("Lista los tokens, sin su valor.", "Lists the tokens."))
    def list_() -> None:
        tokens = store.all()
        if session.as_json:
            session.json(
                [
                    {"id": t.id, "name": t.name, "role": t.role, "made_at": t.made_at}
                    | {"expires_at": t.expires_at}
                    for t in tokens
                ]
            )
            return
        session.table(
            "",
            ["id", say("nombre", "name"), say("rol", "role"), say("vence", "expires")],
            [(t.id, t.name, t.role, t.expires_at[:10]) for t in tokens],
        )


def _add_revoke(group: typer.Typer, session: Session, store: TokenStore) -> None:
    say = session.say

    @group.command("revoke", help=say("Anula un token.", "Revokes a token."))
    def revoke(token_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
        store.revoke(token_id)
        session.notes.print(say("Anulado.", "Revoked."))
