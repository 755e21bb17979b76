"""The exceptions of questions that the graph, or the language of routes, does not understand.

UsageError
├── BadRoute                a route written with a mistake, or with what does not exist
├── BodyTooLarge            a body of over so many bytes                          (HTTP 413)
├── SurveyMissing           no survey of the units was made here yet              (HTTP 409)
├── PublicationUnsafe       tables that would tell of a group of fewer than ten
├── PublicationBroken       a folder that is no intact release
├── NothingToPublish        a graph with too few victims for any table
├── LedgerUnreadable        a broken memory of what was published before
└── NothingObserved         no victim at the places, role and period asked        (HTTP 404)
EngineError
└── GraphOutdated           a graph without the values that a query reads         (HTTP 409)
AccessDenied
├── OwnerGone               a standing question whose owner may ask no longer     (HTTP 403)
├── NotForPublic            cells of the databank that the public may not ask for (HTTP 403)
└── PublishingDenied        a release asked for by somebody else than a supervisor
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


class PublicationUnsafe(UsageError):
    """Tables from which somebody could conclude that a group has fewer than ten people."""

    code = "publication_unsafe"
    exit_code = 1
    es = (
        "No se publicó nada: con las tablas ({tables}) se podría concluir que hay de 1 a 9 "
        "personas en {groups} grupos. {hint_es}"
    )
    en = (
        "Nothing was published: from the tables ({tables}) one could conclude that {groups} groups "
        "have 1 to 9 people. {hint_en}"
    )


class PublicationBroken(UsageError):
    """A folder that is no release, or whose files are not those of its manifest."""

    code = "publication_broken"
    exit_code = 1
    es = "{folder} no es una publicación íntegra: {why_es}."
    en = "{folder} is no intact release: {why_en}."


class LedgerUnreadable(UsageError):
    """The memory of earlier releases is broken, or another key made them."""

    code = "ledger_unreadable"
    exit_code = 1
    es = (
        "No se publicó nada: la memoria de lo publicado ({folder}) no se puede leer, o es de otra "
        "clave. Sin ella no se sabe qué revelaría un cambio. Recupérela de una copia del hogar."
    )
    en = (
        "Nothing was published: the memory of what was published ({folder}) cannot be read, or is "
        "of another key. Without it nobody knows what a change would tell. Restore it from a copy "
        "of the home."
    )


class NothingToPublish(UsageError):
    """A graph with too few victims for any table."""

    code = "nothing_to_publish"
    exit_code = 1
    es = "No se publicó nada: el grafo tiene muy pocas víctimas para una tabla segura."
    en = "Nothing was published: the graph has too few victims for a safe table."


class PublishingDenied(AccessDenied):
    """A release asked for by somebody who may not publish."""

    code = "publishing_denied"
    es = (
        "Publica un supervisor (TRAMA_TOKEN), o el dueño del hogar si no hay tokens; su rol es "
        "«{role}»."
    )
    en = (
        "A supervisor publishes (TRAMA_TOKEN), or the owner of the home if there are no tokens; "
        "your role is “{role}”."
    )
