"""Rebuilds a graph in a process of its own, to be killed: ``python rebuilding_process.py``."""

from functools import partial

from trama.access.pseudonyms import pseudonym
from trama.canonical.rebuild import Deriving
from trama.canonical.rebuild_all import rebuild_all
from trama.canonical.rules import shipped_rules
from trama.core.settings import read_settings
from trama.graph.engine import open_graph

DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=b"k" * 32))

if __name__ == "__main__":
    with open_graph(read_settings()) as graph:
        rebuild_all(graph, DERIVING)
