"""The pairs of a list's records that are worth comparing: those that share the keys of some rule.

A key that too many records have is skipped, and told: a wrong filler would give as many pairs as
people squared.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trama.lists.columns import People
from trama.lists.list_rules import RULES, BlockingKeys, Keys, ListRule

_YEARS = 1 << 12  # more than any year of birth
_RULES = 1 << 4  # more than there are rules
_AT_A_TIME = 2  # rules in threads of their own; each holds some 300 MB for a million records
_LARGEST_BLOCK = (
    1_000_000  # pairs of one key; QUISPE MAMANI JUAN in two lists of 10 million has fewer
)
_LEAST_BUDGET, _BUDGET = 20_000, 0.05  # pairs of a rule of rare keys: at least, and for a record


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


class _Side(NamedTuple):
    """The number of a rule; ``turned`` if the first list has its keys ``against``."""

    rule: int
    turned: bool


class SharedKeys(NamedTuple):
    """The keys of a rule that both sides have, sorted, and the record of each key.

    ``mine`` leaves out the keys that no record of the other side has, and those that too many have;
    ``skipped`` counts the latter. On the other side the equals of a key are ``counts`` keys from
    the place ``begin`` on; keys that differ by ``reach`` count as equals, as years stand last in
    them.
    """

    mine: Keys
    one: Keys
    theirs: Keys
    other: Keys
    begin: Keys
    counts: Keys
    skipped: int
    reach: int


def pairs_of(people: People) -> ListPairs:
    """Return the pairs of records that a rule finds, each once.

    Two lists are paired across; the records of one list with one another.
    """
    keys, found = BlockingKeys(people), [np.zeros(0, np.int64)]
    skipped = dict.fromkeys((rule.name for rule in RULES), 0)

    def pairs_of_side(side: _Side) -> tuple[Keys, int]:
        shared = _shared(side, keys, people)
        one, other = _pairs_sharing(shared, people)
        told_apart = (people.case[one] >= 0) & (people.case[one] == people.case[other])
        kept = people.two_lists | ~told_apart
        return (one[kept] * len(people) + other[kept]) * _RULES + side.rule, shared.skipped

    sides = _sides(people)
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        for side, (pairs, left_out) in zip(sides, pool.map(pairs_of_side, sides), strict=True):
            found.append(pairs)
            skipped[RULES[side.rule].name] += left_out
    every = np.sort(np.concatenate(found))
    pairs = every // _RULES
    bits = (1 << (every % _RULES)).astype(np.uint16)
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    found_by = np.bitwise_or.reduceat(bits, first) if len(first) else bits
    pairs = pairs[first]
    return ListPairs(pairs // len(people), pairs % len(people), found_by, skipped)


def shared_keys(people: People) -> Iterator[tuple[int, SharedKeys]]:
    """Yield the number of each rule and its keys; twice if each list has keys of either kind."""
    keys = BlockingKeys(people)
    for side in _sides(people):
        yield side.rule, _shared(side, keys, people)


def _sides(people: People) -> list[_Side]:
    sides = []
    for number, rule in enumerate(RULES):
        sides.append(_Side(number, turned=False))
        if rule.against and people.two_lists:
            sides.append(_Side(number, turned=True))
    return sides


def _with_years(columns: list[Keys], rule: ListRule, keys: BlockingKeys) -> list[Keys]:
    """Return the keys of a rule, with the year of birth if the rule asks that years are near."""
    if not rule.near:
        return columns
    known = [np.where(keys.year >= 0, column, -1) for column in columns]
    return [np.where(key >= 0, key * _YEARS + keys.year, -1) for key in known]


def _shared(side: _Side, keys: BlockingKeys, people: People) -> SharedKeys:
    """Return the keys that a rule gives the records of the one side, beside those of the other.

    1. Write out each key of each record of either side, and sort them.
    2. Find for each key of the one side the block of its equals on the other side.
    3. Leave out blocks of too many pairs.
    """
    rule = RULES[side.rule]
    columns = _with_years(rule.keys(keys), rule, keys)
    against = _with_years(rule.against(keys), rule, keys) if rule.against else columns
    if side.turned:
        columns, against = against, columns
    others = slice(people.first, None) if people.two_lists else slice(None)
    mine, one = _written_out(columns, slice(people.first))
    theirs, other = _written_out(against, others)
    reach = 1 if rule.near else 0
    first = np.flatnonzero(np.diff(mine, prepend=-1))
    own = np.diff(first, append=len(mine))
    begin = np.searchsorted(theirs, mine[first] - reach, "left")
    counts = np.searchsorted(theirs, mine[first] + reach, "right") - begin
    large = counts * own > _most_pairs(counts * own, rule, len(people))
    kept = (counts > 0) & ~large
    of_key = np.repeat(kept, own)
    begin, counts = (np.repeat(column[kept], own[kept]) for column in (begin, counts))
    skipped = int(own[large].sum())
    return SharedKeys(mine[of_key], one[of_key], theirs, other, begin, counts, skipped, reach)


def _pairs_sharing(keys: SharedKeys, people: People) -> tuple[Keys, Keys]:
    """Return the pairs of a record of the one side and a record of the other with an equal key.

    Example: keys 7, 9 on the one side and 9, 9 on the other give two pairs of the record with 9.
    """
    counts = keys.counts
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - keys.begin, counts)
    left, right = np.repeat(keys.one, counts), keys.other[offset]
    if not people.two_lists:
        left, right = np.minimum(left, right), np.maximum(left, right)
        apart = left != right
        left, right = left[apart], right[apart]
    return left, right


def _most_pairs(blocks: Keys, rule: ListRule, people: int) -> int:
    """Return the pairs of the largest block that is written out; ``blocks`` has those of each.

    Blocks of a rare rule are taken from the smallest, until their pairs reach the rule's budget. A
    key of two records always finds them.
    """
    if not rule.rare:
        return _LARGEST_BLOCK
    blocks = np.sort(blocks)
    budget = max(_LEAST_BUDGET, _BUDGET * people)
    within = int(np.searchsorted(np.cumsum(blocks), budget, "right"))
    if within == len(blocks):
        return _LARGEST_BLOCK
    return max(int(blocks[within]) - 1, 1)


def _written_out(columns: list[Keys], records: slice) -> tuple[Keys, Keys]:
    """Return the keys of some records, sorted, and the record of each."""
    keys = np.concatenate([np.zeros(0, np.int64), *(column[records] for column in columns)])
    known = np.flatnonzero(keys >= 0)
    keys = keys[known]
    order = np.argsort(keys)
    many = len(columns[0][records]) if columns else 1
    return keys[order], known[order] % many + (records.start or 0)
