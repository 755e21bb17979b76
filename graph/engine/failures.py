"""The driver's failures as Trama's own, without a word of the engine's message.

An engine's message can quote a value of the data, such as the key that a constraint found twice.
So only the engine's code goes on, and the failure is raised without its cause.

The embedded engine blames its users for what its machine lacks: with a full disk or a database that
it could not open, it refuses the account. So ``trouble`` looks at the machine first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
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
from trama.graph.engine.overloads import RETRY_AFTER, overload, stopped

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
_CLOSED_DATABASE = (
    "Neo.TransientError.Database.DatabaseUnavailable",
    "Neo.TransientError.General.DatabaseUnavailable",
)
# A server whose disk is full or broken says so by the part of it that failed.
_NOT_STORED = (
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    "Neo.DatabaseError.General.StorageDamageDetected",
    "Neo.DatabaseError.General.IndexCorruptionDetected",
)
# What a database answers from then on, until it is started again.
_BROKEN_DOWN = "Neo.DatabaseError.Transaction.TransactionStartFailed"
_REFUSED = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden")


class Asked(StrEnum):
    """The kind of work that failed."""

    WRITE = "write"
    READ = "read"
    STREAM = "stream"


Trouble = tuple[str, str]
"""The trouble of an engine's machine, and its remedy: in Spanish and in English."""


@contextmanager
def failures_as_ours(
    where: str, asked: Asked, *, seconds: float, trouble: Callable[[], Trouble | None]
) -> Iterator[None]:
    """Raise each failure of the driver inside the block as a failure of Trama's own tree.

    ``seconds`` is the time limit of a READ. ``trouble`` returns what is wrong with the engine's
    machine, or None.

    Raises:
        EngineUnavailable: the engine does not answer or refuses the user.
        BadSetting: the driver cannot use the address.
        QueryTimeout: the statement passed its limit.
        WriteRefused: a statement that may only read wanted more.
        EngineOverloaded: the statement met a limit of the engine, such as that of memory.
        EngineError: any other failure, with the engine's code.
    """
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _ours(error, where, asked, seconds, trouble) from None


def _ours(
    error: Neo4jError | DriverError,
    where: str,
    asked: Asked,
    seconds: float,
    trouble: Callable[[], Trouble | None],
) -> Exception:
    if isinstance(error, ConfigurationError):
        return BadSetting(
            name="TRAMA_NEO4J_URI",
            why_es="el controlador de Neo4j no puede usar esa dirección",
            why_en="the Neo4j driver cannot use that address",
        )
    code = error.code if isinstance(error, Neo4jError) else None
    # A statement that is stopped or only reads fails for its own reasons, whatever the machine has.
    if code in _TIMED_OUT:
        return _stopped(asked, seconds)
    lost = isinstance(error, ServiceUnavailable | SessionExpired) or code in _CLOSED_DATABASE
    again = RETRY_AFTER if lost else None
    if (why := trouble()) is not None:
        return EngineUnavailable(where=where, why_es=why[0], why_en=why[1], retry_after=again)
    if code in _REFUSED and asked is not Asked.WRITE:
        return WriteRefused()
    if (why := _why_unavailable(error, code)) is not None:
        return EngineUnavailable(where=where, why_es=why[0], why_en=why[1], retry_after=again)
    met = overload(error) if isinstance(error, Neo4jError) else None
    return met or EngineError(detail=code or type(error).__name__)


def _stopped(asked: Asked, seconds: float) -> EngineError:
    if asked is Asked.READ:
        return QueryTimeout(seconds=f"{seconds:g}")
    # Whoever stopped it, Trama set no limit: the server's administrator, or its own longest time.
    return stopped()


def _why_unavailable(error: Neo4jError | DriverError, code: str | None) -> Trouble | None:
    """Return why nothing can be asked of the engine. Return None if the engine did answer."""
    if isinstance(error, AuthError) or code in _NOT_LET_IN:
        return (
            "rechaza al usuario; revise TRAMA_NEO4J_USER y TRAMA_NEO4J_PASSWORD",
            "it refuses the user; check TRAMA_NEO4J_USER and TRAMA_NEO4J_PASSWORD",
        )
    if code == _NO_SUCH_DATABASE:
        return (
            "no tiene esa base de datos; revise TRAMA_NEO4J_DATABASE",
            "it has no such database; check TRAMA_NEO4J_DATABASE",
        )
    if code in _CLOSED_DATABASE:
        return ("su base de datos está cerrada ahora", "its database is closed just now")
    if code in _NOT_STORED:
        return (
            "no pudo guardar: su disco está lleno o dañado; libere espacio ahí y vea su registro",
            "it could not store: its disk is full or damaged; free space there, and see its log",
        )
    if code == _BROKEN_DOWN:
        return (
            "su base de datos se detuvo, quizá por un disco lleno; libere espacio ahí y reiníciela",
            "its database stopped, perhaps for a full disk; free space there, and restart it",
        )
    if isinstance(error, ConnectionAcquisitionTimeoutError) or isinstance(
        error.__cause__, TimeoutError
    ):
        return (
            "aceptó la conexión y no contesta: está detenido o sobrecargado (trama engine status)",
            "it took the connection and keeps silent: stopped or overloaded (trama engine status)",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return (
            "no hay conexión; revise que esté en marcha (trama engine status)",
            "no connection; check that it runs (trama engine status)",
        )
    return None
