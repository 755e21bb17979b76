"""The routes of places, by uid or name; a code means nothing without its scheme."""

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query

from trama.api.problems import problem_responses
from trama.core.errors import UnknownName
from trama.values.places.find import places_like
from trama.values.places.gazetteer import Place, gazetteer

router = APIRouter(prefix="/places", tags=["places"], responses=problem_responses(401, 404))


@router.get("", summary="Busca lugares / Finds places")
def find_places(
    name: Annotated[str, Query(min_length=2, max_length=100, examples=["Cusco"])],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[dict[str, Any]]:
    """Return the places that ``name`` may mean, the likeliest first, as loads and queries read it.

    A name that no place has gives the places of near names.
    """
    return [_described(place) for place in islice(places_like(name), limit)]


@router.get("/{uid}", summary="Un lugar / A place")
def place(uid: str) -> dict[str, Any]:
    """Return a place, the places around it, and the places directly in it."""
    found = gazetteer().get(uid)
    if found is None:
        raise UnknownName(
            kind=("lugar", "place"),
            name=uid,
            hint=("Búsquelo: GET /places?name=…", "Find it: GET /places?name=…"),
        )
    return {
        **_described(found),
        "within": list(gazetteer().within(uid)[1:]),
        "children": [child.uid for child in gazetteer().children(uid)],
    }


def _described(place: Place) -> dict[str, Any]:
    return {
        "uid": place.uid,
        "level": place.level,
        "name": place.name,
        "inei": place.inei,
        "reniec": place.reniec,
        "iso": place.iso,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "parent": place.parent,
    }
