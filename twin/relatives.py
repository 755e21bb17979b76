"""Relatives and homonyms: people of a twin who share names, a home or a birth date with others.

The shares are assumed; no registry publishes them.
"""

from random import Random

from trama.twin.people import TruePerson

SIBLING_SHARE = 0.25
"""Share of a case's further victims from one place who are a sibling of the victim before."""
TWIN_SHARE = 0.15
"""Share of the siblings at most two years apart who are twins."""
_TWIN_DAYS = 730
ACCUSED_SIBLING_SHARE = 0.12
"""Share of a case's further suspects who are a sibling of the suspect before: family clans."""
COUSIN_SHARE = 0.03
"""Share of the people who are a cousin of somebody of an earlier case, from the same region."""
HOMONYM_SHARE = 0.015
"""Share of the people with the full name of somebody of an earlier case, from the same region."""


class Relatives:
    """The last person of each sex and region, and the ways in which new people resemble them."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._last: dict[tuple[str, str], TruePerson] = {}

    def sibling(self, person: TruePerson, of: TruePerson, share: float) -> None:
        """Make a new person a sibling of another in ``share`` of the cases.

        Siblings share both surnames, birthplace and home. No two have the same first letter in
        their first given name: initials alone could not tell them apart.
        """
        stranger = person.nationality != of.nationality or person.given[0][0] == of.given[0][0]
        if stranger or self._random.random() >= share:
            return
        person.paternal, person.maternal = of.paternal, of.maternal
        person.birthplace, person.residence, person.street = of.birthplace, of.residence, of.street
        near = abs((person.birth - of.birth).days) <= _TWIN_DAYS
        if near and self._random.random() < TWIN_SHARE:
            person.birth = of.birth

    def of_other_cases(self, person: TruePerson) -> None:
        """Make some new people cousins or homonyms of the last person of their sex and region."""
        key = (person.sex, person.birthplace.region)
        last = self._last.get(key)
        self._last[key] = person
        chance = self._random.random()
        if last is None or chance >= COUSIN_SHARE + HOMONYM_SHARE:
            return
        person.paternal = last.paternal
        if chance < HOMONYM_SHARE:
            person.maternal, person.given = last.maternal, last.given
