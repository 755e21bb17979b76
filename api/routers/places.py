"""The routes of places, by uid or name; a code means nothing without its scheme."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BeforeValidator

from trama.api.problems import problem_responses
from trama.api.questions import whole_number
from trama.core.errors import UnknownName
from trama.core.text import fold
from trama.values.places.gazetteer import Place, gazetteer

router = APIRouter(prefix="/places", tags=["places"], responses=problem_responses(401, 404, 422))


@router.get("", summary="Busca lugares / Finds places", operation_id="find_places")
def find_places(
    name: Annotated[str, Query(min_length=2, max_length=100, examples=["Cusco"])],
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=200)] = 50,
) -> list[dict[str, Any]]:
    """Return the places whose folded name equals, or else begins with, the folded ``name``."""
    key = fold(name)
    found = [*gazetteer().named(key), *gazetteer().named_abroad(key)] or [
        place for place in gazetteer() if place.name_key.startswith(key)
    ]
    return [_described(place) for place in found[:limit]]


@router.get("/{uid}", summary="Un lugar / A place", operation_id="place")
def place(uid: Annotated[str, Path(max_length=20, examples=["PE-150132"])]) -> dict[str, Any]:
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
