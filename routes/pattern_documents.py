"""Patterns and changes of routes as JSON can hold them: counts and places, no person or case."""

from collections.abc import Iterable, Sequence
from typing import Any

from trama.places.gazetteer import gazetteer
from trama.routes.found import Taken
from trama.routes.shifts import Shift, shifts
from trama.routes.subroutes import Followed, Places, flows, subroutes

_MOST = 20  # entries of a list: the first say the most
_DIGITS = 4


def patterns_document(taken: Sequence[Taken], level: str) -> dict[str, Any]:
    """Return the sub-routes that recur, and the flows of each level: ``subroutes``, ``flows``."""
    return {
        "subroutes": _followed(subroutes(taken, level)),
        "flows": {level: _followed(legs) for level, legs in flows(taken).items()},
    }


def shifts_document(taken: Sequence[Taken], level: str, day: str) -> dict[str, Any]:
    """Return under ``shifts`` what changed at a day: new routes, and legs that rose and fell."""
    found = shifts(taken, level, day)
    return {
        "shifts": {
            "day": day,
            "cases_before": found.before,
            "cases_since": found.since,
            "cases_undecided": found.undecided,
            "new": [_shift(one) for one in found.new[:_MOST]],
            "rose": [_shift(one) for one in found.rose[:_MOST]],
            "fell": [_shift(one) for one in found.fell[:_MOST]],
            "displaced": [
                {"fell": list(fell.places), "rose": list(rose.places)}
                for fell, rose in found.displaced()[:_MOST]
            ],
        }
    }


def _followed(items: Iterable[tuple[Places, Followed]]) -> list[dict[str, Any]]:
    return [
        {
            "places": list(places),
            "place_names": _names(places),
            "cases": len(found.cases),
            "victims": len(found.victims),
        }
        for places, found in list(items)[:_MOST]
    ]


def _shift(one: Shift) -> dict[str, Any]:
    return {
        "places": list(one.places),
        "place_names": _names(one.places),
        "before": one.before,
        "since": one.since,
        "undecided": one.undecided,
        "expected": round(one.expected, _DIGITS),
        "odds": float(f"{one.odds:.2g}"),
        "rate": round(one.rate, _DIGITS),
        "told": one.is_told,
    }


def _names(places: Places) -> list[str]:
    known = (gazetteer().get(place) for place in places)
    return [place.name if place else uid for uid, place in zip(places, known, strict=True)]
