"""The rules that find pairs of a list's records, and the keys that two records must share.

A key is one integer made of codes; -1 never blocks. ``RULES`` declares the rules.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.linkage.pairs.compared_records import sorted_letters
from trama.lists.columns import MOST_GIVEN, People
from trama.lists.listed_names import listed_names
from trama.values.name_words import given_words, surname_words

Keys = NDArray[np.int64]
"""A key for each record, -1 if the record has none."""

_MOST_LAYOUTS = 12  # ways to write the initials of a full name that find pairs
_MOST_WORDS = 8  # of an address, that find pairs

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: it spreads codes over all bits
_HALF, _SPARE = np.uint64(32), np.uint64(14)  # bits; the spare ones are for the year of birth


@dataclass(frozen=True, slots=True)
class ListRule:
    """A rule: ``keys`` gives columns of keys, and two records share a key, of whatever columns.

    ``against`` gives other keys, which the other record must have. ``near``: the years of birth
    differ by one at most. ``rare``: only the rarest keys find pairs,
    as many as their budget allows. ``es`` and ``en`` say what is shared.
    """

    name: str
    es: str
    en: str
    keys: Callable[["BlockingKeys"], list[Keys]]
    against: Callable[["BlockingKeys"], list[Keys]] | None = None
    near: bool = False
    rare: bool = False


class BlockingKeys:
    """The codes of spelling and sound of each record's words."""

    def __init__(self, people: People) -> None:
        spelling: dict[str, int] = {}
        sound: dict[str, int] = {}
        of_surname = _codes([word.spelling for word in people.surnames], spelling)
        of_given = _codes([word.spelling for word in people.givens], spelling)
        self.paternal = of_surname[people.paternal]
        self.maternal = of_surname[people.maternal]
        given = people.given_at[people.given]
        self.given = [of_given[given[:, place]] for place in range(MOST_GIVEN)]
        surname_sound = _codes([word.sound for word in people.surnames], sound)
        given_sound = _codes([word.sound for word in people.givens], sound)
        self.words = [surname_sound[people.paternal], surname_sound[people.maternal]]
        self.words += [given_sound[given[:, place]] for place in range(MOST_GIVEN)]
        self.words += _words_of_any_part(people, sound)
        self.letters = _letters(people)
        self.initials = people.initials.codes >= 0
        self.sex = people.sex.codes.astype(np.int64)
        self.digits = people.digits.astype(np.int64)
        self.year = people.births.years[people.birth].astype(np.int64)
        self.year[self.year == 0] = -1
        self.day = people.births.days[people.birth].astype(np.int64)
        self.residence = people.residence.codes.astype(np.int64)
        self.birthplace = people.birthplace.codes.astype(np.int64)
        self.address = people.address.codes.astype(np.int64)
        self.address_words = _address_words(people)

    @staticmethod
    def joined(*columns: Keys) -> Keys:
        """Return one key of several codes: 50 bits of their hash, -1 if one of them is unknown.

        Equal codes give equal keys, whatever columns they stand in. Other codes give equal keys so
        seldom that ten million records have one such pair: it is compared in vain.
        """
        key = np.zeros(len(columns[0]), np.uint64)
        for column in columns:
            key = (key ^ column.astype(np.uint64)) * _ODD
            key ^= key >> _HALF
        known = np.logical_and.reduce([column >= 0 for column in columns])
        return np.where(known, (key >> _SPARE).astype(np.int64), -1)

    def names_at(self, place: Keys) -> list[Keys]:
        """Return the keys of a place and the sounds of two words, one of them a surname."""
        surnames, given = self.words[:2], self.words[2 : 2 + MOST_GIVEN]
        return [
            self.joined(place, np.minimum(surname, name), np.maximum(surname, name))
            for surname in surnames
            for name in given
        ]

    def surname_and_given(self, given: int = MOST_GIVEN) -> list[Keys]:
        """Return the keys of a surname and one of the first so many given names."""
        surnames, names = (self.paternal, self.maternal), self.given[:given]
        return [self.joined(surname, name) for surname in surnames for name in names]

    def surnames(self, *others: Keys) -> Keys:
        """Return the key of both surnames, in any order, and of other codes."""
        one, other = self.paternal, self.maternal
        return self.joined(np.minimum(one, other), np.maximum(one, other), *others)


def _words_of_any_part(people: People, sound: dict[str, int]) -> list[Keys]:
    """Return the codes of names of one word and of the first alias, each as surname and given."""
    columns = []
    for column in (people.fragment, people.aliases):
        texts = [text.partition("|")[0] for text in column.texts]
        either = (surname_words(texts), given_words(texts)) if texts else ()
        columns += [_codes([word.sound for word in words], sound)[column.codes] for words in either]
    return columns


def _letters(people: People) -> list[Keys]:
    """Return columns of the codes of sorted initials; of full names too, if a list has initials."""
    if not people.initials.texts:
        return []
    known: dict[str, int] = {}
    names = listed_names(people)
    columns = np.full((len(people), _MOST_LAYOUTS), -1, np.int64)
    for record in range(len(people)):
        letters = sorted_letters(names(record))[:_MOST_LAYOUTS]
        columns[record, : len(letters)] = [known.setdefault(text, len(known)) for text in letters]
    return list(columns.T)


def _address_words(people: People) -> list[Keys]:
    """Return columns of the codes of the words of addresses, of the longest words first."""
    if not people.address.texts:
        return []
    known: dict[str, int] = {}
    words = np.full((len(people.address.texts) + 1, _MOST_WORDS), -1, np.int64)
    for number, text in enumerate(people.address.texts):
        few = sorted(set(text.split()), key=len)[-_MOST_WORDS:]
        words[number, : len(few)] = [known.setdefault(word, len(known)) for word in few]
    return list(words[people.address.codes].T)


def _codes(texts: list[str], known: dict[str, int]) -> Keys:
    """Return the code of each text, and -1 at the end, for the code -1."""
    return np.array([*(known.setdefault(text, len(known)) for text in texts), -1], np.int64)


RULES = (
    ListRule(
        "document",
        "el número de un documento",
        "the number of a document",
        lambda k: [k.digits],
    ),
    ListRule(
        "whole_name",
        "los dos apellidos, en cualquier orden, y un nombre",
        "both surnames, in any order, and a given name",
        lambda k: [k.surnames(name) for name in k.given],
    ),
    ListRule(
        "surnames",
        "los dos apellidos y el año de nacimiento, con un año de margen",
        "both surnames and the year of birth, give or take one",
        lambda k: [k.surnames()],
        near=True,
    ),
    ListRule(
        "surname_given",
        "un apellido, un nombre y el año de nacimiento, con un año de margen",
        "a surname, a given name and the year of birth, give or take one",
        lambda k: k.surname_and_given(1),
        against=lambda k: k.surname_and_given(),
        near=True,
    ),
    ListRule(
        "birthday",
        "el día de nacimiento y una palabra del nombre",
        "the day of birth and a word of the name",
        lambda k: [k.joined(k.day, word) for word in k.words],
    ),
    ListRule(
        "letters",
        "las iniciales en cualquier orden, el sexo y el año de nacimiento, con un año de margen",
        "the initials in any order, the sex and the year of birth, give or take one",
        lambda k: [k.joined(np.where(k.initials, each, -1), k.sex) for each in k.letters[:1]],
        against=lambda k: [k.joined(each, k.sex) for each in k.letters],
        near=True,
    ),
    ListRule(
        "residence",
        "el domicilio, y un apellido y un nombre que suenan igual",
        "the residence, and a surname and a given name of the same sound",
        lambda k: k.names_at(k.residence),
    ),
    ListRule(
        "birthplace",
        "el lugar de nacimiento, y un apellido y un nombre que suenan igual",
        "the birthplace, and a surname and a given name of the same sound",
        lambda k: k.names_at(k.birthplace),
    ),
    ListRule(
        "address",
        "la dirección y una palabra del nombre",
        "the address and a word of the name",
        lambda k: [k.joined(k.address, word) for word in k.words],
    ),
    ListRule(
        "rare_name",
        "un apellido y un nombre que pocos tienen",
        "a surname and a given name that few have",
        lambda k: k.surname_and_given(),
        rare=True,
    ),
    ListRule(
        "rare_surnames",
        "los dos apellidos, que pocos tienen",
        "both surnames, which few have",
        lambda k: [k.surnames()],
        rare=True,
    ),
    ListRule(
        "rare_day",
        "el día de nacimiento, que pocos tienen",
        "the day of birth, which few have",
        lambda k: [k.day],
        rare=True,
    ),
    ListRule(
        "rare_address",
        "una palabra de la dirección, que pocos tienen",
        "a word of the address, which few have",
        lambda k: k.address_words,
        rare=True,
    ),
)
"""The rules, from the surest to the widest."""
