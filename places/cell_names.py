"""The names of places in one cell, before any of them is placed: composites parted, levels cut."""

import re
from collections.abc import Iterator
from functools import lru_cache

from trama.core.text import fold
from trama.places.data_files import yaml_table
from trama.places.search import Scope, search
from trama.places.spellings import expand, is_unit, place_index

_SIGNS = re.compile(r"\s*[-/,;|+()]\s*")
_HOME = frozenset({"PERU", "REPUBLICA DEL PERU"})  # the country beside a name says nothing new
_SURE = 0.7  # confidence; below it a name without signs is tried as several names
_MOST_PIECES = 40  # the longest composite seen names 17 districts
_LONGEST_NAME = 5  # words of the longest run tried as one name within a text without signs


@lru_cache(maxsize=4096)
def names_in(text: str, scope: Scope) -> tuple[str, ...]:
    """Return the folded names of places in a cell, in order, without words for police units.

    1. Part the text at its signs.
    2. Join up to three neighbours again where the gazetteer knows them as one name.
    3. If one name is left, try to part its words into several known names.
    4. Drop names of police units and of Peru, and the words for a level before a name.

    Example: ``RUPA RUPA-AMARILIS`` gives ``("RUPA RUPA", "AMARILIS")``. ``LIMA-CERCADO`` gives
    ``("LIMA CERCADO",)``, because step 2 finds it as one name.
    """
    pieces = [key for piece in _SIGNS.split(text) if (key := fold(piece))][:_MOST_PIECES]
    names = list(_joined(pieces))
    if len(names) == 1:
        names = list(_side_by_side(names[0], scope)) or names
    return tuple(without_level(name) for name in names if not is_unit(name) and name not in _HOME)


def without_level(key: str) -> str:
    """Return a folded name without a word for its level before it: ``DISTRITO DE COMAS``."""
    for word in yaml_table("place_aliases.yaml")["level_words"]:
        if not key.startswith(f"{word} "):
            continue
        bare = re.sub(rf"^{word} (?:DE |DEL )?", "", key)
        if bare != key and bare not in {"", key} and not _is_name(key):
            return bare
    return key


def _joined(pieces: list[str]) -> Iterator[str]:
    start = 0
    while start < len(pieces):
        end = start + 1
        for longer in range(min(len(pieces), start + 3), start + 1, -1):
            if _is_name(" ".join(pieces[start:longer])):
                end = longer
                break
        yield " ".join(pieces[start:end])
        start = end


def _is_name(key: str) -> bool:
    index = place_index()
    return key in index.by_text or expand(key) in index.by_text


def _side_by_side(key: str, scope: Scope) -> Iterator[str]:
    """Yield the names of a text that only blanks part; nothing unless all its words are names.

    1. Stop if the text has fewer than three words, no stated department, or a sure place as it is.
    2. From the first word on, take the longest run of words that has a sure place by its letters.
    3. Go on after the run. Stop without a name if no run fits.

    Example: in Amazonas (``PE-01``) ``BAGUA G BAGUA CHICA`` gives ``BAGUA G`` and ``BAGUA CHICA``.
    """
    words = key.split()
    hit = search(key, scope)
    if len(words) < 3 or not scope.departments or (hit and hit.confidence >= _SURE):
        return
    names: list[str] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            name = " ".join(words[start:end])
            hit = search(name, scope) if len(name) > 3 else None
            if hit and hit.confidence >= _SURE and hit.method != "fuzzy":
                names.append(name)
                start = end
                break
        else:
            return
    if len(names) > 1:
        yield from names
