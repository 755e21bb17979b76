"""`trama bank publish` and `verify`: safe national tables for everybody, and their audit."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session

_PUBLISH = (
    "Publica las tablas nacionales en una carpeta nueva: seguras, revisadas y descritas.",
    "Publishes the national tables in a new folder: safe, audited and described.",
)
_VERIFY = (
    "Revisa una publicación con solo sus archivos.",
    "Audits a release from its files alone.",
)


def add_publication(group: typer.Typer, session: Session) -> None:
    """Add both commands to the group of the databank."""
    say = session.say
    folder = typer.Argument(metavar=say("CARPETA", "FOLDER"))
    publisher = typer.Option(help=say("Institución que publica.", "Institution that publishes."))
    licence = typer.Option(
        help=say(
            "Licencia: nombre corto (Creative Commons) o dirección.",
            "Licence: cc-by-4.0, cc0-1.0, odc-by-1.0 or an address.",
        )
    )
    level = typer.Option(
        help=say("Nivel: departamento o macrorregión.", "Level: department or macroregion.")
    )

    @group.command("publish", help=say(*_PUBLISH))
    def publish(
        output: Annotated[Path, folder],
        *,
        publisher: Annotated[str, publisher],
        licence: Annotated[str, licence],
        level: Annotated[str, level] = "department",
    ) -> None:
        import_driver()
        from trama.access.tokens import TokenStore
        from trama.bank.publish_order import admit_publisher, publish_graph
        from trama.core.home import Home
        from trama.terminal.publication_output import tell_published

        home = Home(session.settings.home)
        alone = not session.settings.token and not TokenStore(home).names()
        admit_publisher(session.viewer(), owner_alone=alone)
        with session.services() as services:
            asked = output, publisher, licence, level
            day, seconds = datetime.now(UTC).date(), services.limits.seconds
            made = publish_graph(services.graph, home, asked, day, seconds)
        tell_published(session, made)

    @group.command("verify", help=say(*_VERIFY))
    def verify(output: Annotated[Path, folder]) -> None:
        from trama.bank.publish_check import check
        from trama.terminal.publication_output import tell_checked

        tell_checked(session, check(output))
