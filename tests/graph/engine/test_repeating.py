"""The repetition of a transaction: what is tried again, and what is not."""

import pytest
from neo4j.exceptions import ClientError, IncompleteCommit, Neo4jError, TransientError

from trama.graph.engine.repeating import repeated


class Attempts:
    """Work that fails once with each of ``failures``, and then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self._failures = list(failures)
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        if self._failures:
            raise self._failures.pop(0)
        return "done"


def test_a_conflict_is_tried_again_until_it_passes() -> None:
    attempts = Attempts(TransientError("SINTETICO"), TransientError("SINTETICO"))

    assert repeated(attempts) == "done"
    assert attempts.made == 3


def test_a_read_of_what_another_transaction_removed_is_tried_again() -> None:
    removed = Neo4jError._basic_hydrate(
        neo4j_code="Neo.ClientError.Statement.EntityNotFound", message="SINTETICO"
    )
    attempts = Attempts(removed)

    assert repeated(attempts) == "done"
    assert attempts.made == 2


@pytest.mark.parametrize("failure", [ClientError("SINTETICO"), IncompleteCommit(), ValueError()])
def test_a_failure_that_repeating_cannot_mend_is_raised_at_once(failure: Exception) -> None:
    attempts = Attempts(failure)

    with pytest.raises(type(failure)):
        repeated(attempts)

    assert attempts.made == 1
