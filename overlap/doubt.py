"""Whole draws of two registries: the open pairs, and what no open pair tells.

A draw of the open pairs alone is too sure. Four doubts are added:

1. The model may be shy or eager as a whole. The log odds of all pairs move together in a draw.
2. Links may be missing from the pairs: no rule found them, or the model gave them under 2 %. A draw
   gets some outside links, between units that it leaves alone.
3. Units of one registry may be one, by a pair that the model left open: then a draw counts them
   once.
4. Repeats within a registry may be missing from the pairs too.

The number missing is learned: the more pairs are doubtful, the more lie beyond what is kept.
`benchmarks/doubting.py` learns `LEARNED` on synthetic twins, of other seeds and other dirt than
those of the study of the intervals.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from trama.overlap.draws import Draws, Floats, OutsideLink, RepeatedUnit, draw, source_of, uniforms
from trama.overlap.entries import POLICE, PROSECUTORS, Entry
from trama.overlap.units import Repeat, UnitKind, Units

LEVELS = 20
"""Values of the shift of the log odds, each in as many draws: the middles of twentieths."""

_TRIES = 20  # to find a free unit at random, before a draw goes without one outside link
_SURE = 1e-6  # probability above which a count of missing links or repeats is left out


@dataclass(frozen=True, slots=True)
class Missing:
    """The number of links, or of repeats, that are no pair: a negative binomial.

    Its mean is ``a_doubtful`` times the doubtful pairs, and ``a_hundred`` for each hundred units.
    The smaller ``shape``, the more registries differ in it.
    """

    a_doubtful: float
    a_hundred: float
    shape: float

    def mean(self, doubtful: float, units: int) -> float:
        """Return the mean number for a pair of registries."""
        return self.a_doubtful * doubtful + self.a_hundred * units / 100

    def numbers(self, mean: float, u: Floats) -> NDArray[np.int64]:
        """Return a number for each of ``u`` in [0, 1).

        Example: mean 1 and shape 1 give 0 in half of the draws, 1 in a quarter, 2 in an eighth.
        """
        ratio = mean / (self.shape + mean)
        chance = (1 - ratio) ** self.shape
        sums = [chance]
        while 1 - sums[-1] > _SURE and chance > 0:
            count = len(sums)
            chance *= ratio * (self.shape + count - 1) / count
            sums.append(sums[-1] + chance)
        limits = np.array(sums[:-1])
        counts: NDArray[np.int64] = np.searchsorted(limits, u, side="right").astype(np.int64)
        return counts


@dataclass(frozen=True, slots=True)
class Doubt:
    """The doubt about a kind of unit: the mean and the spread of the shift, and what is missing.

    The shift is in natural log odds.
    """

    shift: float
    spread: float
    links: Missing
    repeats: Missing


_PEOPLE = Doubt(1.0, 0.6, Missing(0.21, 0.005, 1.0), Missing(0.04, 0.01, 8.0))
_CASES = Doubt(0.6, 1.1, Missing(0.13, 0.005, 4.0), Missing(0.15, 0.005, 8.0))
LEARNED: Mapping[UnitKind, Doubt] = {
    UnitKind.VICTIMS: _PEOPLE,
    UnitKind.EPISODES: _PEOPLE,
    UnitKind.CASES: _CASES,
}
"""The doubts that `benchmarks/doubting.py` learned with the shipped model of `LEARNED_WITH`."""

LEARNED_WITH = "da338ea3f80c"
"""The short hash of that model. A model that is trained anew needs its doubts learned anew."""


def doubtful(units: Units) -> float:
    """Return the number of doubtful pairs: one at evens counts as 1, one at p as 4 p (1 - p)."""
    chances = [pair.probability for pair in units.open]
    chances += [repeat.probability for repeat in units.repeats]
    return 4 * sum((p * (1 - p) for p in chances), 0.0)


def whole_draws(units: Units, number: int, seed: int, doubt: Doubt | None = None) -> Draws:
    """Return linkages of the units, with all doubts. The same seed gives the same draws.

    ``doubt`` is that of the kind in `LEARNED` unless another is given.

    1. Draw the open pairs, each draw with its shift of the log odds.
    2. Join units of one registry that repeat each other, by the open pairs within a registry.
    3. Join further units of one registry, and link further units, as many as may be missing.

    Example: R-1 and S-1 are open at 0.5, R-2 and S-2 are no pair. In about half of the draws R-1 is
    linked with S-1; in few of them R-2 is linked with S-2.

    Raises BadParameter and MissingPart as `draw`.
    """
    doubt = doubt or LEARNED[units.kind]
    source = source_of(seed, "shift of the log odds")
    places = np.argsort(np.argsort(uniforms(source, number), kind="stable"), kind="stable")
    levels = np.array([NormalDist().inv_cdf((at + 0.5) / LEVELS) for at in range(LEVELS)])
    shifts = doubt.shift + doubt.spread * levels[places * LEVELS // number]
    drawn = draw(units.candidates(), number, seed, shifts=shifts)
    return _Adding(units, drawn, doubt, shifts).draws()


class _Adding:
    """The addition of what is no pair between the registries to draws of the open pairs."""

    def __init__(self, units: Units, drawn: Draws, doubt: Doubt, shifts: Floats) -> None:
        self._units, self._drawn, self._doubt, self._shifts = units, drawn, doubt, shifts
        self._linked = drawn.linked.copy()
        self._columns: dict[tuple[str, str], list[int]] = defaultdict(list)
        for column, (a, b) in enumerate(drawn.links):
            self._columns[POLICE, a].append(column)
            self._columns[PROSECUTORS, b].append(column)
        self._certain = {end for a, b in units.certain for end in ((POLICE, a), (PROSECUTORS, b))}
        self._taken: set[tuple[int, str, str]] = set()
        self._repeated: list[RepeatedUnit] = []
        self._outside: list[OutsideLink] = []

    def draws(self) -> Draws:
        """Return the draws with repeats and outside links."""
        for repeat in self._units.repeats:
            self._repeat(repeat)
        mean_of = (doubtful(self._units), len(self._units.side_a) + len(self._units.side_b))
        self._add_repeats(self._doubt.repeats.mean(*mean_of))
        self._add_links(self._doubt.links.mean(*mean_of))
        return replace(
            self._drawn,
            linked=self._linked,
            outside=tuple(sorted(self._outside, key=lambda one: (one.draw, one.link))),
            repeated=tuple(sorted(self._repeated, key=lambda one: (one.draw, one.name))),
        )

    def _repeat(self, repeat: Repeat) -> None:
        """Join two units in the draws that a probability asks for."""
        source = source_of(self._drawn.seed, f"repeat\t{repeat.one}\t{repeat.other}")
        p = min(repeat.probability, 1 - _SURE)
        odds = p / (1 - p) * np.exp(self._shifts)
        hit = uniforms(source, len(self._shifts)) < odds / (1 + odds)
        for at in np.flatnonzero(hit).tolist():
            self._join(at, repeat.registry, repeat.one, repeat.other)

    def _join(self, at: int, registry: str, one: str, other: str) -> bool:
        """Count two units of a registry once in a draw, and return whether it can be.

        A unit that a draw has joined already is not joined again. If both are linked, the units
        across are one too, and one link stays.
        """
        if {(at, registry, one), (at, registry, other)} & self._taken:
            return False
        if self._is_linked(at, registry, other) and not self._is_linked(at, registry, one):
            one, other = other, one
        column = self._column(at, registry, other)
        if column is not None:
            mine = self._column(at, registry, one)
            if mine is None:
                return False  # a certain link stays, and so does the drawn link
            side, across = (1, PROSECUTORS) if registry == POLICE else (0, POLICE)
            facing, gone = (self._drawn.links[at_column][side] for at_column in (mine, column))
            self._linked[at, column] = False
            self._leave_out(at, across, gone, facing)
        elif (registry, other) in self._certain:
            return False
        self._leave_out(at, registry, other, one)
        return True

    def _leave_out(self, at: int, registry: str, name: str, of: str) -> None:
        self._repeated.append(RepeatedUnit(at, registry, name, of))
        self._taken |= {(at, registry, name), (at, registry, of)}

    def _column(self, at: int, registry: str, name: str) -> int | None:
        """Return the column of the link of a unit in a draw, None without an open link."""
        columns = self._columns.get((registry, name), ())
        return next((column for column in columns if self._linked[at, column]), None)

    def _is_linked(self, at: int, registry: str, name: str) -> bool:
        return (registry, name) in self._certain or self._column(at, registry, name) is not None

    def _is_free(self, at: int, registry: str, name: str) -> bool:
        return (at, registry, name) not in self._taken and not self._is_linked(at, registry, name)

    def _add_repeats(self, mean: float) -> None:
        """Join units of one registry by chance: one that is free with any of its kind of year."""
        pools = {registry: _Pool(self._units.side(registry)) for registry in (POLICE, PROSECUTORS)}
        names = [(registry, name) for registry, pool in pools.items() for name in pool.names]
        source = source_of(self._drawn.seed, "repeats outside the pairs")
        missing = self._doubt.repeats.numbers(mean, uniforms(source, len(self._shifts)))
        for at in np.flatnonzero(missing).tolist():
            for _ in range(int(missing[at])):
                for u in uniforms(source, 2 * _TRIES).reshape(-1, 2):
                    registry, name = names[int(u[0] * len(names))]
                    of = pools[registry].like(self._units.side(registry)[name], u[1])
                    if of != name and self._join(at, registry, of, name):
                        break

    def _add_links(self, mean: float) -> None:
        """Link units that a draw leaves alone, by chance, where sex and year of the fact agree."""
        police, prosecutors = self._units.side_a, self._units.side_b
        names, pool = sorted(police), _Pool(prosecutors)
        source = source_of(self._drawn.seed, "links outside the pairs")
        missing = self._doubt.links.numbers(mean, uniforms(source, len(self._shifts)))
        if not names or not pool.names:
            return
        for at in np.flatnonzero(missing).tolist():
            for _ in range(int(missing[at])):
                for u in uniforms(source, 2 * _TRIES).reshape(-1, 2):
                    a = names[int(u[0] * len(names))]
                    b = pool.like(police[a], u[1])
                    if self._is_free(at, POLICE, a) and self._is_free(at, PROSECUTORS, b):
                        self._outside.append(OutsideLink(at, (a, b)))
                        self._taken |= {(at, POLICE, a), (at, PROSECUTORS, b)}
                        break


class _Pool:
    """The units of a registry, by the sex and the year of the fact of their first entry."""

    def __init__(self, side: Mapping[str, Sequence[Entry]]) -> None:
        self.names = sorted(side)
        self._like: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self.names:
            self._like[_traits(side[name])].append(name)

    def like(self, own: Sequence[Entry], u: float) -> str:
        """Return a unit of the traits of another, or any if there is none; ``u`` chooses."""
        names = self._like.get(_traits(own)) or self.names
        return names[int(u * len(names))]


def _traits(own: Sequence[Entry]) -> tuple[str, str]:
    return own[0].sex, own[0].year(of_fact=True)
