"""The pairs of a list's records that are worth comparing: those that share the keys of some rule.

A key is one integer made of codes; -1 never blocks. ``RULES`` declares the rules. A key that too
many records have is skipped, and told: a wrong filler would give as many pairs as people squared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.linkage.pairs.compared_records import sorted_letters
from trama.lists.columns import MOST_GIVEN, People
from trama.lists.listed_names import listed_names
from trama.values.name_words import given_words, surname_words

Keys = NDArray[np.int64]
"""A key for each record, -1 if the record has none."""

_YEARS = 1 << 12  # more than any year of birth
_LARGEST_BLOCK = (
    1_000_000  # pairs of one key; QUISPE MAMANI JUAN in two lists of 10 million has fewer
)
_MOST_LAYOUTS = 12  # ways to write the initials of a full name that find pairs
_MOST_WORDS = 8  # of an address, that find pairs
_LEAST_BUDGET, _BUDGET = 20_000, 0.05  # pairs of a rule of rare keys: at least, and for a record


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
        self.given = of_given[given[:, 0]]
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
        self.place = people.residence.codes.astype(np.int64)
        self.address = people.address.codes.astype(np.int64)
        self.address_words = _address_words(people)

    @staticmethod
    def joined(*columns: Keys) -> Keys:
        """Return one key of several codes; -1 if one of them is unknown."""
        key = np.zeros_like(columns[0])
        known = np.ones(len(key), bool)
        for column in columns:
            known &= column >= 0
            key = key * (int(column.max(initial=0)) + 1) + column
        return np.where(known, key, -1)

    def surnames(self) -> Keys:
        """Return the key of both surnames, in any order."""
        low, high = (
            np.minimum(self.paternal, self.maternal),
            np.maximum(self.paternal, self.maternal),
        )
        return self.joined(low, high)


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
        "los dos apellidos, en cualquier orden, y el primer nombre",
        "both surnames, in any order, and the first given name",
        lambda k: [k.joined(_compact(k.surnames()), k.given)],
    ),
    ListRule(
        "surnames",
        "los dos apellidos y el año de nacimiento, con un año de margen",
        "both surnames and the year of birth, give or take one",
        lambda k: [_compact(k.surnames())],
        near=True,
    ),
    ListRule(
        "surname_given",
        "un apellido, el primer nombre y el año de nacimiento, con un año de margen",
        "a surname, the first given name and the year of birth, give or take one",
        lambda k: [k.joined(k.paternal, k.given), k.joined(k.maternal, k.given)],
        near=True,
    ),
    ListRule(
        "birthday",
        "el día de nacimiento y una palabra del nombre",
        "the day of birth and a word of the name",
        lambda k: [k.joined(_compact(k.day), word) for word in k.words],
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
        "el domicilio, un apellido y el primer nombre",
        "the residence, a surname and the first given name",
        lambda k: [
            k.joined(_compact(k.place), _compact(k.joined(surname, k.given)))
            for surname in (k.paternal, k.maternal)
        ],
    ),
    ListRule(
        "address",
        "la dirección y una palabra del nombre",
        "the address and a word of the name",
        lambda k: [k.joined(_compact(k.address), word) for word in k.words],
    ),
    ListRule(
        "rare_name",
        "un apellido y el primer nombre que pocos tienen",
        "a surname and the first given name that few have",
        lambda k: [k.joined(k.paternal, k.given), k.joined(k.maternal, k.given)],
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


def _compact(keys: Keys) -> Keys:
    """Return the keys numbered from 0, so that another code may be joined to them."""
    distinct, codes = np.unique(keys, return_inverse=True)
    return codes.astype(np.int64) - int(distinct[0] == -1) if len(distinct) else keys


@dataclass(frozen=True, slots=True)
class ListPairs:
    """The pairs to compare: ``one`` and ``other`` are places in `People`, sorted.

    ``found_by`` has a bit for each rule that finds the pair, the first rule in the lowest bit.
    ``skipped`` has by rule the records whose key too many others have.
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    found_by: NDArray[np.uint16]
    skipped: Mapping[str, int]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.one)


def pairs_of(people: People) -> ListPairs:
    """Return the pairs of records that a rule finds, each once.

    Two lists are paired across; the records of one list with one another.
    """
    keys = BlockingKeys(people)
    packed, bits = [], []
    skipped = {}
    for number, rule in enumerate(RULES):
        one, other, skipped[rule.name] = _pairs_of_rule(rule, keys, people)
        told_apart = (people.case[one] >= 0) & (people.case[one] == people.case[other])
        kept = people.two_lists | ~told_apart
        packed.append(np.unique(one[kept] * len(people) + other[kept]))
        bits.append(np.full(len(packed[-1]), 1 << number, np.uint16))
    every = np.concatenate(packed)
    order = np.argsort(every, kind="stable")
    every, bit = every[order], np.concatenate(bits)[order]
    first = np.flatnonzero(np.diff(every, prepend=-1))
    found = np.bitwise_or.reduceat(bit, first) if len(first) else bit
    pairs = every[first]
    return ListPairs(pairs // len(people), pairs % len(people), found, skipped)


def _pairs_of_rule(rule: ListRule, keys: BlockingKeys, people: People) -> tuple[Keys, Keys, int]:
    """Return the pairs that share a key, perhaps twice, and the records left out."""
    columns = _with_years(rule.keys(keys), rule, keys)
    if not columns:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), 0
    against = _with_years(rule.against(keys), rule, keys) if rule.against else columns
    found = [_pairs_sharing(columns, against, rule, people)]
    if rule.against and people.two_lists:
        found.append(_pairs_sharing(against, columns, rule, people))
    left, right, skipped = zip(*found, strict=True)
    return np.concatenate(left), np.concatenate(right), sum(skipped)


def _with_years(columns: list[Keys], rule: ListRule, keys: BlockingKeys) -> list[Keys]:
    """Return the keys of a rule, with the year of birth if the rule asks that years are near."""
    if not rule.near:
        return columns
    known = [np.where(keys.year >= 0, column, -1) for column in columns]
    return [np.where(key >= 0, key * _YEARS + keys.year, -1) for key in known]


def _pairs_sharing(
    columns: list[Keys], against: list[Keys], rule: ListRule, people: People
) -> tuple[Keys, Keys, int]:
    """Return the pairs of a record of ``columns`` and a record of ``against`` with an equal key.

    1. Write out each key of each record of the one side; of the other side also with the years
       before and after. Sort either side by key.
    2. Find for each key of the one side the block of its equals on the other side.
    3. Skip blocks of too many pairs; write out the pairs of the others.

    Example: keys 7, 9 on the one side and 9, 9 on the other give two pairs of the record with 9.
    """
    others = slice(people.first, None) if people.two_lists else slice(None)
    mine, one = _written_out(columns, slice(people.first), (0,))
    theirs, other = _written_out(against, others, (-1, 0, 1) if rule.near else (0,))
    begin = np.searchsorted(theirs, mine, "left")
    counts = np.searchsorted(theirs, mine, "right") - begin
    own = np.searchsorted(mine, mine, "right") - np.searchsorted(mine, mine, "left")
    large = counts * own > _most_pairs(counts * own, own, rule, len(people))
    counts[large] = 0
    repeated = np.repeat(np.arange(len(one)), counts)
    offset = np.arange(len(repeated)) - np.repeat(np.cumsum(counts) - counts, counts)
    left, right = one[repeated], other[np.repeat(begin, counts) + offset]
    if not people.two_lists:
        left, right = np.minimum(left, right), np.maximum(left, right)
        apart = left != right
        left, right = left[apart], right[apart]
    return left, right, int(large.sum())


def _most_pairs(block: Keys, own: Keys, rule: ListRule, people: int) -> int:
    """Return the pairs of the largest block that is written out.

    ``block`` has the pairs of the block of each record, ``own`` the records in it. Blocks of a rare
    rule are taken from the smallest, until their pairs reach the rule's budget.
    """
    if not rule.rare:
        return _LARGEST_BLOCK
    order = np.argsort(block, kind="stable")
    spent = np.cumsum(block[order] / own[order])
    budget = max(_LEAST_BUDGET, _BUDGET * people)
    within = int(np.searchsorted(spent, budget, "right"))
    if within == len(order):
        return _LARGEST_BLOCK
    return int(block[order[within]]) - 1


def _written_out(columns: list[Keys], records: slice, years: tuple[int, ...]) -> tuple[Keys, Keys]:
    """Return the keys of some records, sorted, and the record of each."""
    keys = np.concatenate([column[records] + year for column in columns for year in years])
    known = np.concatenate([column[records] >= 0 for column in columns for _ in years])
    places = np.tile(
        np.arange(records.start or 0, len(columns[0]))[: len(columns[0][records])],
        len(columns) * len(years),
    )
    keys, places = keys[known], places[known]
    order = np.argsort(keys, kind="stable")
    return keys[order], places[order]
