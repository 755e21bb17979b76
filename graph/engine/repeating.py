"""Repeating a transaction after a passing failure: a conflict, a leader that moved, a restart.

The driver can do this too, but waits a second before its second attempt and up to half a minute
later on, says what the server said (which may hold a value of the data) in a log, and knows
nothing of an embedded engine that must be started again.
"""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

Result = TypeVar("Result")

NOT_BY_THE_DRIVER = -1.0  # for max_transaction_retry_time: one attempt

_CONFLICT_SECONDS = 30.0
_CONNECTION_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.02
_LONGEST_PAUSE_SECONDS = 1.0


def repeated(attempt: Callable[[], Result]) -> Result:
    """Returns what ``attempt`` returns, tried again for half a minute where that can help.

    A commit whose outcome is unknown is never repeated.

    Raises:
        neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError: the last failure.
    """
    began = time.monotonic()
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            return attempt()
        except (Neo4jError, DriverError) as error:
            lost = isinstance(error, ServiceUnavailable)
            limit = _CONNECTION_SECONDS if lost else _CONFLICT_SECONDS
            if not error.is_retryable() or time.monotonic() - began > limit:
                raise
        # Those who met in a conflict would meet again if they waited equally long.
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  no secret
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
