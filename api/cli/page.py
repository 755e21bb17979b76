"""`trama page`: write pages that open offline: a route as a network, or legs on the map."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trama.api.cli.session import Session
from trama.core.errors import UnknownName, UsageError
from trama.core.home import write_private

if TYPE_CHECKING:
    from trama.access.policy import Viewer
    from trama.api.services import Services
    from trama.queries.catalog import SavedQuery
    from trama.queries.run import QueryAnswer


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the commands to ``app``."""
    say = session.say
    group = typer.Typer(
        no_args_is_help=True,
        help=say(
            "Páginas HTML que se abren sin conexión.", "HTML pages that open without a network."
        ),
    )
    app.add_typer(group, name="page")
    _add_route(group, session)
    _add_places(group, session)


def _add_route(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "route",
        help=say(
            "Dibuja la ruta de un caso, de una víctima (seudónimo) o entre dos lugares.",
            "Draws the route of a case, of a victim (pseudonym) or between two places.",
        ),
    )
    def route(
        words: Annotated[
            list[str],
            typer.Argument(
                metavar=say("CASO|VÍCTIMA|ORIGEN DESTINO", "CASE|VICTIM|ORIGIN DESTINATION"),
                help=say("Un caso o una víctima, o dos lugares.", "A case, a victim, two places."),
            ),
        ],
        output: Annotated[
            Path, typer.Option("-o", "--output", help=say("Archivo HTML.", "HTML file."))
        ],
        level: Annotated[
            str | None,
            typer.Option(
                help=say(
                    "Entre lugares: district, province, department o country.",
                    "Between places: district, province, department or country.",
                )
            ),
        ] = None,
        since: Annotated[
            str | None, typer.Option(help=say("Entre lugares: desde.", "Between places: since."))
        ] = None,
        until: Annotated[
            str | None, typer.Option(help=say("Entre lugares: hasta.", "Between places: until."))
        ] = None,
    ) -> None:
        options = {"level": level, "since": since, "until": until}
        given = {name: value for name, value in options.items() if value is not None}
        _check_words(session, words, given)
        with session.services() as services:
            from trama.visualizations.route_page import BETWEEN, route_page

            query, answer = _routes(services, session.viewer(), words, given)
            synthetic = query.name == BETWEEN and _holds_synthetic(services)
        page = route_page(query, answer, session.language, synthetic=synthetic)
        _write(session, output, page, answer)


def _check_words(session: Session, words: list[str], given: Mapping[str, object]) -> None:
    """Raise UsageError unless the words name one case or victim, or two places."""
    if len(words) > 2 or (given and len(words) == 1):
        raise UsageError(
            detail=session.say(
                "Diga un caso, una víctima (sin más opciones) o dos lugares.",
                "Say a case, a victim (without more options) or two places.",
            )
        )


def _add_places(group: typer.Typer, session: Session) -> None:
    say = session.say

    @group.command(
        "places",
        help=say(
            "Dibuja los tramos más frecuentes sobre el mapa del Perú.",
            "Draws the most frequent legs on the map of Peru.",
        ),
    )
    def places(
        output: Annotated[
            Path, typer.Option("-o", "--output", help=say("Archivo HTML.", "HTML file."))
        ],
        level: Annotated[
            str,
            typer.Option(help="district, province, department, country"),
        ] = "department",
        since: Annotated[str | None, typer.Option(help=say("Desde.", "Since."))] = None,
        until: Annotated[str | None, typer.Option(help=say("Hasta.", "Until."))] = None,
        limit: Annotated[
            int, typer.Option(min=1, max=5000, help=say("Cuántos tramos.", "How many legs."))
        ] = 100,
    ) -> None:
        asked = {"level": level, "limit": limit, "since": since, "until": until}
        given = {name: value for name, value in asked.items() if value is not None}
        with session.services() as services:
            from trama.queries.catalog import saved_query
            from trama.queries.run import run
            from trama.visualizations.places_page import QUERY, places_page

            query = saved_query(QUERY)
            answer = run(query, given, services.graph, session.viewer(), services.limits)
            synthetic = _holds_synthetic(services)
        page = places_page(query, answer, session.language, synthetic=synthetic)
        _write(session, output, page, answer)


def _routes(
    services: "Services", viewer: "Viewer", words: list[str], given: Mapping[str, str]
) -> "tuple[SavedQuery, QueryAnswer]":
    """Return the query that the words ask for, and its answer.

    Raises:
        UnknownName: the word names neither a case nor a person that the viewer may see.
    """

    from trama.queries.catalog import saved_query
    from trama.queries.run import run
    from trama.visualizations.route_page import BETWEEN, OF_CASE, OF_VICTIM

    def ask(name: str, **parameters: str) -> "tuple[SavedQuery, QueryAnswer]":
        query = saved_query(name)
        return query, run(query, parameters, services.graph, viewer, services.limits)

    if len(words) == 2:
        return ask(BETWEEN, origin=words[0], destination=words[1], **given)
    try:
        return ask(OF_CASE, case=words[0])
    except UnknownName:
        pass
    try:
        return ask(OF_VICTIM, victim=words[0])
    except UnknownName as error:
        raise UnknownName(
            kind=("caso ni víctima", "case or victim"),
            name=words[0],
            hint=(
                "Se pide RETA:…, SISTRA:… o el seudónimo X-… de una víctima.",
                "Say RETA:…, SISTRA:… or the pseudonym X-… of a victim.",
            ),
        ) from error


def _holds_synthetic(services: "Services") -> bool:
    from trama.queries.lookups.synthetic import holds_synthetic_cases

    return holds_synthetic_cases(services.graph, services.limits.seconds)


def _write(session: Session, output: Path, page: str, answer: "QueryAnswer") -> None:
    """Write the page, readable by its owner only: pseudonyms are people too."""
    try:
        write_private(output, page)
    except OSError as error:
        why = error.strerror or type(error).__name__
        detail = session.say(
            f"No se puede escribir {output}: {why}.", f"Cannot write {output}: {why}."
        )
        raise UsageError(detail=detail) from error
    if session.as_json:
        session.json({"file": str(output.absolute()), "rows": len(answer.rows)})
        return
    rows = len(answer.rows)
    session.notes.print(
        session.say(
            f"Escrita en {output.absolute()} ({rows} filas). Ábrala con un navegador.",
            f"Written to {output.absolute()} ({rows} rows). Open it with a browser.",
        )
    )
    if not rows:
        session.notes.print(
            session.say("No hay nada que dibujar.", "There is nothing to draw."), style="yellow"
        )
