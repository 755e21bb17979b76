"""Checks across the rows of one case: facts that no single row shows to be doubtful.

Each finding is a fact noted: nothing is lost or changed for it. The main value is a `Finding`
(`trama.incoming.findings`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from trama.core.text import fold
from trama.graph.records import FieldValue, Kind
from trama.incoming.findings import Finding, Said, finding, texts_of
from trama.incoming.person_checks import (
    check_dates_of_people,
    check_law_of_facts,
    check_namesakes,
)
from trama.incoming.rows import SpooledRow
from trama.incoming.stage_checks import check_stages
from trama.places.nesting import is_within
from trama.values.defects import DefectCode
from trama.values.partial_date import PartialDate

# Two common fields: a row with one other field than its number says too little to contradict.
_LEAST_FIELDS = 2
_ROLES = {Kind.VICTIM: "victims", Kind.SUSPECT: "suspects"}
_NUMBERS = frozenset({"case_number", "police_report", "unknown", "place_text", "place_confidence"})


def check_case(rows: Sequence[SpooledRow], known_people: Collection[str]) -> Iterator[Finding]:
    """Yield what the rows of a case show together.

    ``known_people`` are the entity keys of the people whom the graph has of the case.

    Example: HECHOS names A9 on line 4, and AGRAVIADOS has A1 alone: line 4 names an unknown person.
    HECHOS has the capture of A1 on 5 May on line 2 and the exploitation on 1 May on line 3: line 3
    is dated before the capture, and the suggestion is "línea 2".
    """
    said: dict[Kind, list[Said]] = defaultdict(list)
    for row in rows:
        for mention in row.mentions:
            said[mention.kind].append(Said(row, mention))
    if len(said[Kind.CASE]) > 1:
        yield from _two_cases(said[Kind.CASE])
    if said[Kind.STAGE]:
        yield from _unknown_people(said, known_people)
        yield from check_stages(said)
        yield from check_law_of_facts(said)
    yield from check_dates_of_people(said)
    yield from check_namesakes(said)


def named_people(rows: Sequence[SpooledRow]) -> set[str]:
    """Return the entity keys that stages name and that no row has in that role."""
    has: set[tuple[Kind, str]] = set()
    named: set[tuple[Kind, str]] = set()
    for row in rows:
        for mention in row.mentions:
            if mention.kind is Kind.STAGE:
                named |= {(kind, k) for kind, f in _ROLES.items() for k in texts_of(mention, f)}
            else:
                has.add((mention.kind, mention.entity_key))
    return {key for _, key in named - has}


def _two_cases(said: Sequence[Said]) -> Iterator[Finding]:
    """Yield the rows of one file whose number alone agrees with an earlier row's."""
    for _, of_file in groupby(said, key=lambda one: one.row.file):
        distinct: dict[str, Said] = {}
        for one in of_file:
            distinct.setdefault(one.mention.content, one)
        told: set[int] = set()
        for first, second in combinations(distinct.values(), 2):
            if second.row.line not in told and _contradict(
                first.mention.fields, second.mention.fields
            ):
                told.add(second.row.line)
                yield finding(
                    DefectCode.ONE_NUMBER_TWO_CASES,
                    second,
                    "case_number",
                    line=first.row.line,
                    value=second.mention.case_key,
                )


def _contradict(first: Mapping[str, FieldValue], second: Mapping[str, FieldValue]) -> bool:
    common = (first.keys() & second.keys()) - _NUMBERS
    return len(common) >= _LEAST_FIELDS and not any(
        _agree(name, first[name], second[name]) for name in common
    )


def _agree(name: str, first: FieldValue, second: FieldValue) -> bool:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return not set(first).isdisjoint(second)
    one, other = str(first), str(second)
    if name == "place":
        return is_within(one, other) or is_within(other, one)
    dates = _date(one), _date(other)
    if dates[0] and dates[1]:
        return not (dates[0].certainly_before(dates[1]) or dates[1].certainly_before(dates[0]))
    return fold(one) == fold(other)


def _unknown_people(
    said: Mapping[Kind, Sequence[Said]], known_people: Collection[str]
) -> Iterator[Finding]:
    """Yield each stage that names a person whom neither the rows nor the graph have in that role.

    A code of a suspect in the column of the victims names nobody: I1 is no victim.
    """
    for kind, field in _ROLES.items():
        people = {one.mention.entity_key for one in said[kind]}
        for stage in said[Kind.STAGE]:
            for key in sorted(set(texts_of(stage.mention, field)) - people - set(known_people)):
                yield finding(DefectCode.UNKNOWN_PERSON, stage, field, value=key)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
