"""A process that links or judges, to be killed or stopped: ``python linking_process.py HOME``.

`begun` starts such a process at the cost of a fork: a server of processes has imported all.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TypeVar

from linked import Linked

from trama.core.settings import read_settings
from trama.graph.engine import Graph, Transaction, open_graph
from trama.graph.engine.endpoints import endpoint_of
from trama.linkage.judgements import Verdict

Result = TypeVar("Result")

_SPAWNING = get_context("forkserver")
_SPAWNING.set_forkserver_preload(["trama.ingest.load.loader", "trama.linking.linker"])


class CountedGraph(Graph):
    """A graph that calls ``then`` right after its commit number ``last``; 0 is never."""

    commits = 0
    last = 0
    then: Callable[[], object] = staticmethod(lambda: None)

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        done = super().write(work)
        self.commits += 1
        if self.commits == self.last:
            self.then()
        return done


@dataclass(frozen=True)
class Work:
    """A linking with its home folder, or a judgement: two ends and the verdict."""

    home: Path
    judged: tuple[str, str, Verdict] | None = None

    def do(self, graph: Graph) -> None:
        linked = Linked(graph, self.home)
        if self.judged:
            linked.judge(*self.judged)
        else:
            linked.link()


def begun(
    work: Work, environment: Mapping[str, str], commit: int, sent: signal.Signals
) -> ForkServerProcess:
    """Begin ``work`` in a process that sends itself a signal right after that commit."""
    process = _SPAWNING.Process(target=_work, args=(work, dict(environment), commit, sent))
    process.start()
    return process


def _work(work: Work, environment: dict[str, str], commit: int, sent: signal.Signals) -> None:
    os.close(2)  # the error of who lost the turn
    with CountedGraph(endpoint_of(read_settings(environment))) as graph:
        graph.last, graph.then = commit, lambda: os.kill(os.getpid(), sent)
        work.do(graph)


if __name__ == "__main__":
    with open_graph(read_settings()) as graph:
        Work(Path(sys.argv[1])).do(graph)
