"""Cases lost between the registries: registrations without a carpeta, and the reverse.

The age of a case is counted in days up to a day that is declared: the latest day that the graph
has, unless the reader asks for another. Today's clock would make an old export look neglected.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trama.core.errors import BadParameter
from trama.overlap.draws import Draws
from trama.overlap.entries import HANDED_OVER, POLICE, PROSECUTORS, RegistryCase
from trama.overlap.units import Units
from trama.values.partial_date import PartialDate


class Why(StrEnum):
    """The reason why a case counts as lost.

    NO_CARPETA: the registration says that it went to the prosecutor, and no carpeta is its own.
    UNKNOWN_REGISTRATION: the carpeta names a registration that the graph does not have.
    UNNAMED_REGISTRATION: the police brought the carpeta, and it names no registration.
    """

    NO_CARPETA = "NO_CARPETA"
    UNKNOWN_REGISTRATION = "UNKNOWN_REGISTRATION"
    UNNAMED_REGISTRATION = "UNNAMED_REGISTRATION"


@dataclass(frozen=True, slots=True)
class Lost:
    """A case without its counterpart in the other registry.

    ``missing`` is the probability that no case of the other registry is the counterpart. ``days``
    is the age up to the declared day, None if the registry gives no date. ``district`` is the
    fiscal district; of a registration, that to which its unit's other cases went most often, ""
    if none did. ``candidates`` are ends of cases that may be the counterpart, the likeliest first.
    """

    case: RegistryCase
    why: Why
    missing: float
    days: int | None
    district: str
    candidates: tuple[tuple[str, float], ...]


def lost_handovers(cases: Units, draws: Draws, as_of: str) -> list[Lost]:
    """Return the registrations that went to the prosecutor and have no carpeta, the oldest first.

    ``cases`` are units of cases, ``draws`` those of their open pairs, ``as_of`` a whole ISO day or
    "". The probability is 1 less the part of the draws in which a carpeta is linked, a candidate or
    not.
    """
    district_of = _usual_districts(cases)
    joined = {a for a, _ in cases.joined}
    search = _Search(cases, draws, as_of, side=0)
    return search.sorted(
        search.lost(entry.of, name, Why.NO_CARPETA, district_of.get(entry.of.unit, ""))
        for name, own in cases.side_a.items()
        if name not in joined
        for entry in own
        if entry.of.destination == HANDED_OVER
    )


def carpetas_without_registration(cases: Units, draws: Draws, as_of: str) -> list[Lost]:
    """Return the carpetas that the police brought and whose registration is absent, oldest first.

    The arguments are those of `lost_handovers`.
    """
    known = {entry.of.number for own in cases.side_a.values() for entry in own}
    joined = {b for _, b in cases.joined}
    search = _Search(cases, draws, as_of, side=1)
    found = []
    for name, own in cases.side_b.items():
        for entry in own:
            case = entry.of
            if name in joined or not case.says_police:
                continue
            named = case.police_report and case.police_report not in known
            why = Why.UNKNOWN_REGISTRATION if named else Why.UNNAMED_REGISTRATION
            found.append(search.lost(case, name, why, case.fiscal_district))
    return search.sorted(found)


def expected(lost: Iterable[Lost]) -> float:
    """Return the number of cases that are expected to be truly missing."""
    return sum(one.missing for one in lost)


class _Search:
    """The search for lost cases of one side, by the draws and the dates."""

    def __init__(self, cases: Units, draws: Draws, as_of: str, side: int) -> None:
        self._as_of = _day(as_of)
        times = draws.times_linked().tolist()
        self._linked: Counter[str] = Counter()
        self._candidates: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._draws = len(draws)
        across = cases.side(PROSECUTORS if side == 0 else POLICE)
        for link, count in zip(draws.links, times, strict=True):
            self._linked[link[side]] += count
            part = count / self._draws
            self._candidates[link[side]] += [(e.of.end, part) for e in across[link[1 - side]]]

        self._linked.update(outside.link[side] for outside in draws.outside)

    def lost(self, case: RegistryCase, name: str, why: Why, district: str) -> Lost:
        missing = 1 - self._linked[name] / self._draws
        candidates = sorted(self._candidates[name], key=lambda one: (-one[1], one[0]))
        registered = _day(case.registered_on)
        days = (self._as_of - registered).days if self._as_of and registered else None
        return Lost(case, why, missing, days, district, tuple(candidates))

    @staticmethod
    def sorted(lost: Iterable[Lost]) -> list[Lost]:
        """Return the cases, the oldest first, those without a date last."""
        return sorted(lost, key=lambda one: (one.days is None, -(one.days or 0), one.case.end))


def checked_day(text: str) -> str:
    """Return an ISO day as it is given.

    Raises:
        BadParameter: it is no whole day.
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadParameter(
            name="as_of",
            why_es="es un día entero, AAAA-MM-DD",
            why_en="it is a whole day, YYYY-MM-DD",
        ) from None


def _day(text: str) -> date | None:
    return PartialDate.parse(text).first if text else None


def _usual_districts(cases: Units) -> Mapping[str, str]:
    """Return the fiscal district of most linked cases of each police unit."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b in cases.joined:
        for district in {entry.of.fiscal_district for entry in cases.side_b[b]} - {""}:
            for unit in {entry.of.unit for entry in cases.side_a[a]} - {""}:
                counts[unit][district] += 1
    return {
        unit: min(own, key=lambda district: (-own[district], district))
        for unit, own in counts.items()
    }
