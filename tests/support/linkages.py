"""Every one-to-one linkage of some pairs, listed in the plainest way."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import prod

from trama.overlap.candidates import Pair

Linkage = frozenset[tuple[str, str]]


def is_one_to_one(links: Sequence[tuple[str, str]]) -> bool:
    return all(len({link[end] for link in links}) == len(links) for end in (0, 1))


def every_linkage(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            if is_one_to_one([pair.link for pair in chosen]):
                yield chosen


def probabilities(pairs: Sequence[Pair]) -> dict[Linkage, float]:
    """Return the probability of each linkage: independent pairs, given that it is one-to-one."""
    weights = {
        frozenset(pair.link for pair in chosen): prod(
            pair.probability if pair in chosen else 1 - pair.probability for pair in pairs
        )
        for chosen in every_linkage(pairs)
    }
    total = sum(weights.values())
    return {linkage: weight / total for linkage, weight in weights.items()}
