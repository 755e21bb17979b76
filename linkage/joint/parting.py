"""The parts of a linkage that can be decided apart, and the pairs that can change nothing.

The decision on a pair depends on the cases that a way of pairs connects with it, and on nothing
else: ``decide`` of one component gives what ``decide`` of everything gives.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import networkx
import numpy as np

from trama.graph.records import CaseKey, Kind
from trama.linkage.joint.accomplices import COME_BACK
from trama.linkage.joint.parted import twice_or_parted
from trama.linkage.joint.scored import KEEP_BITS, Scored
from trama.linkage.joint.shares import odds_of_share, total_of_odds
from trama.linkage.judgements import NO_DECISIONS, Decisions, case_of_end
from trama.linkage.model.case_weights import CaseWeights
from trama.linkage.model.weights import Model


def least_bits(model: Model) -> float:
    """Return the log2 odds alone under which a pair of people can never reach ``KEEP_AT``.

    Their cases help most if they are one case, or of one circle, and either has one person only.
    """
    least = []
    for kind, of in model.cases.people.items():
        lines = model.calibration.people[kind]
        in_one = odds_of_share(1, 1, max(of.share, COME_BACK)).bits - math.log2(of.alike)
        least.append(lines.one.told(KEEP_BITS) - in_one)
        least.append(lines.two.told(KEEP_BITS) - math.log2(of.elsewhere))
    return min(least) + model.start


def without_people(
    counts: Mapping[str, tuple[int, int]], weights: CaseWeights, *, same_registry: bool
) -> float:
    """Return the bits that it tells of two cases that no people of theirs are a pair.

    ``counts`` has by kind the numbers of people of either case. It is 0 if either has nobody.
    """
    told = 0.0
    for kind, (ones, others) in counts.items():
        of = weights.people[kind]
        bits = total_of_odds(ones, others, math.log2(of.elsewhere * of.alike_elsewhere))
        bits -= odds_of_share(ones, others, of.share).total
        parted = same_registry and kind == Kind.VICTIM
        told += float(twice_or_parted(np.array(bits))) if parted else bits
    return told


def components(scored: Scored, decisions: Decisions = NO_DECISIONS) -> list[Scored]:
    """Return the parts that can be decided apart, in the order of their smallest case.

    Cases are connected if they, or people of theirs, are a scored pair, share a stated key, name
    each other, or were judged by a person.
    """
    of_uid = {record.uid: person.case for person in scored.people for record in person.records}
    graph = networkx.Graph()
    graph.add_nodes_from(scored.cases)
    graph.add_edges_from((of_uid[one], of_uid[other]) for one, other, _ in scored.pairs)
    graph.add_edges_from((one, other) for one, other, _ in scored.case_pairs)
    stated = list(scored.stated)
    graph.add_edges_from(pair for pair in stated if graph.has_node(pair[0]))
    keyed = ((key, person.case) for person in scored.people for key in person.stated_keys)
    graph.add_edges_from(keyed)
    graph.add_edges_from(_judged(of_uid, graph, decisions))
    part_of: dict[CaseKey, int] = {}
    groups = [
        sorted(node for node in group if isinstance(node, CaseKey))
        for group in networkx.connected_components(graph)
    ]
    known = set(scored.cases)
    groups = sorted(cases for group in groups if (cases := [c for c in group if c in known]))
    for number, cases in enumerate(groups):
        part_of.update(dict.fromkeys(cases, number))
    return _parts(replace(scored, stated=stated), of_uid, part_of, groups)


def _judged(
    of_uid: Mapping[str, CaseKey], graph: networkx.Graph, decisions: Decisions
) -> Iterable[tuple[CaseKey, CaseKey]]:
    """Yield the cases of the ends of judgements by people."""
    decided = decisions.of_people()
    links = {(link.one, link.other) for links in decided.links.values() for link in links}
    apart = {(end, other) for end, others in decided.different.items() for other in others}
    for one, other in links | apart:
        ends = [of_uid[end] if end in of_uid else case_of_end(end) for end in (one, other)]
        if all(graph.has_node(end) for end in ends):
            yield ends[0], ends[1]


def _parts(
    scored: Scored,
    of_uid: Mapping[str, CaseKey],
    part_of: Mapping[CaseKey, int],
    groups: list[list[CaseKey]],
) -> list[Scored]:
    people, pairs, case_pairs, stated = (defaultdict(list) for _ in range(4))
    for person in scored.people:
        people[part_of[person.case]].append(person)
    for pair in scored.pairs:
        pairs[part_of[of_uid[pair.one]]].append(pair)
    for case_pair in scored.case_pairs:
        case_pairs[part_of[case_pair.one]].append(case_pair)
    for named in scored.stated:
        if named[0] in part_of:
            stated[part_of[named[0]]].append(named)
    return [
        Scored(people[number], pairs[number], cases, case_pairs[number], stated[number])
        for number, cases in enumerate(groups)
    ]
