"""The HTTP application: ``create_app`` puts the parts together and decides nothing."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI

from trama.access.entry_codes import EntryCodes
from trama.api import problems
from trama.api.caller import caller
from trama.api.kept_parts import KeptParts
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string
from trama.api.request_log import RequestLog
from trama.api.routers import (
    bank,
    cases,
    explorer,
    figures,
    judgements,
    networks,
    overlap,
    packs,
    places,
    quality,
    queries,
    recommendations,
    releases,
    reviewing,
    routes,
    search,
    sessions,
    standing,
    study,
    system,
    workspaces,
)
from trama.api.services import open_services
from trama.api.work import Readiness, Workers
from trama.bank.keeper import Keeper
from trama.core.errors import Language, TramaError
from trama.core.settings import Settings
from trama.linkage.model.shipped import shipped_model
from trama.overlap.answers.reckoner import Reckoner
from trama.queries.own import own_queries
from trama.review.review_queue import Ranking

log = logging.getLogger(__name__)

API = "/api/v1"
ROUTERS = (
    system.router,
    queries.router,
    cases.router,
    places.router,
    search.router,
    routes.router,
    judgements.router,
    reviewing.router,
    overlap.router,
    networks.router,
    bank.router,
    releases.router,
    recommendations.router,
    study.router,
    figures.router,
    packs.router,
    workspaces.router,
    standing.router,
    quality.router,
)
"""The routes that ask for a token."""
DESCRIPTION = """
Consultas guardadas sobre el grafo de casos de trata de personas: cada respuesta lleva la consulta,
su versión, sus parámetros y un recibo. Sin token no hay respuesta. Las víctimas son seudónimos
salvo para el rol `investigator`.

*Saved queries over the graph of trafficking cases. No token, no answer. Victims are pseudonyms for
everyone but the role `investigator`.*
"""


def create_app(settings: Settings) -> FastAPI:
    """Return the application, which opens the graph at its start and closes it at its end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            with open_services(settings) as services:
                app.state.services = services
                app.state.workers = Workers()
                app.state.kept_parts = KeptParts()
                app.state.reckoner = Reckoner(services.graph, services.limits.seconds)
                app.state.bank = Keeper(services.graph, services.limits.seconds)
                app.state.ranking = Ranking(shipped_model().ask_at)
                app.state.readiness = Readiness(services.graph)
                _tell_own_faults(settings)
                yield
        except TramaError as error:
            # Nobody has asked yet: the sentence names the engine or a setting.
            log.error("%s", error.message("en" if settings.language == "en" else "es"))  # noqa: TRY400
            raise

    app = FastAPI(
        title="Trama",
        version=version("trama"),
        description=DESCRIPTION,
        lifespan=lifespan,
        # FastAPI's own pages load scripts from a public network; our description needs a token.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # A redirect would repeat the header Host, which is a text of the caller.
        redirect_slashes=False,
        responses=problem_responses(400, 405, 500),
    )
    app.state.entry_codes = EntryCodes()
    app.add_middleware(RequestLog)
    problems.install(app)
    app.include_router(explorer.router, responses=problem_responses(404, 422))
    app.add_api_route(API, system.entrance, tags=["system"], operation_id="entrance_of_api")
    _include_routers(app)
    queries.add_run_routes(app, API)
    return app


def _include_routers(app: FastAPI) -> None:
    strict = Depends(check_query_string)
    for part in (system.open_router, sessions.router):
        app.include_router(
            part, prefix=API, dependencies=[strict], responses=problem_responses(422)
        )
    for part in ROUTERS:
        app.include_router(
            part,
            prefix=API,
            dependencies=[Depends(caller), strict],
            responses=problem_responses(401, 422),
        )


def _tell_own_faults(settings: Settings) -> None:
    """Log which of the installation's own queries have problems; the others answer."""
    language: Language = "en" if settings.language == "en" else "es"
    for fault in own_queries(settings.queries).faults:
        log.warning("%s", fault.message(language))
