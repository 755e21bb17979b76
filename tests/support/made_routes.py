"""Stretches made by hand: the places that one victim of a case passed, and when (SINTETICO)."""

from trama.routes.found import Taken
from trama.routes.lived import Lived, LivedStage
from trama.routes.stretches import Stretch


def taken(case: str, places: tuple[str | None, ...], since: str, until: str = "") -> Taken:
    """Return the stretch of a victim of a case; ``until`` is the day ``since`` unless given."""
    stages = tuple(
        LivedStage(f"{case}-{at}", at, "TRANSPORTE", place)
        for at, place in enumerate(places, start=1)
    )
    lived = Lived(f"V-{case}", case, stages)
    return Taken(lived, Stretch(stages, since, until or since, sure=True))
