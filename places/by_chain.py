"""The place of the pieces of a text in Peru: the longest chain, and what its rivals are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from trama.places.bare_name import place_of_bare_name
from trama.places.by_levels import LEVELS_DOWN, place_of_levels
from trama.places.chains import Run, longest_run
from trama.places.gazetteer import HOME, gazetteer
from trama.places.match import (
    ACCEPTED,
    BESIDE_TOWN,
    FoundPlace,
    PlaceMatch,
    ambiguous,
    defects_of,
    found_place,
    guessed,
    label,
    match_of,
    not_found,
    outermost,
)
from trama.places.nesting import is_abroad
from trama.places.pieces import Piece, street_of
from trama.places.search import Scope, search
from trama.places.spellings import has_spelling, spellings_of
from trama.values.defects import Defect, DefectCode, Outcome

_AFTER_NUMBER = re.compile(r"\d\S*$")  # AV GRAU 100, LT 5B
_MOST_WORDS_OF_NAME = 6
_CHOSEN = 0.6  # confidence in one of several readings, chosen by a rule
_MISSPELT = 0.8  # confidence; a piece that is less surely a misspelt place is no place


def place_of_pieces(
    text: str, pieces: Sequence[Piece], *, country_stated: bool = False
) -> FoundPlace:
    """Return the place of the pieces, with the street as its address.

    ``country_stated`` is true if the text says Peru: then nobody asks for namesakes abroad.

    1. Find the longest run of pieces that are a chain; if it leaves a name out or fits several
       places, read the names level by level; without a run, a misspelt name.
    2. Among several readings of the run, take the outermost if it contains the others, else the one
       in the nearest parent, else the place around them all; report all of them.
    3. Read the pieces beside the run within its place, if the place is coarser than a district.
    4. Report a piece that is a place elsewhere, or no place at all; a street is the address.
    5. Report a hamlet whose name is read as its district, and a name that a state abroad has too.

    Example: MIRAFLORES, LIMA is a district in the province of Lima, and another in the department.
    The answer is the first, ``PE-150122``, with confidence 0.6 and both as rivals.
    """
    run = longest_run(pieces)
    if (levels := _by_levels(pieces, run)) is not None:
        return levels
    if run is None:
        return _misspelt(text, pieces)
    if run.end - run.start == 1:
        apart = _apart(pieces, run)
        if any(is_abroad(uid) for uid in apart):
            return ambiguous(text, apart)
        if len(apart) > 1:
            around = match_of(apart, ACCEPTED, "set")
            return found_place(around, text, apart)
        found = place_of_bare_name(pieces[run.start])
        if found.match is None and len(pieces) > 1:
            return _beside_ambiguous(text, pieces, run, found)
        if not country_stated:
            found = _with_namesakes(pieces[run.start], found)
    else:
        found = _of_run(pieces, run)
    return _with_rest(pieces, run, _of_hamlet(pieces[run.start : run.end], found))


def _by_levels(pieces: Sequence[Piece], run: Run | None) -> FoundPlace | None:
    """Return the place of names that stand level by level, with the street beside them.

    Return None if one chain has all the names already, or if they are no levels.
    """
    names = [piece for piece in pieces if not (piece.is_street or piece.is_hamlet)]
    at = [number for number, piece in enumerate(pieces) if piece in names]
    if not at or at[-1] - at[0] + 1 != len(names):
        return None
    whole = run is not None and run.start <= at[0] and at[-1] < run.end
    if run is not None and whole and (len(run.finest) == 1 or len(names) < len(LEVELS_DOWN)):
        return None
    found = place_of_levels(names)
    if found is None or found.match is None:
        return None
    street = [piece for piece in pieces if piece.is_street]
    return replace(found, match=replace(found.match, address=street_of(street)))


def _with_namesakes(piece: Piece, found: FoundPlace) -> FoundPlace:
    """Return a place, with the states abroad of its name as rivals: ANTIOQUIA, EL ORO."""
    match = found.match
    if match is None or piece.level or match.level == "DEPARTAMENTO":
        return found
    abroad = tuple(place.uid for place in gazetteer().named_abroad(piece.key))
    if not abroad:
        return found
    own = found.rivals or (match.uid,)
    sure = replace(match, confidence=min(match.confidence, _CHOSEN))
    return found_place(sure, piece.text, (*own, *abroad))


def _of_hamlet(run: Sequence[Piece], found: FoundPlace) -> FoundPlace:
    """Return a place, reported if its name was that of a hamlet: the district may be another."""
    match = found.match
    hamlet = next((piece for piece in run if piece.is_hamlet), None)
    if match is None or hamlet is None or found.defects:
        return found
    sure = replace(match, confidence=min(match.confidence, BESIDE_TOWN))
    return replace(found, match=sure, defects=(_guess(hamlet.text, match.uid),))


def _guess(written: str, uid: str, outcome: Outcome = Outcome.CORRECTED) -> Defect:
    return Defect(DefectCode.PLACE_GUESSED, outcome, f"{written}: ¿{label(uid)}?")


def _of_run(pieces: Sequence[Piece], run: Run) -> FoundPlace:
    uids = run.finest
    best = run.chains[0]
    written = ", ".join(piece.text for piece in pieces[run.start : run.end])
    if len(uids) == 1:
        return guessed(written, match_of(uids, best.fit, best.method))
    around = outermost(uids)
    if around is not None:
        return found_place(match_of((around,), _CHOSEN, best.method), written, uids)
    parents = {chain.uids[-2] for chain in run.chains}
    nearest = max(parents, key=len)
    inside = {chain.finest for chain in run.chains if chain.uids[-2] == nearest}
    if len(inside) == 1:
        return found_place(match_of(tuple(inside), _CHOSEN, best.method), written, uids)
    whole = replace(match_of(uids, ACCEPTED, "parent"), places=())
    whole = replace(whole, places=(whole.uid,))
    return found_place(whole, written, uids)


def _apart(pieces: Sequence[Piece], run: Run) -> tuple[str, ...]:
    """Return the places of names of which none lies in another: CUSCO - LIMA is a way or a list.

    Among places of one name, those nearest to the run's place count. Return () for one name.
    """
    fine = [piece for piece in pieces if not (piece.is_street or piece.is_hamlet)]
    names = [piece for piece in fine if has_spelling(piece.key)]
    if len(names) < 2:
        return ()
    own = place_of_bare_name(pieces[run.start])
    first = own.match.uid if own.match else own.rivals[0] if own.rivals else ""
    uids: set[str] = set()
    for piece in names:
        bare = place_of_bare_name(piece)
        readings = (bare.match.uid,) if bare.match else bare.rivals
        shared = max((_shared(uid, first) for uid in readings), default=0)
        uids.update(uid for uid in readings if is_abroad(uid) or _shared(uid, first) == shared)
    apart = tuple(sorted(uids))
    return () if outermost(apart) else apart


def _shared(uid: str, other: str) -> int:
    """Return the number of places that contain both."""
    return len(set(gazetteer().within(uid)) & set(gazetteer().within(other)))


def _beside_ambiguous(
    text: str, pieces: Sequence[Piece], run: Run, found: FoundPlace
) -> FoundPlace:
    """Return an ambiguous name beside pieces that may be a misspelt parent of it."""
    for number, piece in enumerate(pieces):
        if number in range(run.start, run.end) or piece.is_street:
            continue
        hit = search(piece.key, Scope())
        if hit and hit.confidence >= _MISSPELT and hit.method == "fuzzy":
            mended = [*pieces]
            place = gazetteer().get(hit.uid)
            mended[number] = replace(piece, key=place.name_key if place else piece.key)
            better = place_of_pieces(text, mended)
            return replace(better, defects=(*better.defects, *defects_of(piece.key, hit)))
    return found


def _with_rest(pieces: Sequence[Piece], run: Run, found: FoundPlace) -> FoundPlace:
    """Return the place of a run, with the pieces outside the run placed, reported or a street."""
    if found.match is None:
        return found
    street: list[Piece] = []
    for piece in (*pieces[: run.start][::-1], *pieces[run.end :]):
        before = piece in pieces[: run.start]
        assert found.match is not None  # noqa: S101 - _beside keeps the match
        if piece.is_street:
            street = [piece, *street] if before else [*street, piece]
            found = _at_the_end_of_a_street(piece, found)
            continue
        found, is_address = _beside(piece, found, run, after=not before)
        if is_address and piece.sign != "/" and before:
            street = [piece, *street]
    address = street_of(street)
    return replace(found, match=replace(found.match, address=address)) if found.match else found


def _at_the_end_of_a_street(piece: Piece, found: FoundPlace) -> FoundPlace:
    """Return the place with the district that the last words of a street name in it.

    After a number they are the district: AV GRAU 100 JUMBILLA. Otherwise they may be the street's
    own name, so the place stays, and the district is reported.
    """
    match = found.match
    if match is None or match.level == "DISTRITO" or match.uid == HOME:
        return found
    words = piece.key.split()
    for cut in range(max(1, len(words) - _MOST_WORDS_OF_NAME), len(words)):
        name = " ".join(words[cut:])
        inside = {s.uid for s in spellings_of(name) if s.uid.startswith(match.uid)} - {match.uid}
        if not has_spelling(name) or len(inside) != 1:
            continue
        uid = inside.pop()
        if not _AFTER_NUMBER.search(words[cut - 1]):
            told = _guess(piece.text, uid, Outcome.NOTED)
            return replace(found, defects=(*found.defects, told))
        finer = match_of((uid,), min(match.confidence, BESIDE_TOWN), "name")
        return FoundPlace(finer, (*found.defects, _guess(piece.text, uid)), found.rivals)
    return found


def _beside(piece: Piece, found: FoundPlace, run: Run, *, after: bool) -> tuple[FoundPlace, bool]:
    """Return the place after a piece beside its run was read, and whether the piece is an address.

    - A name of a place around the run's place, or of the place itself, adds nothing.
    - A name inside the place is a finer place, though misspelt.
    - A second place in the same parent makes a set, after names from the coarsest to the finest.
    - A place elsewhere is a town or a quarter beside its district: it is reported.
    - A name that nobody knows is a quarter of its district, or a district that was not found.
    """
    match = found.match
    assert match is not None  # noqa: S101 - the caller has checked; mypy cannot know
    place = gazetteer().get(match.uid)
    finest = place is not None and place.level == "DISTRITO"
    uids = {spelling.uid for spelling in spellings_of(piece.key)}
    if any(match.uid.startswith(uid) for uid in uids):
        return found, False
    if not finest and match.uid != HOME:
        hit = search(piece.key, _scope(match.uid))
        if hit and hit.confidence >= ACCEPTED and hit.uid.startswith(match.uid):
            sure = min(hit.confidence, match.confidence)
            finer = match_of((hit.uid,), sure, hit.method)
            told = (*found.defects, *defects_of(piece.text, hit))
            return FoundPlace(finer, told, found.rivals), False
    parent = place.parent if place else None
    siblings = [uid for uid in uids if parent and gazetteer().within(uid)[1:2] == (parent,)]
    listed = run.coarse_first if after else piece.sign.startswith("-")
    if listed and len(siblings) == 1:
        both = match_of((*match.places, siblings[0]), match.confidence, "set")
        listed_all = found_place(both, piece.text, both.places)
        return replace(listed_all, defects=(*found.defects, *listed_all.defects)), False
    coarser = after and not run.coarse_first  # it stands where the parent of the place stands
    if finest and not has_spelling(piece.key) and not coarser:
        return found, True
    return _reported(piece, found, match), not has_spelling(piece.key)


def _reported(piece: Piece, found: FoundPlace, match: PlaceMatch) -> FoundPlace:
    known = has_spelling(piece.key)
    hint = f"{piece.text}: ¿{label(match.uid)}?"
    code = DefectCode.PLACE_GUESSED if known else DefectCode.PLACE_UNKNOWN
    outcome = Outcome.CORRECTED if known else Outcome.SET_ASIDE
    sure = min(match.confidence, BESIDE_TOWN if known else ACCEPTED)
    told = (*found.defects, Defect(code, outcome, hint))
    return FoundPlace(replace(match, confidence=sure), told, found.rivals)


def _misspelt(text: str, pieces: Sequence[Piece]) -> FoundPlace:
    """Return the place of the last piece that is a misspelt name; the pieces before are a street.

    A single piece is read as any single name is (``place_of_bare_name``).
    """
    if len(pieces) == 1:
        return place_of_bare_name(pieces[0])
    for number in range(len(pieces) - 1, -1, -1):
        hit = search(pieces[number].key, Scope())
        if hit and not pieces[number].is_street and hit.confidence >= _MISSPELT:
            place = gazetteer().get(hit.uid)
            mended = [*pieces]
            mended[number] = replace(pieces[number], key=place.name_key if place else "")
            found = place_of_pieces(text, mended)
            return replace(found, defects=(*defects_of(pieces[number].text, hit), *found.defects))
    return not_found(text)


def _scope(uid: str) -> Scope:
    provinces = (uid,) if len(uid) == len("PE-1501") else ()
    return Scope(provinces, (uid[: len("PE-15")],))
