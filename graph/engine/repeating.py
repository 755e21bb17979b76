"""The repetition of a transaction after a passing failure: a conflict, a moved leader, a restart.

The driver could repeat too, with three drawbacks. It waits a second before its second attempt, and
later up to half a minute. It logs the server's message, which may contain a value of the data. It
does not know that an embedded engine must be started again.
"""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

Result = TypeVar("Result")

NO_DRIVER_RETRIES = -1.0  # seconds of max_transaction_retry_time: the driver tries once

_CONFLICT_SECONDS = 30.0  # how long a conflict is tried again
_CONNECTION_SECONDS = 10.0  # how long a lost connection is tried again
_FIRST_PAUSE_SECONDS = 0.02
_LONGEST_PAUSE_SECONDS = 1.0
# Another transaction removed a node while this one read it: as passing as a conflict, which the
# driver does not know.
_REMOVED = "Neo.ClientError.Statement.EntityNotFound"


def repeated(attempt: Callable[[], Result], longest: float = _CONFLICT_SECONDS) -> Result:
    """Return what ``attempt`` returns; try it again for up to ``longest`` seconds if that can help.

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
            connection_lost = isinstance(error, ServiceUnavailable)
            limit = min(longest, _CONNECTION_SECONDS if connection_lost else _CONFLICT_SECONDS)
            # An engine that kept silent once, for as long as it may, would do so again.
            silent = isinstance(error.__cause__, TimeoutError)
            passes = error.is_retryable() or getattr(error, "code", None) == _REMOVED
            if silent or not passes or time.monotonic() - began > limit:
                raise
        # Two transactions in conflict would meet again if they paused equally long.
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  no secret
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
