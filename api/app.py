"""The HTTP application: ``create_app`` puts the parts together and decides nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI

from trama.api import problems
from trama.api.caller import caller
from trama.api.request_log import BodyLimit, RequestLog
from trama.api.routers import cases, places, queries, system
from trama.api.services import open_services
from trama.core.settings import Settings

API = "/api/v1"
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
        with open_services(settings) as services:
            app.state.services = services
            yield

    app = FastAPI(
        title="Trama",
        version=version("trama"),
        description=DESCRIPTION,
        lifespan=lifespan,
        # FastAPI's own pages load scripts from a public network; our description needs a token.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.add_middleware(BodyLimit)  # inside RequestLog, which logs what BodyLimit refuses
    app.add_middleware(RequestLog)
    problems.install(app)
    app.include_router(system.open_router, prefix=API)
    for part in (system.router, queries.router, cases.router, places.router):
        app.include_router(part, prefix=API, dependencies=[Depends(caller)])
    queries.add_run_routes(app, API)
    return app
