"""The order in which a victim lived the stages, and the legs between their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from trama.canonical.rules import Rules
from trama.graph.store.route_gains import Leg
from trama.places.nesting import finest_at_level, is_within, path_to
from trama.values.partial_date import PartialDate

LEVELS = ("DISTRITO", "PROVINCIA", "DEPARTAMENTO", "PAIS")


@dataclass(frozen=True, slots=True)
class Lived:
    """A stage as far as its place in the order depends on it; ``content`` breaks the last tie.

    ``time`` is the hour and minute (``06:00``) of a date that is one day. ``rows`` has the stage's
    line by the digest of the sheet: rows of one sheet have an order.
    """

    uid: str
    phase: str
    date: PartialDate | None
    place: str | None
    content: tuple[str, ...] = ()
    time: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


def in_order(stages: Sequence[Lived], rules: Rules) -> tuple[Lived, ...]:
    """Return the stages in the order in which they were lived.

    1. Take the stages that no remaining stage certainly precedes, by their dates and hours.
    2. Choose among them by the earliest phase, then by the order of rows.
    3. Break ties by the place nearest to the last stage, the earliest first day, content and uid.
       Such an order is a guess: `order_is_told` says so.
    4. Repeat with the remaining stages.

    Example: EXPLOTACION in 2017, CAPTACION on 2018-02-01 and TRANSPORTE without a date give
    TRANSPORTE, EXPLOTACION, CAPTACION. The date puts the capture after the exploitation; between
    the other two the phase decides.
    """
    if len(stages) < 2:
        return tuple(stages)
    left = sorted(stages, key=lambda stage: (stage.content, stage.uid))
    lived: list[Lived] = []
    here: str | None = None
    while left:
        free = [stage for stage in left if not any(_precedes(other, stage) for other in left)]
        rank = min(rules.phase_rank(stage.phase) for stage in free)
        of_phase = [stage for stage in free if rules.phase_rank(stage.phase) == rank]
        first = [s for s in of_phase if not any(_above(other, s) for other in of_phase)]
        chosen = min(first or of_phase, key=lambda stage: _priority(stage, here))
        left.remove(chosen)
        lived.append(chosen)
        here = chosen.place or here
    return tuple(lived)


def order_is_told(lived: Sequence[Lived]) -> tuple[bool, ...]:
    """Return for each stage whether something tells that it came after the stage before.

    Dates, hours and phases tell it. So does the order of rows, unless the rows of the victim
    contradict their own dates. The first stage counts as told.

    Example: CAPTACION on 4 January and two TRANSPORTE without a date, in Chiclayo on line 3 and in
    Trujillo on line 4, are all told. With the transports in two files, the order of Chiclayo and
    Trujillo is not told.
    """
    rows_tell = not any(
        _above(one, other) and _precedes(other, one) for one in lived for other in lived
    )
    told = [True]
    for one, other in pairwise(lived):
        told.append(
            one.phase != other.phase or _precedes(one, other) or (rows_tell and _above(one, other))
        )
    return tuple(told[: len(lived)])


def legs(places: Sequence[str | None], told: Sequence[bool] = ()) -> tuple[dict[str, str], ...]:
    """Return for each place, in the order lived, the legs that led there: level → ``FROM>TO``.

    1. Keep the last place on each level (``finest_at_level``).
    2. If the next place lies in that place, keep the next place, without a leg.
    3. If that place lies in the next place, keep that place: a district and the department around
       it are no journey.
    4. Otherwise there is a leg from that place to the next place. Keep the next place.
    5. Places whose order is not ``told`` have no leg between them, to them or from them, on each
       level where they differ.

    Example: ("PE-150132", "PE-15", "PE-080101") gives no legs for the first two places. The third
    has the legs ``DISTRITO: PE-150132>PE-080101``, ``PROVINCIA: PE-1501>PE-0801`` and
    ``DEPARTAMENTO: PE-15>PE-08``.
    """
    travelled: list[dict[str, str]] = [{} for _ in places]
    for level in LEVELS:
        there = [finest_at_level(place, level) for place in places]
        open_ = _open(there, told or [True] * len(there))
        here: str | None = None
        for at, place in enumerate(there):
            if place is None:
                continue
            if at in open_:
                here = None
            elif here is None or is_within(place, here):
                here = place
            elif not is_within(here, place):
                travelled[at][level] = f"{here}>{place}"
                here = place
    return tuple(travelled)


def _open(there: Sequence[str | None], told: Sequence[bool]) -> set[int]:
    """Return the positions of places that differ from others of their run without a told order."""
    runs: list[list[int]] = []
    for at, is_told in enumerate(told):
        if is_told or not runs:
            runs.append([at])
        else:
            runs[-1].append(at)
    open_: set[int] = set()
    for run in runs:
        known = {place for at in run if (place := there[at]) is not None}
        if any(not is_within(a, b) and not is_within(b, a) for a, b in combinations(known, 2)):
            open_.update(run)
    return open_


def stale_legs(arrived: dict[str, str]) -> set[Leg]:
    """Return the legs of one stage, whose routes must be counted again."""
    return {Leg(level, leg) for level, leg in arrived.items()}


def _precedes(one: Lived, other: Lived) -> bool:
    if one.date is None or other.date is None:
        return False
    if one.date.certainly_before(other.date):
        return True
    same_day = one.date.first == one.date.last == other.date.first == other.date.last
    return bool(same_day and one.time and other.time and one.time < other.time)


def _above(one: Lived, other: Lived) -> bool:
    """Return whether a sheet has the first stage on a line above the second."""
    common = sorted(one.rows.keys() & other.rows.keys())
    return bool(common) and one.rows[common[0]] < other.rows[common[0]]


def _priority(stage: Lived, here: str | None) -> tuple[int, str, tuple[str, ...], str]:
    return (
        -_shared_levels(here, stage.place),
        stage.date.first.isoformat() if stage.date else "9999",
        stage.content,
        stage.uid,
    )


def _shared_levels(here: str | None, there: str | None) -> int:
    """Return on how many levels two places agree: country, department, province, district."""
    if here is None or there is None:
        return 0
    return sum(one == other for one, other in zip(path_to(here), path_to(there), strict=False))
