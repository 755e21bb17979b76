"""Draws that keep the shares: weighted picks, and decks dealt without replacement."""

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


def choose(random: Random, items: Sequence[Item]) -> Item:
    """Returns one of the items, in a third of the time that Random.choice takes."""
    return items[int(random.random() * len(items))]


def whole(random: Random, low: int, high: int) -> int:
    """Returns a whole number from ``low`` to ``high``, both included."""
    return low + int(random.random() * (high - low + 1))


class Weighted(Generic[Item]):
    """Items to pick from, each in proportion to its weight."""

    def __init__(self, weights: Mapping[Item, float]) -> None:
        self.items: Sequence[Item] = [item for item, weight in weights.items() if weight > 0]
        self._bounds = list(accumulate(weight for weight in weights.values() if weight > 0))
        self.total = self._bounds[-1] if self._bounds else 0.0

    def pick(self, random: Random) -> Item:
        """Returns one item; the same ``random`` gives the same item."""
        return self.items[bisect(self._bounds, random.random() * self.total)]


class Deck(Generic[Item]):
    """Items dealt like cards: over a whole deck the shares are exact, not only expected.

    So a twin of a few thousand cases is as close to the real shares as rounding lets it be.
    """

    def __init__(self, weights: Mapping[Item, float], random: Random, size: int = 1000) -> None:
        self._random = random
        self._cards = _cards(weights, size)
        self._left: list[Item] = []

    def deal(self, fits: Callable[[Item], bool] | None = None) -> Item:
        """Returns the next card; with ``fits`` the next that fits, or simply the next if none does.

        Cards that were passed over stay in the deck, so a condition changes who gets which card
        and not how many there are of it.
        """
        if not self._left:
            # In less time than Random.shuffle takes.
            self._left = sorted(self._cards, key=lambda _: self._random.random())
        if fits is not None:
            for position in range(len(self._left) - 1, -1, -1):
                if fits(self._left[position]):
                    return self._left.pop(position)
        return self._left.pop()

    def deal_only(self, item: Item) -> Item:
        """Returns ``item``, taking its card out of the deck where there is one left."""
        if item in self._left:
            self._left.remove(item)
        return item


def _cards(weights: Mapping[Item, float], size: int) -> list[Item]:
    """Returns ``size`` cards, by largest remainder, so that the parts add up."""
    total = sum(weights.values())
    exact = {item: weight * size / total for item, weight in weights.items() if weight > 0}
    counts = {item: int(share) for item, share in exact.items()}
    missing = size - sum(counts.values())
    for item in sorted(exact, key=lambda one: counts[one] - exact[one])[:missing]:
        counts[item] += 1
    return [item for item, count in counts.items() for _ in range(count)]
