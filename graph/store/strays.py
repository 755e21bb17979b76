"""The removal of canonical nodes that no record attests and of shared nodes that nothing holds.

A load writes a canonical node and its ATTESTED_BY relationships in one transaction. So a node
without them is not the half of a pending load, and its removal needs no fence.
"""

from collections.abc import Callable

from trama.graph.engine import Graph
from trama.ontology.canonical_relationships import AttestedBy
from trama.ontology.classes import type_of

# The engines hold the nodes of one transaction, with their relationships, in memory.
_NODES_A_TRANSACTION = 2_000

_UNATTESTED = f"""
MATCH (n:{{label}}) WHERE n.uid IS NULL OR NOT (n)-[:{type_of(AttestedBy)}]->()
WITH n LIMIT {_NODES_A_TRANSACTION}
DETACH DELETE n
RETURN count(*) AS removed
"""
_ROLE_ONLY = f"""
MATCH (n:{{role}}) WHERE NOT n:{{label}}
WITH n LIMIT {_NODES_A_TRANSACTION}
DETACH DELETE n
RETURN count(*) AS removed
"""
_UNHELD = f"""
MATCH (n:{{label}}) WHERE NOT (n)--()
WITH n LIMIT {_NODES_A_TRANSACTION}
DELETE n
RETURN count(*) AS removed
"""

Check = Callable[[], None]
"""A function to call before each transaction; it raises if another load has begun."""


def remove_unattested(graph: Graph, label: str, check: Check) -> int:
    """Remove the nodes of a label without a uid or an attesting record. Return the number."""
    return _remove(graph, _UNATTESTED.format(label=label), check)


def remove_role_only(graph: Graph, role: str, label: str, check: Check) -> int:
    """Remove the nodes with ``role`` (Victim) that lack ``label`` (Person). Return the number."""
    return _remove(graph, _ROLE_ONLY.format(role=role, label=label), check)


def remove_unheld(graph: Graph, label: str, check: Check) -> int:
    """Remove the nodes of a label without any relationship, in parts. Return the number removed."""
    return _remove(graph, _UNHELD.format(label=label), check)


def _remove(graph: Graph, text: str, check: Check) -> int:
    total = 0
    while True:
        check()
        (row,) = graph.write_rows(text)
        removed = int(row["removed"])
        total += removed
        if removed < _NODES_A_TRANSACTION:
            return total
