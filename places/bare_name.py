"""The place of a single name without a parent beside it: one place, or several rivals."""

import re

from trama.core.text import fold
from trama.places.by_names import department_named, find_by_names
from trama.places.chains import Run, longest_run
from trama.places.gazetteer import gazetteer
from trama.places.match import (
    BESIDE_TOWN,
    FoundPlace,
    PlaceNames,
    ambiguous,
    defects_of,
    found_place,
    guessed,
    match_of,
    not_found,
    outermost,
)
from trama.places.pieces import Piece
from trama.places.search import Hit, Scope, search
from trama.places.spellings import Spelling, has_spelling, spellings_of
from trama.places.subdivisions import joined_names

_SURE_SPELLINGS = frozenset({"name", "capital", "alias"})
_SHORTEST_COUNTRY = 4  # letters of the name of a country
_LINK = re.compile(r"^(?:DE|DEL|EN) ")
_DEPARTMENT = 5  # signs of the uid of a department: no city and no hamlet is one
_MOST_WORDS = 12  # words that three names may have together
_IN_ITS_DEPARTMENT = 0.6  # confidence in an alias that counts only beside its department


def place_of_bare_name(piece: Piece) -> FoundPlace:
    """Return the place of a name that stands alone.

    1. The name of a department means the department, though others have the name.
    2. Among places that lie in one another, the outermost is meant, and the others are reported:
       TRUJILLO is the province, and perhaps its district.
    3. Places apart are rivals, and none is taken. So is a known enclave (LA PAMPA), and a
       country of that name (GRANADA).
    4. A name that equals no spelling is searched for as a misspelt one.

    Example: SAN MIGUEL gives no place, and as rivals a province and four districts.
    """
    if piece.level == "DEPARTAMENTO" or not (piece.level or piece.town):
        uid = department_named(piece.key)
        if uid:
            return FoundPlace(match_of((uid,), 1.0, "name"))
    run = longest_run([piece])
    if run is None:
        return _searched(piece)
    uids = _rivals(piece, run)
    if piece.town and any(len(uid) > _DEPARTMENT for uid in uids):
        uids = tuple(uid for uid in uids if len(uid) > _DEPARTMENT)
    whole = outermost(uids)
    if whole is None:
        return ambiguous(piece.text, uids)
    spelling = _best_of(piece, whole)
    if len(uids) > 1:
        return found_place(match_of((whole,), run.chains[0].fit, spelling.method), piece.text, uids)
    fit = _IN_ITS_DEPARTMENT if spelling.within and len(uids) == 1 else run.chains[0].fit
    return guessed(piece.text, match_of((whole,), fit, spelling.method))


def bare_rivals(text: str, department: str) -> tuple[str, ...]:
    """Return the places that a name may mean in a department, though spelt otherwise, sorted."""
    piece = Piece(text, fold(text))
    hit = search(piece.key, Scope(departments=(department,)))
    inside = {s.uid for s in spellings_of(piece.key) if s.uid.startswith(department)}
    if hit and hit.uid.startswith(department):
        inside |= {hit.uid, *(uid for uid in hit.rivals if uid.startswith(department))}
    return tuple(sorted(inside))


def _rivals(piece: Piece, run: Run) -> tuple[str, ...]:
    """Return all places that the name may mean, sorted; short forms count only without others."""
    if piece.level and run.finest:
        return run.finest
    sure = {s.uid for s in spellings_of(piece.key) if s.method in _SURE_SPELLINGS}
    # A shorter text is an abbreviation (SJM) before it is the code of a country.
    state = gazetteer().country(piece.key) if len(piece.key) >= _SHORTEST_COUNTRY else None
    return tuple(sorted(sure | set(run.finest) | ({state.uid} if state else set())))


def _best_of(piece: Piece, uid: str) -> Spelling:
    same = [spelling for spelling in spellings_of(piece.key) if spelling.uid == uid]
    return max(same, key=lambda spelling: (not spelling.within, spelling.fit))


def _searched(piece: Piece) -> FoundPlace:
    """Return the place of names that only blanks part, or of a short or misspelt name."""
    if blank := _by_blanks(piece):
        match = match_of((blank.finest[0],), BESIDE_TOWN, blank.chains[0].method)
        return guessed(piece.text, match)
    hit = search(piece.key, Scope())
    if hit and hit.method == "fuzzy" and piece.key in joined_names():
        return not_found(piece.text)
    if hit and hit.method == "fuzzy" and (whole := _whole_of_its_name(hit)):
        return guessed(piece.text, match_of((whole,), hit.confidence, hit.method))
    if hit and len(hit.rivals) > 1:
        return FoundPlace(None, defects_of(piece.text, hit), hit.rivals)
    found = find_by_names(PlaceNames(district=piece.text))
    if found.value and len(found.value.places) > 1 and not found.defects:
        return found_place(found.value, piece.text, found.value.places)
    return FoundPlace(found.value, found.defects)


def _whole_of_its_name(hit: Hit) -> str | None:
    """Return the place that the right spelling of a misspelt name means: AREQUPA is PE-04.

    Return None if the right spelling means places apart.
    """
    place = gazetteer().get(hit.uid)
    uids = {spelling.uid for spelling in spellings_of(place.name_key)} if place else set()
    return department_named(place.name_key) or outermost(tuple(sorted(uids))) if place else None


def _by_blanks(piece: Piece) -> Run | None:
    """Return the chain of all the words of a text without signs: JULIACA PUNO.

    Return None if the words are no chain, or several chains.
    """
    words = piece.key.split()[:_MOST_WORDS]
    for cut in range(1, len(words)):
        names = (" ".join(words[:cut]), " ".join(words[cut:]))
        if not has_spelling(names[0]):
            continue
        outer = _LINK.sub("", names[1])
        whole = (outer,) if has_spelling(outer) else tuple(_halves(outer))
        run = longest_run([Piece(name, name) for name in (names[0], *whole)]) if whole else None
        if run and run.end - run.start == len(whole) + 1 and len(run.finest) == 1:
            return run
    return None


def _halves(key: str) -> tuple[str, ...]:
    words = key.split()
    cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    return next((pair for pair in cuts if all(map(has_spelling, pair))), ())
