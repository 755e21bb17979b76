"""Identity of cases: the cases of two registries that are one case.

Cases are one if the carpeta names the RETA registration, or if a judgement says so. Every function
is pure, and its result does not depend on the order of its arguments.
"""

from collections.abc import Iterable

from trama.graph.records import CaseKey, Kind, RecordState
from trama.linkage.judgements import NO_DECISIONS, Decisions, case_end

POLICE = "RETA"
"""The registry whose registrations a carpeta fiscal names as its police report."""


def case_links(records: Iterable[RecordState]) -> set[tuple[CaseKey, CaseKey]]:
    """Return the pairs (carpeta, RETA registration that it names), known or not."""
    return {
        (record.case, CaseKey(POLICE, registration))
        for record in records
        if record.kind is Kind.CASE
        and (registration := record.text("police_report"))
        and record.registry != POLICE
    }


def case_clusters(
    cases: Iterable[CaseKey],
    links: Iterable[tuple[CaseKey, CaseKey]],
    decisions: Decisions = NO_DECISIONS,
) -> tuple[tuple[CaseKey, ...], ...]:
    """Return the cases grouped into those that are the same case. Groups and result are sorted.

    1. Links that people judged come first, then those that the registries state, then the model's.
    2. A link joins two groups unless a case of one is judged different from a case of the other.

    A link to a case outside ``cases`` joins nothing: two carpetas that name the same registration
    stay two cases until that registration is loaded.

    This union-find stays ours: scipy's DisjointSet gave the same groups no faster, and knows no
    pair that must stay apart.

    Example: cases A, B, C, D and the links (A, B), (C, B), (D, X) give ((A, B, C), (D,)).
    """
    groups = {case: {case} for case in cases}
    ends = {case_end(case): case for case in groups} if decisions.links else {}
    judged = [
        (link.doubt, ends[link.one], ends[link.other])
        for link in decisions.links_of(ends)
        if link.one in ends and link.other in ends
    ]
    for _, one, other in sorted([*judged, *((0.0, *pair) for pair in links)]):
        if one in groups and other in groups and groups[one] is not groups[other]:
            larger, smaller = sorted((groups[one], groups[other]), key=len, reverse=True)
            if decisions.part([*map(case_end, smaller)], {*map(case_end, larger)}):
                continue
            larger |= smaller
            groups.update(dict.fromkeys(smaller, larger))
    distinct = {id(group): tuple(sorted(group)) for group in groups.values()}
    return tuple(sorted(distinct.values()))
