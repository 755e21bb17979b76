"""The journeys of a case's victims, as stages with a place and days.

Stages follow the trafficking phases: CAPTACION, TRANSPORTE, RECEPCION, RETENCION, EXPLOTACION.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from trama.twin.geography import Spot
from trama.twin.sampling import whole
from trama.twin.supplies import Supplies
from trama.twin.true_cases import SuspectIn, TrueCase, TrueStage, VictimIn

ROLES_BY_PHASE = {
    "CAPTACION": ("CAPTADOR", "FINANCISTA"),
    "TRANSPORTE": ("TRANSPORTISTA",),
    "RECEPCION": ("RECEPTOR", "EXPLOTADOR"),
    "RETENCION": ("VIGILANTE", "EXPLOTADOR"),
    "EXPLOTACION": ("EXPLOTADOR", "ADMINISTRADOR"),
}
"""The roles that act in each phase; a lone suspect acts in every phase."""


class Journey(NamedTuple):
    """The journey of a case's victims: places on the way, means of transport, establishment.

    ``transport`` is BUS, AUTO or FLUVIAL. The texts are '' where no registry could know them.
    """

    transits: tuple[Spot, ...]
    transport: str
    establishment: str
    company: str
    plate: str


def stages_of(case: TrueCase, journey: Journey, random: Random) -> list[TrueStage]:
    """Return the stages of a case. Each victim's own stages are in the order lived, days apart.

    1. Group the victims by the place where they were captured.
    2. For each group: one CAPTACION, then one TRANSPORTE for each place it reaches, a day apart.
       The days end before the reception.
    3. For all victims together, at the destination: RECEPCION on ``case.received``; RETENCION the
       next day, in some cases; EXPLOTACION from ``case.began`` to ``case.until``.

    Example: a victim from Huánuco is taken to Lima by bus through Junín, and received on 14 January
    2017. Out come CAPTACION (Huánuco, 12 January), TRANSPORTE (Junín, 13 January), RECEPCION (Lima,
    14 January) and EXPLOTACION (Lima, 16 January to 4 February).
    """
    stages: list[TrueStage] = []
    groups = _groups(tuple(case.victims))
    legs = [_legs(group[0].origin, case.destination, journey) for group in groups]
    longest = max(map(len, legs))
    for group, spots in zip(groups, legs, strict=True):
        day = case.received - timedelta(days=whole(random, 1, 3) + longest)
        stages.append(_stage("CAPTACION", (day, day), group[0].origin, group, case))
        stages += _transport_stages(case, group, (day, spots), journey)
    stages += _stages_at_destination(case, journey.establishment, random)
    return stages


def journey_of(
    case: TrueCase, transits: tuple[Spot, ...], supplies: Supplies, random: Random
) -> Journey:
    """Return the journey of a case's victims. A network uses its own company and plates."""
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
        return Journey(transits, "BUS", own, network.company, plate)
    if random.random() < 0.7:
        establishment = supplies.establishment(case.venue, random)
    if transport in {"BUS", "FLUVIAL"} and random.random() < 0.6:
        company = supplies.company(transport, random)
    if transport == "AUTO" and random.random() < 0.5:
        plate = supplies.plate()
    return Journey(transits, transport, establishment, company, plate)


def _transport_stages(
    case: TrueCase,
    victims: tuple[VictimIn, ...],
    after: tuple[date, tuple[Spot, ...]],
    journey: Journey,
) -> Iterator[TrueStage]:
    """Yield the transport of victims captured in one place: a day for each place reached.

    ``after`` is the day of capture and the places reached.
    """
    day, spots = after
    for spot in spots:
        day += timedelta(days=1)
        stage = _stage("TRANSPORTE", (day, day), spot, victims, case)
        stage.transport, stage.company = journey.transport, journey.company
        stage.plate = journey.plate
        yield stage


def _stages_at_destination(case: TrueCase, establishment: str, random: Random) -> list[TrueStage]:
    """Return the stages at the destination; in some cases, RETENCION is one of them."""
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
    """Return the victims grouped by the place of capture, in the order of the case."""
    groups: dict[Spot, list[VictimIn]] = {}
    for victim in victims:
        groups.setdefault(victim.origin, []).append(victim)
    return [tuple(group) for group in groups.values()]


def _legs(origin: Spot, destination: Spot, journey: Journey) -> tuple[Spot, ...]:
    """Return the place of each transport stage: the places on the way, else the destination."""
    if origin == destination:
        return ()
    between = tuple(spot for spot in journey.transits if spot not in (origin, destination))
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
    return tuple(suspect for suspect in suspects if suspect.role in ROLES_BY_PHASE[phase])
