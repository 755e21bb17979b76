"""Places found by name, code or a near name; the gazetteer is public, so every role finds them."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from trama.core.text import fold
from trama.places.find import ask_place, is_exact, near_places, places_like
from trama.places.gazetteer import LEVELS, Place, gazetteer
from trama.queries.search.hits import Hit, HitKind, Next, Reason

_MOST = 10  # places: a hundred districts are called San something
_LIKELY = 80.0  # per cent: CUZCO and CUSCO have 80; below, names have little in common
_LIMA = "PE-15"  # where most routes end: the example of a destination
_CUSCO = "PE-08"


def places_named(text: str) -> list[Hit]:
    """Return the places that loads and queries may take a text for, else those of near names.

    The likeliest is the first, as in the answers of `GET /places`.
    """
    found = ask_place(text)
    known = gazetteer()
    if found.match and found.match.method == "code":
        return [_hit(place, Reason.PLACE_CODE, 1.0) for place in _places((found.match.uid,))]
    folded = fold(text)
    exact = (found.match.uid,) if found.match and is_exact(found) else ()
    named = {*exact, *found.rivals, *(place.uid for place in known.named(folded) if place.current)}
    if named:
        like = {place.uid: number for number, place in enumerate(places_like(text))}
        ranked = sorted(
            _places(named), key=lambda place: (like.get(place.uid, len(like)), *_rank(place))
        )
        return [_hit(place, Reason.SAME_NAME, 1.0) for place in ranked[:_MOST]]
    if not folded.replace(" ", "").isalpha():
        return []
    scored = ((fuzz.ratio(folded, place.name_key), place) for place in near_places(text))
    near = [(ratio, place) for ratio, place in scored if ratio >= _LIKELY]
    near.sort(key=lambda one: (-one[0], *_rank(one[1])))
    return [_hit(p, Reason.SIMILAR_NAME, ratio / 100 * 0.9) for ratio, p in near[:_MOST]]


def _places(uids: Iterable[str]) -> list[Place]:
    return [place for uid in uids if (place := gazetteer().get(uid))]


def _rank(place: Place) -> tuple[int, str]:
    return -_coarseness(place), place.uid


def _coarseness(place: Place) -> int:
    return LEVELS.index(place.level) if place.level in LEVELS else 0


def _hit(place: Place, reason: Reason, score: float) -> Hit:
    parents = (gazetteer().get(uid) for uid in gazetteer().within(place.uid)[1:])
    within = ", ".join(parent.name for parent in parents if parent and parent.uid != "PE")
    other = _CUSCO if place.uid.startswith(_LIMA) else _LIMA
    return Hit(
        HitKind.PLACE,
        place.uid,
        place.uid,
        f"{place.name} ({within})" if within else place.name,
        reason,
        score,
        details={"level": place.level},
        next=Next("routes_between", {"origin": place.uid, "destination": other}),
        node=place.uid,
    )
