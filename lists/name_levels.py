"""The levels of pairs of names of a list, and the evidence of two people.

Names that are equal word by word have known levels. Each other pair of names is compared by itself,
and processes share the work.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np
from numpy.typing import NDArray

from trama.compare.aliases import compare_aliases
from trama.compare.apart import ComparedParts, apart_level, compared_parts
from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.initials import compare_initials
from trama.compare.names import NameLevel, compare_names, level_of_names
from trama.compare.rarity import PEOPLE, RARITY_BOUNDS, level_of_rarity
from trama.compare.spellings import (
    Pairing,
    SpellingLevel,
    level_of_spelling,
    pair_surnames,
)
from trama.lists.columns import People
from trama.lists.levels import CheapLevels, Levels, level_at, place_of
from trama.lists.listed_names import ListedName, listed_names
from trama.values.name_shares import Shares

OF_NAMES = ("names", "spellings", "given_names", "initials", "rarity", "aliases")
"""The comparators that read names."""

WIDTH = len(OF_NAMES) + 1
"""Numbers of a row: a level for each comparator of names, and how the parts of the names agree."""

RowsOfNames = Callable[[People, Shares, NDArray[np.int64], NDArray[np.int64]], NDArray[np.int16]]
"""A function that compares the names of pairs, as `rows_of_names` does."""

_PAIRINGS = tuple(Pairing)
_GIVEN, _BIRTHS, _DOCUMENTS = len(GivenLevel), len(BirthLevel), len(DocumentLevel)
_FEW = 2_000  # pairs of names under which another process costs more than it saves


@dataclass(frozen=True, slots=True)
class NameLevels:
    """The levels of the comparators of names, and how the parts of the names agree.

    ``parts`` packs a `ComparedParts`: see ``_packed``.
    """

    levels: Mapping[str, Levels]
    parts: NDArray[np.int16]


def name_levels(
    people: People,
    shares: Shares,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    compared: RowsOfNames | None = None,
) -> NameLevels:
    """Return the levels of pairs of names; ``compared`` compares those that are not equal.

    1. Names with two surnames and a given name that are equal word by word are the SAME; how rare
       they are comes from the shares of the words.
    2. Compare each other pair of names.
    """
    columns = (people.paternal, people.maternal, people.given, people.married)
    equal = np.logical_and.reduce([codes[one] == codes[other] for codes in columns])
    full = (people.paternal >= 0) & (people.maternal >= 0) & (people.given >= 0)
    equal &= (full & (people.married < 0))[one]
    equal &= ~people.unusual[one] & ~people.unusual[other]
    rows = np.zeros((len(one), WIDTH), np.int16)
    rows[equal] = _row_of_equal_names(0)
    rows[equal, OF_NAMES.index("rarity")] = own_rarity(people, shares)[one[equal]]
    rest = np.flatnonzero(~equal)
    rows[rest] = (compared or rows_of_names)(people, shares, one[rest], other[rest])
    levels = {name: rows[:, place].astype(np.int8) for place, name in enumerate(OF_NAMES)}
    return NameLevels(levels, rows[:, -1])


def _row_of_equal_names(rarity: int) -> list[int]:
    parts = ComparedParts(Pairing.STRAIGHT, GivenLevel.SAME, False, True)
    levels = (NameLevel.SAME, SpellingLevel.IDENTICAL, GivenLevel.SAME)
    return [*map(place_of, levels), 0, rarity, 0, _packed(parts)]


def own_rarity(people: People, shares: Shares) -> Levels:
    """Return how rare the whole name of each record is."""
    of_surname = [*(shares.of_surnames(word, word) for word in people.surnames), 1.0]
    of_word = [shares.of_given_names(word, word) for word in people.givens]
    of_given = [*(math.prod(of_word[word] for word in name) for name in people.given_names), 1.0]
    expected = np.full(len(people), float(PEOPLE))
    for share, codes in (
        (of_surname, people.paternal),
        (of_surname, people.maternal),
        (of_given, people.given),
    ):
        expected *= np.array(share)[codes]
    bounds = [bound for bound, _ in RARITY_BOUNDS]
    return (np.searchsorted(bounds, expected, "right") + 1).astype(np.int8)


def shared_out(
    people: People,
    shares: Shares,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    processes: int,
) -> NDArray[np.int16]:
    """Return the rows of levels of pairs of names, compared by this process and its children."""
    parts = max(1, min(processes, len(one) // _FEW))
    shares_of_work = [(one[part::parts], other[part::parts]) for part in range(parts)]
    context = get_context("fork")  # a child reads the words where they are
    children = []
    for work in shares_of_work[1:]:
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=_send_rows, args=(there, people, shares, work))
        child.start()
        there.close()
        children.append((child, here))
    rows = np.zeros((len(one), WIDTH), np.int16)
    rows[0::parts] = rows_of_names(people, shares, *shares_of_work[0])
    for part, (child, here) in enumerate(children, 1):
        rows[part::parts] = np.frombuffer(here.recv_bytes(), np.int16).reshape(-1, rows.shape[1])
        child.join()
    return rows


def _send_rows(
    there: Connection,
    people: People,
    shares: Shares,
    work: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    there.send_bytes(rows_of_names(people, shares, *work).tobytes())


def rows_of_names(
    people: People, shares: Shares, one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.int16]:
    """Return a row for each pair of names: the levels of `OF_NAMES`, and how the parts agree."""
    names = listed_names(people)
    rows = [
        _row(names(mine), names(theirs), shares)
        for mine, theirs in zip(one.tolist(), other.tolist(), strict=True)
    ]
    return np.array(rows, np.int16).reshape(-1, WIDTH)


def _row(one: ListedName, other: ListedName, shares: Shares) -> tuple[int, ...]:
    """Return the levels of two names as `OF_NAMES` orders them, and their parts."""
    surnames, given = pair_surnames(one, other), compare_given_names(one, other)
    initials = aliases = 0
    if one.usual and other.usual:
        named = one.has_name and other.has_name
        names = place_of(level_of_names(one, other, surnames, given)) if named else 0
        parts = ComparedParts(surnames.pairing, given, False, named)
    else:
        names = place_of(compare_names(one, other))
        initials, aliases = map(
            place_of, (compare_initials(one, other), compare_aliases(one, other))
        )
        parts = compared_parts(one, other)
    return (
        names,
        place_of(level_of_spelling(surnames)),
        place_of(given),
        initials,
        place_of(level_of_rarity(one, other, surnames, shares)),
        aliases,
        _packed(parts),
    )


def _packed(parts: ComparedParts) -> int:
    """Return how the parts of two names agree, as one number."""
    pairing = _PAIRINGS.index(parts.pairing)
    levels = pairing * _GIVEN + place_of(parts.given)
    return levels * 4 + 2 * parts.other_first_letter + parts.named


def _unpacked(packed: int) -> ComparedParts:
    rest, flags = divmod(packed, 4)
    pairing, given = divmod(rest, _GIVEN)
    return ComparedParts(
        _PAIRINGS[pairing], level_at(GivenLevel, given), bool(flags // 2), bool(flags % 2)
    )


def apart_levels(cheap: CheapLevels, names: NameLevels) -> Levels:
    """Return the evidence of two people of each pair, from the levels of the other comparators."""
    births, documents = (cheap.levels[name].astype(np.int64) for name in ("births", "documents"))
    packed = names.parts.astype(np.int64) * _BIRTHS + births
    packed = (packed * _DOCUMENTS + documents) * 2 + cheap.generation
    distinct, inverse = np.unique(packed, return_inverse=True)
    return np.fromiter(map(_apart, distinct.tolist()), np.int8, len(distinct))[inverse]


def _apart(packed: int) -> int:
    rest, generation = divmod(packed, 2)
    rest, documents = divmod(rest, _DOCUMENTS)
    parts, births = divmod(rest, _BIRTHS)
    document, birth = level_at(DocumentLevel, documents), level_at(BirthLevel, births)
    return place_of(apart_level(document, birth, bool(generation), _unpacked(parts)))
