"""`trama networks export`: a stored network as a file for other programs."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.core.errors import UsageError
from trama.core.home import write_private
from trama.terminal.driver import import_driver
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.networks.export import NetworkGraph

_EXPORT = (
    "Escribe una red guardada para Gephi, Cytoscape, networkx o i2: quién en qué caso, con quién.",
    "Writes a stored network for Gephi, Cytoscape, networkx or i2: who in which case, with whom.",
)


class Form(StrEnum):
    """The form of the file, as its ending names it."""

    GRAPHML = ".graphml"
    GEXF = ".gexf"
    NODE_LINK = ".json"
    I2 = ".anx"


def add_export(group: typer.Typer, session: Session) -> None:
    """Add the command to the group ``trama networks``."""
    say = session.say
    which = typer.Argument(metavar=say("RED", "NETWORK"), help=say("Como N-1.", "Such as N-1."))
    forms = ", ".join(Form)
    output_ = typer.Option(
        "--output", "-o", help=say(f"El archivo: {forms}.", f"The file: {forms}.")
    )

    @group.command("export", help=say(*_EXPORT))
    def export(network: Annotated[str, which], output: Annotated[Path, output_]) -> None:
        ending = output.suffix.lower()
        if ending not in set(Form):
            raise UsageError(
                detail=say(
                    f"{output.name}: termine el nombre en {forms}.",
                    f"{output.name}: end the name in {forms}.",
                )
            )
        write = _writer(Form(ending))
        import_driver()
        from trama.networks.kept_answer import KeptNetworks
        from trama.networks.kept_graph import kept_graph

        with session.services() as services:
            kept = KeptNetworks(services.graph, session.viewer(), services.limits)
            answers = kept.one(network.upper())
            graph = kept_graph(answers, kept.numbers(answers.values()))
        try:
            write_private(output, write(graph))
        except OSError as error:
            raise session.unwritable(output, error) from error
        session.notes.print(
            say(
                f"Escrito en {output.absolute()}: {len(graph.nodes)} nodos, "
                f"{len(graph.edges)} relaciones.",
                f"Written to {output.absolute()}: {len(graph.nodes)} nodes, "
                f"{len(graph.edges)} edges.",
            ),
            soft_wrap=True,
        )


def _writer(form: Form) -> "Callable[[NetworkGraph], bytes]":
    """Return the writer of a form.

    Raises:
        MissingPart: its library is not installed.
    """
    if form is Form.I2:
        from trama.networks.extra import require_i2

        require_i2()
        from trama.networks.i2_chart import i2_chart

        return i2_chart
    from trama.networks import export

    return {Form.GRAPHML: export.graphml, Form.GEXF: export.gexf, Form.NODE_LINK: export.node_link}[
        form
    ]
