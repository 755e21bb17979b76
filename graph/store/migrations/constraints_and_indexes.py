"""Step 1: the constraints and indexes of the ontology, before any data."""

import hashlib

from trama.graph.engine import Graph
from trama.graph.store.constraints import indexes
from trama.graph.store.indexing import make_index


def content() -> str:
    """Return the digest of the statements."""
    return hashlib.sha256("\n".join(index.statement for index in indexes()).encode()).hexdigest()


def run(graph: Graph) -> None:
    """Make the constraints and indexes that are missing; leave the others as they are."""
    for index in indexes():
        make_index(graph, index)
