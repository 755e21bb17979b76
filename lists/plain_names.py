"""The levels of many pairs of plain names at a time: those that ``compare`` gives each pair.

A name is plain without fragment, initials, alias, and fourth given name. Likenesses of words come
from arrays; each way in which the parts of two names agree goes once to the comparators.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trama.compare.given_names import GivenLevel, given_level, level_of_paired
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.names import level_of_names, parts_agree
from trama.compare.rarity import PEOPLE, RARITY_BOUNDS
from trama.compare.spellings import Pairing, Surnames, level_of_spelling
from trama.lists.distinct import Codes, by_distinct_rows
from trama.lists.levels import Levels, level_at, place_of
from trama.lists.name_keys import NO_WORD, Flags, NameKeys, Numbers
from trama.values.name_words import Likeness, surname_word

Records = NDArray[np.int64]

_SAME_GIVEN = place_of(GivenLevel.SAME)
_NO_GIVEN = place_of(GivenLevel.NOTHING_TO_COMPARE)
_NOBODY, _WIFE = ComparedIdentity(), ComparedIdentity(married="DE SOTO")
_AGREEING = ((surname_word("QUISPE"), surname_word("QUISPE")),)  # any pair of words


class PlainRows(NamedTuple):
    """The levels of pairs of plain names, and how their parts agree; 0: nothing to compare.

    ``elsewhere`` marks the pairs whose levels may be others, as words of the one name stand in
    other fields of the other.
    """

    names: Levels
    spellings: Levels
    given: Levels
    rarity: Levels
    pairing: Levels
    named: Flags
    elsewhere: Flags


@dataclass(slots=True)
class _Agreement:
    """The words of two names that agree: their number, and the people expected to have them."""

    count: NDArray[np.int8]
    expected: NDArray[np.float64]

    def add(self, agrees: Flags, shares: NDArray[np.float64]) -> None:
        """Count a word where it agrees; the order of words is that of ``level_of_rarity``."""
        self.count += agrees
        self.expected *= np.where(agrees, shares, 1.0)


def rows_of_plain_names(keys: NameKeys, one: Records, other: Records) -> PlainRows:
    """Return the levels of pairs of plain names.

    1. Pair the surnames, then the given names, by the likeness of their words.
    2. Ask the comparators once for each way in which the parts agree.
    3. Mark the pairs that agree in more words, if fields are no matter.
    """
    agreement = _Agreement(np.zeros(len(one), np.int8), np.full(len(one), float(PEOPLE)))
    pairing, likeness = _paired_surnames(keys, one, other, agreement)
    given = _given_levels(keys, one, other, agreement)
    sounds = keys.sounds(one), keys.sounds(other)
    words, their_words = ((sound >= 0).sum(axis=1) for sound in sounds)
    named = (words > 0) & (their_words > 0)
    married = keys.people.married
    wives = (married[one] != married[other]) + 2 * (married[one] >= 0)
    parts = (pairing, likeness, given, wives, named)
    names, spellings, agree = by_distinct_rows(parts, _levels_of_parts, 3).T
    least = np.minimum(np.maximum(words, 1), np.maximum(their_words, 1))
    rarer = (agreement.count < least) & (_in_both(*sounds).sum(axis=1) > agreement.count)
    exchanged = (agree == 0) & (np.minimum(words, their_words) > 1)
    exchanged[exchanged] = _all_elsewhere(keys, one[exchanged], other[exchanged])
    rarity = levels_of_expected(agreement.expected)
    rarity[agreement.count == 0] = 0
    return PlainRows(names, spellings, given, rarity, pairing, named, rarer | exchanged)


def levels_of_expected(people: NDArray[np.float64]) -> Levels:
    """Return the levels of rarity of names that so many people are expected to have."""
    bounds = [bound for bound, _ in RARITY_BOUNDS]
    return (np.searchsorted(bounds, people, "right") + 1).astype(np.int8)


def _levels_of_parts(
    pairing: int, likeness: int, given: int, wives: int, named: int
) -> tuple[int, int, int]:
    """Return the level of whole names and of the spelling, and whether the parts agree.

    ``wives`` is 0 if nobody has a husband's surname, 2 if both have one; otherwise they differ.
    """
    agreeing = _AGREEING if Pairing(pairing) not in {Pairing.NONE, Pairing.UNKNOWN} else ()
    surnames = Surnames(Pairing(pairing), Likeness(likeness), agreeing)
    level = level_at(GivenLevel, given)
    pair = (_WIFE if wives else _NOBODY), (_WIFE if wives == 2 else _NOBODY)
    names = place_of(level_of_names(*pair, surnames, level)) if named else 0
    return names, place_of(level_of_spelling(surnames)), parts_agree(surnames.pairing, level)


def _paired_surnames(
    keys: NameKeys, one: Records, other: Records, agreement: _Agreement
) -> tuple[Levels, Levels]:
    """Return the `Pairing` of surnames and their least likeness, as ``pair_surnames`` does."""
    mine = keys.people.paternal[one], _mother_or_husband(keys, one, other)
    theirs = keys.people.paternal[other], _mother_or_husband(keys, other, one)
    pairs = [(word, their) for word in mine for their in theirs]
    like = np.stack([keys.surnames.likeness(*pair) for pair in pairs])
    pairing, likeness = _paired(Pairing.STRAIGHT, like[0], like[3])
    swapped, of_swapped = _paired(Pairing.SWAPPED, like[1], like[2])
    turned = swapped < pairing
    pairing[turned], likeness[turned] = swapped[turned], of_swapped[turned]
    words, their_words = ((np.stack(ends) >= 0).sum(axis=0) for ends in (mine, theirs))
    single, least = np.minimum(words, their_words) == 1, like.min(axis=0)
    missing = np.where(least < Likeness.OTHER, Pairing.ONE_MISSING, Pairing.NONE)
    pairing[single], likeness[single] = missing[single], least[single]
    unknown = (words == 0) | (their_words == 0)
    pairing[unknown], likeness[unknown] = Pairing.UNKNOWN, Likeness.OTHER
    best = like.argmin(axis=0)
    for place, pair in enumerate(pairs):
        paired = np.where(single, best == place, turned == (place in {1, 2}))
        agrees = paired & (like[place] < Likeness.OTHER)
        agreement.add(agrees, keys.surnames.common_share(*pair))
    return pairing, likeness


def _paired(pairing: Pairing, one: Levels, other: Levels) -> tuple[Levels, Levels]:
    """Return the pairing of two pairs of surnames, ``pairing`` if both agree, and the least."""
    worst, best = np.maximum(one, other), np.minimum(one, other)
    single = np.where(best < Likeness.OTHER, Pairing.ONE_DIFFERS, Pairing.NONE)
    return np.where(worst < Likeness.OTHER, pairing, single).astype(np.int8), worst


def _mother_or_husband(keys: NameKeys, one: Records, other: Records) -> Codes:
    """Return the second surname of each record: a husband's if it is like the other's second.

    It may stand for the mother's if one record has two surnames and the other one.
    """
    people = keys.people
    mother, theirs, husband = (
        people.maternal[one], people.maternal[other], people.married[one]
    )  # fmt: skip
    asked = np.flatnonzero(
        (mother < 0) & (husband >= 0) & (people.paternal[one] >= 0) & (people.paternal[other] >= 0)
    )
    alike = keys.surnames.likeness(husband[asked], theirs[asked]) < Likeness.OTHER
    mother[asked[alike]] = husband[asked[alike]]
    return mother


def _given_levels(keys: NameKeys, one: Records, other: Records, agreement: _Agreement) -> Levels:
    """Return the levels of given names, as ``compare_given_names`` does.

    1. Pair each word of the name with fewer words with the word most like it.
    2. Names that are equal are the SAME. Short forms of two names, and words parted otherwise, go
       to the comparator.
    """
    people = keys.people
    mine, theirs = people.given[one], people.given[other]
    fewer = keys.given_words[mine] <= keys.given_words[theirs]
    few_name, many_name = np.where(fewer, mine, theirs), np.where(fewer, theirs, mine)
    few, many = people.given_at[few_name], people.given_at[many_name]
    like = np.stack([[_given_likeness(keys, word, their) for their in many.T] for word in few.T])
    paired, least, abbreviated = (np.zeros(len(one), np.int8) for _ in range(3))
    places = np.arange(len(one))
    for word, likeness in zip(few.T, like, strict=True):
        best = likeness.argmin(axis=0)
        found, their = likeness[best, places], many[places, best]
        agrees = found < Likeness.OTHER
        like[:, best[agrees], places[agrees]] = NO_WORD
        paired += agrees
        least[agrees] = np.maximum(least, found)[agrees]
        abbreviated[agrees & (keys.givens.letter[word] != keys.givens.letter[their])] = 1
        agreement.add(agrees, keys.givens.common_share(word, their))
    words = [keys.given_words[name] for name in (few_name, many_name)]
    levels = by_distinct_rows((paired, *words, least, abbreviated), _level_of_given, 1)[:, 0]
    levels[(few_name == many_name) & (few_name >= 0)] = _SAME_GIVEN
    asked = keys.given_joined[few_name] == keys.given_joined[many_name]
    asked |= keys.given_short[few_name]
    for pair in np.flatnonzero(asked & (words[0] < words[1]) & (words[0] > 0)).tolist():
        ends = (keys.given_at(int(name[pair])) for name in (few_name, many_name))
        levels[pair] = place_of(given_level(*ends))
    return levels


def _given_likeness(keys: NameKeys, one: Codes, other: Codes) -> Levels:
    """Return the likeness of words of given names; an initial is like any name that it begins."""
    likeness = keys.givens.likeness(one, other)
    letter = (keys.givens.letter[one] | keys.givens.letter[other]) & (likeness < NO_WORD)
    begins = keys.givens.first[one] == keys.givens.first[other]
    likeness[letter] = np.where(begins, Likeness.SAME, Likeness.OTHER)[letter]
    return likeness


def _level_of_given(paired: int, few: int, many: int, least: int, abbreviated: int) -> tuple[int]:
    if not few:
        return (_NO_GIVEN,)
    level = level_of_paired(paired, few, many, Likeness(least), abbreviated=bool(abbreviated))
    return (place_of(level),)


def _in_both(mine: Numbers, theirs: Numbers) -> Flags:
    """Return which keys of a row stand in the same row of the other side too."""
    equal = (mine[:, :, None] == theirs[:, None, :]) & (mine >= 0)[:, :, None]
    found: Flags = equal.any(axis=2)
    return found


def _all_elsewhere(keys: NameKeys, one: Records, other: Records) -> Flags:
    """Return whether each word of the name with fewer words is a word of the other name."""
    mine, theirs = keys.loose(one), keys.loose(other)
    fewer = ((mine >= 0).sum(axis=1) <= (theirs >= 0).sum(axis=1))[:, None]
    few, many = np.where(fewer, mine, theirs), np.where(fewer, theirs, mine)
    every: Flags = np.all(_in_both(few, many) | (few < 0), axis=1)
    return every
