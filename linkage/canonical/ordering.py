"""In which order a victim lived the stages, and from where to where that led."""

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
    """Returns the stages as lived.

    A date that certainly precedes decides; where dates leave it open the phase does, then going on
    from the place where the last stage was, then an earlier first day, then the content.
    """
    left = sorted(stages, key=lambda stage: (stage.content, stage.uid))
    lived: list[Lived] = []
    here: str | None = None
    while left:
        free = [one for one in left if not any(_precedes(other, one) for other in left)]
        chosen = min(free, key=lambda one: _priority(one, here, rules))
        left.remove(chosen)
        lived.append(chosen)
        here = chosen.place or here
    return tuple(lived)


def legs(places: Sequence[str | None]) -> tuple[dict[str, str], ...]:
    """Returns for each place, in the order lived, the legs that led there: level → ``FROM>TO``.

    A leg goes from the last place known on that level, and only where the two certainly differ: a
    district and the department that it lies in are no journey.
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
    """Returns the legs of one stage, to be counted anew."""
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
    """How finely two places are the same: country, department, province, district."""
    if here is None or there is None:
        return 0
    return sum(one == other for one, other in zip(path_to(here), path_to(there), strict=False))
