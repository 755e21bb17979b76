"""`trama figure` (in Spanish `trama cifra`): the recipes of a published number."""

from typing import TYPE_CHECKING, Annotated

import typer

from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.figures.graph_counts import GraphSeries

ABOUT = (
    "Qué se contó para dar una cifra publicada (1465, 1 465, 70 %): sus recetas. También: cifra.",
    "The counts that give a published number (1465, 1,465, 70 %): its recipes.",
)


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``, under both of its names."""
    say = session.say

    option = session.option
    number_ = typer.Argument(
        metavar=say("CIFRA", "NUMBER"),
        help=say("Como se publicó: 1 465, 70 %, +15 %.", "As published: 1,465, 70 %, +15 %."),
    )
    near_ = option(
        "De cuándo habla la frase: 2023, 2023-05 o 2022-12-07.",
        "The time that the sentence speaks of: 2023, 2023-05 or 2022-12-07.",
        metavar=say("FECHA", "DATE"),
    )
    stated_ = option(
        "Cuándo se dijo: los datos acaban antes.",
        "When it was said: the data end before.",
        metavar=say("FECHA", "DATE"),
    )
    graph_ = option(
        "También lo que cuenta este grafo, por años.", "Also what this graph counts, by year."
    )
    limit_ = option("Recetas que se muestran.", "Recipes shown.", min=1, max=200)

    def figure(
        number: Annotated[list[str], number_],
        *,
        near: Annotated[str | None, near_] = None,
        stated: Annotated[str | None, stated_] = None,
        graph: Annotated[bool, graph_] = False,
        limit: Annotated[int, limit_] = 10,
    ) -> None:
        from trama.figures.document import figure_document
        from trama.figures.question import ask
        from trama.terminal.figure_output import show_figure

        question = ask(" ".join(number), near, stated, limit)
        own = _series_of_graph(session) if graph and not question.quoted.is_share else None
        found = figure_document(question, session.language, own)
        if session.as_json:
            session.json(found)
        else:
            show_figure(session, found)

    app.command("figure", help=say(*ABOUT))(figure)
    app.command("cifra", help=say(*ABOUT), hidden=True)(figure)


def _series_of_graph(session: Session) -> "list[GraphSeries]":
    """Return the series of the graph, for a role that may see them."""
    from trama.figures.graph_counts import graph_series
    from trama.ontology.declare import Sensitivity
    from trama.terminal.empty_graph import tell_if_empty

    session.viewer().admit(Sensitivity.RESTRICTED)
    with session.services() as services:
        found = graph_series(services.graph)
        if not found:
            tell_if_empty(session, services)
        return found
