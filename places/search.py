"""The search for one name of a place: candidates from the index, weighed by the rest of the row.

A fit, a weight and a confidence lie between 0 and 1.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from trama.places.distance import kilometres
from trama.places.gazetteer import gazetteer
from trama.places.spellings import Spelling, essential, expand, place_index

# Weights of a place outside the stated province but in its department, and anywhere else.
_IN_DEPARTMENT = 0.9
_ELSEWHERE = 0.6
_STATED_PROVINCE = 0.98  # the province's own name repeated where a district was expected
_STATED_DEPARTMENT = 0.8
# A row names districts more often than a coarser place of the same name.
_LEVEL_WEIGHTS = {"DISTRITO": 1.0, "PROVINCIA": 0.9, "DEPARTAMENTO": 0.85, "PAIS": 0.8}
_ENCLAVE = 0.6  # confidence in an alias that counts only beside its department
_UNDECIDED = 0.49  # confidence at most in one of several places that fit equally: not accepted
_LEAST_RATIO_NEAR = 76.0  # per cent of letters in common, where the row names the department
_LEAST_RATIO_ANYWHERE = 90.0  # per cent, where it does not
_PART_OF_NAME = 0.75  # factor of the fit where the row has only the first or last words
_SLIPPED_DIGIT = re.compile(r"(?<=[A-Z])\d(?=[A-Z])")  # CERCAD9O
_SHORTEST_FUZZY = 5  # letters; shorter names are one typo away from too many others


@dataclass(frozen=True, slots=True)
class Scope:
    """The uids of the provinces and departments that a row states; both may be empty."""

    provinces: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """The best place for a name; ``rivals`` are all places that fit equally well, itself too."""

    uid: str
    confidence: float
    method: str
    rivals: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def search(key: str, scope: Scope) -> Hit | None:
    """Return the place that best fits a folded name. Return None if no place fits.

    1. Drop a digit inside a word and write short forms out: ``STA ROSA`` is ``SANTA ROSA``.
    2. Collect the spellings that equal the name, as words or as letters without blanks.
    3. Collect the names of stated departments that begin or end with the words of the name. If step
       2 found a place in a stated department, keep only the names of the stated provinces.
    4. If step 2 found no place in a stated department, add the misspelt names of the department.
    5. If there is no candidate yet, look for a misspelt name in all of Peru.
    6. Multiply each fit by the weight of its place in this row. The greatest product wins, and is
       the confidence.
    7. Among equals, the place nearest to the stated province wins, with 0.9 of the product. Without
       a stated province, no place is sure: the product is divided by the number of equals.
    8. An enclave of that name (LA PAMPA in Madre de Dios) is a rival where the row may mean it.

    Example: the row states Lima, Lima, so the scope is ``Scope(("PE-1501",), ("PE-15",))``.
    ``MIRAFLORES`` gives ``Hit("PE-150122", 1.0, "name")``. Three other districts have the name: in
    Lima it weighs 0.9, in other departments 0.6. Without a scope, the confidence is 0.25.
    """
    expanded = expand(_SLIPPED_DIGIT.sub("", key))
    literal = [spelling for text in {key, expanded} for spelling in _literal(text, scope)]
    near = [spelling for spelling in literal if _is_near(spelling.uid, scope)]
    parts = list(_parts_of_names(expanded, scope))
    if near:  # beside a whole name, a part of a name counts only where it repeats the province
        parts = [part for part in parts if part.uid in scope.provinces]
    else:
        parts += _fuzzy_near(expanded, scope)
    candidates = [*literal, *parts] or list(_fuzzy_anywhere(expanded))
    return _among_enclaves(_best(candidates, scope), list(_enclaves(expanded, scope)))


def _enclaves(key: str, scope: Scope) -> Iterator[Spelling]:
    """Yield the aliases that would count if the row named more: LA PAMPA without a department."""
    for spelling in place_index().by_text.get(key, ()):
        near = not scope.departments or spelling.within.startswith(
            scope.provinces or scope.departments
        )
        if spelling.within and near and not _scope_says(spelling.within, scope):
            yield spelling


def _among_enclaves(hit: Hit | None, enclaves: list[Spelling]) -> Hit | None:
    """Return a hit with the enclaves of its name as rivals; without a hit, the only enclave."""
    uids = {enclave.uid for enclave in enclaves}
    if hit is None or (hit.method in {"fuzzy", "part"} and enclaves):
        return Hit(enclaves[0].uid, _ENCLAVE, "alias") if len(uids) == 1 else hit
    apart = {uid for uid in uids if not (uid.startswith(hit.uid) or hit.uid.startswith(uid))}
    if not apart:
        return hit
    rivals = tuple(sorted({hit.uid, *hit.rivals, *apart}))
    return Hit(hit.uid, min(round(hit.confidence / len(rivals), 2), _UNDECIDED), hit.method, rivals)


def _literal(key: str, scope: Scope) -> Iterator[Spelling]:
    index = place_index()
    for spelling in index.by_text.get(key, ()):
        if not spelling.within or _scope_says(spelling.within, scope):
            yield spelling
    letters = "".join(essential(key)) or key.replace(" ", "")
    for compact in {letters, key.replace(" ", "")}:
        yield from index.by_letters.get(compact, ())
    if key.endswith("CERCADO"):
        yield from _capital_district(key.removesuffix("CERCADO").strip(), scope)


def _capital_district(name: str, scope: Scope) -> Iterator[Spelling]:
    """Yield the first district of a province: people call it «Cercado»."""
    provinces = scope.provinces
    if name:
        namesakes = place_index().by_text.get(name, ())
        provinces = tuple(s.uid for s in namesakes if gazetteer().get(f"{s.uid}01"))
    for province in provinces:
        if gazetteer().get(f"{province}01"):
            yield Spelling(name, f"{province}01", "alias", 0.95)


def _parts_of_names(key: str, scope: Scope) -> Iterator[Spelling]:
    words = essential(key)
    if not any(len(word) > 3 for word in words):
        return
    for spelling in _near_spellings(scope):
        whole = essential(spelling.key)
        if len(words) < len(whole):
            starts = _same_words(words, whole)
            if spelling.uid in scope.provinces and starts and len(words) > 1:
                yield Spelling(spelling.key, spelling.uid, "part", 0.9)
            elif starts or whole[-len(words) :] == words:
                yield Spelling(spelling.key, spelling.uid, "part", _PART_OF_NAME * spelling.fit)


def _same_words(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Return whether a name begins with the words, some as initials: S ANTONIO of a longer name."""
    pairs = list(zip(words, whole, strict=False))
    return all(a in {b, b[0]} for a, b in pairs) and any(a == b for a, b in pairs)


def _fuzzy_near(key: str, scope: Scope) -> Iterator[Spelling]:
    spellings = tuple(_near_spellings(scope))
    yield from _fuzzy(key, spellings, _LEAST_RATIO_NEAR)


def _fuzzy_anywhere(key: str) -> Iterator[Spelling]:
    yield from _fuzzy(key, place_index().all, _LEAST_RATIO_ANYWHERE)


def _fuzzy(key: str, spellings: tuple[Spelling, ...], least: float) -> Iterator[Spelling]:
    if len(key) < _SHORTEST_FUZZY:
        return
    choices = [spelling.key for spelling in spellings]
    closest = process.extract(key, choices, scorer=fuzz.ratio, limit=5, score_cutoff=least)
    for _, ratio, position in closest:
        spelling = spellings[position]
        fit = spelling.fit * (ratio / 100) ** 2
        yield Spelling(spelling.key, spelling.uid, "fuzzy", fit)


def _near_spellings(scope: Scope) -> Iterator[Spelling]:
    for department in scope.departments:
        yield from place_index().by_department.get(department, ())


def _best(candidates: Iterable[Spelling], scope: Scope) -> Hit | None:
    scored: dict[str, tuple[float, str]] = {}
    for candidate in candidates:
        score = candidate.fit * _weight(candidate.uid, scope)
        if score > scored.get(candidate.uid, (0.0, ""))[0]:
            scored[candidate.uid] = (score, candidate.method)
    if not scored:
        return None
    top = max(score for score, _ in scored.values())
    tied = sorted(uid for uid, (score, _) in scored.items() if score > top - 0.001)
    score, method = scored[tied[0]]
    if len(tied) == 1:
        return Hit(tied[0], round(score, 2), method)
    nearest = _nearest(tied, scope)
    if nearest is None:
        undecided = min(round(score / len(tied), 2), _UNDECIDED)
        return Hit(tied[0], undecided, method, tuple(tied))
    return Hit(nearest, round(score * 0.9, 2), scored[nearest][1], tuple(tied))


def _weight(uid: str, scope: Scope) -> float:
    if uid in scope.provinces:
        return _STATED_PROVINCE
    if uid in scope.departments:
        return _STATED_DEPARTMENT
    place = gazetteer().get(uid)
    level = _LEVEL_WEIGHTS[place.level] if place else 1.0
    if not scope.departments or any(uid.startswith(province) for province in scope.provinces):
        return level
    if _is_near(uid, scope):
        return level * (_IN_DEPARTMENT if scope.provinces else 1.0)
    return level * _ELSEWHERE


def _is_near(uid: str, scope: Scope) -> bool:
    return not scope.departments or uid[:5] in scope.departments


def _scope_says(uid: str, scope: Scope) -> bool:
    stated = (*scope.provinces, *scope.departments)
    return any(place.startswith(uid) for place in stated)


def _nearest(uids: list[str], scope: Scope) -> str | None:
    """Return the place closest to the first stated province. Return None without coordinates."""
    if not scope.provinces:
        return None
    far = {uid: kilometres(uid, scope.provinces[0]) for uid in uids if _is_mapped(uid)}
    known = {uid: distance for uid, distance in far.items() if distance is not None}
    if len(known) < len(uids):
        return None
    return min(uids, key=lambda uid: (known[uid], uid))


def _is_mapped(uid: str) -> bool:
    place = gazetteer().get(uid)
    return place is not None and place.latitude is not None
