"""The names of people as a registry writes them, with the defects that registries make."""

import re
from functools import cache
from typing import NamedTuple

from trama.twin.hand import Hand
from trama.twin.marginals import table
from trama.twin.people import PARTICLES, TruePerson
from trama.twin.sampling import choose, whole

_MARRIED_FROM = 20  # years
_FIRST_KEPT = 0.8  # of the people with one given name left: those with the first
_HEARD = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("Z", "S"),
        ("S(?=[AEIOU])", "Z"),
        ("C(?=[EI])", "S"),
        ("V", "B"),
        ("B", "V"),
        ("LL", "Y"),
        ("Y(?=[AEIOU])", "LL"),
        ("G(?=[EI])", "J"),
        ("J(?=[EI])", "G"),
        ("QU(?=[EI])", "K"),
        ("X", "S"),
        ("^H", ""),
        ("TH", "T"),
    )
)
"""Letters that sound alike in Peru, as (pattern, letters written instead)."""


class WrittenName(NamedTuple):
    """The parts of a name as written; ``maternal`` may be '' or a husband's surname (DE SOTO)."""

    paternal: str
    maternal: str
    given: tuple[str, ...]

    @property
    def text(self) -> str:
        """``PATERNAL MATERNAL, GIVEN``."""
        return f"{self.paternal} {self.maternal}".strip() + f", {' '.join(self.given)}"


def written_name(hand: Hand, person: TruePerson, age: int) -> WrittenName:
    """Return a person's name as the hand writes it; ``age`` in years decides on marriage.

    1. Given names: swapped, all but one dropped, or one in its short form.
    2. Surnames: a competing spelling; a husband's for the second; the second dropped; swapped.
    3. One name misheard, or the first surname with a typo.

    Example: QUISPE MAMANI, ROSA LUZ may come out as KISPE MAMANI, ROSA.
    """
    rates = hand.rates
    given = _given(hand, person.given)
    paternal, maternal = (_spelt(hand, name) for name in (person.paternal, person.maternal))
    if maternal:
        wife = person.sex == "F" and age >= _MARRIED_FROM
        if wife and hand.slips(rates.surname_married):
            maternal = f"DE {choose(hand.random, _husbands())}"
        elif hand.slips(rates.surname_dropped):
            maternal = ""
        elif hand.slips(rates.surnames_swapped):
            paternal, maternal = maternal, paternal
    if hand.slips(rates.name_misheard):
        if hand.random.random() < 0.5:
            paternal = _misheard(hand, paternal)
        else:
            given = (_misheard(hand, given[0]), *given[1:])
    if hand.slips(rates.name_typo):
        paternal = hand.typo(paternal)
    return WrittenName(paternal, maternal, given)


def written_initials(hand: Hand, person: TruePerson) -> str:
    """Return ``A.B.C.D.`` as the hand writes it: perhaps given names first, perhaps one fewer."""
    rates = hand.rates
    surnames = [name for name in (person.paternal, person.maternal) if name]
    given = list(person.given)
    if hand.slips(rates.initials_short):
        if len(given) > 1:
            given.pop()
        elif len(surnames) > 1:
            surnames.pop()
    first, last = (given, surnames) if hand.slips(rates.initials_given_first) else (surnames, given)
    words = " ".join((*first, *last)).split()
    return ".".join(word[0] for word in words if word not in PARTICLES) + "."


def _given(hand: Hand, given: tuple[str, ...]) -> tuple[str, ...]:
    rates = hand.rates
    if len(given) > 1:
        if hand.slips(rates.given_name_dropped):
            given = given[:1] if hand.random.random() < _FIRST_KEPT else given[1:]
        elif hand.slips(rates.given_names_swapped):
            given = given[::-1]
    shorts = _shorts().get(given[0])
    if shorts and hand.slips(rates.name_short):
        return (choose(hand.random, shorts), *given[1:])
    return given


def _spelt(hand: Hand, surname: str) -> str:
    spellings = _spellings().get(surname)
    if spellings and hand.slips(hand.rates.name_spelling):
        return choose(hand.random, spellings)
    return surname


def _misheard(hand: Hand, name: str) -> str:
    """Return a name with one sound written in other letters, the name itself if it has none."""
    possible = [(pattern, written) for pattern, written in _HEARD if pattern.search(name)]
    if not possible:
        return name
    pattern, written = possible[whole(hand.random, 0, len(possible) - 1)]
    return pattern.sub(written, name, count=1)


@cache
def _spellings() -> dict[str, list[str]]:
    return {row["name"]: row["spellings"].split("|") for row in table("surname_spellings")}


@cache
def _shorts() -> dict[str, list[str]]:
    return {row["name"]: row["shorts"].split("|") for row in table("short_names")}


@cache
def _husbands() -> list[str]:
    rows = (row for row in table("names") if (row["kind"], row["group"]) == ("surname", "common"))
    return [row["name"] for row in rows]
