"""Checks of people and articles against the dates that other rows of their case hold.

`trama.mapping.row_checks` compares what one row says; here the dates stand in other rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trama.graph.records import Kind, code_of
from trama.incoming.findings import Finding, Said, finding, texts_of
from trama.linkage.compatible import are_namesakes
from trama.ontology.codelists import code_list
from trama.ontology.provisions import PROVISIONS, in_force
from trama.values.ages import check_age
from trama.values.defects import DefectCode
from trama.values.partial_date import PartialDate

_NAMED_IN = {Kind.VICTIM: "victims", Kind.SUSPECT: "suspects"}
_Dates = list[tuple[PartialDate, int]]
"""Dates with the lines of their rows."""


def check_dates_of_people(said: Mapping[Kind, Sequence[Said]]) -> Iterator[Finding]:
    """Yield the people whose birth or age contradicts a date in another row of their case.

    The dates are those of the fact, of the stages that name the person, and of the registration.
    A birth after any of them is told. An age is told if it fits none of them.

    Example: A1 was born in 2021 on line 2 of AGRAVIADOS, and line 7 of HECHOS has her capture in
    2019. Line 2 is told, and the suggestion is "línea 7".
    """
    for kind, named_in in _NAMED_IN.items():
        for person in said[kind]:
            born = person.date("birth_date")
            if born is None:
                continue
            dates = _other_dates(person, said, named_in)
            before = next((line for date, line in dates if date.certainly_before(born)), None)
            if before is not None:
                yield finding(DefectCode.BORN_AFTER_FACT, person, "birth_date", line=before)
                continue
            years = person.mention.fields.get("age")
            if not dates or not isinstance(years, int | float):
                continue
            defects = [check_age(years, born, date) for date, _ in dates]
            allowed = next((defect.suggestion for defect in defects if defect), "")
            if all(defects):
                code = DefectCode.AGE_CONTRADICTS_BIRTH
                yield finding(code, person, "age", suggestion=allowed)


def _other_dates(person: Said, said: Mapping[Kind, Sequence[Said]], named_in: str) -> _Dates:
    """Return the dates of the person's case that stand in other rows than the person."""
    fields = [(case, field) for case in said[Kind.CASE] for field in ("fact_date", "registered_on")]
    key = person.mention.entity_key
    fields += [(s, "date") for s in said[Kind.STAGE] if key in texts_of(s.mention, named_in)]
    return [
        (date, one.row.line)
        for one, field in fields
        if one.row is not person.row and (date := one.date(field)) is not None
    ]


def check_namesakes(said: Mapping[Kind, Sequence[Said]]) -> Iterator[Finding]:
    """Yield the people who bear the name of earlier rows of their case and file, and are another.

    `trama.linkage.within_case` keeps such two apart. Nobody with a code of the registry is told.

    Example: lines 2 and 3 have one case and JUAN QUISPE, with two DNIs. Line 3 is told, and the
    suggestion is "línea 2".
    """
    for kind in _NAMED_IN:
        earlier: dict[tuple[int, str], list[Said]] = defaultdict(list)
        for person in said[kind]:
            name = person.mention.fields.get("name_key")
            if not isinstance(name, str) or code_of(person.mention.entity_key):
                continue
            before = earlier[person.row.file, name]
            mine = person.mention.fields
            if before and all(are_namesakes(one.mention.fields, mine) for one in before):
                yield finding(DefectCode.NAMESAKES, person, "name", line=before[0].row.line)
            before.append(person)


def check_law_of_facts(said: Mapping[Kind, Sequence[Said]]) -> Iterator[Finding]:
    """Yield the cases whose article was in force at none of the stages that other rows date.

    A case with a date of the fact is passed over: its own row was compared with it.

    Example: CASOS has 129-A, and HECHOS dates all stages in 2018: the article came in 2021, and the
    suggestion is "153".
    """
    for case in said[Kind.CASE]:
        uid = case.mention.fields.get("provision")
        code = code_list(PROVISIONS).codes.get(uid) if isinstance(uid, str) else None
        if code is None or "fact_date" in case.mention.fields:
            continue
        if any(stage.row is case.row for stage in said[Kind.STAGE]):
            continue
        registered = case.date("registered_on")
        if registered and code.valid_from and registered.last < code.valid_from:
            continue  # the row itself shows it
        dates = [date for stage in said[Kind.STAGE] if (date := stage.date("date"))]
        if dates and not any(map(code.valid, dates)):
            number = in_force(code.code, dates[0])
            suggestion = number.removeprefix("CP-") if number != code.code else ""
            code_ = DefectCode.ARTICLE_NOT_IN_FORCE
            yield finding(code_, case, "provision", suggestion=suggestion)
