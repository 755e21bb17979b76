"""How rare the agreeing surnames and given names of two people are.

Rare agreement weighs more: QUISPE MAMANI says less than YUPANQUI TTITO.
"""

from enum import auto

from trama.linkage.compare.given_names import agreeing_given_names
from trama.linkage.compare.identity_fields import ComparedIdentity
from trama.linkage.compare.sentences import Level
from trama.linkage.compare.spellings import pair_surnames
from trama.values.name_shares import Shares, package_shares
from trama.values.name_words import sound_key

PEOPLE = 34_000_000
"""People of Peru in 2025 (INEI, rounded)."""


class RarityLevel(Level):
    """How many people of the country are expected to have the agreeing names."""

    VERY_RARE = auto()
    RARE = auto()
    UNCOMMON = auto()
    COMMON = auto()
    VERY_COMMON = auto()
    NOTHING_TO_COMPARE = auto()


# Expected people below which the names have a level. Surnames keep together in a region, so each
# bound is half of the count that it stands for: 1, 10, 100, 1,000.
_BOUNDS = (
    (0.5, RarityLevel.VERY_RARE),
    (5.0, RarityLevel.RARE),
    (50.0, RarityLevel.UNCOMMON),
    (500.0, RarityLevel.COMMON),
)


def compare_rarity(
    one: ComparedIdentity, other: ComparedIdentity, shares: Shares | None = None
) -> RarityLevel:
    """Return how rare the agreeing names are.

    The expected number of people is the product of the shares of the agreeing surnames and given
    names. Of two spellings the more common counts.

    Example: QUISPE MAMANI, ROSA has 0.021 · 0.01 · 0.022 · 34,000,000 = 157 people: COMMON.
    """
    shares = shares or package_shares()
    surnames = pair_surnames(one, other).agreeing
    few, many = sorted((one.given_words, other.given_words), key=len)
    given = agreeing_given_names(few, many)[0] if few else ()
    if not surnames and not given:
        return _of_fragments(one, other, shares)
    expected = float(PEOPLE)
    for mine, theirs in surnames:
        expected *= shares.of_surnames(mine, theirs)
    for mine, theirs in given:
        expected *= shares.of_given_names(mine, theirs)
    return _level(expected)


def _of_fragments(one: ComparedIdentity, other: ComparedIdentity, shares: Shares) -> RarityLevel:
    """Return the level of a name of one word that the other record has too."""
    fragment = one.fragment or other.fragment
    if not fragment:
        return RarityLevel.NOTHING_TO_COMPARE
    sound, sides = sound_key(fragment), (one, other)
    if not all(
        sound in side.shuffled or (side.fragment and sound == sound_key(side.fragment))
        for side in sides
    ):
        return RarityLevel.NOTHING_TO_COMPARE
    return _level(PEOPLE * shares.of_fragment(sound))


def _level(expected: float) -> RarityLevel:
    return next((level for bound, level in _BOUNDS if expected < bound), RarityLevel.VERY_COMMON)
