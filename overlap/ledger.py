"""The ledger of two registries: only a, only b, both, undecided, by a key; its rows add up.

A key is what a registry says of a person: the year, the sex, the department. Two registries may
give one person two keys: the fact in 2017, the carpeta in 2018. Such a link counts neither as
`both` nor as `only`, but in the row of each key as `both_other_key`. So each row adds up exactly:

    in_a = only_a + both + both_other_key_a + undecided_a        (and the same for b)

The figures that are decided come from the links that stand in the graph. The draws are of the open
pairs alone, and give the interval of each figure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.core.errors import BadParameter
from trama.overlap.draws import Draws
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.interval import Interval
from trama.overlap.keys import key_order

Counts = NDArray[np.int64]
Keys = Mapping[str, str | None]
Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """A count: those decided, and where the count lies once nobody is undecided.

    `decided` adds up within a row and over rows. `drawn` is the sum of the count over `draws` draws
    and adds up too; `interval` holds the middle part of the draws and does not add up.
    """

    decided: int
    drawn: int
    draws: int
    interval: Interval

    @property
    def mean(self) -> float:
        """The mean of the count over the draws."""
        return self.drawn / self.draws


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one key; of all keys together if `key` is None."""

    key: str | None
    in_a: int
    in_b: int
    only_a: Count
    only_b: Count
    both: Count
    both_other_key_a: Count
    both_other_key_b: Count
    undecided_a: int
    undecided_b: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The links as the graph has them, and who is undecided there.

    `certain` links stand in every draw, and no draw has them. `joined` links stand in the graph:
    they are certain, or are pairs of the draws. `undecided_a` and `undecided_b` stand in no link.
    """

    certain: frozenset[Link]
    joined: frozenset[Link]
    undecided_a: frozenset[str] = frozenset()
    undecided_b: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows by key, in the order of the keys, their total, and the distinct units of all.

    In the total, `both` counts the links whose ends have one key, `both_other_key_a` the others.
    """

    rows: tuple[Row, ...]
    total: Row
    distinct: Interval
    part: float


def ledger(
    draws: Draws, standing: Standing, keys_a: Keys, keys_b: Keys, *, part: float = 0.9
) -> Ledger:
    """Return the ledger of all units of two registries, each named with its key.

    A unit whose key is None is counted elsewhere (in another year, say): it is in no row, and
    another unit's link with it is `both_other_key`. `part` is the part of the draws that an
    interval holds.

    1. Count, for each draw and key, the links whose ends have one key, and the other links.
    2. Units without a link in a draw are those of the key less the linked, and less those that
       repeat another unit of their registry in the draw.
    3. Do the same once more for the links that stand, and for the units that are undecided.

    Example: a1, a2 and b1, all of 2017. a1-b1 is open, in 70 of 100 draws, and leaves both
    undecided. a2 is only a; `both` is 0 decided, with mean 0.7 and interval 0 to 1.

    Raises BadParameter if a link names a unit without a key, or the part is out of bounds.
    """
    if not 0 < part < 1:
        raise BadParameter(
            name="part",
            why_es="la parte de las extracciones queda entre 0 y 1",
            why_en="the part of the draws lies between 0 and 1",
        )
    outside = (one.link for one in draws.outside)
    links = {*draws.links, *outside, *standing.certain, *standing.joined}
    if any(a not in keys_a or b not in keys_b for a, b in links):
        raise BadParameter(
            name="keys",
            why_es="un enlace nombra a una persona que no está en la lista de su registro",
            why_en="a link names a person who is not on the list of their registry",
        )
    counting = _Counting(draws, standing, keys_a, keys_b, part)
    keys = {key for side in (keys_a, keys_b) for key in side.values() if key is not None}
    total = counting.row(None)
    distinct = total.in_a + total.in_b - counting.linked_inside() - counting.repeated()
    return Ledger(
        tuple(counting.row(key) for key in sorted(keys, key=key_order)),
        total,
        interval_of(distinct, part),
        part,
    )


class _Links:
    """The keys of the ends of some links, and which links lie inside a key or across two."""

    def __init__(self, links: Collection[Link], keys_a: Keys, keys_b: Keys) -> None:
        self._of_a = [keys_a[a] for a, _ in links]
        self._of_b = [keys_b[b] for _, b in links]
        self._same = np.array([keys_a[a] == keys_b[b] for a, b in links], dtype=np.bool_)

    def masks(self, key: str | None) -> tuple[NDArray[np.bool_], ...]:
        """Return the links whose end a, and whose end b, has the key; and those of one key."""
        at_a, at_b = (
            np.array([of is not None and key in (None, of) for of in end], dtype=np.bool_)
            for end in (self._of_a, self._of_b)
        )
        return at_a, at_b, self._same


class _Counting:
    """The arrays that each row counts from."""

    def __init__(
        self, draws: Draws, standing: Standing, keys_a: Keys, keys_b: Keys, part: float
    ) -> None:
        self._linked, self._part = draws.linked, part
        self._outside = _Links([one.link for one in draws.outside], keys_a, keys_b)
        self._outside_draw = np.array([one.draw for one in draws.outside], dtype=np.int64)
        self._repeated = [_of_registry(draws, POLICE, keys_a)]
        self._repeated.append(_of_registry(draws, PROSECUTORS, keys_b))
        self._open = _Links(draws.links, keys_a, keys_b)
        self._certain = _Links(sorted(standing.certain), keys_a, keys_b)
        self._joined = _Links(sorted(standing.joined), keys_a, keys_b)
        self._people = [_by_key(keys_a.values()), _by_key(keys_b.values())]
        self._undecided = [
            _by_key(keys_a[name] for name in standing.undecided_a),
            _by_key(keys_b[name] for name in standing.undecided_b),
        ]

    def row(self, key: str | None) -> Row:
        """Return the counts of a key, or of all."""
        in_a, in_b = (_of(people, key) for people in self._people)
        undecided_a, undecided_b = (_of(people, key) for people in self._undecided)
        kinds = (self._open, self._certain, self._joined, self._outside)
        masks = [links.masks(key) for links in kinds]
        both = self._count([at_a & same for at_a, _, same in masks])
        other_a = self._count([at_a & ~same for at_a, _, same in masks])
        other_b = self._count([at_b & ~same for _, at_b, same in masks])
        linked_a = self._count([at_a for at_a, _, _ in masks])
        linked_b = self._count([at_b for _, at_b, _ in masks])
        return Row(
            key,
            in_a,
            in_b,
            self._rest(in_a - self._gone(0, key), linked_a, in_a - undecided_a),
            self._rest(in_b - self._gone(1, key), linked_b, in_b - undecided_b),
            self._figure(both),
            self._figure(other_a),
            self._figure(other_b),
            undecided_a,
            undecided_b,
        )

    def linked_inside(self) -> Counts:
        """Return, for each draw, the links whose ends both have a key."""
        kinds = (self._open, self._certain, self._certain, self._outside)
        masks = [links.masks(None) for links in kinds]
        _, drawn = self._count([at_a & at_b for at_a, at_b, _ in masks])
        return drawn

    def repeated(self) -> Counts:
        """Return, for each draw, the units with a key that repeat another unit."""
        return self._gone(0, None) + self._gone(1, None)

    def _gone(self, side: int, key: str | None) -> Counts:
        repeated, keys = self._repeated[side]
        mask = np.array([of is not None and key in (None, of) for of in keys], dtype=np.bool_)
        return self._by_draw(repeated[mask])

    def _by_draw(self, draws: Counts) -> Counts:
        counts: Counts = np.bincount(draws, minlength=len(self._linked)).astype(np.int64)
        return counts

    def _count(self, masks: Sequence[NDArray[np.bool_]]) -> tuple[int, Counts]:
        """Return the links that stand and, for each draw, those drawn, from four masks."""
        of_open, of_certain, of_joined, of_outside = masks
        drawn = self._linked[:, of_open].sum(axis=1, dtype=np.int64) + int(of_certain.sum())
        return int(of_joined.sum()), drawn + self._by_draw(self._outside_draw[of_outside])

    def _figure(self, counted: tuple[int, Counts]) -> Count:
        decided, drawn = counted
        return Count(decided, int(drawn.sum()), len(drawn), interval_of(drawn, self._part))

    def _rest(self, units: Counts, linked: tuple[int, Counts], most: int) -> Count:
        """Return the figure of those who are linked with nobody.

        ``units`` has those of each draw, ``most`` those of whom it is decided whether they are.
        """
        decided, drawn = linked
        return self._figure((most - decided, units - drawn))


def _of_registry(draws: Draws, registry: str, keys: Keys) -> tuple[Counts, list[str | None]]:
    """Return the draws of the units that repeat another unit of a registry, and their keys."""
    own = [one for one in draws.repeated if one.registry == registry]
    return np.array([one.draw for one in own], dtype=np.int64), [keys[one.name] for one in own]


def _by_key(keys: Iterable[str | None]) -> Counter[str]:
    return Counter(key for key in keys if key is not None)


def _of(people: Counter[str], key: str | None) -> int:
    return people.total() if key is None else people[key]


def interval_of(drawn: Counts, part: float) -> Interval:
    """Return the ends of the middle part of the draws, each a value that was drawn."""
    tail = (1 - part) / 2
    low = np.quantile(drawn, tail, method="inverted_cdf")
    high = np.quantile(drawn, 1 - tail, method="inverted_cdf")
    return Interval(int(low), int(high))
