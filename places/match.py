"""The question and the answer of a search for a place, and the defects that the search reports."""

from dataclasses import dataclass

from trama.places.gazetteer import HOME, gazetteer
from trama.places.search import Hit
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

ACCEPTED = 0.5  # confidence; a guess below it is suggested to a person and not used
UNREMARKABLE = 0.85  # confidence; a guess below it is used and reported with the place taken
BESIDE_TOWN = 0.8  # confidence in a district named together with a town that nobody knows
_SHOWN = 5  # rivals that a defect lists at most


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The place to which a code, names or a text point.

    ``uid`` is the uid of the Location; of a set of places, the finest place that contains them all.
    ``places`` has the one place or the set, sorted. ``level`` is a code of place_level.
    ``method`` is how the search reached it: code, name, alias, abbreviation, capital, part, fuzzy,
    set, parent (only a containing place is known). ``address`` is the street that stood before the
    place in the same cell, '' if there was no street.
    """

    uid: str
    places: tuple[str, ...]
    level: str
    confidence: float
    method: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of a place in a row, by level; '' for an empty cell."""

    department: str = ""
    province: str = ""
    district: str = ""

    def coarsest_first(self) -> tuple[str, ...]:
        """Return the names that are not empty, from the department (abroad a state) down."""
        return tuple(name for name in (self.department, self.province, self.district) if name)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """The answer to a text: the place or None, the defects, and the places that fit as well."""

    match: PlaceMatch | None
    defects: tuple[Defect, ...] = ()
    rivals: tuple[str, ...] = ()


def found_place(match: PlaceMatch, written: str = "", rivals: tuple[str, ...] = ()) -> FoundPlace:
    """Return a place that was chosen among rivals, and the defect that lists them, if any."""
    if not rivals:
        return FoundPlace(match)
    hint = f"{_choice(written, rivals)} → {label(match.uid)}"
    return FoundPlace(match, (Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.CORRECTED, hint),), rivals)


def guessed(written: str, match: PlaceMatch) -> FoundPlace:
    """Return a place, with a defect if it was guessed from a name that is not quite its own."""
    hit = Hit(match.uid, match.confidence, match.method)
    return FoundPlace(match, defects_of(written, hit))


def ambiguous(written: str, rivals: tuple[str, ...]) -> FoundPlace:
    """Return no place for a text that fits several places apart, and the defect that lists them."""
    hint = _choice(written, rivals)
    return FoundPlace(None, (Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.SET_ASIDE, hint),), rivals)


def not_found(written: str) -> FoundPlace:
    """Return no place for a text, with a defect if the text is not empty."""
    return FoundPlace(None, no_match(written).defects)


def outermost(uids: tuple[str, ...]) -> str | None:
    """Return the place that contains all the others. Return None if none does."""
    return next((uid for uid in uids if all(each.startswith(uid) for each in uids)), None)


def _choice(written: str, rivals: tuple[str, ...]) -> str:
    more = ", …" if len(rivals) > _SHOWN else ""
    return f"{written}: ¿{', '.join(label(uid) for uid in rivals[:_SHOWN])}{more}?"


def match_of_hits(hits: list[Hit]) -> PlaceMatch:
    """Return the match of one hit, or of the set that several hits make."""
    uids = tuple(sorted({hit.uid for hit in hits}))
    confidence = min(hit.confidence for hit in hits)
    method = hits[0].method if len(uids) == 1 else "set"
    return match_of(uids, confidence, method)


def match_of(uids: tuple[str, ...], confidence: float, method: str) -> PlaceMatch:
    """Return the match of one place or of a set, with the finest place that contains them all."""
    uid = _finest_around(uids)
    place = gazetteer().get(uid)
    return PlaceMatch(uid, uids, place.level if place else "", round(confidence, 2), method)


def _finest_around(uids: tuple[str, ...]) -> str:
    chains = [gazetteer().within(uid) for uid in uids]
    return next(uid for uid in chains[0] if all(uid in chain for chain in chains))


def defects_of(name: str, hit: Hit | None) -> tuple[Defect, ...]:
    """Return the defects to report for a name and its hit; () for a sure hit."""
    if hit is None:
        return (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE),)
    if len(hit.rivals) > 1 and hit.confidence < ACCEPTED:
        options = ", ".join(label(uid) for uid in hit.rivals[:5])
        return (Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.SET_ASIDE, f"{name}: ¿{options}?"),)
    if hit.confidence < ACCEPTED:
        return (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE, f"{name}: ¿{label(hit.uid)}?"),)
    # However alike, a misspelt name may be that of another place: SANTIAGO DE CUSCO, … DE CHUCO.
    if hit.confidence < UNREMARKABLE or hit.method == "fuzzy":
        return (Defect(DefectCode.PLACE_GUESSED, Outcome.CORRECTED, f"{name}: ¿{label(hit.uid)}?"),)
    return ()


def label(uid: str) -> str:
    """Return code and name of a place: ``150132 San Juan de Lurigancho``, ``CO-ANT Antioquia``."""
    place = gazetteer().get(uid)
    return f"{place.inei or place.iso or place.uid} {place.name}" if place else uid


def full_name(uid: str) -> str:
    """Return a place's name and the names around it: ``Zulia, Venezuela``.

    Example: ``PE-150136`` is ``San Miguel, Lima, Lima``, without Peru.
    """
    around = [up for up in gazetteer().within(uid)[1:] if up != HOME]
    places = (gazetteer().get(up) for up in (uid, *around))
    return ", ".join(place.name for place in places if place) or uid


def no_match(text: str) -> Normalised[PlaceMatch]:
    """Return an unknown place, with a defect if the text is not empty."""
    return Normalised(None, (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE),) if text else ())
