"""Which records tell of the same stage of what one victim lived."""

from collections import defaultdict
from collections.abc import Sequence

from trama.core.text import fold
from trama.graph.records import CaseKey, RecordState
from trama.linkage.canonical.prefer import parsed
from trama.values.places.nesting import is_within

Group = list[RecordState]


def stage_groups(records: Sequence[RecordState]) -> tuple[tuple[RecordState, ...], ...]:
    """Returns the records of one victim's stages, grouped into stages; all sorted by uid.

    Within one source a row is a stage of its own unless nothing in it, neither when nor where nor
    in which establishment, differs from another's (a RETA export repeats a victim's stages for
    each suspect). Accounts of two sources are one stage when each tells of exactly one in that
    phase, whatever they say of it, or when date and place agree.
    """
    if len(records) == 1:
        return (tuple(records),)
    phases: dict[str, dict[CaseKey, list[Group]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(records, key=lambda record: (-_known(record), record.uid)):
        groups = phases[record.text("phase") or ""][record.case]
        fitting = (group for group in groups if all(_one_row(record, said) for said in group))
        group = next(fitting, None)
        if group is None:
            groups.append([record])
        else:
            group.append(record)
    stages = [group for sources in phases.values() for group in _across(sources)]
    ordered = (tuple(sorted(group, key=lambda record: record.uid)) for group in stages)
    return tuple(sorted(ordered, key=lambda group: group[0].uid))


def _across(sources: dict[CaseKey, list[Group]]) -> list[Group]:
    """Joins the groups of several sources, in the order of the sources."""
    ordered = [groups for _, groups in sorted(sources.items())]
    joined = ordered[0]
    for groups in ordered[1:]:
        if len(joined) == len(groups) == 1:
            joined[0].extend(groups[0])
            continue
        free = list(joined)
        for group in sorted(groups, key=lambda group: min(record.uid for record in group)):
            match = next((one for one in free if _agree(one, group)), None)
            if match is None:
                joined.append(group)
            else:
                free.remove(match)
                match.extend(group)
    return joined


def _agree(group: Group, other: Group) -> bool:
    return all(
        _compatible(one, two) and _something_shared(one, two) for one in group for two in other
    )


def _one_row(one: RecordState, other: RecordState) -> bool:
    establishments = {fold(said) for said in _both(one, other, "establishment")}
    said_little = not _known(one) or not _known(other)
    return (
        len(establishments) <= 1
        and _compatible(one, other)
        and (said_little or _something_shared(one, other))
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
    return [said for record in (one, other) if (said := record.text(name)) is not None]


def _known(record: RecordState) -> int:
    return (record.text("date") is not None) + (record.text("place") is not None)
