"""A process that loads files, for tests that kill it: ``python loading_process.py FILE...``."""

import sys
from pathlib import Path

from trama.core.settings import read_settings
from trama.graph.engine import open_graph
from trama.ingest.load.loader import LoadOptions, load

if __name__ == "__main__":
    with open_graph(read_settings()) as graph:
        load([Path(path) for path in sys.argv[1:]], graph, LoadOptions(key=b"k" * 32))
