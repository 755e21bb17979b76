"""Training of a model on the cases of a graph, or of twins, without any known truth."""

from collections.abc import Sequence

import numpy as np

from trama.canonical.fillers import Fillers
from trama.compare.comparison import Comparison, compare
from trama.graph.engine import Graph
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import judgements_by_people
from trama.linkage.cases.case_candidates import case_pairs
from trama.linkage.cases.case_comparison import compare_cases
from trama.linkage.joint.learning import learn_cases
from trama.linkage.joint.scored import Scored, ScoredPair
from trama.linkage.judgements import NO_DECISIONS, Decisions
from trama.linkage.model.training import train
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import candidate_pairs
from trama.linkage.pairs.compared_records import ComparedRecord
from trama.linking.case_reading import CaseReader, ReadCase
from trama.linking.steps import Step, Watcher, nobody

MOST_PAIRS = 200_000
"""Pairs of people that are compared: 10 s, 200 MB. More candidates are thinned out evenly."""

_AT_A_TIME = 2_000  # pairs between two notices of progress


def train_on_graph(graph: Graph, watcher: Watcher = nobody) -> Model:
    """Return the model of all cases of a graph; nothing is written.

    Raises:
        BadParameter: there are too few pairs of people (``training.LEAST_PAIRS``).
    """
    finder = RecordFinder(graph)
    decisions = Decisions.of(judgements_by_people(graph))
    reader = CaseReader(finder, Fillers.of(read_marks(graph)), decisions)
    keys = finder.case_keys()
    cases = []
    for case in reader.read(keys):
        cases.append(case)
        watcher(Step.READING, len(cases), len(keys))
    registries = ", ".join(sorted({case.key.registry for case in cases}))
    told = f"{len(cases)} cases of {registries}"
    return trained_model([cases], told, decisions, watcher)


def trained_model(
    groups: Sequence[Sequence[ReadCase]],
    trained_on: str,
    decisions: Decisions = NO_DECISIONS,
    watcher: Watcher = nobody,
) -> Model:
    """Return the model that explains the candidate pairs within these groups of cases best.

    Groups are apart: two twins give one document to two people. The weights of people come from the
    pairs of all groups, those of cases from the first. ``trained_on`` says what the cases are,
    without any value of theirs. ``decisions`` of people join and part before cases are learned.

    Raises:
        BadParameter: there are too few pairs of people (``training.LEAST_PAIRS``).
    """
    compared = [_pairs_of(group, watcher) for group in groups]
    watcher(Step.DECIDING, 0, None)
    model = train([pair for of_group in compared for _, _, pair in of_group], trained_on)
    return _with_cases(model, groups[0], compared[0], decisions)


_Pair = tuple[ComparedRecord, ComparedRecord, Comparison]


def _pairs_of(cases: Sequence[ReadCase], watcher: Watcher) -> list[_Pair]:
    """Return the candidate pairs of the people of cases, compared."""
    ordered = sorted(cases, key=lambda case: case.key)
    records = [record for case in ordered for record in case.compared]
    watcher(Step.BLOCKING, 0, None)
    found = candidate_pairs(records)
    chosen = np.unique(np.linspace(0, len(found) - 1, min(len(found), MOST_PAIRS)).astype(np.int64))
    pairs: list[_Pair] = []
    for place in chosen.tolist():
        if not len(pairs) % _AT_A_TIME:
            watcher(Step.COMPARING, len(pairs), len(chosen))
        one, other = records[found.one[place]], records[found.other[place]]
        pairs.append((one, other, compare(one.identity, other.identity)))
    return pairs


def _with_cases(
    model: Model, cases: Sequence[ReadCase], people: Sequence[_Pair], decisions: Decisions
) -> Model:
    """Return the model with the weights of cases, learned from cases and the pairs of people."""
    pairs = [ScoredPair(one.uid, other.uid, model.bits(pair)) for one, other, pair in people]
    fields = {case.key: case.as_case for case in cases}
    of_people = ((one.case, other.case) for one, other, _ in people)
    pairs_of_cases = case_pairs(list(fields.values()), of_people).pairs
    scored = Scored(
        [person for case in cases for person in case.people],
        pairs,
        [case.key for case in cases],
        (),
        [(case.key, named) for case in cases for named in case.named],
    )
    compared = [compare_cases(fields[one], fields[other]) for one, other in pairs_of_cases]
    return learn_cases(model, scored, compared, decisions)
