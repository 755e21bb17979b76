"""The routes of places, by uid or name; a code means nothing without its scheme."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, BeforeValidator

from trama.api.problems import problem_responses
from trama.api.questions import whole_number
from trama.core.errors import UnknownName
from trama.places.find import places_like
from trama.places.gazetteer import Place, gazetteer

router = APIRouter(prefix="/places", tags=["places"], responses=problem_responses(401, 404, 422))


class PlaceSummary(BaseModel):
    """Un lugar con sus códigos / A place with its codes; latitude and longitude in degrees."""

    uid: str
    level: str
    name: str
    inei: str | None
    reniec: str | None
    iso: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    parent: str | None


class PlaceDescription(PlaceSummary):
    """Un lugar, los que lo contienen y los que contiene / A place, those around it and in it."""

    within: list[str]
    children: list[str]


@router.get("", summary="Busca lugares / Finds places", operation_id="find_places")
def find_places(
    name: Annotated[str, Query(min_length=2, max_length=100, examples=["Cusco"])],
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=200)] = 50,
) -> list[PlaceSummary]:
    """Return the places that ``name`` may mean, the likeliest first, as loads and queries read it.

    A name that no place has gives the places of near names.
    """
    found = islice(places_like(name), limit)
    return [PlaceSummary.model_validate(place, from_attributes=True) for place in found]


@router.get("/{uid}", summary="Un lugar / A place", operation_id="place")
def place(uid: Annotated[str, Path(max_length=20, examples=["PE-150132"])]) -> PlaceDescription:
    """Return a place, the places around it, and the places directly in it."""
    found = gazetteer().get(uid)
    if found is None:
        raise UnknownName(
            kind=("lugar", "place"),
            name=uid,
            hint=("Búsquelo: GET /places?name=…", "Find it: GET /places?name=…"),
        )
    return _described(found)


def _described(found: Place) -> PlaceDescription:
    summary = PlaceSummary.model_validate(found, from_attributes=True)
    return PlaceDescription(
        **summary.model_dump(),
        within=list(gazetteer().within(found.uid)[1:]),
        children=[child.uid for child in gazetteer().children(found.uid)],
    )
