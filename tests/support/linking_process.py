"""A process that links a graph, for tests that kill it: ``python linking_process.py HOME``."""

import sys
from pathlib import Path

from linked import Linked

from trama.core.settings import read_settings
from trama.graph.engine import open_graph

if __name__ == "__main__":
    with open_graph(read_settings()) as graph:
        Linked(graph, Path(sys.argv[1])).link()
