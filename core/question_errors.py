"""The exceptions of questions that the graph, or the language of routes, does not understand.

UsageError
├── BadRoute                a route written with a mistake, or with what does not exist
├── BodyTooLarge            a body of over so many bytes                          (HTTP 413)
└── SurveyMissing           no survey of the units was made here yet              (HTTP 409)
EngineError
└── GraphOutdated           a graph without the values that a query reads         (HTTP 409)
AccessDenied
├── OwnerGone               a standing question whose owner may ask no longer     (HTTP 403)
└── NotForPublic            cells of the databank that the public may not ask for (HTTP 403)
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


class SurveyMissing(UsageError):
    """A letter to a unit is asked for, and nobody read the records of the units yet."""

    code = "survey_missing"
    status = 409
    es = "Aún no se releyeron los registros de las dependencias: ejecute trama quality list."
    en = "The records of the units were not read again yet: run trama quality list."


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


class NotForPublic(AccessDenied):
    """Cells of the databank that could tell the public of few people."""

    code = "not_for_public"
    es = (
        "El público puede pedir personas por departamento o macrorregión, de hoy y sin filtros; "
        "lo demás está en las tablas publicadas."
    )
    en = (
        "The public may ask for people by department or macro-region, of now and without filters; "
        "the rest is in the published tables."
    )
