"""A process that links a graph, for tests that kill it: ``python linking_process.py HOME [N]``.

With ``N`` it kills itself right after its commit number ``N``.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from linked import Linked

from trama.core.settings import read_settings
from trama.graph.engine import Graph, Transaction
from trama.graph.engine.endpoints import endpoint_of

Result = TypeVar("Result")


class MortalGraph(Graph):
    """A graph whose process dies once so many transactions are committed; 0 is never."""

    commits_left = 0

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        done = super().write(work)
        self.commits_left -= 1
        if self.commits_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


if __name__ == "__main__":
    with MortalGraph(endpoint_of(read_settings())) as graph:
        graph.commits_left = int(sys.argv[2]) if len(sys.argv) > 2 else 0
        Linked(graph, Path(sys.argv[1])).link()
