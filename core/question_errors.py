"""The exceptions of questions that the graph, or the language of routes, does not understand.

UsageError
├── BadRoute                a route written with a mistake, or with what does not exist
├── BodyTooLarge            a body of over so many bytes                          (HTTP 413)
├── SurveyMissing           no survey of the units was made here yet              (HTTP 409)
├── PublicationUnsafe       tables that would tell of a group of fewer than ten
├── PublicationBroken       a folder that is no intact release
├── NothingToPublish        a graph with too few victims for any table
├── NothingPublished        a question of the public before the first release     (HTTP 404)
├── LedgerUnreadable        a broken memory of what was published before
└── NothingObserved         no victim at the places, role and period asked        (HTTP 404)
EngineError
└── GraphOutdated           a graph without the values that a query reads         (HTTP 409)
AccessDenied
├── OwnerGone               a standing question whose owner may ask no longer     (HTTP 403)
├── NotForPublic            cells that are in no table of a release               (HTTP 403)
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
    """A question whose answer is in no table of a release: the public reads nothing else."""

    code = "not_for_public"
    es = (
        "El público lee las tablas publicadas, que cuentan personas: nacimiento o residencia con "
        "año, o con sexo y edad; origen con destino; finalidad con año; registro con año; por "
        "departamento o macrorregión, según la publicación. Vea `trama bank` y /api/v1/releases."
    )
    en = (
        "The public reads the published tables, which count people: birth or residence with year, "
        "or with sex and age; origin with destination; purpose with year; registry with year; by "
        "department or macro-region, as the release has them. See `trama bank` and "
        "/api/v1/releases."
    )


class NothingPublished(UsageError):
    """A question of the public where no release stands in the home yet."""

    code = "nothing_published"
    status = 404
    exit_code = 1
    es = (
        "Todavía no se publicó nada de este grafo: un supervisor lo hace con `trama bank publish`. "
        "Hasta entonces el público puede pedir lo que otros publicaron: `trama figure` y la "
        "consulta registry_totals."
    )
    en = (
        "Nothing of this graph was published yet: a supervisor does it with `trama bank publish`. "
        "Until then the public can ask for what others published: `trama figure` and the query "
        "registry_totals."
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
    status = 500  # over HTTP it is the release that the home keeps
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
