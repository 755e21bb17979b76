"""The driver's failures as Trama's own, without a word of the engine's message.

An engine's message can quote a value of the data, such as the key that a constraint found twice.
So only the engine's code goes on, and the failure is raised without its cause.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from trama.core.errors import (
    BadSetting,
    EngineError,
    EngineUnavailable,
    QueryTimeout,
    WriteRefused,
)

_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.TransientError.Transaction.Terminated",
    "Neo.ClientError.Transaction.LockClientStopped",
)
_NOT_LET_IN = (
    "Neo.ClientError.Security.AuthenticationRateLimit",
    "Neo.ClientError.Security.CredentialsExpired",
)
_NO_SUCH_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_REFUSED = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden")


@contextmanager
def failures_as_ours(where: str, *, seconds: float | None = None) -> Iterator[None]:
    """Raise each failure of the driver inside the block as a failure of Trama's own tree.

    ``seconds`` is the time limit of a statement that may only read, 0 if it has no limit. None is
    for a statement that may write.

    Raises:
        EngineUnavailable: the engine does not answer or refuses the user.
        BadSetting: the driver cannot use the address.
        QueryTimeout: the statement passed its limit.
        WriteRefused: a statement that may only read wanted more.
        EngineError: any other failure, with the engine's code.
    """
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _ours(error, where, seconds) from None


def _ours(error: Neo4jError | DriverError, where: str, seconds: float | None) -> Exception:
    if isinstance(error, AuthError) or _code(error) in _NOT_LET_IN:
        return EngineUnavailable(
            where=where,
            why_es="rechaza al usuario; revise TRAMA_NEO4J_USER y TRAMA_NEO4J_PASSWORD",
            why_en="it refuses the user; check TRAMA_NEO4J_USER and TRAMA_NEO4J_PASSWORD",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return EngineUnavailable(
            where=where,
            why_es="no hay conexión; revise que esté en marcha (trama engine status)",
            why_en="no connection; check that it runs (trama engine status)",
        )
    if isinstance(error, ConfigurationError):
        return BadSetting(
            name="TRAMA_NEO4J_URI",
            why_es="el controlador de Neo4j no puede usar esa dirección",
            why_en="the Neo4j driver cannot use that address",
        )
    code = _code(error)
    if code == _NO_SUCH_DATABASE:
        return EngineUnavailable(
            where=where,
            why_es="no tiene esa base de datos; revise TRAMA_NEO4J_DATABASE",
            why_en="it has no such database; check TRAMA_NEO4J_DATABASE",
        )
    if code in _TIMED_OUT and seconds is not None:
        return QueryTimeout(seconds=f"{seconds:g}")
    if code in _REFUSED and seconds is not None:
        return WriteRefused()
    return EngineError(detail=code or type(error).__name__)


def _code(error: Neo4jError | DriverError) -> str | None:
    return error.code if isinstance(error, Neo4jError) else None
