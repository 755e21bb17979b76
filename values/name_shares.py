"""Shares of people who have a surname or a given name, from the package's tables or counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from trama.values.known_names import KnownName, known_given_names, known_surnames
from trama.values.name_words import NameWord, sound_key

_RARE_SURNAME, _RARE_GIVEN = 1e-5, 1e-4  # shares of a name that is in no table


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of people, from 0 to 1, who have a surname or a given name, by its sound."""

    surnames: Mapping[str, float]
    given_names: Mapping[str, float]

    @classmethod
    def counted(
        cls, people: Iterable[tuple[tuple[NameWord, ...], tuple[NameWord, ...]]]
    ) -> "Shares":
        """Return the shares counted in people, each as surnames and given names.

        A name seen once counts as rare.
        """
        surnames: Counter[str] = Counter()
        given: Counter[str] = Counter()
        total = 0
        for of_family, own in people:
            total += 1
            surnames.update(word.sound for word in of_family)
            given.update(word.sound for word in own)
        return cls(_seen_often(surnames, total), _seen_often(given, total))

    def of_surnames(self, one: NameWord, other: NameWord) -> float:
        """Return the share of a surname in two spellings, the more common of them."""
        mine, theirs = (self.surnames.get(word.sound, _RARE_SURNAME) for word in (one, other))
        return max(mine, theirs)

    def of_given_names(self, one: NameWord, other: NameWord) -> float:
        """Return the share of a given name in two spellings, the more common of them."""
        mine, theirs = (self.given_names.get(word.sound, _RARE_GIVEN) for word in (one, other))
        return max(mine, theirs)

    def of_any(self, sound: str) -> float:
        """Return the share of a word that is a surname or a given name."""
        return max(self.surnames.get(sound, _RARE_SURNAME), self.given_names.get(sound, 0.0))


@cache
def package_shares() -> Shares:
    """Return the shares of the package's tables (see tables/NAMES.md for their worth)."""
    return Shares(_by_sound(known_surnames()), _by_sound(known_given_names()))


def _seen_often(counts: Counter[str], people: int) -> Mapping[str, float]:
    return {name: count / people for name, count in counts.items() if count > 1}


def _by_sound(known: Mapping[str, KnownName]) -> Mapping[str, float]:
    shares: Counter[str] = Counter()
    for name, row in known.items():
        shares[sound_key(name)] += row.per_100_000
    return {sound: count / 100_000 for sound, count in shares.items()}
