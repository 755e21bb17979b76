"""The keys by which a text may tell who somebody is: words of names, all else without blanks."""

from collections.abc import Iterable

from trama.core.text import fold

_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "SAN", "SANTA", "VDA", "Y", "EL"})
_SHORTEST = 3  # signs of a nickname, a number or a word that can identify somebody
_PERU, _WITH_PERU = "51", 11  # a telephone with the code of the country, and its digits


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell people apart: without ``DE``, ``LA`` and initials."""
    return frozenset(
        word for word in fold(name).split() if len(word) >= _SHORTEST and word not in _PARTICLES
    )


def whole_keys(text: str) -> frozenset[str]:
    """Return the key of a nickname, number or address, and of a telephone that without its country.

    >>> sorted(whole_keys("Phone:+51 987 654 321"))
    ['51987654321', '987654321']
    """
    key = fold(text.rpartition(":")[2]).replace(" ", "")
    if len(key) < _SHORTEST:
        return frozenset()
    if len(key) == _WITH_PERU and key.startswith(_PERU):
        return frozenset({key, key[len(_PERU) :]})
    return frozenset({key})


def known_by(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of somebody's names and of everything else that tells who it is, in order."""
    keys = frozenset().union(*map(name_words, names), *map(whole_keys, others))
    return tuple(sorted(keys))
