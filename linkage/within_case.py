"""The records of one person within a case of one registry, in groups.

Nothing else of a case tells its people apart where a registry gives them no code: two children of
one name are two only if their documents, births, sex or ages say so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from trama.graph.records import UNCODED, CaseKey, Kind, RecordState
from trama.linkage.compatible import CONTRADICTING, contradict_within_case, same_within_case
from trama.linkage.judgements import NO_DECISIONS, Decisions

Group = list[RecordState]


def within_case(records: Iterable[RecordState], decisions: Decisions = NO_DECISIONS) -> list[Group]:
    """Return the records of victims and suspects, grouped by person of a case and registry.

    1. Group the records with the same code. Of the records with the same digest of identifying
       cells, which often is that of a name, group those that nothing contradicts
       (`contradict_within_case`): two children of one name are two.
    2. Take the groups without a code, those that say most first. Each joins the group of its case
       and kind with the same full name that nothing contradicts. A group with a code joins no
       other.
    3. A record or group that fits two groups, as two bear its name, joins neither, but others of
       its kind.

    Records that are judged different are different people, also with equal cells.

    Example: R-1 and R-2 have the code A1 and the name ROSA; R-3, R-4 and R-5 have no code and the
    name PEDRO, R-3 and R-4 with one DNI, R-5 with another. The groups are (R-1, R-2), (R-3, R-4)
    and (R-5).
    """
    keyed: dict[tuple[CaseKey, Kind, str], list[Group]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (-_traits(record), record.uid)):
        if record.kind in (Kind.VICTIM, Kind.SUSPECT):
            same = keyed[record.case, record.kind, record.entity_key or record.uid]
            _add(record, same, decisions, coded=not record.entity_key.startswith(UNCODED))
    grouped: dict[tuple[CaseKey, Kind], list[Group]] = defaultdict(list)
    of_keys = [(key, group) for key, groups in keyed.items() for group in groups]
    for (case, kind, key), group in sorted(of_keys, key=lambda item: _order(item[1])):
        coded = not key.startswith(UNCODED)
        _place(grouped[case, kind], group, decisions, coded=coded)
    return [group for groups in grouped.values() for group in groups]


def _traits(record: RecordState) -> int:
    """Return how many things a record says by which it could contradict another of its name."""
    return sum(name in record.fields for name in CONTRADICTING)


def _order(group: Sequence[RecordState]) -> tuple[int, str]:
    return -max(map(_traits, group)), min(record.uid for record in group)


def _add(
    record: RecordState,
    groups: list[Group],
    decisions: Decisions,
    *,
    coded: bool,
) -> None:
    """Add a record to the group of its key that it fits, to a new group if it fits two or none."""
    fitting = [
        group
        for group in groups
        if not decisions.part([record.uid], {other.uid for other in group})
        and (coded or not any(contradict_within_case(record, other) for other in group))
    ]
    if coded and fitting:
        fitting[0].append(record)
    elif group := _only(fitting):
        group.append(record)
    else:
        groups.append([record])


def _place(
    groups: list[Group],
    same: Sequence[RecordState],
    decisions: Decisions,
    *,
    coded: bool,
) -> None:
    """Add records of one key to the group that they fit, to a new group if they fit two or none."""
    uids = [record.uid for record in same]
    fitting = [
        group
        for group in groups
        if not coded
        and not decisions.part(uids, {record.uid for record in group})
        and all(same_within_case(mine, theirs) for mine in same for theirs in group)
    ]
    if group := _only(fitting):
        group.extend(same)
    else:
        groups.append(list(same))


def _only(fitting: Sequence[Group]) -> Group | None:
    """Return the only group that fits, or the group that fits all others too. Else return None."""
    if len(fitting) == 1:
        return fitting[0]
    return next((group for group in fitting if _fits_all(group, fitting)), None)


def _fits_all(group: Group, others: Iterable[Group]) -> bool:
    return not any(
        contradict_within_case(mine, theirs)
        for other in others
        if other is not group
        for mine in group
        for theirs in other
    )
