"""The exceptions of questions that the graph, or the language of routes, does not understand.

UsageError
├── BadRoute                a route written with a mistake, or with what does not exist
├── BodyTooLarge            a body of over so many bytes                          (HTTP 413)
└── NothingObserved         no victim at the places, role and period asked        (HTTP 404)
EngineError
└── GraphOutdated           a graph without the values that a query reads         (HTTP 409)
AccessDenied
└── OwnerGone               a standing question whose owner may ask no longer     (HTTP 403)
"""

from trama.core.errors import AccessDenied, EngineError, UsageError


class BadRoute(UsageError):
    """A route written with a mistake, or that asks for what does not exist; ``column`` from 1."""

    code = "bad_route"
    es = "Ruta, columna {column}: {why_es}."
    en = "Route, column {column}: {why_en}."


class BodyTooLarge(UsageError):
    """A body larger than the route reads."""

    code = "http_413"
    status = 413
    es = "El cuerpo de una pregunta no pasa de {kib} KiB."
    en = "The body of a question is no larger than {kib} KiB."


class NothingObserved(UsageError):
    """No victim was observed at the places asked for, in that role and period."""

    code = "nothing_observed"
    status = 404
    es = "Ninguna víctima fue observada en esos lugares, con ese papel y en ese período.{had_es}"
    en = "No victim was observed at those places, in that role and period.{had_en}"


class GraphOutdated(EngineError):
    """A graph that another version derived, without the values that a query reads."""

    code = "graph_outdated"
    status = 409
    es = "El grafo es de otra versión y le faltan valores que esto lee: ejecute trama rebuild."
    en = "The graph is of another version and lacks values that this reads: run trama rebuild."


class OwnerGone(AccessDenied):
    """A standing question whose owner's token was revoked, has expired, or has another role."""

    code = "owner_gone"
    es = "La pregunta no se hace: el token de su dueño se anuló, venció o cambió de rol."
    en = "The question is not asked: its owner's token was revoked, expired or changed its role."
