"""The order in which a victim lived the stages, and the legs between their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.graph.store.changes import Leg
from trama.linkage.canonical.rules import Rules
from trama.values.partial_date import PartialDate
from trama.values.places.nesting import at_level, is_within, path_to

LEVELS = ("DISTRITO", "PROVINCIA", "DEPARTAMENTO", "PAIS")


@dataclass(frozen=True, slots=True)
class Lived:
    """A stage as far as its place in the order depends on it; ``content`` breaks the last tie."""

    uid: str
    phase: str
    date: PartialDate | None
    place: str | None
    content: tuple[str, ...] = ()


def in_order(stages: Sequence[Lived], rules: Rules) -> tuple[Lived, ...]:
    """Return the stages in the order in which they were lived.

    1. Take the stages that no remaining stage certainly precedes, by their dates.
    2. Choose among them by the earliest phase, then by the place nearest to the last stage. Break
       ties by the earliest first day, then by content and uid.
    3. Repeat with the remaining stages.

    Example: EXPLOTACION in 2017, CAPTACION on 2018-02-01 and TRANSPORTE without a date give
    TRANSPORTE, EXPLOTACION, CAPTACION. The date puts the capture after the exploitation; between
    the other two the phase decides.
    """
    left = sorted(stages, key=lambda stage: (stage.content, stage.uid))
    lived: list[Lived] = []
    here: str | None = None
    while left:
        free = [stage for stage in left if not any(_precedes(other, stage) for other in left)]
        chosen = min(free, key=lambda stage: _priority(stage, here, rules))
        left.remove(chosen)
        lived.append(chosen)
        here = chosen.place or here
    return tuple(lived)


def legs(places: Sequence[str | None]) -> tuple[dict[str, str], ...]:
    """Return for each place, in the order lived, the legs that led there: level → ``FROM>TO``.

    1. Keep the last place on each level (``at_level``).
    2. If the next place lies in that place, keep the next place, without a leg.
    3. If that place lies in the next place, keep that place: a district and the department around
       it are no journey.
    4. Otherwise there is a leg from that place to the next place. Keep the next place.

    Example: ("PE-150132", "PE-15", "PE-080101") gives no legs for the first two places. The third
    has the legs ``DISTRITO: PE-150132>PE-080101``, ``PROVINCIA: PE-1501>PE-0801`` and
    ``DEPARTAMENTO: PE-15>PE-08``.
    """
    here: dict[str, str] = {}
    travelled = []
    for place in places:
        arrived = {}
        for level in LEVELS:
            there = at_level(place, level)
            if there is None:
                continue
            before = here.get(level)
            if before is None or is_within(there, before):
                here[level] = there
            elif not is_within(before, there):
                arrived[level] = f"{before}>{there}"
                here[level] = there
        travelled.append(arrived)
    return tuple(travelled)


def stale_legs(arrived: dict[str, str]) -> set[Leg]:
    """Return the legs of one stage, whose routes must be counted again."""
    return {Leg(level, leg) for level, leg in arrived.items()}


def _precedes(one: Lived, other: Lived) -> bool:
    return bool(one.date and other.date and one.date.certainly_before(other.date))


def _priority(
    stage: Lived, here: str | None, rules: Rules
) -> tuple[int, int, str, tuple[str, ...], str]:
    return (
        rules.phase_rank(stage.phase),
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
