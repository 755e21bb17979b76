"""Decisions as derivation takes them: marked fillers, and judgements that stand."""

from collections.abc import Iterable
from dataclasses import replace

from trama.canonical.fillers import Fillers
from trama.canonical.rebuild import Deriving
from trama.graph.engine import Graph
from trama.graph.ontology.internal_layer import Judgement
from trama.graph.records import CaseKey
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.judgement_rows import judgements_that_may_stand, places_of_records
from trama.linkage.judgements import Decisions, Subject, case_of_end


def as_decided(graph: Graph, deriving: Deriving) -> Deriving:
    """Return the inputs of derivation with the marks and judgements that the graph holds now."""
    return replace(
        deriving,
        fillers=Fillers.of(read_marks(graph)),
        decisions=Decisions.of(judgements_that_may_stand(graph)),
    )


def cases_of(graph: Graph, judgements: Iterable[Judgement]) -> set[CaseKey]:
    """Return the cases that judgements are about. A record that is gone has no case."""
    records: set[str] = set()
    cases: set[CaseKey] = set()
    for row in judgements:
        if row.subject == Subject.CASE:
            cases |= {case_of_end(row.one), case_of_end(row.other)}
        else:
            records |= {row.one, row.other}
    places = places_of_records(graph, records).values()
    return cases | {CaseKey(registry, number) for _, registry, number in places}
