"""The levels of pairs of names of a list, and the evidence of two people.

Plain names are compared many at a time. Each other pair of names is compared by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.compare.aliases import compare_aliases
from trama.compare.apart import ComparedParts, apart_level, compared_parts
from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.initials import compare_initials
from trama.compare.names import compare_names, level_of_names
from trama.compare.rarity import level_of_rarity
from trama.compare.spellings import Pairing, level_of_spelling, pair_surnames
from trama.lists.distinct import by_distinct_rows
from trama.lists.levels import CheapLevels, Levels, level_at, place_of
from trama.lists.listed_names import ListedName
from trama.lists.name_keys import NameKeys
from trama.lists.plain_names import rows_of_plain_names
from trama.values.name_shares import Shares

OF_NAMES = ("names", "spellings", "given_names", "initials", "rarity", "aliases")
"""The comparators that read names."""

WIDTH = len(OF_NAMES) + 3
"""Numbers of a row: a level for each comparator of names, and how the parts of the names agree."""

Rows = NDArray[np.int8]

RowsOfNames = Callable[[NameKeys, NDArray[np.int64], NDArray[np.int64]], Rows]
"""A function that compares the names of pairs, as `rows_of_names` does."""


@dataclass(frozen=True, slots=True)
class NameLevels:
    """The levels of the comparators of names, and how the parts of the names agree.

    The columns of ``parts`` are the fields of `ComparedParts`, without the given names.
    """

    levels: Mapping[str, Levels]
    parts: NDArray[np.int8]


def name_levels(rows: Rows) -> NameLevels:
    """Return the levels that stand in the rows of pairs of names."""
    levels = {name: rows[:, place] for place, name in enumerate(OF_NAMES)}
    return NameLevels(levels, rows[:, len(OF_NAMES) :])


def rows_of_names(keys: NameKeys, one: NDArray[np.int64], other: NDArray[np.int64]) -> Rows:
    """Return a row for each pair of names: the levels of `OF_NAMES`, and how the parts agree."""
    plain = rows_of_plain_names(keys, one, other)
    nothing = np.zeros(len(one), np.int8)
    rows = np.column_stack(
        [
            plain.names, plain.spellings, plain.given, nothing, plain.rarity, nothing,
            plain.pairing, nothing, plain.named,
        ]
    )  # fmt: skip
    alone = np.flatnonzero(plain.elsewhere | keys.unusual[one] | keys.unusual[other])
    for pair in alone.tolist():
        rows[pair] = _row(keys.names(int(one[pair])), keys.names(int(other[pair])), keys.shares)
    return rows


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
        parts.pairing,
        parts.other_first_letter,
        parts.named,
    )


def apart_levels(cheap: CheapLevels, names: NameLevels) -> Levels:
    """Return the evidence of two people of each pair, from the levels of the other comparators."""
    columns = (
        cheap.levels["births"], cheap.levels["documents"], cheap.generation,
        names.levels["given_names"], *names.parts.T,
    )  # fmt: skip
    return by_distinct_rows(columns, _apart, 1)[:, 0]


def _apart(*numbers: int) -> tuple[int]:
    births, documents, generation, given, pairing, other_first_letter, named = numbers
    parts = ComparedParts(
        Pairing(pairing), level_at(GivenLevel, given), bool(other_first_letter), bool(named)
    )
    document, birth = level_at(DocumentLevel, documents), level_at(BirthLevel, births)
    return (place_of(apart_level(document, birth, bool(generation), parts)),)
