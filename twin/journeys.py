"""The way of the victims of a case: capture, transport, reception, retention, exploitation."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from trama.twin.geography import Spot
from trama.twin.sampling import whole
from trama.twin.supplies import Supplies
from trama.twin.true_cases import SuspectIn, TrueCase, TrueStage, VictimIn

# Which roles act in which phase; a lone suspect acts in all of them.
ACTS = {
    "CAPTACION": ("CAPTADOR", "FINANCISTA"),
    "TRANSPORTE": ("TRANSPORTISTA",),
    "RECEPCION": ("RECEPTOR", "EXPLOTADOR"),
    "RETENCION": ("VIGILANTE", "EXPLOTADOR"),
    "EXPLOTACION": ("EXPLOTADOR", "ADMINISTRADOR"),
}


class Way(NamedTuple):
    """How a case's victims travel: the places between, by what, and where they are exploited."""

    transits: tuple[Spot, ...]
    transport: str
    establishment: str
    company: str
    plate: str


def travel(case: TrueCase, way: Way, random: Random) -> list[TrueStage]:
    """Returns the stages of a case; those of one victim stand in the order lived, days apart."""
    stages: list[TrueStage] = []
    groups = _groups(tuple(case.victims))
    legs = [_legs(group[0].origin, case.destination, way) for group in groups]
    longest = max(map(len, legs))
    for group, spots in zip(groups, legs, strict=True):
        day = case.received - timedelta(days=whole(random, 1, 3) + longest)
        stages.append(_stage("CAPTACION", (day, day), group[0].origin, group, case))
        stages += _moves(case, group, (day, spots), way)
    stages += _inside(case, way.establishment, random)
    return stages


def way_of(case: TrueCase, transits: tuple[Spot, ...], supplies: Supplies, random: Random) -> Way:
    """Returns how the victims of a case travel; a network uses what is its own."""
    network = case.planted.network
    corridor = case.planted.corridor
    transport = corridor.transport if corridor else _transport(case, random)
    establishment = ""
    company = plate = ""
    if network is not None:
        own = network.establishments.setdefault(
            case.destination.uid, supplies.establishment(case.venue, random)
        )
        plate = network.plates[case.ordinal % len(network.plates)]
        return Way(transits, "BUS", own, network.company, plate)
    if random.random() < 0.7:
        establishment = supplies.establishment(case.venue, random)
    if transport in {"BUS", "FLUVIAL"} and random.random() < 0.6:
        company = supplies.company(transport, random)
    if transport == "AUTO" and random.random() < 0.5:
        plate = supplies.plate()
    return Way(transits, transport, establishment, company, plate)


def _moves(
    case: TrueCase, victims: tuple[VictimIn, ...], after: tuple[date, tuple[Spot, ...]], way: Way
) -> Iterator[TrueStage]:
    """Yields the transport of victims who were captured in one place: a day a leg."""
    day, spots = after
    for spot in spots:
        day += timedelta(days=1)
        moved = _stage("TRANSPORTE", (day, day), spot, victims, case)
        moved.transport, moved.company, moved.plate = way.transport, way.company, way.plate
        yield moved


def _inside(case: TrueCase, establishment: str, random: Random) -> list[TrueStage]:
    """Returns what happened at the destination; being held is a stage of its own in some cases."""
    everybody = tuple(case.victims)
    spans = [("RECEPCION", case.received, case.received)]
    if (case.began - case.received).days > 1 and random.random() < 0.3:
        held = case.received + timedelta(days=1)
        spans.append(("RETENCION", held, held))
    spans.append(("EXPLOTACION", case.began, case.until))
    stages = [
        _stage(phase, (first, last), case.destination, everybody, case)
        for phase, first, last in spans
    ]
    for stage in stages[1:]:
        stage.establishment = establishment
    return stages


def _transport(case: TrueCase, random: Random) -> str:
    river = case.victims[0].origin.region == "16" or case.destination.region == "16"
    if river:
        return "FLUVIAL"
    return "BUS" if random.random() < 0.7 else "AUTO"


def _groups(victims: tuple[VictimIn, ...]) -> list[tuple[VictimIn, ...]]:
    """Returns the victims by where they were captured, in the order they stand in the case."""
    groups: dict[Spot, list[VictimIn]] = {}
    for victim in victims:
        groups.setdefault(victim.origin, []).append(victim)
    return [tuple(group) for group in groups.values()]


def _legs(origin: Spot, destination: Spot, way: Way) -> tuple[Spot, ...]:
    """Returns where each transport stage stands: the places on the way, else the one reached."""
    if origin == destination:
        return ()
    between = tuple(spot for spot in way.transits if spot not in (origin, destination))
    if between and origin.region != destination.region:
        return between
    return (destination,)


def _stage(
    phase: str,
    days: tuple[date, date],
    place: Spot,
    victims: tuple[VictimIn, ...],
    case: TrueCase,
) -> TrueStage:
    return TrueStage(phase, days[0], days[1], place, victims, _acting(phase, case.suspects))


def _acting(phase: str, suspects: list[SuspectIn]) -> tuple[SuspectIn, ...]:
    if len(suspects) == 1:
        return tuple(suspects)
    return tuple(one for one in suspects if one.role in ACTS[phase])
