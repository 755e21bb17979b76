"""The limits of an engine that a statement can meet: the cause and the remedy, in both languages.

Neo4j names the limit of memory in its message, of which only the names below go on. The embedded
engine tells two limits apart by its codes alone, as java.py sets it: a statement that needs more
than all statements together may hold fails for good (UnknownError, which it also says of its own
faults), and a statement that comes while others hold it may be repeated (DeadlockDetected).
"""

from neo4j.exceptions import Neo4jError

from trama.core.errors import EngineOverloaded

RETRY_AFTER = 5
"""Seconds until a request is worth repeating: most statements end sooner, and an embedded engine
starts in two to five."""

_ONE = "db.memory.transaction.max"  # the bytes of one transaction
_ALL = ("dbms.memory.transaction.total.max", "db.memory.transaction.total.max")

_LESS_ES = "pida menos filas (limit), acote el período o el lugar"
_LESS_EN = "ask for fewer rows (limit), narrow the period or the place"
_MORE_ES = "o dele más memoria (TRAMA_ENGINE_HEAP, luego trama engine stop; en Neo4j, {limit})"
_MORE_EN = "or give it more memory (TRAMA_ENGINE_HEAP, then trama engine stop; on Neo4j, {limit})"
_ALONE = (
    f"necesita más memoria de la que el motor da ({{code}}); {_LESS_ES}, {_MORE_ES}",
    f"it needs more memory than the engine gives ({{code}}); {_LESS_EN}, {_MORE_EN}",
)
_BESIDE_OTHERS_ES = "otras ocupan la memoria o los turnos del motor ({code}); repita luego"
_BESIDE_OTHERS_EN = "others hold the engine's memory or its turns ({code}); repeat in a few seconds"
_BESIDE_OTHERS = (
    f"{_BESIDE_OTHERS_ES}; si vuelve a pasar, {_LESS_ES}, {_MORE_ES}",
    f"{_BESIDE_OTHERS_EN}; if that does not help, {_LESS_EN}, {_MORE_EN}",
)
_ENDED = (
    f"alguien la detuvo en el motor, o pasó del tiempo que el motor da ({{code}}); {_LESS_ES}",
    f"somebody stopped it at the engine, or it ran over the engine's time ({{code}}); {_LESS_EN}",
)

_CAUSES = {
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _ALONE,
    "Neo.TransientError.General.OutOfMemoryError": _ALONE,
    "Neo.TransientError.General.StackOverFlowError": _ALONE,
    "Neo.TransientError.General.TransactionMemoryLimit": _ALONE,
    "Neo.DatabaseError.General.UnknownError": _ALONE,
    "Neo.TransientError.Transaction.DeadlockDetected": _BESIDE_OTHERS,
    "Neo.TransientError.Request.NoThreadsAvailable": _BESIDE_OTHERS,
    "Neo.TransientError.Transaction.MaximumTransactionLimitReached": _BESIDE_OTHERS,
}


def overload(error: Neo4jError) -> EngineOverloaded | None:
    """Return the error for a limit that a statement met. Return None if it met no limit."""
    cause = _CAUSES.get(error.code or "")
    if cause is None:
        return None
    limit = next((name for name in _ALL if name in (error.message or "")), _ONE)
    return _told(_BESIDE_OTHERS if limit in _ALL else cause, error.code, limit)


def stopped() -> EngineOverloaded:
    """Return the error for a statement that somebody else than Trama stopped."""
    return _told(_ENDED, "TransactionTimedOut")


def _told(cause: tuple[str, str], code: str | None, limit: str = _ONE) -> EngineOverloaded:
    spanish, english = (text.format(code=code, limit=limit) for text in cause)
    again = RETRY_AFTER if cause is _BESIDE_OTHERS else None
    return EngineOverloaded(why_es=spanish, why_en=english, retry_after=again)
