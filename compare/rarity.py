"""Rarity of the agreeing surnames and given names of two people.

Rare agreement weighs more: QUISPE MAMANI says less than YUPANQUI TTITO.
"""

from collections import Counter
from collections.abc import Sequence
from enum import auto

from trama.compare.given_names import agreeing_given_names
from trama.compare.identity_fields import WrittenName
from trama.compare.sentences import Level
from trama.compare.spellings import Surnames, pair_surnames
from trama.values.name_shares import Shares, package_shares
from trama.values.name_words import sound_key

PEOPLE = 34_000_000
"""People of Peru in 2025 (INEI, rounded)."""


class RarityLevel(Level):
    """Levels of the number of people who are expected to have the agreeing names."""

    VERY_RARE = auto()
    RARE = auto()
    UNCOMMON = auto()
    COMMON = auto()
    VERY_COMMON = auto()
    NOTHING_TO_COMPARE = auto()


RARITY_BOUNDS = (
    (0.5, RarityLevel.VERY_RARE),
    (5.0, RarityLevel.RARE),
    (50.0, RarityLevel.UNCOMMON),
    (500.0, RarityLevel.COMMON),
)
"""Expected people below which the names have a level. Surnames keep together in a region, so each
bound is half of the count that it stands for: 1, 10, 100, 1,000."""


def compare_rarity(
    one: WrittenName, other: WrittenName, shares: Shares | None = None
) -> RarityLevel:
    """Return how rare the agreeing names are.

    The expected number of people is the product of the shares of the agreeing surnames and given
    names. The more common of two spellings counts. If more words agree in
    other fields, these words count.

    Example: QUISPE MAMANI, ROSA has 0.021 · 0.01 · 0.022 · 34,000,000 = 157 people: COMMON.
    """
    return level_of_rarity(one, other, pair_surnames(one, other), shares or package_shares())


def level_of_rarity(
    one: WrittenName, other: WrittenName, paired: Surnames, shares: Shares
) -> RarityLevel:
    """Return how rare the agreeing names are, of which the surnames are paired already."""
    surnames = paired.agreeing
    few, many = one.given_words, other.given_words
    if len(few) > len(many):
        few, many = many, few
    given = agreeing_given_names(few, many)[0] if few else ()
    expected = float(PEOPLE)
    agreeing = len(surnames) + len(given)
    elsewhere = _shared(one, other) if agreeing < _least_words(one, other) else ()
    if len(elsewhere) > agreeing:
        for sound in elsewhere:
            expected *= shares.of_any(sound)
        return _level(expected)
    if not surnames and not given:
        return RarityLevel.NOTHING_TO_COMPARE
    for pair in surnames:
        expected *= shares.of_surnames(*pair)
    for pair in given:
        expected *= shares.of_given_names(*pair)
    return _level(expected)


def _least_words(one: WrittenName, other: WrittenName) -> int:
    return min(len(one.shuffled) or 1, len(other.shuffled) or 1)


def _shared(one: WrittenName, other: WrittenName) -> Sequence[str]:
    """Return the sounds that both names have, in whatever field."""
    if not (one.fragment or other.fragment) and set(one.shuffled).isdisjoint(other.shuffled):
        return ()
    mine, theirs = (
        Counter([sound_key(side.fragment)] if side.fragment else side.shuffled)
        for side in (one, other)
    )
    return list((mine & theirs).elements())


def _level(expected: float) -> RarityLevel:
    return next(
        (level for bound, level in RARITY_BOUNDS if expected < bound), RarityLevel.VERY_COMMON
    )
