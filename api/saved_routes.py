"""The routes by GET that are saved queries asked of one case, one network or all."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Response

from trama.api.openapi import answers
from trama.queries.catalog import saved_query

Endpoint = Callable[..., Awaitable[Response]]


def add_saved_route(
    router: APIRouter,
    path: str,
    query: str,
    endpoint: Endpoint,
    operation_id: str,
    summary: str,
) -> None:
    """Add a route by GET that answers as the saved query does; its header describes the answer."""
    router.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        summary=summary,
        description=f"Consulta guardada / Saved query `{query}`",
        operation_id=operation_id,
        response_model=None,
        response_class=Response,
        responses=answers(saved_query(query)),
    )
