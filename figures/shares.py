"""The search for a percentage: a share of all victims, or a growth from one year to the next.

Only windows that a newspaper names are searched: years, whole years, and from a January to the end
of the data. Any months would give every percentage. A percentage of fewer than ten is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from trama.figures.count_search import PLACE_TIERS, SERIES_TIERS, Numbers, Searched, by_chance
from trama.figures.quoted import Quoted
from trama.figures.windows import TIERS, Mask, Whole

Form = Literal["share", "share_of_country", "growth"]
_LEAST_WHOLE = 10  # victims: a percentage of fewer is no finding
_LAST_NAMED_TIER = 1  # of windows
_LAST_SERIES_TIER = 2  # the sums that a file publishes are no parts
_AROUND = 5.0  # points, to each side: percentages of the same size


class FoundShare(NamedTuple):
    """A recipe of a percentage: ``part`` of ``whole``, or the growth to ``part`` from ``whole``."""

    form: Form
    series: int
    place: int
    window: int
    part: int
    whole: int
    chance: float

    @property
    def percent(self) -> float:
        """The percentage, not rounded."""
        grown = self.whole if self.form == "growth" else 0
        return 100 * (self.part - grown) / self.whole


@dataclass(frozen=True, slots=True)
class SharesFound:
    """The recipes found, best first; how many there were, and how many chance gives."""

    found: list[FoundShare]
    recipes: int
    expected: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Recipes of one form and one series: arrays of place × window."""

    form: Form
    series: int
    windows: Whole
    parts: Whole
    wholes: Whole


def search_shares(searched: Searched, quoted: Quoted, mask: Mask) -> SharesFound:
    """Return the shares and growths that round to a quoted percentage.

    Without a sign, a fall by 15 % is found as 15 % too.
    """
    tiers = searched.windows.tier
    step = float(10**-quoted.decimals)
    shape = (SERIES_TIERS, PLACE_TIERS, TIERS)
    recipes, near = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    hits = []
    for block in _blocks(searched, mask):
        tier = searched.series[block.series].tier
        enough = block.wholes >= _LEAST_WHOLE
        off = np.abs(_percents(block, signed=quoted.signed) - quoted.value)
        places = np.minimum(np.arange(len(off)), 1)[:, None] + 0 * block.windows
        of_window = tiers[block.windows] + 0 * places
        for counted, these in ((recipes, enough), (near, enough & (off <= _AROUND))):
            np.add.at(counted[tier], (places[these], of_window[these]), 1)
        hits += [
            (block, int(place), int(at))
            for place, at in np.argwhere(enough & (off <= step / 2 + 1e-9))
        ]
    density: Numbers = near.astype(np.float64) * (step / (2 * _AROUND))
    chance = by_chance(recipes, density)
    found = [_found(searched, hit, chance) for hit in hits]
    found.sort(key=lambda one: (one.chance, one.form, one.series, one.place, one.window))
    return SharesFound(found, int(recipes.sum()), float(density.sum()))


def _blocks(searched: Searched, mask: Mask) -> Iterator[_Block]:
    named = np.flatnonzero(mask & (searched.windows.tier <= _LAST_NAMED_TIER))
    windows, everybody = searched.counts(0, named)
    country = np.broadcast_to(everybody[:1], everybody[1:].shape)
    no_country = np.zeros_like(everybody[:1])
    yield _Block("share_of_country", 0, windows, everybody, np.concatenate([no_country, country]))
    now, before = _successive(searched, named)
    for position, series in enumerate(searched.series):
        if series.tier > _LAST_SERIES_TIER:
            continue
        if position:
            windows, parts = searched.counts(position, named)
            _, wholes = searched.counts(0, windows)
            yield _Block("share", position, windows, parts, wholes)
        pairs = [searched.counts(position, one) for one in (now, before)]
        kept = np.isin(now, pairs[0][0]) & np.isin(before, pairs[1][0])
        (_, parts), (_, wholes) = (searched.counts(position, one[kept]) for one in (now, before))
        yield _Block("growth", position, now[kept], parts, wholes)


def _successive(searched: Searched, named: Whole) -> tuple[Whole, Whole]:
    """Return the windows within one year, and for each the same months of the year before."""
    windows = searched.windows
    at = {
        (int(first), int(last)): position
        for position, (first, last) in enumerate(zip(windows.first, windows.last, strict=True))
    }
    pairs = [
        (int(one), at[before])
        for one in named
        if windows.last[one] - windows.first[one] < 12
        and (before := (int(windows.first[one]) - 12, int(windows.last[one]) - 12)) in at
    ]
    now, earlier = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return now, earlier


def _percents(block: _Block, *, signed: bool) -> Numbers:
    grown = block.wholes if block.form == "growth" else 0
    percents: Numbers = 100 * (block.parts - grown) / np.maximum(block.wholes, 1)
    if block.form == "growth" and not signed:
        return np.abs(percents)
    # A share has no sign: +15 % is a growth.
    return np.full_like(percents, np.inf) if signed and block.form != "growth" else percents


def _found(searched: Searched, hit: tuple[_Block, int, int], chance: Numbers) -> FoundShare:
    block, place, at = hit
    window = int(block.windows[at])
    likely = chance[
        searched.series[block.series].tier, min(place, 1), searched.windows.tier[window]
    ]
    part, whole = int(block.parts[place, at]), int(block.wholes[place, at])
    return FoundShare(block.form, block.series, place, window, part, whole, float(likely))
