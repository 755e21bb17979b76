"""Writing statements that bear repetition, tried again when two processes ran them at once.

On the embedded engine the loser of two MERGE of one key gets ConstraintValidationFailed, which the
driver does not repeat. Two schema statements at once may fail on any engine. The other process has
then written the node or the constraint, and a second try finds it.
"""

import random
import time
from typing import Any

from trama.core.errors import EngineError, EngineUnavailable, LoadInterrupted
from trama.graph.engine import Graph

_TRIES = 12
_PAUSE_SECONDS = 0.1  # two processes would meet again if they paused equally long


def write_settled(graph: Graph, cypher: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a statement that may run twice without effect, and return its rows.

    Raises:
        EngineError: the statement fails every time, or for a reason that no repetition helps.
    """
    for _ in range(_TRIES - 1):
        try:
            return graph.write_rows(cypher, **parameters)
        except (EngineUnavailable, LoadInterrupted):
            raise
        except EngineError:
            time.sleep(_PAUSE_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311  no secret
    return graph.write_rows(cypher, **parameters)
