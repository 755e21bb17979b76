"""The grouping of stage records: those that describe the same stage of one victim."""

from collections import defaultdict
from collections.abc import Sequence

from trama.canonical.prefer import parsed
from trama.core.text import fold
from trama.graph.records import CaseKey, RecordState
from trama.places.nesting import is_within

Group = list[RecordState]


def stage_groups(records: Sequence[RecordState]) -> tuple[tuple[RecordState, ...], ...]:
    """Return the stage records of one victim, grouped into stages. Groups and result are sorted.

    1. Part the records by phase, and within a phase by source (a case of one registry).
    2. Within a source, a record joins a stage if date, hour, place and establishment contradict
       nothing there. A RETA export repeats the stages of a victim for each suspect.
    3. Across sources, two stages are one if each is the only one of its source in that phase.
       Then date and place may contradict. Otherwise they are one if dates and places agree.

    Example: RETA has one TRANSPORTE in 2017-03 in San Juan de Lurigancho. SISTRA has one on
    2017-03-05 in the department of Lima, and one on 2017-03-02 in Cusco. The stages are (RETA,
    SISTRA Lima) and (SISTRA Cusco).
    """
    if len(records) == 1:
        return (tuple(records),)
    phases: dict[str, dict[CaseKey, list[Group]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(records, key=lambda record: (-_known(record), record.uid)):
        groups = phases[record.text("phase") or ""][record.case]
        fitting = (group for group in groups if all(_one_row(record, member) for member in group))
        group = next(fitting, None)
        if group is None:
            groups.append([record])
        else:
            group.append(record)
    stages = [group for sources in phases.values() for group in _across(sources)]
    ordered = (tuple(sorted(group, key=lambda record: record.uid)) for group in stages)
    return tuple(sorted(ordered, key=lambda group: group[0].uid))


def _across(sources: dict[CaseKey, list[Group]]) -> list[Group]:
    """Return the groups of several sources joined, in the order of the sources."""
    ordered = [groups for _, groups in sorted(sources.items())]
    joined = ordered[0]
    for groups in ordered[1:]:
        if len(joined) == len(groups) == 1:
            joined[0].extend(groups[0])
            continue
        free = list(joined)
        for group in sorted(groups, key=lambda group: min(record.uid for record in group)):
            match = next((candidate for candidate in free if _agree(candidate, group)), None)
            if match is None:
                joined.append(group)
            else:
                free.remove(match)
                match.extend(group)
    return joined


def _agree(group: Group, other: Group) -> bool:
    return all(
        _compatible(mine, theirs) and _something_shared(mine, theirs)
        for mine in group
        for theirs in other
    )


def _one_row(one: RecordState, other: RecordState) -> bool:
    """Return whether two records of one source may be about one stage."""
    establishments = {fold(name) for name in _both(one, other, "establishment")}
    hours = set(_both(one, other, "time"))
    without_details = not _known(one) or not _known(other)
    return (
        len(establishments) <= 1
        and len(hours) <= 1
        and _compatible(one, other)
        and (without_details or _something_shared(one, other))
    )


def _compatible(one: RecordState, other: RecordState) -> bool:
    places = _both(one, other, "place")
    if len(places) == 2 and not (is_within(*places) or is_within(places[1], places[0])):
        return False
    dates = _both(one, other, "date")
    return len(dates) < 2 or _overlap(*dates)


def _something_shared(one: RecordState, other: RecordState) -> bool:
    return len(_both(one, other, "place")) == 2 or len(_both(one, other, "date")) == 2


def _overlap(one: str, other: str) -> bool:
    first, second = parsed(one), parsed(other)
    return not first.certainly_before(second) and not second.certainly_before(first)


def _both(one: RecordState, other: RecordState, name: str) -> list[str]:
    """Return the texts of a field that the two records have: none, one or two."""
    return [text for record in (one, other) if (text := record.text(name)) is not None]


def _known(record: RecordState) -> int:
    """Return how many of date and place a record has."""
    return (record.text("date") is not None) + (record.text("place") is not None)
