"""The search for a count: each series × place × window that gives the number, or nearly.

1. Add the periods of each series and place up once, so that a window is one subtraction.
2. Leave out the windows that the sentence cannot mean, and those in which a series has a gap.
3. Give each recipe the class of its three tiers (series, place, window). A class costs as much as
   there are recipes that are no less simple.
4. Count, class by class, the recipes within a tenth of the number: what chance gives.
5. Return the recipes within the tolerance: exact ones first, and those that chance gives least.

Example: 669 is all victims of 2024. Nine years have a total, and a tenth around 669 has 133
numbers; three of the nine totals lie there. So a whole year gives any one of these numbers in
3/133 = 0.02 of the cases: the recipe is hardly chance. Some month of some breakdown of some
department gives 669 many times.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trama.figures.breakdowns import Series
from trama.figures.question import AROUND
from trama.figures.windows import TIERS, Mask, Whole, Windows

SERIES_TIERS, PLACE_TIERS = 4, 2
"""The tiers of series are those of ``breakdowns``; of places, 0 is the country."""

_MOST_FOUND = 5_000  # recipes that are told apart: for a small number there are millions
_LEAST_NEIGHBOURHOOD = 3

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A recipe: positions of its series, place and window; its count, and how chance gives it.

    ``chance`` is the expected number of recipes, as simple as this or simpler, that come as near to
    a number of this size by chance alone.
    """

    series: int
    place: int
    window: int
    value: int
    miss: int
    chance: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The recipes found, best first; how many recipes there were, and how many chance gives.

    ``expected`` is the number of recipes that give exactly a number of this size by chance.
    ``nearest`` is the least miss of any recipe, None if there is no recipe.
    """

    found: list[Found]
    recipes: int
    expected: float
    nearest: int | None


class Searched:
    """Series of counts added up over their periods, ready to be searched for a number."""

    def __init__(self, series: Sequence[Series], windows: Windows) -> None:
        self.series = series
        self.windows = windows
        self._sums = [_added_up(one.counts).astype(np.int32) for one in series]
        self._gaps = [_added_up(~one.covered) for one in series]

    def value(self, series: int, place: int, first: int, last: int) -> int | None:
        """Return the count of a series at a place from a month to a month.

        Return None if no window has these ends, or if the series has a gap there.
        """
        at = np.flatnonzero((self.windows.first == first) & (self.windows.last == last))
        if len(at) == 0:
            return None
        begin, end = self.windows.begin[at[0]], self.windows.end[at[0]]
        if self._gaps[series][end] > self._gaps[series][begin]:
            return None
        return int(self._sums[series][place, end] - self._sums[series][place, begin])

    def counts(self, series: int, chosen: Whole) -> tuple[Whole, Whole]:
        """Return the windows without a gap, and the counts of a series by place in them."""
        begin, end = self.windows.begin[chosen], self.windows.end[chosen]
        kept = self._gaps[series][end] == self._gaps[series][begin]
        sums = self._sums[series]
        return chosen[kept], sums[:, end[kept]] - sums[:, begin[kept]]


def search(searched: Searched, number: int, mask: Mask, tolerance: int) -> Outcome:
    """Return the recipes in the windows of a mask that give a number, or miss it by so much."""
    around = max(_LEAST_NEIGHBOURHOOD, round(AROUND * number))
    width = number + around - max(1, number - around) + 1
    shape = (SERIES_TIERS, PLACE_TIERS, TIERS)
    recipes, near = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    chosen, tiers = np.flatnonzero(mask), searched.windows.tier
    hits, least = [], []
    for position, series in enumerate(searched.series):
        windows, values = searched.counts(position, chosen)
        misses = np.abs(values - number)
        nearby = (misses <= around) & (values > 0)
        of = tiers[windows]
        places = len(values) - 1
        recipes[series.tier] += np.outer((1, places), np.bincount(of, minlength=TIERS))
        near[series.tier, 0] += np.bincount(of[nearby[0]], minlength=TIERS)
        near[series.tier, 1] += np.bincount(of[np.nonzero(nearby[1:])[1]], minlength=TIERS)
        least += [int(misses.min())] if misses.size else []
        at_place, at_window = np.nonzero(misses <= tolerance)
        hits.append(
            np.stack(
                [
                    np.full(len(at_place), position),
                    at_place,
                    windows[at_window],
                    values[at_place, at_window],
                ]
            )
        )
    chance = by_chance(recipes, near / width)
    found = _best(searched, np.concatenate(hits, axis=1), number, chance)
    return Outcome(found, int(recipes.sum()), float(near.sum() / width), min(least, default=None))


def _best(searched: Searched, hits: Whole, number: int, chance: Numbers) -> list[Found]:
    """Return the recipes of the hits: exact ones first, and of these those that chance gives least.

    A hit is a column of series, place, window and value.
    """
    series, place, window, value = hits
    missed = np.abs(value - number)
    tier = np.array([one.tier for one in searched.series])[series]
    likely = chance[tier, np.minimum(place, 1), searched.windows.tier[window]] * (2 * missed + 1)
    order = np.lexsort((window, place, series, missed, likely, missed > 0))[:_MOST_FOUND]
    best = zip(
        *hits[:, order].tolist(), missed[order].tolist(), likely[order].tolist(), strict=True
    )
    return [Found(*fields) for fields in best]


def _added_up(counts: Whole | Mask) -> Whole:
    """Return the sums of the periods before each period, and of all periods at the end."""
    sums = np.zeros((*counts.shape[:-1], counts.shape[-1] + 1), dtype=np.int64)
    np.cumsum(counts, axis=-1, out=sums[..., 1:])
    return sums


def by_chance(recipes: Whole, nearby: Numbers) -> Numbers:
    """Return for each class the recipes, of it and of all no dearer classes, that hit by chance.

    A class costs as many bits as tell the recipes apart whose three tiers are no higher.
    """
    simpler = recipes.cumsum(axis=0).cumsum(axis=1).cumsum(axis=2)
    found: Numbers = np.zeros(recipes.shape)
    for at in np.ndindex(recipes.shape):
        found[at] = nearby[simpler <= simpler[at]].sum()
    return found
