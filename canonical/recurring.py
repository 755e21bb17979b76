"""The suspects and shared nodes whose count of cases a change may alter, by label and uid.

A police unit or a bus company has thousands of cases, and to count them takes seconds. So a change
names only those whose count it can alter.
"""

from collections.abc import Collection, Iterable, Mapping

from trama.canonical.cases import DerivedCase
from trama.canonical.people import DerivedPerson
from trama.canonical.relationships import INVOLVES, PERSON, SUSPECT_IN, USED, USES
from trama.graph.records import Kind
from trama.graph.store.canonical_state import NodeState
from trama.graph.store.tallies import Node
from trama.linkage.identity import Cluster
from trama.ontology.canonical_layer import Suspect
from trama.ontology.classes import label_of

SUSPECT = label_of(Suspect)

_INVOLVES, _USED, _USES = (frozenset(kinds.values()) for kinds in (INVOLVES, USED, USES))
_TYPES = {kind.type for kind in _INVOLVES} | {SUSPECT_IN.type}

Accused = tuple[str, str, bool]
"""A suspect, a case, and whether the accusation was dropped."""


def recurring_again(before: Collection[DerivedCase], after: Collection[DerivedCase]) -> set[Node]:
    """Return the suspects and shared nodes whose part in these cases differs.

    1. A shared node counts the cases that involve it, and looks whether a stage used it there.
    2. It counts a case apart if only suspects used it whose accusation was dropped. So all nodes
       of a case count again if its accusations differ.
    3. A suspect counts the cases and the accusations.

    Example: a victim's age is corrected: nobody counts again. A second phone of a suspect: the
    phone alone.
    """
    held, wanted = _parts(before), _parts(after)
    accused_before, accused_after = _accused(before), _accused(after)
    differing = accused_before ^ accused_after
    cases = {case for _, case, _ in differing}
    again = {node for node, _, _ in held ^ wanted}
    again |= {node for node, case, _ in held | wanted if case in cases}
    return again | {(SUSPECT, suspect) for suspect, _, _ in differing}


def used_again(before: Iterable[DerivedPerson], after: Iterable[DerivedPerson]) -> set[Node]:
    """Return the shared nodes that some person uses only before, or only after, a change."""
    return {node for _, node in _uses(before) ^ _uses(after)}


def renamed_suspects(before: Iterable[Cluster], after: Iterable[Cluster]) -> set[Node]:
    """Return the suspects of several cases who are there only before, or only after, a change."""
    return _of_several_cases(before) ^ _of_several_cases(after)


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


def _parts(cases: Iterable[DerivedCase]) -> set[tuple[Node, str, str]]:
    """Return each shared node with the case that involves it or whose stage used it, and how."""
    return {
        ((edge.kind.end, edge.end), case.uid, edge.kind.type)
        for case in cases
        for edge in case.edges
        if edge.kind in _INVOLVES or edge.kind in _USED
    }


def _accused(cases: Iterable[DerivedCase]) -> set[Accused]:
    return {
        (edge.start, edge.end, bool((edge.properties or {}).get("excluded")))
        for case in cases
        for edge in case.edges
        if edge.kind == SUSPECT_IN
    }


def _uses(people: Iterable[DerivedPerson]) -> set[tuple[str, Node]]:
    return {
        (person.uid, (edge.kind.end, edge.end))
        for person in people
        for edge in person.edges
        if edge.kind in _USES
    }


def _of_several_cases(clusters: Iterable[Cluster]) -> set[Node]:
    return {
        (SUSPECT, cluster.uid)
        for cluster in clusters
        if len({local.case for local in cluster.members if local.kind is Kind.SUSPECT}) > 1
    }
