"""`trama recommend`: where to put prevention and checks, and what each institution can do there."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from trama.terminal.driver import import_driver
from trama.terminal.session import Session

ABOUT = (
    "Recomienda dónde poner prevención y controles, con su incertidumbre; nunca perfila personas.",
    "Recommends where to put prevention and checks, with uncertainty; it never profiles people.",
)

LevelChoice = Literal["department", "province", "district"]
RoleChoice = Literal["any", "origin", "transit", "destination"]


def add_to(app: typer.Typer, session: Session) -> None:
    """Add the command to ``app``."""

    option = session.option
    level_ = option("Nivel de los lugares.", "Level of the places.")
    role_ = option("Papel del lugar.", "Role of the place.")
    within_ = option("Solo dentro de este lugar.", "Only within this place.")
    since_ = option("Hecho desde.", "Fact since.")
    until_ = option("Hecho hasta.", "Fact until.")
    most_ = option("Cuántos lugares elegir.", "How many places to choose.", min=1, max=50)
    draws_ = option("Sorteos: qué da el azar.", "Draws: what chance gives.", min=100, max=10_000)
    seed_ = option("La misma da lo mismo.", "The same gives the same.", min=0)
    page_ = option("Escribe aquí la página HTML.", "Writes the HTML page here.")

    @app.command("recommend", help=session.say(*ABOUT))
    def recommend_(  # noqa: PLR0913 - the options of a command
        *,
        level: Annotated[LevelChoice | None, level_] = None,
        role: Annotated[RoleChoice, role_] = "any",
        within: Annotated[str | None, within_] = None,
        since: Annotated[str | None, since_] = None,
        until: Annotated[str | None, until_] = None,
        most: Annotated[int, most_] = 5,
        draws: Annotated[int, draws_] = 1_000,
        seed: Annotated[int, seed_] = 2017,
        page: Annotated[Path | None, page_] = None,
    ) -> None:
        given: dict[str, object] = {"level": level, "role": role, "within": within}
        given |= {"since": since, "until": until, "most": most, "draws": draws, "seed": seed}
        _recommend(session, given, page)


def _recommend(session: Session, given: dict[str, object], page: Path | None) -> None:
    from trama.prevention.needed_libraries import require_extra

    require_extra()
    import_driver()
    from trama.prevention.question import read_question
    from trama.prevention.recommendations_page import recommendations_page
    from trama.prevention.recommending import recommend
    from trama.queries.lookups.lookup import Lookup
    from trama.queries.lookups.synthetic import holds_synthetic_cases
    from trama.terminal import page_writing, prevention_output
    from trama.terminal.empty_graph import told_if_empty

    if page is not None:
        page_writing.check_target(session, page)
    with session.services() as services, told_if_empty(session, services):
        lookup = Lookup(services.graph, session.viewer(), services.limits.seconds)
        document = recommend(read_question(given, lookup), lookup, session.language)
        if page is not None:
            synthetic = holds_synthetic_cases(services.graph, services.limits.seconds)
            html = recommendations_page(document, session.language, synthetic=synthetic)
            page_writing.write(session, page, html)
            page_writing.report(session, page, len(document["places"]), [])
    if session.as_json:
        session.json(document)
    elif page is None:
        prevention_output.show(session, document)
