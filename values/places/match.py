"""What a search for a place gives, and how it is told."""

from dataclasses import dataclass

from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.gazetteer import gazetteer
from trama.values.places.search import Hit

ACCEPTED = 0.5  # a guess below this confidence is only suggested
UNREMARKABLE = 0.85  # a guess below this one is used, and reported with what it was taken for


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where a text or code points.

    ``uid`` is the Location's uid; of a set of places it is the finest one that holds them all.
    ``places`` has the one place or the set, sorted. ``level`` is a code of place_level.
    ``method`` says how it was found: code, name, alias, abbreviation, capital, part, fuzzy, set,
    parent (only what holds it is known). ``address`` is the street that stood before the place in
    the same cell, '' if none.
    """

    uid: str
    places: tuple[str, ...]
    level: str
    confidence: float
    method: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What a row says of a place in words; '' where it is silent."""

    department: str = ""
    province: str = ""
    district: str = ""

    def coarsest_first(self) -> tuple[str, ...]:
        """Returns what the row says, from the department (abroad a state) to the district."""
        return tuple(name for name in (self.department, self.province, self.district) if name)


def match_of_hits(hits: list[Hit]) -> PlaceMatch:
    """Returns the match of one hit, or of the set that several make."""
    uids = tuple(sorted({hit.uid for hit in hits}))
    confidence = min(hit.confidence for hit in hits)
    method = hits[0].method if len(uids) == 1 else "set"
    return match_of(uids, confidence, method)


def match_of(uids: tuple[str, ...], confidence: float, method: str) -> PlaceMatch:
    """Returns the match of one place or of a set, told by the finest place that holds them."""
    uid = finest_around(uids)
    place = gazetteer().get(uid)
    return PlaceMatch(uid, uids, place.level if place else "", round(confidence, 2), method)


def finest_around(uids: tuple[str, ...]) -> str:
    """Returns the finest place that holds all of them."""
    chains = [gazetteer().within(uid) for uid in uids]
    return next(uid for uid in chains[0] if all(uid in chain for chain in chains))


def defects_of(name: str, hit: Hit | None) -> tuple[Defect, ...]:
    """Returns what is reported of a name and what was found for it."""
    if hit is None:
        return (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE),)
    if len(hit.rivals) > 1 and hit.confidence < ACCEPTED:
        options = ", ".join(label(uid) for uid in hit.rivals[:5])
        return (Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.SET_ASIDE, f"{name}: ¿{options}?"),)
    if hit.confidence < ACCEPTED:
        return (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE, f"{name}: ¿{label(hit.uid)}?"),)
    if hit.confidence < UNREMARKABLE:
        return (Defect(DefectCode.PLACE_GUESSED, Outcome.CORRECTED, f"{name}: ¿{label(hit.uid)}?"),)
    return ()


def label(uid: str) -> str:
    """Returns ``150132 San Juan de Lurigancho``, ``CO-ANT Antioquia``."""
    place = gazetteer().get(uid)
    return f"{place.inei or place.iso or place.uid} {place.name}" if place else uid


def no_match(text: str) -> Normalised[PlaceMatch]:
    """Returns that a text names no place that is known; of an empty one there is nothing to say."""
    return Normalised(None, (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE),) if text else ())
