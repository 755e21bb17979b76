"""Checks of the dates of a case's stages against its captures and its registration."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trama.graph.records import Kind
from trama.incoming.findings import Finding, Said, finding, texts_of
from trama.values.defects import DefectCode
from trama.values.partial_date import PartialDate

CAPTURE = "CAPTACION"


@dataclass(frozen=True, slots=True)
class _Dated:
    """A stage with its date. ``begins`` is the first part of an interval, else the whole date."""

    said: Said
    date: PartialDate
    begins: PartialDate

    @classmethod
    def of(cls, said: Said) -> "_Dated | None":
        date = said.date("date")
        if date is None:
            return None
        return cls(said, date, PartialDate.parse(date.text.partition("/")[0]))

    @property
    def is_capture(self) -> bool:
        return self.said.mention.fields.get("phase") == CAPTURE

    def before(self, other: "_Dated") -> bool:
        """Return whether this stage certainly began before the other, by days or by hours."""
        if self.begins.certainly_before(other.begins):
            return True
        hour, other_hour = (one.said.mention.fields.get("time") for one in (self, other))
        same_day = self.date == other.date
        return bool(same_day and hour and other_hour and str(hour) < str(other_hour))


def check_stages(said: Mapping[Kind, Sequence[Said]]) -> Iterator[Finding]:
    """Yield the stages whose dates contradict the capture, or the registration of the case.

    Example: the capture of A1 is dated 5 May on line 2, and the exploitation 1 May on line 3. Line
    3 is told, and the suggestion is "línea 2".
    """
    stages = [dated for one in said[Kind.STAGE] if (dated := _Dated.of(one)) is not None]
    yield from _before_capture(stages)
    yield from _after_registration(stages, said[Kind.CASE])


def _before_capture(stages: Sequence[_Dated]) -> Iterator[Finding]:
    """Yield each stage that began before every dated capture of its victims.

    A stage without a victim is a stage of everybody: it is compared with every capture, and every
    capture without a victim with it.
    """
    captures: dict[str, list[_Dated]] = defaultdict(list)
    for stage in stages:
        if stage.is_capture:
            for key in texts_of(stage.said.mention, "victims") or ("",):
                captures[key].append(stage)
    everybody = [capture for of_victim in captures.values() for capture in of_victim]
    for stage in stages:
        if stage.is_capture:
            continue
        victims = texts_of(stage.said.mention, "victims")
        of_each = [[*captures.get(key, ()), *captures.get("", ())] for key in victims]
        for of_victim in of_each or [everybody]:
            if of_victim and all(map(stage.before, of_victim)):
                line = of_victim[0].said.row.line
                yield finding(DefectCode.STAGE_BEFORE_CAPTURE, stage.said, "date", line=line)
                break


def _after_registration(stages: Sequence[_Dated], cases: Sequence[Said]) -> Iterator[Finding]:
    """Yield the captures after the registration; an exploitation may go on after a complaint."""
    registered = [(date, case) for case in cases if (date := case.date("registered_on"))]
    for stage in stages:
        if not stage.is_capture or not registered:
            continue
        if all(date.certainly_before(stage.begins) for date, _ in registered):
            line = registered[0][1].row.line
            yield finding(DefectCode.FACT_AFTER_REGISTRATION, stage.said, "date", line=line)
