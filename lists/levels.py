"""The levels of pairs of a list's records that need no name, those that ``compare`` gives.

A level is its place in its enum, from 1; 0 is NOTHING_TO_COMPARE. The comparators of
``compare`` are called once for each distinct pair of values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from trama.compare.addresses import AddressLevel, address_level
from trama.compare.aliases import AliasLevel
from trama.compare.apart import GENERATION_YEARS, ApartLevel, a_generation_between
from trama.compare.births import APART_YEARS, BirthLevel, compare_births
from trama.compare.documents import ISSUED_TOGETHER, DocumentLevel, Number, level_of_numbers
from trama.compare.given_names import GivenLevel
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.initials import InitialsLevel
from trama.compare.names import NameLevel
from trama.compare.rarity import RarityLevel
from trama.compare.residences import PlaceLevel, place_level
from trama.compare.sentences import Level
from trama.compare.spellings import SpellingLevel
from trama.compare.traits import (
    NationalityLevel,
    SexLevel,
    compare_nationalities,
    compare_sexes,
)
from trama.lists.columns import People
from trama.lists.distinct import Codes, Distinct
from trama.values.birth_days import DAYS_OF_A_YEAR

AnyLevel = TypeVar("AnyLevel", bound=Level)
Levels = NDArray[np.int8]
"""The level of each pair, from 1; 0 if there is nothing to compare."""

ENUMS: Mapping[str, type[Level]] = {
    "names": NameLevel,
    "spellings": SpellingLevel,
    "given_names": GivenLevel,
    "initials": InitialsLevel,
    "documents": DocumentLevel,
    "births": BirthLevel,
    "birthplaces": PlaceLevel,
    "residences": PlaceLevel,
    "addresses": AddressLevel,
    "sexes": SexLevel,
    "nationalities": NationalityLevel,
    "aliases": AliasLevel,
    "rarity": RarityLevel,
    "apart": ApartLevel,
}
"""The comparators of lists. ``addresses`` compares what no registry's record has."""

_LAST = {enum: len(enum) for enum in ENUMS.values()}

ONE_BIRTH = (BirthLevel.SAME_DAY, BirthLevel.DAY_AND_MONTH_SWAPPED, BirthLevel.ONE_PART_OFF)
"""The levels of births that a slip explains."""

MISTYPED = (DocumentLevel.TRANSPOSED, DocumentLevel.DIGIT_LOST, DocumentLevel.ONE_DIGIT)
"""The levels of documents that a slip explains."""

ONE_DOCUMENT = (DocumentLevel.SAME, *MISTYPED)


def place_of(level: Level) -> int:
    """Return the place of a level in its enum, from 1; 0 for NOTHING_TO_COMPARE."""
    place: int = level._value_  # the attribute `value` costs ten times as much
    return 0 if place == _LAST[type(level)] else place


def level_at(enum: type[AnyLevel], place: int) -> AnyLevel:
    """Return the level at a place, from 1; NOTHING_TO_COMPARE for 0."""
    return enum(place or _LAST[enum])


@dataclass(frozen=True, slots=True)
class KeyLevels:
    """The levels of documents and births, and whether a generation lies between the births."""

    documents: Levels
    births: Levels
    generation: NDArray[np.bool_]

    def of(self, kept: NDArray[np.intp]) -> "KeyLevels":
        """Return the levels of some of the pairs."""
        return KeyLevels(self.documents[kept], self.births[kept], self.generation[kept])

    def surely_apart(self) -> NDArray[np.bool_]:
        """Return the pairs that are two people whatever else agrees (see ``patterns.vetoed``).

        They have two valid documents and no like birth, or births that cannot meet and no like
        document.
        """
        like_birth = np.isin(self.births, list(map(place_of, ONE_BIRTH)))
        like_document = np.isin(self.documents, list(map(place_of, ONE_DOCUMENT)))
        two_documents = self.documents == place_of(DocumentLevel.DIFFERENT)
        no_meeting = self.births == place_of(BirthLevel.CANNOT_MEET)
        apart: NDArray[np.bool_] = (two_documents & ~like_birth) | (no_meeting & ~like_document)
        return apart


@dataclass(frozen=True, slots=True)
class CheapLevels:
    """The levels of all comparators that read no name, and what ``apart`` needs besides.

    ``generation`` tells of the years between a parent and a child, ``never_moved`` of two records
    that give the birthplace as residence.
    """

    levels: Mapping[str, Levels]
    generation: NDArray[np.bool_]
    never_moved: NDArray[np.bool_]

    def of(self, kept: NDArray[np.intp]) -> "CheapLevels":
        """Return the levels of some of the pairs."""
        levels = {name: values[kept] for name, values in self.levels.items()}
        return CheapLevels(levels, self.generation[kept], self.never_moved[kept])


def key_levels(people: People, one: NDArray[np.int64], other: NDArray[np.int64]) -> KeyLevels:
    """Return the levels of documents and births.

    Most strangers have days of birth more than eight years apart that differ in day or month, too:
    those need no comparator, as none of its levels but CANNOT_MEET is left.
    """
    births = people.births.identities

    def born(mine: int, theirs: int) -> int:
        pair = births[mine], births[theirs]
        return 2 * place_of(compare_births(*pair)) + a_generation_between(*pair)

    mine, theirs = people.birth[one], people.birth[other]
    first, last = people.births.days[mine], people.births.days[theirs]
    calendar = people.births.calendar
    years = np.abs(first - last) / DAYS_OF_A_YEAR
    far = (first >= 0) & (last >= 0) & (years > APART_YEARS) & (calendar[mine] != calendar[theirs])
    of_births = np.zeros(len(one), np.int8)
    of_births[far] = 2 * place_of(BirthLevel.CANNOT_MEET) + (years[far] >= GENERATION_YEARS)
    near = np.flatnonzero(~far)
    of_births[near] = _by_distinct(people.birth, (one[near], other[near]), born)
    return KeyLevels(_of_documents(people, one, other), of_births // 2, of_births % 2 == 1)


def _of_documents(people: People, one: NDArray[np.int64], other: NDArray[np.int64]) -> Levels:
    """Return the levels of documents.

    Two DNIs of eight digits that differ in three places or more, and by more than neighbours, are
    DIFFERENT: no slip explains that.
    """
    texts = people.documents.texts
    plain = people.documents_plain
    codes = people.documents.codes
    mine, theirs = plain[codes[one]], plain[codes[other]]
    far = (mine >= 0) & (theirs >= 0) & (np.abs(mine - theirs) > ISSUED_TOGETHER)
    differing = np.zeros(len(one), np.int8)
    for power in range(8):
        differing += (mine // 10**power) % 10 != (theirs // 10**power) % 10
    far &= differing > 2
    levels = np.full(len(one), place_of(DocumentLevel.DIFFERENT), np.int8)
    near = np.flatnonzero(~far)

    def level(mine: int, theirs: int) -> int:
        return place_of(level_of_numbers(numbers_of(texts[mine]), numbers_of(texts[theirs])))

    levels[near] = _by_distinct(codes, (one[near], other[near]), level)
    return levels


def cheap_levels(
    people: People, keys: KeyLevels, one: NDArray[np.int64], other: NDArray[np.int64]
) -> CheapLevels:
    """Return the levels of pairs that need no name; ``keys`` has those of documents and births."""
    ends = (one, other)
    levels = {
        "documents": keys.documents,
        "births": keys.births,
        "birthplaces": _of_places(people.birthplace, ends),
        "residences": _of_places(people.residence, ends),
        "addresses": _of_addresses(people.address, ends),
        "sexes": _of_sexes(people.sex, ends),
        "nationalities": _of_nationalities(people, ends),
    }
    birthplaces, residences = _same_text(people.birthplace, people.residence)
    stayed = (birthplaces == residences) & (residences >= 0)
    return CheapLevels(levels, keys.generation, stayed[one] & stayed[other])


def numbers_of(document: str) -> tuple[Number, ...]:
    """Return the documents of a text, each as type and number; '' for an unsure type."""
    keys = (key.rpartition(":") for key in document.split("|"))
    return tuple((type_, number) for type_, _, number in keys)


def _by_distinct(
    codes: Codes,
    ends: tuple[NDArray[np.int64], NDArray[np.int64]],
    level: Callable[[int, int], int],
) -> Levels:
    """Return what ``level`` gives for the codes of each pair; 0 where a code is unknown.

    ``level`` is called once for each distinct pair of codes.
    """
    mine, theirs = (codes[end].astype(np.int64) for end in ends)
    levels = np.zeros(len(mine), np.int8)
    known = np.flatnonzero((mine >= 0) & (theirs >= 0))
    many = int(codes.max(initial=0)) + 1
    distinct, inverse = np.unique(mine[known] * many + theirs[known], return_inverse=True)
    each = map(level, (distinct // many).tolist(), (distinct % many).tolist())
    levels[known] = np.fromiter(each, np.int8, len(distinct))[inverse]
    return levels


def _of_places(column: Distinct, ends: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Levels:
    uids = column.texts

    def level(mine: int, theirs: int) -> int:
        return place_of(place_level(*sorted((uids[mine], uids[theirs]))))

    return _by_distinct(column.codes, ends, level)


def _of_addresses(column: Distinct, ends: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Levels:
    texts = column.texts
    return _by_distinct(
        column.codes, ends, lambda mine, theirs: place_of(address_level(texts[mine], texts[theirs]))
    )


def _of_sexes(column: Distinct, ends: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Levels:
    people = [ComparedIdentity(sex=text) for text in column.texts]
    return _by_distinct(
        column.codes,
        ends,
        lambda mine, theirs: place_of(compare_sexes(people[mine], people[theirs])),
    )


def _of_nationalities(people: People, ends: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Levels:
    """Return the levels of nationalities, for which a country of birth may stand."""
    nationality, birthplace = people.nationality, people.birthplace
    many = len(birthplace.texts) + 1
    packed = (nationality.codes.astype(np.int64) + 1) * many + birthplace.codes + 1
    distinct, codes = np.unique(packed, return_inverse=True)
    texts = [
        (
            [*nationality.texts, None][number // many - 1],
            [*birthplace.texts, None][number % many - 1],
        )
        for number in distinct.tolist()
    ]
    identities = [ComparedIdentity(nationality=one, birthplace=other) for one, other in texts]
    return _by_distinct(
        codes.astype(np.int32),
        ends,
        lambda mine, theirs: place_of(compare_nationalities(identities[mine], identities[theirs])),
    )


def _same_text(one: Distinct, other: Distinct) -> tuple[Codes, Codes]:
    """Return the codes of two columns in one list of texts."""
    places = {text: number for number, text in enumerate(one.texts)}
    translate = [places.setdefault(text, len(places)) for text in other.texts]
    return one.codes, np.array([*translate, -1], np.int32)[other.codes]
