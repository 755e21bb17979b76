"""Checks across the rows of one case: facts that no single row shows to be doubtful.

Each finding is a fact noted: nothing is lost or changed for it. The main value is a `Finding`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from trama.core.text import fold
from trama.graph.records import FieldValue, Kind, Mention
from trama.linkage.incoming.rows import SpooledRow
from trama.places.nesting import is_within
from trama.values.defects import Defect, DefectCode, Outcome
from trama.values.partial_date import PartialDate

CAPTURE = "CAPTACION"

# Two common fields: a row with one other field than its number says too little to contradict.
_LEAST_FIELDS = 2
_NUMBERS = frozenset({"case_number", "police_report", "unknown", "place_text", "place_confidence"})


class Finding(NamedTuple):
    """A doubtful fact: the row that shows it, the defect, and the value, '' if it has none."""

    row: SpooledRow
    defect: Defect
    value: str = ""


class _Said(NamedTuple):
    row: SpooledRow
    mention: Mention


def check_case(rows: Sequence[SpooledRow], known_people: Collection[str]) -> Iterator[Finding]:
    """Yield what the rows of a case show together.

    ``known_people`` are the entity keys of the people whom the graph has of the case.

    Example: HECHOS names A9 on line 4, and AGRAVIADOS has A1 alone: line 4 names an unknown person.
    HECHOS has the capture of A1 on 5 May on line 2 and the exploitation on 1 May on line 3: line 3
    is dated before the capture, and the suggestion is "línea 2".
    """
    said: dict[Kind, list[_Said]] = defaultdict(list)
    for row in rows:
        for mention in row.mentions:
            said[mention.kind].append(_Said(row, mention))
    if len(said[Kind.CASE]) > 1:
        yield from _two_cases(said[Kind.CASE])
    if said[Kind.STAGE]:
        yield from _unknown_people(said, known_people)
        yield from _before_capture(said[Kind.STAGE])
    yield from _born_after(said)


def named_people(rows: Sequence[SpooledRow]) -> set[str]:
    """Return the entity keys that stages name and that no row has."""
    has, named = set(), set()
    for row in rows:
        for mention in row.mentions:
            if mention.kind is Kind.STAGE:
                named |= _keys(mention)
            else:
                has.add(mention.entity_key)
    return named - has


def _two_cases(said: Sequence[_Said]) -> Iterator[Finding]:
    """Yield the rows of one file whose number alone agrees with an earlier row's."""
    for _, of_file in groupby(said, key=lambda one: one.row.file):
        distinct: dict[str, _Said] = {}
        for one in of_file:
            distinct.setdefault(one.mention.content, one)
        told: set[int] = set()
        for first, second in combinations(distinct.values(), 2):
            if second.row.line not in told and _contradict(
                first.mention.fields, second.mention.fields
            ):
                told.add(second.row.line)
                yield _finding(
                    DefectCode.ONE_NUMBER_TWO_CASES, second, first.row.line, second.mention.case_key
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
    said: Mapping[Kind, Sequence[_Said]], known_people: Collection[str]
) -> Iterator[Finding]:
    people = {one.mention.entity_key for kind in (Kind.VICTIM, Kind.SUSPECT) for one in said[kind]}
    for stage in said[Kind.STAGE]:
        for key in sorted(_keys(stage.mention) - people - set(known_people)):
            yield _finding(DefectCode.UNKNOWN_PERSON, stage, value=key)


def _before_capture(stages: Sequence[_Said]) -> Iterator[Finding]:
    """Yield each stage of a victim that is certainly before every dated capture of the victim."""
    by_victim: dict[str, list[tuple[_Said, PartialDate]]] = defaultdict(list)
    for stage in stages:
        date = _date(str(stage.mention.fields.get("date", "")))
        if date is not None:
            for key in _texts(stage.mention, "victims") or ("",):
                by_victim[key].append((stage, date))
    told: set[int] = set()
    for dated in by_victim.values():
        captures = [(s, date) for s, date in dated if s.mention.fields.get("phase") == CAPTURE]
        for stage, date in dated:
            is_capture = stage.mention.fields.get("phase") == CAPTURE
            if is_capture or not captures or id(stage.mention) in told:
                continue
            if all(_before(stage, date, *capture) for capture in captures):
                told.add(id(stage.mention))
                yield _finding(DefectCode.STAGE_BEFORE_CAPTURE, stage, captures[0][0].row.line)


def _before(stage: _Said, date: PartialDate, capture: _Said, captured: PartialDate) -> bool:
    if date.certainly_before(captured):
        return True
    hour, captured_at = stage.mention.fields.get("time"), capture.mention.fields.get("time")
    return bool(date == captured and hour and captured_at and str(hour) < str(captured_at))


def _born_after(said: Mapping[Kind, Sequence[_Said]]) -> Iterator[Finding]:
    """Yield the victims who were born after the fact of the case or a stage that names them."""
    for victim in said[Kind.VICTIM]:
        born = _date(str(victim.mention.fields.get("birth_date", "")))
        if born is None:
            continue
        facts = [(case, "fact_date") for case in said[Kind.CASE]]
        key = victim.mention.entity_key
        facts += [(s, "date") for s in said[Kind.STAGE] if key in _texts(s.mention, "victims")]
        for one, name in facts:
            date = _date(str(one.mention.fields.get(name, "")))
            if date is not None and date.certainly_before(born):
                yield _finding(DefectCode.BORN_AFTER_FACT, victim, one.row.line)
                break


def _finding(code: DefectCode, said: _Said, line: int | None = None, value: str = "") -> Finding:
    suggestion = "" if line is None else f"línea {line}"
    return Finding(said.row, Defect(code, Outcome.NOTED, suggestion), value)


def _keys(stage: Mention) -> set[str]:
    return {*_texts(stage, "victims"), *_texts(stage, "suspects")}


def _texts(mention: Mention, name: str) -> tuple[str, ...]:
    value = mention.fields.get(name, ())
    return value if isinstance(value, tuple) else ()


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
