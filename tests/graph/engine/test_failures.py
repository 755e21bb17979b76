"""The driver's failures as Trama's own: the true cause, a remedy, and no word of the data."""

import pytest
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from trama.core.errors import (
    EngineError,
    EngineOverloaded,
    EngineUnavailable,
    QueryTimeout,
    TramaError,
    WriteRefused,
)
from trama.graph.engine.failures import Asked, Trouble, failures_as_ours

WHERE = "bolt://sintetico"
FULL = ("el disco está lleno; libere espacio", "the disk is full; free some space")


def failed(
    error: Exception, asked: Asked = Asked.READ, trouble: Trouble | None = None
) -> TramaError:
    with (
        pytest.raises(TramaError) as caught,
        failures_as_ours(WHERE, asked, seconds=5, trouble=lambda: trouble),
    ):
        raise error
    assert caught.value.__cause__ is None
    assert "SINTETICO" not in caught.value.message("es") + caught.value.message("en")
    return caught.value


def coded(code: str, message: str = "SINTETICO") -> Neo4jError:
    return Neo4jError._basic_hydrate(neo4j_code=code, message=message)


@pytest.mark.parametrize(
    "error",
    [
        AuthError("SINTETICO"),
        ServiceUnavailable("SINTETICO"),
        coded("Neo.ClientError.Security.Forbidden"),
        coded("Neo.ClientError.Database.DatabaseNotFound"),
        coded("Neo.DatabaseError.General.UnknownError"),
    ],
)
def test_a_full_disk_is_named_whatever_the_engine_blames(error: Exception) -> None:
    found = failed(error, trouble=FULL)

    assert isinstance(found, EngineUnavailable)
    assert "disco" in found.message("es")
    assert "PASSWORD" not in found.message("es")


def test_a_refused_user_is_told_where_the_machine_is_well() -> None:
    assert "TRAMA_NEO4J_PASSWORD" in failed(AuthError("SINTETICO")).message()


@pytest.mark.parametrize(
    ("code", "again"),
    [
        ("Neo.DatabaseError.General.UnknownError", None),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", None),
        ("Neo.TransientError.Transaction.DeadlockDetected", 5),
    ],
)
def test_too_little_memory_has_a_remedy_in_both_languages(code: str, again: int | None) -> None:
    found = failed(coded(code))

    assert isinstance(found, EngineOverloaded)
    assert "memoria" in found.message("es")
    assert "TRAMA_ENGINE_HEAP" in found.message("en")
    assert code in found.message("en")
    assert found.retry_after == again


def test_the_limit_that_a_neo4j_server_names_is_told_and_no_other_word_of_its_message() -> None:
    code = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
    of_one, of_all = (
        failed(coded(code, f"SINTETICO would use more than {limit} threshold"))
        for limit in ("db.memory.transaction.max", "dbms.memory.transaction.total.max")
    )

    assert isinstance(of_one, EngineOverloaded)
    assert isinstance(of_all, EngineOverloaded)
    assert "db.memory.transaction.max" in of_one.message()
    assert "dbms.memory.transaction.total.max" in of_all.message()
    # More than one transaction may have is too much at any time; what others hold will be free.
    assert (of_one.retry_after, of_all.retry_after) == (None, 5)


def test_a_statement_that_is_stopped_tells_the_limit_only_if_there_was_one() -> None:
    stopped = "Neo.ClientError.Transaction.TransactionTimedOut"

    read, stream = failed(coded(stopped)), failed(coded(stopped), Asked.STREAM)

    assert isinstance(read, QueryTimeout)
    assert "5 s" in read.message()
    assert not isinstance(stream, QueryTimeout)
    assert " 0 s" not in stream.message()


@pytest.mark.parametrize("code", ["TransactionLogError", "TransactionCommitFailed"])
def test_a_server_that_cannot_store_has_a_disk_to_look_at(code: str) -> None:
    found = failed(coded(f"Neo.DatabaseError.Transaction.{code}"), Asked.WRITE)

    assert isinstance(found, EngineUnavailable)
    assert "su disco está lleno o dañado; libere espacio" in found.message("es")


def test_a_database_that_stopped_when_its_disk_was_full_is_to_be_restarted() -> None:
    code = "Neo.DatabaseError.Transaction.TransactionStartFailed"

    found = failed(coded(code))

    assert isinstance(found, EngineUnavailable)
    assert "libere espacio ahí y reiníciela" in found.message("es")


def test_a_silent_engine_is_not_a_missing_one() -> None:
    silent = ServiceUnavailable("SINTETICO")
    silent.__cause__ = TimeoutError("timed out")
    found: TramaError
    with (
        pytest.raises(TramaError) as caught,
        failures_as_ours(WHERE, Asked.READ, seconds=5, trouble=lambda: None),
    ):
        raise silent
    found = caught.value

    assert isinstance(found, EngineUnavailable)
    assert "no contesta" in found.message()
    assert found.retry_after == 5


def test_what_may_only_read_is_refused_what_it_may_not_do() -> None:
    forbidden = "Neo.ClientError.Security.Forbidden"

    assert isinstance(failed(coded(forbidden)), WriteRefused)
    assert type(failed(coded(forbidden), Asked.WRITE)) is EngineError


def test_any_other_failure_is_told_by_its_code() -> None:
    found = failed(coded("Neo.ClientError.Statement.SyntaxError"))

    assert "(Neo.ClientError.Statement.SyntaxError)" in found.message()
    assert "Repita la orden" in found.message()
