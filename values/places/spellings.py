"""Every way of writing the places of Peru, computed once from the gazetteer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from trama.core.text import fold
from trama.values.places.data_files import csv_rows, yaml_table
from trama.values.places.gazetteer import Gazetteer, gazetteer

_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y"})
_MOST_WORDS = 6  # 2 to the 6th short forms; no district has more words that count


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a place: how it came about and how well it fits when met literally."""

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
    """Returns the index over the departments, provinces and districts of the gazetteer."""
    known = gazetteer()
    names = list(_named_spellings(known))
    shorts = list(_short_spellings(names))
    departments: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in names:
        departments[spelling.uid[:5]].append(spelling)
    return PlaceIndex(
        _grouped((spelling.key, spelling) for spelling in (*names, *_aliases())),
        _grouped((spelling.key.replace(" ", ""), spelling) for spelling in (*names, *shorts)),
        {uid: tuple(spellings) for uid, spellings in departments.items()},
        tuple(names),
    )


@lru_cache(maxsize=8192)  # a search asks for those of every name in a department
def essential(key: str) -> tuple[str, ...]:
    """Returns the words of a folded name that are no article or preposition."""
    return tuple([word for word in key.split() if word not in _PARTICLES])


def expand(key: str) -> str:
    """Returns a folded name with the short forms of its words written out."""
    return " ".join(_abbreviations().get(word, word) for word in key.split())


def is_unit(key: str) -> bool:
    """Returns whether a text names a police unit or nothing, and no place."""
    return all(word in _not_places() for word in key.split())


@cache
def _abbreviations() -> Mapping[str, str]:
    """Returns the short forms of single words, each with the word."""
    return {
        str(short): str(word)
        for short, word in yaml_table("place_aliases.yaml")["abbreviations"].items()
    }


@cache
def _not_places() -> frozenset[str]:
    """Returns the words that name police units and levels, never a place."""
    return frozenset(yaml_table("place_aliases.yaml")["not_places"])


def _named_spellings(known: Gazetteer) -> Iterator[Spelling]:
    for place in known:
        if place.uid.startswith("PE-") and place.current:
            yield Spelling(place.name_key, place.uid, "name", 1.0)
    for uid, capital in _capitals():
        place_or_none = known.get(uid)
        if place_or_none is not None:
            yield Spelling(capital, uid, "capital", 0.92)
            yield Spelling(f"{place_or_none.name_key} {capital}", uid, "name", 0.98)


def _capitals() -> Iterator[tuple[str, str]]:
    for row in csv_rows("district_capitals.csv"):
        yield row["uid"], fold(row["capital"])


def _aliases() -> Iterator[Spelling]:
    for alias in yaml_table("place_aliases.yaml")["aliases"]:
        fit = 0.97 if alias["verified"] else 0.9
        yield Spelling(alias["name"], alias["uid"], "alias", fit, alias.get("within", ""))


def _short_spellings(names: Iterable[Spelling]) -> Iterator[Spelling]:
    """Yields ``SMPORRES``, ``SJL``, ``VMTRIUNFO``, ``GREGORIOALBARRACINL`` and the like."""
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
                    fit = name.fit * (0.93 if whole else 0.9) - 0.08 * dropped
                    yield Spelling(" ".join(form), name.uid, "abbreviation", fit)


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yields the words, and two or more of three or more that stand side by side."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if end - start == len(words) or end - start >= 2:
                yield words[start:end]


def _grouped(pairs: Iterable[tuple[str, Spelling]]) -> Mapping[str, tuple[Spelling, ...]]:
    groups: dict[str, dict[str, Spelling]] = defaultdict(dict)
    for key, spelling in pairs:
        mark = f"{spelling.uid} {spelling.within}"
        held = groups[key].get(mark)
        if held is None or held.fit < spelling.fit:
            groups[key][mark] = spelling
    return {key: tuple(spellings.values()) for key, spellings in groups.items()}
