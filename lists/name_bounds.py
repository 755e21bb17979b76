"""Bounds of what the names of two records can tell, found without comparing the names.

Most candidate pairs are strangers who share one surname and something else. To compare their names
costs far more than the bound, which sets most of them aside.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trama.lists.columns import People
from trama.lists.distinct import Codes
from trama.lists.levels import Levels
from trama.lists.name_levels import own_rarity
from trama.values.name_shares import Shares
from trama.values.name_words import LONG

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_OF_A_SLIP = 2  # letters that come or go with a slip at most: N and M of MAMANI and MAMAMI


class NameBounds:
    """The keys of surnames and given names, as numbers: equal keys have equal numbers."""

    def __init__(self, people: People, shares: Shares) -> None:
        words, givens = people.surnames, people.givens
        numbers: dict[str, int] = {}
        self._people = people
        self._rarity = own_rarity(people, shares)
        self._keys = [
            _numbered(texts, numbers)
            for texts in (
                [word.sound for word in words],
                [word.spelling for word in words],
                people.loose,
            )
        ]
        self._given = [
            _numbered(texts, numbers)[people.given_at[people.given]]
            for texts in ([word.sound for word in givens], [word.spelling for word in givens])
        ]
        letters = [sum({1 << (ord(sign) % 32) for sign in word.joined}) for word in words]
        self._letters = np.array([*letters, 0], np.uint32)
        self._long = np.array([*(len(word.joined) >= LONG for word in words), False])
        parted = np.array([*(len(word.parts) > 1 for word in words), False])
        many = np.array([*(len(name) > people.given_at.shape[1] for name in people.given_names), 0])
        self._open = (
            people.unusual | (people.paternal < 0) | (people.maternal < 0) | (people.given < 0)
            | (people.married >= 0) | parted[people.paternal] | parted[people.maternal]
            | (many[people.given] > 0)
        )  # fmt: skip

    def rarest(self, one: Places, other: Places) -> Levels:
        """Return how rare the agreeing names of each pair are at most.

        They are not rarer than the commoner of the two whole names.
        """
        return np.maximum(self._rarity[one], self._rarity[other])

    def surnames(self, one: Places, other: Places) -> Levels:
        """Return how many surnames of each pair may agree: none, one, or 2 for any agreement.

        1. A name without two surnames or a given name, with a husband's surname, or with two words
           in the field of a surname may agree in any way. So may a pair with a surname of one among
           the given names of the other.
        2. Two surnames may agree if their keys are equal, or no more letters differ than slips
           explain.
        """
        father, mother = self._people.paternal, self._people.maternal
        straight, crossed, back, last = (
            self._alike(mine[one], theirs[other])
            for mine in (father, mother)
            for theirs in (father, mother)
        )
        free = self._open[one] | self._open[other] | (straight & last) | (crossed & back)
        free |= self._elsewhere(one, other) | self._elsewhere(other, one)
        single = straight | crossed | back | last
        return np.where(free, 2, single).astype(np.int8)

    def _alike(self, mine: Codes, theirs: Codes) -> Flags:
        """Return whether two surnames may be spellings or slips of each other."""
        differing = np.bitwise_count(self._letters[mine] ^ self._letters[theirs])
        slips = 1 + (self._long[mine] & self._long[theirs])
        equal = [keys[mine] == keys[theirs] for keys in self._keys]
        alike: Flags = np.logical_or.reduce([*equal, differing <= _OF_A_SLIP * slips])
        return alike

    def _elsewhere(self, one: Places, other: Places) -> Flags:
        """Return whether a surname of the one is a given name of the other."""
        found = np.zeros(len(one), bool)
        for surname in (self._people.paternal[one], self._people.maternal[one]):
            for keys, given in ((self._keys[0], self._given[0]), (self._keys[2], self._given[1])):
                found |= (given[other] == keys[surname][:, None]).any(axis=1)
        return found


def _numbered(texts: Sequence[str], numbers: dict[str, int]) -> Places:
    """Return the number of each text, and at the end -1, of what is unknown."""
    return np.array([*(numbers.setdefault(text, len(numbers)) for text in texts), -1], np.int64)
