"""The words of a list's names as arrays: the keys of each distinct word as numbers.

Equal keys have equal numbers. An array has a place for each code, and one for -1 at the end.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from trama.lists.columns import MOST_GIVEN, People
from trama.lists.distinct import Codes
from trama.lists.listed_names import Names, listed_names
from trama.values.name_shares import Shares
from trama.values.name_words import LONG, Likeness, NameWord, word_likeness

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]

NO_WORD = len(Likeness)
"""The likeness of a word that is unknown: less than that of another word."""

_OF_A_SLIP = 2  # letters that come or go with a slip at most: N and M of MAMANI and MAMAMI


class WordKeys:
    """The keys of surnames, or of given names; ``loose`` are those of any word as a given name."""

    def __init__(
        self,
        words: Sequence[NameWord],
        loose: Sequence[str],
        shares: Sequence[float],
        numbers: dict[str, int],
    ) -> None:
        self._words = words
        self.sound = _numbered([word.sound for word in words], numbers)
        self.spelling = _numbered([word.spelling for word in words], numbers)
        self.loose = _numbered(loose, numbers)
        self._joined = _numbered([word.joined for word in words], numbers)
        self.share = np.array([*shares, 1.0])
        letters = [sum({1 << (ord(sign) % 32) for sign in word.joined}) for word in words]
        self._letters = np.array([*letters, 0], np.uint32)
        self._length = np.array([*(len(word.joined) for word in words), 0], np.int16)
        self._open = np.array([*(len(word.parts) > 1 or bool(word.short_for) for word in words), 0])
        self.first = np.array([*(ord(word.text[0]) for word in words), 0], np.int32)
        self.letter = np.array([*(len(word.text) == 1 for word in words), False])

    def perhaps(self, one: Codes, other: Codes) -> Flags:
        """Return whether words may be alike: equal in a key, or no more letters differ than slips
        explain.
        """
        slips = 1 + ((self._length[one] >= LONG) & (self._length[other] >= LONG))
        differing = np.bitwise_count(self._letters[one] ^ self._letters[other])
        longer = np.abs(self._length[one] - self._length[other])
        alike: Flags = (differing <= _OF_A_SLIP * slips) & (longer <= slips)
        alike |= (self._open[one] | self._open[other]) > 0
        for key in (self.sound, self.spelling, self._joined):
            alike |= key[one] == key[other]
        return alike

    def likeness(self, one: Codes, other: Codes) -> NDArray[np.int8]:
        """Return the `Likeness` of each pair of words, NO_WORD if one is unknown.

        ``word_likeness`` is called once for each distinct pair that may be alike.
        """
        known = (one >= 0) & (other >= 0)
        levels = np.where(known, Likeness.OTHER, NO_WORD).astype(np.int8)
        levels[known & (one == other)] = Likeness.SAME
        near = np.flatnonzero(known & (one != other))
        near = near[self.perhaps(one[near], other[near])]
        low, high = (ends(one[near], other[near]) for ends in (np.minimum, np.maximum))
        many = len(self._words)
        distinct, inverse = np.unique(low.astype(np.int64) * many + high, return_inverse=True)
        words = self._words
        each = [
            word_likeness(words[pair // many], words[pair % many]) for pair in distinct.tolist()
        ]
        levels[near] = np.array(each, np.int8)[inverse]
        return levels

    def common_share(self, one: Codes, other: Codes) -> NDArray[np.float64]:
        """Return the share of people who have the more common of two words."""
        share: NDArray[np.float64] = np.maximum(self.share[one], self.share[other])
        return share


class NameKeys:
    """The keys of the names of people. ``given_words`` counts the words of given names."""

    def __init__(self, people: People, shares: Shares) -> None:
        numbers: dict[str, int] = {}
        self.people, self.shares = people, shares
        words, givens = people.surnames, people.givens
        self.surnames = WordKeys(
            words, people.loose, [shares.of_surnames(word, word) for word in words], numbers
        )
        self.givens = WordKeys(
            givens,
            [word.spelling for word in givens],
            [shares.of_given_names(word, word) for word in givens],
            numbers,
        )
        self.given_words = np.array([*map(len, people.given_names), 0], np.int8)
        joined = ["".join([givens[word].text for word in name]) for name in people.given_names]
        self.given_joined = _numbered(joined, {})
        short = np.array([*(bool(word.short_pairs) for word in givens), False])
        self.given_short = short[people.given_at[:, 0]]
        self.unusual = people.unusual | (self.given_words[people.given] > MOST_GIVEN)

    @cached_property
    def names(self) -> Names:
        """The function that gives the name of a record."""
        return listed_names(self.people)

    def given_at(self, name: int) -> tuple[NameWord, ...]:
        """Return the words of given names."""
        return tuple([self.people.givens[word] for word in self.people.given_names[name]])

    def sounds(self, records: NDArray[np.int64]) -> Numbers:
        """Return the sounds of the words of each record, in columns."""
        return self._in_columns(self.surnames.sound, self.givens.sound, records)

    def loose(self, records: NDArray[np.int64]) -> Numbers:
        """Return the keys of the words of each record as given names, in columns."""
        return self._in_columns(self.surnames.loose, self.givens.loose, records)

    def _in_columns(self, surname: Numbers, given: Numbers, records: NDArray[np.int64]) -> Numbers:
        people = self.people
        father, mother = surname[people.paternal[records]], surname[people.maternal[records]]
        return np.column_stack([father, mother, given[people.given_at[people.given[records]]]])


def _numbered(texts: Sequence[str], numbers: dict[str, int]) -> Numbers:
    return np.array([*(numbers.setdefault(text, len(numbers)) for text in texts), -1], np.int32)
