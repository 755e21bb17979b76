"""The letter to a unit: its findings, beside its own earlier ones and those of other units.

The unit of count is the case as the unit registered it. A case with two flaws counts for each of
them, and once among those with something to mend.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from trama.mapping.rereading import Flaw
from trama.quality.survey import Medians, Survey, UnitCounts

FEW = 10
"""Cases: a share of fewer jumps with a single case, and a letter says so."""

FEWEST_UNITS = 3
"""Units with a share: the median of fewer would tell of one of them."""

_MOST_PERIODS = 12  # of the trend: more are years in place of quarters
_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the cases of a period; ``of`` is never 0."""

    part: int
    of: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.part / self.of

    @property
    def few(self) -> bool:
        """Return whether the cases are too few to compare."""
        return self.of < FEW


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw of the unit: its share now and before, and the median of the units' shares."""

    flaw: Flaw
    now: Share
    before: Share | None
    median: float | None


@dataclass(frozen=True, slots=True)
class TrendPeriod:
    """A month, a quarter (``2024-T1``) or a year, and the share with something to mend."""

    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Letter:
    """The content of a letter to one unit.

    ``since`` is the first month of the period and ``until`` the last, '' if it has no bound.
    ``whole`` is True if the unit has few cases in the latest year, and the letter tells of all.
    ``months`` are the last twelve months with a case of the period; none if ``whole``.
    ``units`` is the number of units behind the median. ``undated`` are cases without a month: they
    count only if the letter tells of all.
    """

    unit: str
    registry: str
    since: str
    until: str
    whole: bool
    total: Share
    before: Share | None
    median: float | None
    units: int
    findings: Sequence[Finding]
    trend: Sequence[TrendPeriod]
    months: Sequence[TrendPeriod]
    undated: int
    unread: int
    state: str
    synthetic: bool

    def by_code(self) -> Sequence[Sequence[Finding]]:
        """Return the findings in groups that are mended alike, the most frequent group first."""
        groups: dict[str, list[Finding]] = {}
        for each in self.findings:
            groups.setdefault(each.flaw.code, []).append(each)
        return list(groups.values())


def letter(survey: Survey, unit: UnitCounts, since: str = "", until: str = "") -> Letter | None:
    """Return the letter to a unit about the months from ``since`` to ``until``, both included.

    Without ``since`` it is about the year that ends with the registry's latest month, or about all
    cases if the unit has few then. Return None if the unit has no case in the period.

    Example: cases of 2024 of which 3 of 12 have flaws, and 4 of 8 before: the letter has
    ``total=Share(3, 12)`` and ``before=Share(4, 8)``.
    """
    peers = [each for each in survey.units.values() if each.registry == unit.registry]
    begin, whole = since, False
    if not since:
        latest = max((m for each in peers for m in each.cases if m <= (until or "9")), default="")
        begin = _year_before(latest) if latest else ""
        whole = not begin or _sum(unit.cases, begin, until) < FEW
        begin = "" if whole else begin
    total = _share(unit.flawed, unit.cases, begin, until)
    if total is None:
        return None
    others = _medians(survey, unit.registry, begin, until)
    return Letter(
        unit=unit.name,
        registry=unit.registry,
        since=begin,
        until=until,
        whole=whole,
        total=total,
        before=_earlier(unit.flawed, unit.cases, begin),
        median=others.flawed,
        units=others.units,
        findings=_findings(unit, others, begin, until),
        trend=_trend(unit),
        months=() if whole else _months(unit, begin, until),
        undated=unit.cases[""],
        unread=unit.unread,
        state=survey.state,
        synthetic=survey.synthetic,
    )


def _medians(survey: Survey, registry: str, since: str, until: str) -> Medians:
    """Return the medians of a registry's units in a period, counted once for all letters."""
    key = (registry, since, until)
    if key not in survey.medians:
        units = [each for each in survey.units.values() if each.registry == registry]
        survey.medians[key] = medians(units, since, until)
    return survey.medians[key]


def medians(units: Iterable[UnitCounts], since: str, until: str) -> Medians:
    """Return the medians of the shares of the units that have enough cases in a period.

    A unit without a flaw has the share 0 of it.
    """
    large = [(each, of) for each in units if (of := _sum(each.cases, since, until)) >= FEW]
    shares: dict[Flaw, list[float]] = defaultdict(list)
    for each, of in large:
        for flaw, months in each.flaws.items():
            shares[flaw].append(_sum(months, since, until) / of)
    without = {flaw: [0.0] * (len(large) - len(some)) for flaw, some in shares.items()}
    return Medians(
        len(large),
        _median([_sum(each.flawed, since, until) / of for each, of in large]),
        {flaw: _median([*some, *without[flaw]]) for flaw, some in shares.items()},
    )


def _findings(unit: UnitCounts, others: Medians, since: str, until: str) -> Sequence[Finding]:
    """Return what a unit has to mend, beside the medians of the units with enough cases."""
    found = []
    for flaw, months in unit.flaws.items():
        now = _share(months, unit.cases, since, until)
        if now is None or not now.part:
            continue
        before = _earlier(months, unit.cases, since)
        found.append(Finding(flaw, now, before, others.of(flaw)))
    return sorted(found, key=lambda each: (-each.now.part, each.flaw))


def _share(
    flawed: Mapping[str, int], cases: Mapping[str, int], since: str, until: str
) -> Share | None:
    of = _sum(cases, since, until)
    return Share(_sum(flawed, since, until), of) if of else None


def _earlier(flawed: Mapping[str, int], cases: Mapping[str, int], since: str) -> Share | None:
    """Return the share of all dated cases before ``since``; None without any."""
    if not since:
        return None
    before = {month: number for month, number in cases.items() if month and month < since}
    parts = sum(flawed.get(month, 0) for month in before)
    return Share(parts, sum(before.values())) if before else None


def _sum(months: Mapping[str, int], since: str, until: str) -> int:
    return sum(
        number
        for month, number in months.items()
        if (not since or month >= since) and (not until or "" < month <= until)
    )


def _median(shares: Sequence[float]) -> float | None:
    return median(shares) if len(shares) >= FEWEST_UNITS else None


def _year_before(month: str) -> str:
    """Return the first month of the year that ends with ``month``: 2024-03 gives 2023-04."""
    months = int(month[:4]) * _YEAR + int(month[5:]) - _YEAR
    return f"{months // _YEAR:04}-{months % _YEAR + 1:02}"


def _trend(unit: UnitCounts) -> Sequence[TrendPeriod]:
    """Return the trend by quarter, or by year if there are many quarters; the earliest first."""
    quarters = {month: f"{month[:4]}-T{(int(month[5:]) + 2) // 3}" for month in unit.cases if month}
    many = len(set(quarters.values())) > _MOST_PERIODS
    labels = {month: month[:4] if many else label for month, label in quarters.items()}
    return _by_label(unit, labels)


def _months(unit: UnitCounts, since: str, until: str) -> Sequence[TrendPeriod]:
    """Return the last twelve months of a period in which the unit has cases, month by month."""
    labels = {month: month for month in unit.cases if month >= since and month <= (until or "9")}
    return _by_label(unit, {month: month for month in sorted(labels)[-_YEAR:] if month})


def _by_label(unit: UnitCounts, labels: Mapping[str, str]) -> Sequence[TrendPeriod]:
    """Return the shares of the labels, each of the months that have it; the earliest first."""
    cases: Counter[str] = Counter()
    flawed: Counter[str] = Counter()
    for month, label in labels.items():
        cases[label] += unit.cases[month]
        flawed[label] += unit.flawed[month]
    return [TrendPeriod(label, Share(flawed[label], cases[label])) for label in sorted(cases)]
