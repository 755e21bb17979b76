"""Every way to write the places of Peru, computed once from the gazetteer.

A spelling has a ``fit`` from 0 to 1: the confidence in its place if a text equals the spelling.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from trama.core.text import fold
from trama.places.data_files import csv_rows, yaml_table
from trama.places.gazetteer import Gazetteer, gazetteer

_LETTERS = re.compile(r"\w(?: \w){2,}")
_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y"})
_PROVINCE = 7  # signs of the uid of a province
_OTHER_NAME = 0.97  # fit of a spelling of the published tables that is not the name
_CERCADO = 0.95  # fit of the first district of a province by the name Cercado
_MOST_WORDS = 6  # 2 to the 6th short forms; no district has more words that count


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a place: the folded text, its origin and its fit.

    ``method`` is a method of ``PlaceMatch``. ``within`` is the uid of a place that the row must
    name too, '' if the spelling counts everywhere.
    """

    key: str
    uid: str
    method: str
    fit: float
    within: str = ""


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """All spellings: by folded text, by letters without blanks, and by department."""

    by_text: Mapping[str, tuple[Spelling, ...]]
    by_letters: Mapping[str, tuple[Spelling, ...]]
    by_department: Mapping[str, tuple[Spelling, ...]]
    all: tuple[Spelling, ...]


@cache
def place_index() -> PlaceIndex:
    """Return the index over the departments, provinces and districts of the gazetteer."""
    names = list(_named_spellings(gazetteer()))
    others = list(_other_names(gazetteer()))
    short_forms = list(_short_spellings(names))
    departments: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in names:
        departments[spelling.uid[:5]].append(spelling)
    return PlaceIndex(
        _grouped((spelling.key, spelling) for spelling in (*names, *others, *_aliases())),
        _grouped((spelling.key.replace(" ", ""), spelling) for spelling in (*names, *short_forms)),
        {uid: tuple(spellings) for uid, spellings in departments.items()},
        tuple(names),
    )


@lru_cache(maxsize=8192)  # a search needs the words of every name in a department
def essential(key: str) -> tuple[str, ...]:
    """Return the words of a folded name without articles and prepositions."""
    return tuple([word for word in key.split() if word not in _PARTICLES])


def expand(key: str) -> str:
    """Return a folded name with its short forms written out: ``STA ROSA`` is ``SANTA ROSA``.

    Letters with points are an abbreviation: ``S J L`` is ``SJL``.
    """
    if _LETTERS.fullmatch(key):
        return key.replace(" ", "")
    return " ".join(_abbreviations().get(word, word) for word in key.split())


@lru_cache(maxsize=16_384)
def has_spelling(key: str) -> bool:
    """Return whether a folded text is exactly a name, capital or alias of a place of Peru."""
    return key in place_index().by_text or expand(key) in place_index().by_text


@lru_cache(maxsize=8192)
def spellings_of(key: str) -> list[Spelling]:
    """Return the spellings that equal a folded name: as words, or as letters without blanks.

    The list holds one spelling of each place and condition, that with the best fit. CERCADO is the
    first district of any province; ``LIMA CERCADO`` that of Lima.
    """
    found: dict[tuple[str, str], Spelling] = {}
    for spelling in (*_equal(key), *_cercado(key)):
        place = (spelling.uid, spelling.within)
        if place not in found or found[place].fit < spelling.fit:
            found[place] = spelling
    return list(found.values())


def _equal(key: str) -> Iterator[Spelling]:
    index = place_index()
    for text in dict.fromkeys((key, expand(key))):
        yield from index.by_text.get(text, ())
        letters = "".join(essential(text)) or text.replace(" ", "")
        for compact in dict.fromkeys((letters, text.replace(" ", ""))):
            yield from index.by_letters.get(compact, ())


def _cercado(key: str) -> Iterator[Spelling]:
    """Yield the first district of a province: people call it «Cercado»."""
    if not (key.startswith("CERCADO") or key.endswith("CERCADO")):
        return
    name = re.sub(r"^CERCADO(?: DE)? ?| ?CERCADO$", "", key)
    provinces = [s.uid for s in place_index().by_text.get(name, ())] if name else []
    if not name:
        provinces = [place.uid for place in gazetteer().places("PROVINCIA")]
    for province in provinces:
        if len(province) != _PROVINCE:
            continue
        # Luya Cercado may be the district Luya, or the seat of the province Luya, Lámud.
        of_its_name = {s.uid for s in place_index().by_text.get(name, ()) if s.method == "name"}
        inside = {uid for uid in of_its_name if uid.startswith(province) and uid != province}
        for uid in sorted({f"{province}01", *inside}):
            if gazetteer().get(uid):
                yield Spelling(name, uid, "alias", _CERCADO)


def is_unit(key: str) -> bool:
    """Return whether every word of a text names a police unit or a level, and no place."""
    return all(word in _not_places() for word in key.split())


@cache
def _abbreviations() -> Mapping[str, str]:
    words = yaml_table("place_aliases.yaml")["abbreviations"]
    return {str(short): str(word) for short, word in words.items()}


@cache
def _not_places() -> frozenset[str]:
    return frozenset(yaml_table("place_aliases.yaml")["not_places"])


def _named_spellings(known: Gazetteer) -> Iterator[Spelling]:
    for place in known:
        if place.uid.startswith("PE-") and place.current:
            yield Spelling(place.name_key, place.uid, "name", 1.0)
    for uid, capital in _capitals():
        district = known.get(uid)
        if district is not None:
            yield Spelling(capital, uid, "capital", 0.92)
            yield Spelling(f"{district.name_key} {capital}", uid, "name", 0.98)


def _capitals() -> Iterator[tuple[str, str]]:
    for row in csv_rows("district_capitals.csv"):
        yield row["uid"], fold(row["capital"])


def _other_names(known: Gazetteer) -> Iterator[Spelling]:
    """Yield the other spellings of the published tables: NAZCA of the province Nasca."""
    for place in known:
        if place.uid.startswith("PE-") and place.current:
            for name in place.other_names:
                yield Spelling(fold(name), place.uid, "alias", _OTHER_NAME)


def _aliases() -> Iterator[Spelling]:
    for alias in yaml_table("place_aliases.yaml")["aliases"]:
        fit = 0.97 if alias["verified"] else 0.9
        yield Spelling(alias["name"], alias["uid"], "alias", fit, alias.get("within", ""))


def _short_spellings(names: Iterable[Spelling]) -> Iterator[Spelling]:
    """Yield the spellings with words cut to initials or left out.

    1. Take the words that count of each name, and every run of two or more of them.
    2. Write each run with every choice of whole words and initials.
    3. Keep a form with a word of three letters or more, or three initials of a whole name.
    4. Lower the fit for initials alone, and by 0.09 for each word left out.

    Example: SAN JUAN DE LURIGANCHO yields ``S J LURIGANCHO`` (fit 0.93), ``S J L`` (0.9) and
    ``JUAN LURIGANCHO`` (0.84, so it is reported as a guess). The index by letters has them as
    ``SJLURIGANCHO`` and ``SJL``.
    """
    for name in names:
        words = essential(name.key)
        if not 1 <= len(words) <= _MOST_WORDS:
            continue
        for run in _runs(words):
            dropped = len(words) - len(run)
            for form in product(*((word, word[0]) for word in run)):
                whole = [word for word in form if len(word) > 2]
                # Initials alone are only read where there are three of them: SMP, VMT, SJL.
                if whole or (len(form) >= 3 and not dropped):
                    fit = name.fit * (0.93 if whole else 0.9) - 0.09 * dropped
                    yield Spelling(" ".join(form), name.uid, "abbreviation", fit)


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield all the words, and every run of two or more neighbours among them."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if end - start == len(words) or end - start >= 2:
                yield words[start:end]


def _grouped(pairs: Iterable[tuple[str, Spelling]]) -> Mapping[str, tuple[Spelling, ...]]:
    """Return the spellings by key: for each place and condition, the spelling that fits best."""
    groups: dict[str, dict[tuple[str, str], Spelling]] = defaultdict(dict)
    for key, spelling in pairs:
        place = (spelling.uid, spelling.within)
        best = groups[key].get(place)
        if best is None or best.fit < spelling.fit:
            groups[key][place] = spelling
    return {key: tuple(spellings.values()) for key, spellings in groups.items()}
