"""Bounds of what the names of two records can tell, found without comparing the names.

Most candidate pairs are strangers who share one surname and something else. To compare their names
costs far more than the bound, which sets most of them aside.
"""

import math

import numpy as np
from numpy.typing import NDArray

from trama.compare.rarity import PEOPLE
from trama.lists.distinct import Codes
from trama.lists.levels import Levels
from trama.lists.name_keys import Flags, NameKeys
from trama.lists.plain_names import levels_of_expected

Places = NDArray[np.int64]


class NameBounds:
    """The bounds of names, and the records whose names may agree in any way."""

    def __init__(self, keys: NameKeys) -> None:
        people = keys.people
        self._keys, self._people = keys, people
        self._rarity = _own_rarity(keys)
        parted = np.array([*(len(word.parts) > 1 for word in people.surnames), False])
        self._open = (
            keys.unusual | (people.paternal < 0) | (people.maternal < 0) | (people.given < 0)
            | (people.married >= 0) | parted[people.paternal] | parted[people.maternal]
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
        words = self._keys.surnames
        alike: Flags = words.perhaps(mine, theirs) | (words.loose[mine] == words.loose[theirs])
        return alike

    def _elsewhere(self, one: Places, other: Places) -> Flags:
        """Return whether a surname of the one is a given name of the other."""
        found = np.zeros(len(one), bool)
        words, givens = self._keys.surnames, self._keys.givens
        given = self._people.given_at[self._people.given[other]]
        for surname in (self._people.paternal[one], self._people.maternal[one]):
            for mine, theirs in ((words.sound, givens.sound), (words.loose, givens.loose)):
                found |= (theirs[given] == mine[surname][:, None]).any(axis=1)
        return found


def _own_rarity(keys: NameKeys) -> Levels:
    """Return how rare the whole name of each record is."""
    people, of_word = keys.people, keys.givens.share
    of_given = [*(math.prod(of_word[word] for word in name) for name in people.given_names), 1.0]
    expected = PEOPLE * keys.surnames.share[people.paternal] * keys.surnames.share[people.maternal]
    return levels_of_expected(expected * np.array(of_given)[people.given])
