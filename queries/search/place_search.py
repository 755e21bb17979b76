"""Places found by name, code or a near name; the gazetteer is public, so every role finds them."""

import re

from rapidfuzz import fuzz, process

from trama.core.text import fold
from trama.queries.search.hits import Hit, Kind, Next, Reason
from trama.values.places.gazetteer import LEVELS, Place, gazetteer

_MOST = 10  # places: a hundred districts are called San something
_LIKELY = 80.0  # per cent: CUZCO and CUSCO have 80; below, names have little in common
_INEI = re.compile(r"\d{2}|\d{4}|\d{6}")
_LIMA = "PE-15"  # where most routes end: the example of a destination
_CUSCO = "PE-08"


def places_named(text: str) -> list[Hit]:
    """Return the places of that code or name, else those of near names, the coarsest first."""
    places = gazetteer()
    code = text.strip().upper()
    coded = places.by_code(code, "INEI") if _INEI.fullmatch(code) else places.get(code)
    if coded is not None:
        return [_hit(coded, Reason.PLACE_CODE, 1.0)]
    folded = fold(text)
    named = [*places.named(folded), *places.named_abroad(folded)]
    scored = {place.uid: (place, Reason.SAME_NAME, 1.0) for place in named if place.current}
    if not scored and folded.replace(" ", "").isalpha():
        names = sorted({place.name_key for place in places if place.current})
        for name, ratio, _ in process.extract(
            folded, names, scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=_MOST
        ):
            for place in places.named(name):
                if place.current:
                    score = ratio / 100 * 0.9
                    scored.setdefault(place.uid, (place, Reason.SIMILAR_NAME, score))
    ranked = sorted(scored.values(), key=lambda one: (-one[2], -_coarseness(one[0]), one[0].uid))
    return [_hit(*one) for one in ranked[:_MOST]]


def _coarseness(place: Place) -> int:
    return LEVELS.index(place.level) if place.level in LEVELS else 0


def _hit(place: Place, reason: Reason, score: float) -> Hit:
    parents = (gazetteer().get(uid) for uid in gazetteer().within(place.uid)[1:])
    within = ", ".join(parent.name for parent in parents if parent and parent.uid != "PE")
    other = _CUSCO if place.uid.startswith(_LIMA) else _LIMA
    return Hit(
        Kind.PLACE,
        place.uid,
        place.uid,
        f"{place.name} ({within})" if within else place.name,
        reason,
        score,
        details={"level": place.level},
        next=Next("routes_between", {"origin": place.uid, "destination": other}),
    )
