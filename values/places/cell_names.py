"""What a cell with places says before any search: its pieces, composites parted."""

import re
from collections.abc import Iterator
from functools import lru_cache

from trama.core.text import fold
from trama.values.places.data_files import yaml_table
from trama.values.places.search import Scope, search
from trama.values.places.spellings import expand, is_unit, place_index

_PARTS = re.compile(r"\s*[-/,;|+]\s*")
_SURE = 0.7  # below it a name without blanks or dashes is tried as several names
_MOST_PIECES = 40  # the longest composite seen names 17 districts
_LONGEST_NAME = 5  # words of the longest run tried as one name within a text without signs


@lru_cache(maxsize=4096)
def names_in(text: str, scope: Scope) -> tuple[str, ...]:
    """Returns the folded names of places in a cell, in order, without words for police units.

    ``RUPA RUPA-AMARILIS`` has two; ``LIMA-CERCADO`` and ``ANCO-HUALLO`` are one each, because the
    longest run of pieces that the gazetteer knows as a name counts as one.
    """
    pieces = [key for part in _PARTS.split(text) if (key := fold(part))][:_MOST_PIECES]
    names = list(_joined(pieces))
    if len(names) == 1:
        names = list(_side_by_side(names[0], scope)) or names
    return tuple(without_level(name) for name in names if not is_unit(name))


def without_level(key: str) -> str:
    """Returns a folded name without a word for its level (``DISTRITO DE …``) before it."""
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
    """Yields the names of ``BAGUA G BAGUA CHICA``, where nothing but blanks parts them."""
    words = key.split()
    hit = search(key, scope)
    if len(words) < 3 or not scope.departments or (hit and hit.confidence >= _SURE):
        return
    found: list[str] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            name = " ".join(words[start:end])
            hit = search(name, scope) if len(name) > 3 else None
            if hit and hit.confidence >= _SURE and hit.method != "fuzzy":
                found.append(name)
                start = end
                break
        else:
            return
    if len(found) > 1:
        yield from found
