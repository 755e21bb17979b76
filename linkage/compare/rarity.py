"""How rare the agreeing surnames and given names of two people are.

Rare agreement weighs more: QUISPE MAMANI says less than YUPANQUI TTITO.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import auto
from functools import cache

from trama.linkage.compare.compare_tables import KnownName, known_given_names, known_surnames
from trama.linkage.compare.given_names import agreeing_given_names
from trama.linkage.compare.identity_fields import ComparedIdentity
from trama.linkage.compare.name_words import sound_key
from trama.linkage.compare.sentences import Level
from trama.linkage.compare.spellings import pair_surnames

PEOPLE = 34_000_000
"""People of Peru in 2025 (INEI, rounded)."""

_RARE_SURNAME, _RARE_GIVEN = 1e-5, 1e-4  # shares of a name that is in no table


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


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of people, from 0 to 1, who have a surname or a given name, by its sound."""

    surnames: Mapping[str, float]
    given_names: Mapping[str, float]

    @classmethod
    def counted(cls, identities: Iterable[ComparedIdentity]) -> "Shares":
        """Return the shares counted in the data at hand. A name seen once counts as rare."""
        surnames: Counter[str] = Counter()
        given: Counter[str] = Counter()
        people = 0
        for identity in identities:
            people += 1
            surnames.update(word.sound for word in identity.surnames)
            given.update(word.sound for word in identity.given_words)
        return cls(_seen_often(surnames, people), _seen_often(given, people))


@cache
def package_shares() -> Shares:
    """Return the shares of the package's tables (see tables/README.md for their worth)."""
    return Shares(_by_sound(known_surnames()), _by_sound(known_given_names()))


def compare_rarity(
    one: ComparedIdentity, other: ComparedIdentity, shares: Shares | None = None
) -> RarityLevel:
    """Return how rare the agreeing names are. «Los nombres que coinciden son muy raros.»

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
        expected *= _share(shares.surnames, mine.sound, theirs.sound, _RARE_SURNAME)
    for mine, theirs in given:
        expected *= _share(shares.given_names, mine.sound, theirs.sound, _RARE_GIVEN)
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
    share = max(shares.surnames.get(sound, _RARE_SURNAME), shares.given_names.get(sound, 0.0))
    return _level(PEOPLE * share)


def _share(shares: Mapping[str, float], mine: str, theirs: str, rare: float) -> float:
    return max(shares.get(mine, rare), shares.get(theirs, rare))


def _level(expected: float) -> RarityLevel:
    return next((level for bound, level in _BOUNDS if expected < bound), RarityLevel.VERY_COMMON)


def _seen_often(counts: Counter[str], people: int) -> Mapping[str, float]:
    return {name: count / people for name, count in counts.items() if count > 1}


def _by_sound(known: Mapping[str, KnownName]) -> Mapping[str, float]:
    shares: Counter[str] = Counter()
    for name, row in known.items():
        shares[sound_key(name)] += row.per_100_000
    return {sound: count / 100_000 for sound, count in shares.items()}
