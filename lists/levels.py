"""The levels of pairs of a list's records that need no name, those that ``compare`` gives.

A level is its place in its enum, from 1; 0 is NOTHING_TO_COMPARE. The comparators of
``compare`` are called once for each distinct pair of values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from trama.compare.addresses import AddressLevel, address_level
from trama.compare.aliases import AliasLevel
from trama.compare.apart import GENERATION_YEARS, ApartLevel, a_generation_between
from trama.compare.births import APART_YEARS, NEAR_YEARS, BirthLevel, compare_births
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
from trama.lists.listed_births import Births
from trama.places.gazetteer import gazetteer
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

Records = NDArray[np.int64]
"""The places of one end of each pair in `People`."""

_MOST_IN_A_TABLE = 1 << 23  # numbers; the pairs of all districts of Peru are fewer

_BY_YEARS = (BirthLevel.NEAR, BirthLevel.APART, BirthLevel.CANNOT_MEET)
"""The levels of two whole dates that lie up to NEAR_YEARS, up to APART_YEARS or further apart."""

_OF_A_SLIP = 2  # counts of digits that a slip changes by one: 7 typed for 1

_FAR = 1.0  # degrees of latitude, 111 km: near districts are at most 50 km apart

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


def key_levels(people: People, one: Records, other: Records) -> KeyLevels:
    """Return the levels of documents and births."""
    of_births = _of_births(people.births, people.birth[one], people.birth[other])
    codes = people.documents.codes
    documents = _of_documents(people, codes[one], codes[other])
    return KeyLevels(documents, of_births // 2, of_births % 2 == 1)


def _of_births(births: Births, mine: Codes, theirs: Codes) -> Levels:
    """Return twice the level of births, and one more if a generation lies between them.

    Most pairs are strangers, whose whole dates have at most one part in common: of those the years
    between the days tell the level, and no comparator is called.
    """
    whole = (births.days[mine] >= 0) & (births.days[theirs] >= 0)
    same_year = births.years[mine] == births.years[theirs]
    month, their_day = births.month[mine], births.day[theirs]
    agreeing = same_year + (month == births.month[theirs]).astype(np.int8)
    agreeing += births.day[mine] == their_day
    far = whole & (agreeing < 2) & ~(same_year & (month == their_day))
    apart = np.flatnonzero(far)
    days = np.abs(births.days[mine[apart]] - births.days[theirs[apart]])
    years = days / DAYS_OF_A_YEAR
    by_years = np.array([*map(place_of, _BY_YEARS)], np.int8)
    level = by_years[np.searchsorted((NEAR_YEARS, APART_YEARS), years)]
    level[same_year[apart]] = place_of(BirthLevel.YEAR_AGREES)

    def born(one: int, other: int) -> int:
        pair = births.identities[one], births.identities[other]
        return 2 * place_of(compare_births(*pair)) + a_generation_between(*pair)

    levels = _by_distinct(np.where(far, -1, mine), theirs, born)
    levels[apart] = 2 * level + (years >= GENERATION_YEARS)
    return levels


def _of_documents(people: People, mine: Codes, theirs: Codes) -> Levels:
    """Return the levels of documents.

    Two DNIs are DIFFERENT if they are no neighbours and have other digits: a slip takes one digit
    and brings another, at most.
    """
    texts, plain = people.documents.texts, people.documents_plain
    equal = (mine == theirs) & (plain[mine] >= 0)
    far = (plain[mine] >= 0) & (plain[theirs] >= 0)
    far &= np.abs(plain[mine] - plain[theirs]) > ISSUED_TOGETHER
    pairs, digits = np.flatnonzero(far), _counted_digits(plain)
    differing = np.abs(digits[mine[pairs]] - digits[theirs[pairs]]).sum(axis=1, dtype=np.int8)
    far[pairs] = differing > _OF_A_SLIP

    def level(mine: int, theirs: int) -> int:
        return place_of(level_of_numbers(numbers_of(texts[mine]), numbers_of(texts[theirs])))

    levels = _by_distinct(np.where(far | equal, -1, mine), theirs, level)
    levels[equal] = place_of(DocumentLevel.SAME)
    levels[far] = place_of(DocumentLevel.DIFFERENT)
    return levels


def _counted_digits(numbers: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return how often each number has each digit, in ten columns."""
    counts, places = np.zeros((len(numbers), 10), np.int8), np.arange(len(numbers))
    rest = np.maximum(numbers, 0)
    while rest.any():
        counts[places, rest % 10] += rest > 0
        rest //= 10
    return counts


def cheap_levels(people: People, keys: KeyLevels, one: Records, other: Records) -> CheapLevels:
    """Return the levels of pairs that need no name; ``keys`` has those of documents and births."""
    uids, columns = _same_texts(people.birthplace, people.residence)
    mine, theirs = (np.concatenate([column[end] for column in columns]) for end in (one, other))
    birthplaces, residences = np.split(_of_places(mine, theirs, uids), 2)
    levels = {
        "documents": keys.documents,
        "births": keys.births,
        "birthplaces": birthplaces,
        "residences": residences,
        "addresses": _of_addresses(people.address, one, other),
        "sexes": _of_sexes(people.sex, one, other),
        "nationalities": _of_nationalities(people, one, other),
    }
    stayed = (columns[0] == columns[1]) & (columns[1] >= 0)
    return CheapLevels(levels, keys.generation, stayed[one] & stayed[other])


def numbers_of(document: str) -> tuple[Number, ...]:
    """Return the documents of a text, each as type and number; '' for an unsure type."""
    keys = (key.rpartition(":") for key in document.split("|"))
    return tuple((type_, number) for type_, _, number in keys)


def _by_distinct(mine: Codes, theirs: Codes, level: Callable[[int, int], int]) -> Levels:
    """Return what ``level`` gives for the codes of each pair; 0 where a code is unknown.

    ``level`` is called once for each distinct pair of codes.
    """
    levels = np.zeros(len(mine), np.int8)
    known = np.flatnonzero((mine >= 0) & (theirs >= 0))
    many = 1 + max(int(mine.max(initial=0)), int(theirs.max(initial=0)))
    packed = mine[known].astype(np.int64) * many + theirs[known]
    distinct, places = _distinct(packed, many * many)
    each = map(level, (distinct // many).tolist(), (distinct % many).tolist())
    levels[known] = np.fromiter(each, np.int8, len(distinct))[places]
    return levels


def _distinct(numbers: Records, size: int) -> tuple[Records, NDArray[np.integer[Any]]]:
    """Return the distinct numbers, all below ``size``, and the place of each; seldom by sorting."""
    if size > _MOST_IN_A_TABLE:
        return np.unique(numbers, return_inverse=True)
    seen = np.zeros(size, bool)
    seen[numbers] = True
    place = np.cumsum(seen, dtype=np.int32) - 1
    return np.flatnonzero(seen), place[numbers]


def _of_places(mine: Codes, theirs: Codes, uids: Sequence[str]) -> Levels:
    """Return the levels of places, whose comparator reads the lesser uid first."""

    def level(mine: int, theirs: int) -> int:
        return place_of(place_level(*sorted((uids[mine], uids[theirs]))))

    far = _far_districts(mine, theirs, uids)
    low = np.where(far, -1, np.minimum(mine, theirs))
    levels = _by_distinct(low, np.maximum(mine, theirs), level)
    levels[far] = place_of(PlaceLevel.OTHER_DEPARTMENT)
    return levels


def _far_districts(mine: Codes, theirs: Codes, uids: Sequence[str]) -> NDArray[np.bool_]:
    """Return the pairs of districts of Peru, of other departments, that are surely far apart.

    A district whose code in the other scheme is that of the other district is none of them.
    """
    latitude = np.full(len(uids) + 1, np.nan)
    department, inei, reniec = (np.full(len(uids) + 1, -1, np.int32) for _ in range(3))
    for code, uid in enumerate(uids):
        place, at = gazetteer().get(uid), gazetteer().coordinates(uid)
        if place is None or at is None or place.level != "DISTRITO":
            continue
        latitude[code], department[code] = at[0], int(uid[3:5])
        inei[code], reniec[code] = int(place.inei or -1), int(place.reniec or -2)
    far: NDArray[np.bool_] = np.abs(latitude[mine] - latitude[theirs]) > _FAR
    far &= department[mine] != department[theirs]
    far &= (inei[mine] != reniec[theirs]) & (inei[theirs] != reniec[mine])
    return far


def _of_addresses(column: Distinct, one: Records, other: Records) -> Levels:
    texts = column.texts

    def level(mine: int, theirs: int) -> int:
        return place_of(address_level(texts[mine], texts[theirs]))

    return _by_distinct(column.codes[one], column.codes[other], level)


def _of_sexes(column: Distinct, one: Records, other: Records) -> Levels:
    people = [ComparedIdentity(sex=text) for text in column.texts]

    def level(mine: int, theirs: int) -> int:
        return place_of(compare_sexes(people[mine], people[theirs]))

    return _by_distinct(column.codes[one], column.codes[other], level)


def _of_nationalities(people: People, one: Records, other: Records) -> Levels:
    """Return the levels of nationalities, for which a country of birth may stand."""
    nationality = people.nationality
    born = people.birthplace.mapped(lambda uid: uid.partition("-")[0])
    many = len(born.texts) + 1
    identities = [
        ComparedIdentity(nationality=text, birthplace=country)
        for text in (None, *nationality.texts)
        for country in (None, *born.texts)
    ]
    codes = (nationality.codes + 1) * many + born.codes + 1

    def level(mine: int, theirs: int) -> int:
        return place_of(compare_nationalities(identities[mine], identities[theirs]))

    return _by_distinct(codes[one], codes[other], level)


def _same_texts(one: Distinct, other: Distinct) -> tuple[list[str], tuple[Codes, Codes]]:
    """Return the texts of two columns in one list, and the codes of both columns in it."""
    places = {text: number for number, text in enumerate(one.texts)}
    translate = [places.setdefault(text, len(places)) for text in other.texts]
    codes = np.array([*translate, -1], np.int32)[other.codes]
    return list(places), (one.codes, codes)
