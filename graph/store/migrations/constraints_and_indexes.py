"""Step 1: the constraints and indexes of the ontology, before any data."""

import hashlib

from trama.graph.engine import Graph
from trama.graph.store.constraints import schema_statements
from trama.graph.store.settling import write_settled


def content() -> str:
    """Return the digest of the statements."""
    return hashlib.sha256("\n".join(schema_statements()).encode()).hexdigest()


def run(graph: Graph) -> None:
    """Make the constraints and indexes that are missing; leave the others as they are."""
    for statement in schema_statements():
        write_settled(graph, statement)
