"""A place that a person asks for: by uid, code, name or text, and the places of near names."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from trama.core.text import fold
from trama.places.by_names import find_by_names
from trama.places.by_text import read_text
from trama.places.cell_names import names_in
from trama.places.countries import country_named
from trama.places.gazetteer import LEVELS, Place, gazetteer
from trama.places.match import FoundPlace, ambiguous, found_place, match_of, outermost
from trama.places.search import search
from trama.places.spellings import essential, has_spelling, spellings_of
from trama.values.defects import DefectCode

_INEI = re.compile(r"\d{2}|\d{4}|\d{6}")
_LIKELY_RATIO = 75.0  # per cent: CUZCO and Cusco have 80; below 75, names have little in common
_INEXACT = frozenset({"fuzzy", "part", "parent"})
# Functions that remember texts, for loads, whose cells repeat from row to row.
_TEXTS = (
    *(fold, country_named, essential, find_by_names, has_spelling, names_in),
    *(read_text, search, spellings_of),
)


def ask_place(text: str) -> FoundPlace:
    """Return the place that a text means, as ``read_text`` reads it for a load, and its rivals.

    1. A uid (``PE-15``, ``VE``), an INEI code or an ISO 3166-2 code is its place.
    2. Otherwise read the text. A name of Peru has its namesakes abroad as rivals.
    3. A name that Peru lacks is a subdivision abroad, if only one has the name: ZULIA.

    Example: ``Trujillo`` gives the province ``PE-1301``; its rivals are itself, its district and
    the Venezuelan state. ``Córdoba`` gives no place and four rivals.
    """
    # The next to ask would learn by the clock that somebody else asked for this text before.
    for remembering in _TEXTS:
        remembering.cache_clear()
    if coded := _coded(text.strip().upper()):
        return FoundPlace(match_of((coded.uid,), 1.0, "code"))
    found = read_text(text)
    abroad = tuple(place.uid for place in gazetteer().named_abroad(fold(text)))
    if not abroad or (found.match and found.match.level in {"DEPARTAMENTO", "PAIS"}):
        return found
    if found.match and found.match.method not in _INEXACT:
        rivals = tuple(sorted({found.match.uid, *found.rivals, *abroad}))
        return FoundPlace(found.match, found.defects, rivals)
    if found.rivals and found.match is None:
        return ambiguous(text, (*found.rivals, *abroad))
    whole = outermost(abroad)
    if whole is None:
        return ambiguous(text, abroad)
    return found_place(match_of((whole,), 1.0, "name"))


def is_exact(found: FoundPlace) -> bool:
    """Return whether a place is what the text says, and no guess at a misspelt or unknown name."""
    match = found.match
    if match is None or match.method in _INEXACT:
        return False
    if any(defect.code is DefectCode.PLACE_AMBIGUOUS for defect in found.defects):
        return match.uid in found.rivals
    return all(defect.code is DefectCode.PLACE_GUESSED for defect in found.defects)


def near_places(text: str) -> list[Place]:
    """Return the places of the names nearest to a text, coarse ones first.

    The place that the search guesses for the whole text stands last.
    """
    found = read_text(text)
    places = [place for uid in _uids(found) if (place := gazetteer().get(uid))]
    names = {place.name_key for place in gazetteer() if place.current}
    key = fold(re.split(r"[,(/]", text)[0])
    near = process.extract(
        key, sorted(names), scorer=fuzz.ratio, score_cutoff=_LIKELY_RATIO, limit=5
    )
    alike = [place for name, *_ in near for place in gazetteer().named(name) if place.current]
    # A stable sort: among places of one level the closest name stays first.
    alike.sort(key=lambda place: -LEVELS.index(place.level))
    return list(dict.fromkeys((*alike, *places)))


def places_like(text: str) -> Iterator[Place]:
    """Yield the places that a text may mean, each once, the best first.

    First the place that the search finds and its rivals, then the places of that name, then those
    whose name begins with it, then those of near names.
    """
    key = fold(text)
    known = gazetteer()
    found = ask_place(text)
    begins = (place for place in known if key and place.name_key.startswith(key) and place.current)
    yielded: set[str] = set()
    for place in (
        *(place for uid in _uids(found) if (place := known.get(uid))),
        *known.named(key),
        *known.named_abroad(key),
        *begins,
    ):
        if place.uid not in yielded:
            yielded.add(place.uid)
            yield place
    if not yielded:
        yield from near_places(text)


def _uids(found: FoundPlace) -> tuple[str, ...]:
    match = (found.match.uid,) if found.match else ()
    return tuple(dict.fromkeys((*match, *found.rivals)))


def _coded(code: str) -> Place | None:
    places = gazetteer()
    if _INEI.fullmatch(code):
        return places.by_code(code, "INEI")
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9-]+)?", code):
        return None
    return places.get(code) or (places.get(places.by_iso(code) or "") if "-" in code else None)
