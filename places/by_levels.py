"""The place of names that stand for department, province and district, each perhaps misspelt.

A chain of equal spellings (``chains``) needs every name as some table writes it. Here each name is
compared only with the places inside the place before it, so that a slip is found in any level:
LIMA / LIMA / CHACLACALLO, CUZCO / CUSCO / CUSCO.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from trama.places.gazetteer import Place, gazetteer
from trama.places.match import BESIDE_TOWN, FoundPlace, defects_of, match_of
from trama.places.pieces import LEAST_RATIO, SHORTEST_SLIP, Piece
from trama.places.search import Hit
from trama.places.spellings import essential, spellings_of
from trama.values.defects import Defect

LEVELS_DOWN = ("DEPARTAMENTO", "PROVINCIA", "DISTRITO")
# The levels that two names may be; three names are all of the levels.
_PAIRS = (LEVELS_DOWN[:2], LEVELS_DOWN[1:], (LEVELS_DOWN[0], LEVELS_DOWN[2]))
_PART = 0.9  # fit of EL TAMBO written TAMBO
_MARGIN = 0.02  # fits of two places that differ by less leave a doubt


@dataclass(frozen=True, slots=True)
class _Reading:
    """Places of which each lies in the one before, with the fit of each name from 0 to 1."""

    places: tuple[Place, ...]
    fits: tuple[float, ...]

    @property
    def fit(self) -> float:
        """The fit of the whole: the product of its names'."""
        product = 1.0
        for fit in self.fits:
            product *= fit
        return product


def place_of_levels(pieces: Sequence[Piece]) -> FoundPlace | None:
    """Return the place of two or three names that stand level by level, coarse or fine first.

    1. Compare the first name with all places of its level, and each next name with the places in
       the places before it.
    2. Take the reading of the best fit. Return None without a reading, if no name is spelt as in
       a table, or if another place fits as well.
    3. Report each name that is not its place's own, with the place taken for it.

    ``JUNIN / HUANCALLO / TAMBO`` gives ``PE-120114`` (El Tambo), and both slips are reported.
    """
    if len(pieces) not in (2, 3):
        return None
    readings = [
        (reading, run)
        for run in (tuple(pieces), tuple(reversed(pieces)))
        for levels in ((LEVELS_DOWN,) if len(pieces) == 3 else _PAIRS)
        for reading in _readings(run, levels)
    ]
    if not readings:
        return None
    best, run = max(readings, key=lambda each: each[0].fit)
    rivals = {r.places[-1].uid for r, _ in readings if r.fit > best.fit - _MARGIN}
    if len(rivals) > 1 or not any(fit == 1.0 for fit in best.fits):
        return None
    told: dict[str, Defect] = {}
    for piece, place, fit in zip(run, best.places, best.fits, strict=True):
        if not _is_its_name(piece.key, place):
            for defect in defects_of(piece.text, Hit(place.uid, fit, "fuzzy")):
                told.setdefault(piece.key, defect)
    slipped = any(fit <= _PART for fit in best.fits)
    sure = min(*best.fits, BESIDE_TOWN) if slipped else min(best.fits)
    match = match_of((best.places[-1].uid,), sure, "fuzzy" if told else "name")
    return FoundPlace(match, tuple(told.values()))


def _readings(pieces: Sequence[Piece], levels: Sequence[str]) -> Iterator[_Reading]:
    if any(piece.level not in ("", level) for piece, level in zip(pieces, levels, strict=True)):
        return
    readings = [_Reading((), ())]
    for piece, level in zip(pieces, levels, strict=True):
        readings = [
            _Reading((*reading.places, place), (*reading.fits, fit))
            for reading in readings
            for place in _inside(reading, level)
            if (fit := _fit(piece.key, place)) > 0
        ]
    yield from readings


def _inside(reading: _Reading, level: str) -> Iterable[Place]:
    """Return the places of a level in the last place of a reading, all of them without a place."""
    if not reading.places:
        return gazetteer().places(level)
    return _current_in(reading.places[-1].uid, level)


@lru_cache(maxsize=1024)  # Peru has 25 departments and 196 provinces
def _current_in(around: str, level: str) -> tuple[Place, ...]:
    places = gazetteer().places(level)
    return tuple(place for place in places if place.uid.startswith(around) and place.current)


def _fit(key: str, place: Place) -> float:
    """Return how well a name fits a place, from 0 to 1; 0 if it is another name."""
    # An old spelling of a name is one in every place of that name: CUZCO is of the district too.
    old = [s.fit for s in spellings_of(key) if _bears(s.uid, place.name_key)]
    if old:
        return 1.0 if _is_its_name(key, place) else max(old)
    words, whole = essential(key), essential(place.name_key)
    if words == whole or (len(words) < len(whole) and whole[-len(words) :] == words):
        return _PART
    if len(key) < SHORTEST_SLIP:
        return 0.0
    ratio = fuzz.ratio(key, place.name_key)
    return (ratio / 100) ** 2 if ratio >= LEAST_RATIO else 0.0


def _bears(uid: str, name_key: str) -> bool:
    place = gazetteer().get(uid)
    return place is not None and place.name_key == name_key


def _is_its_name(key: str, place: Place) -> bool:
    return place in gazetteer().named(key)
