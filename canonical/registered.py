"""The registrations and carpetas of a case in brief: their years, handovers, and missing ones.

The main value is `Registered`. Surveys of all cases read it in place of the records.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.canonical.rules import PROSECUTORS
from trama.graph.records import CaseKey, RecordState
from trama.linkage.case_identity import POLICE

_WHOLE_DAY = 10  # signs of an ISO day; a month or a year has fewer
_TO_PROSECUTORS = "FISCALIA"


@dataclass(frozen=True, slots=True)
class Registered:
    """The registrations and carpetas of one case, as ``Case`` declares each value.

    ``years`` has ``REGISTRY:year`` for each of them; ``RETA:`` if no record gives a day.
    ``handed_over`` has the day of registration before the number: ``2017-03-05 1234``.
    """

    years: Mapping[CaseKey, str]
    latest_day: str | None
    handed_over: tuple[str, ...]
    unmatched_reports: tuple[str, ...]

    def of_case(self) -> dict[str, Any]:
        """Return the properties of the case; ``counted`` are the years of all registries."""
        return {
            "counted": tuple(sorted(set(self.years.values()))),
            "latest_day": self.latest_day,
            "handed_over": self.handed_over,
            "unmatched_reports": self.unmatched_reports,
        }

    def counted_by(self, records: Iterable[RecordState]) -> tuple[str, ...]:
        """Return the years in which the registries count the victim of these records by this case.

        Example: RETA registered the case in 2017 and SISTRA in 2018, and only SISTRA names her. The
        result is ``("SISTRA:2018",)``.
        """
        keys = {record.case for record in records}
        return tuple(sorted({self.years[key] for key in keys if key in self.years}))


def registered(case_records: Sequence[RecordState]) -> Registered:
    """Return what the records of the kind "case" of one case give. The smallest uid speaks first.

    1. The year of a registration or carpeta is that of the first day of registration given.
    2. The latest day is the latest whole one that RETA or SISTRA gives.
    3. Handed over are the registrations that went to the prosecutors, if the case has no carpeta.
    4. Unmatched are the police reports whose registration is not among those of the case.
    """
    by_key: dict[CaseKey, list[RecordState]] = defaultdict(list)
    for record in sorted(case_records, key=lambda record: record.uid):
        by_key[record.case].append(record)
    days = (
        day
        for record in case_records
        if record.registry in (POLICE, PROSECUTORS)
        for name in ("registered_on", "status_date")
        if (day := record.text(name)) and len(day) == _WHOLE_DAY
    )
    return Registered(
        years={
            key: f"{key.registry}:{_first(records, 'registered_on')[:4]}"
            for key, records in by_key.items()
        },
        latest_day=max(days, default=None),
        handed_over=_handed_over(by_key),
        unmatched_reports=_unmatched(by_key),
    )


def number_of(handed_over: str) -> str:
    """Return the number of a registration from an item of ``Case.handed_over``.

    >>> number_of("2017-03-05 SINT 7"), number_of(" SINT 7")
    ('SINT 7', 'SINT 7')
    """
    return handed_over.partition(" ")[2]


def _handed_over(by_key: Mapping[CaseKey, Sequence[RecordState]]) -> tuple[str, ...]:
    """Return day and number of what was handed over. Without a whole day the blank comes first."""
    if any(registry == PROSECUTORS for registry, _ in by_key):
        return ()
    return tuple(
        f"{_whole_day(records)} {number}"
        for (registry, number), records in sorted(by_key.items())
        if registry == POLICE and _first(records, "destination") == _TO_PROSECUTORS
    )


def _whole_day(records: Iterable[RecordState]) -> str:
    day = _first(records, "registered_on")
    return day if len(day) == _WHOLE_DAY else ""


def _unmatched(by_key: Mapping[CaseKey, Sequence[RecordState]]) -> tuple[str, ...]:
    named = {
        report
        for (registry, _), records in by_key.items()
        if registry != POLICE
        for record in records
        if (report := record.text("police_report"))
    }
    return tuple(sorted(report for report in named if CaseKey(POLICE, report) not in by_key))


def _first(records: Iterable[RecordState], name: str) -> str:
    return next((value for record in records if (value := record.text(name))), "")
