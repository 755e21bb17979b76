"""The suspects and shared nodes whose number of cases a change may alter, by label and uid."""

from collections.abc import Iterable, Mapping

from trama.canonical.relationships import INVOLVES, PERSON, SUSPECT_IN
from trama.graph.records import Kind
from trama.graph.store.canonical_state import NodeState
from trama.graph.store.changes import Edge
from trama.graph.store.tallies import Node
from trama.linkage.identity import Cluster
from trama.ontology.canonical_layer import Suspect
from trama.ontology.classes import label_of

SUSPECT = label_of(Suspect)

_INVOLVES = frozenset(INVOLVES.values())
_TYPES = {kind.type for kind in _INVOLVES} | {SUSPECT_IN.type}


def involved(edges: Iterable[Edge]) -> set[Node]:
    """Return the shared nodes that relationships of a case involve."""
    return {(edge.kind.end, edge.end) for edge in edges if edge.kind in _INVOLVES}


def recurring_suspects(clusters: Iterable[Cluster]) -> set[Node]:
    """Return the suspects with records of several cases: those of one case recur nowhere."""
    return {
        (SUSPECT, cluster.uid)
        for cluster in clusters
        if len({local.case for local in cluster.members if local.kind is Kind.SUSPECT}) > 1
    }


def recurring_nodes(states: Mapping[Node, NodeState]) -> set[Node]:
    """Return the suspects and shared nodes that these cases, stages and persons hold or are."""
    found = {
        (SUSPECT if edge.label == PERSON else edge.label, edge.uid)
        for state in states.values()
        for edge in state.edges
        if edge.type in _TYPES
    }
    return found | {
        (SUSPECT, uid)
        for (label, uid), state in states.items()
        if label == PERSON and SUSPECT in state.labels
    }
